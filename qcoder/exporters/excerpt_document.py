"""Excerpts as a Word document, grouped by code with definition and rule."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, cast

from qcoder.domain.codebook import Code
from qcoder.domain.excerpts import Excerpt, ExcerptCollection
from qcoder.exporters.xml_text import for_xml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.text.paragraph import CT_P
    from docx.text.paragraph import Paragraph


def write_docx(collection: ExcerptCollection, target: Path) -> None:
    """One heading a grouping and code, each excerpt with speaker, transcript and position."""
    from docx import Document

    document = Document()
    document.core_properties.author = "qcoder"
    document.core_properties.comments = ""
    document.add_heading("Coded excerpts", level=0)
    for note in collection.notes:
        document.add_paragraph(for_xml(note.sentence), style="List Bullet")
    by_code = {
        label: list(group)
        for label, group in groupby(_in_code_order(collection), key=lambda e: e.code)
    }
    for grouping in collection.codebook.groupings:
        codes = [c for c in collection.codebook.codes_of(grouping.id) if c.label in by_code]
        if codes:
            document.add_heading(for_xml(grouping.name), level=1)
        for code in codes:
            _write_code(document, code, by_code[code.label])
    document.save(str(target))


def _in_code_order(collection: ExcerptCollection) -> list[Excerpt]:
    # Stable: within a code the order asked for stays.
    return sorted(collection.excerpts, key=lambda excerpt: excerpt.code)


def _write_code(document: "Document", code: Code, excerpts: Iterable[Excerpt]) -> None:
    excerpts = list(excerpts)
    document.add_heading(for_xml(f"{code.label} ({len(excerpts)})"), level=2)
    if code.definition:
        _keep_with_next(document.add_paragraph(for_xml(code.definition)))
    if code.rule:
        _italic(_keep_with_next(document.add_paragraph()), f"Coding rule: {code.rule}")
    for excerpt in excerpts:
        _write_excerpt(document, excerpt)


def _write_excerpt(document: "Document", excerpt: Excerpt) -> None:
    turns = [_write_turn(document, speaker, words) for speaker, words in excerpt.by_turn]
    # A story of ten turns may go over a page; where it is from stays with its last words.
    for turn in turns[-1:]:
        _keep_with_next(turn)
    source = document.add_paragraph()
    source.add_run(for_xml(position_of(excerpt)))
    memos = [excerpt.memo, *excerpt.other_memos] if excerpt.memo else excerpt.other_memos
    source.paragraph_format.keep_with_next = bool(memos) or None
    for memo in memos:
        _italic(document.add_paragraph(), f"Memo: {memo}")


def _write_turn(document: "Document", speaker: str, words: str) -> "Paragraph":
    paragraph = document.add_paragraph()
    _set_style(paragraph, "Quote")
    if speaker:
        paragraph.add_run(for_xml(f"{speaker}: ")).bold = True
    paragraph.add_run(for_xml(words))
    return paragraph


def _set_style(paragraph: "Paragraph", style_id: str) -> None:
    # By its id: python-docx looks through all styles for a name, four milliseconds each time.
    cast("CT_P", paragraph.paragraph_format.element).style = style_id


def position_of(excerpt: Excerpt) -> str:
    """Where an excerpt stands and whose coding it is, as one line."""
    first, last = excerpt.turns
    turns = f"turn {first}" if first == last else f"turns {first}–{last}"
    parts = [
        excerpt.transcript,
        excerpt.section,
        turns,
        f"characters {excerpt.span.start}–{excerpt.span.end}",
        f"coded by {excerpt.coder}" if excerpt.coder != "consensus" else "consensus",
    ]
    return "(" + " · ".join(part for part in parts if part) + ")"


def _keep_with_next(paragraph: "Paragraph") -> "Paragraph":
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def _italic(paragraph: "Paragraph", text: str) -> None:
    paragraph.add_run(for_xml(text)).italic = True
