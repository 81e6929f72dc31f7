"""Memos into a file, with what they are about; its extension says the format."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from qcoder.domain.memos import MemoCollection, MemoRecord
from qcoder.exporters.sheets import Sheet, Value, write_csv, write_json, write_xlsx
from qcoder.exporters.target import require_extension, write_whole
from qcoder.exporters.xml_text import for_xml

if TYPE_CHECKING:
    from docx.document import Document

_COLUMNS: Mapping[str, Callable[[MemoRecord], Value]] = {
    "about": lambda r: r.about,
    "coder": lambda r: r.placed.author.name,
    "changed": lambda r: r.placed.memo.changed_at,
    "transcript": lambda r: r.placed.transcript.name if r.placed.transcript else "",
    "section": lambda r: r.section,
    "code": lambda r: r.placed.code.label if r.placed.code else "",
    "first_turn": lambda r: r.turns[0] if r.turns else None,
    "last_turn": lambda r: r.turns[1] if r.turns else None,
    "start": lambda r: r.placed.span.start if r.placed.span else None,
    "end": lambda r: r.placed.span.end if r.placed.span else None,
    "words": lambda r: r.words,
    "memo": lambda r: r.placed.memo.text,
}


def write_memos(collection: MemoCollection, target: Path) -> None:
    """Write all memos whole or not at all; refuses an extension it does not know."""
    writer = _WRITERS[require_extension(target, "memos", _WRITERS)]
    write_whole(target, partial(writer, collection))


def _sheet_of(collection: MemoCollection) -> Sheet:
    rows = ({name: value(r) for name, value in _COLUMNS.items()} for r in collection.records)
    about = (
        *collection.notes,
        "About says what a memo is on: the project, a code, a transcript, a coding, a highlight.",
        "Positions (start, end) count Unicode code points of the transcript; end is exclusive.",
    )
    return Sheet("Memos", tuple(_COLUMNS), rows, about)


def _write_docx(collection: MemoCollection, target: Path) -> None:
    from docx import Document

    document = Document()
    document.core_properties.author = "qcoder"
    document.core_properties.comments = ""
    document.add_heading("Memos", level=0)
    for note in collection.notes:
        document.add_paragraph(for_xml(note), style="List Bullet")
    for heading, records in groupby(collection.records, key=_heading):
        document.add_heading(for_xml(heading), level=1)
        for record in records:
            _write_memo(document, record)
    document.save(str(target))


def _heading(record: MemoRecord) -> str:
    if record.placed.transcript:
        return record.placed.transcript.name
    return f"Code: {record.placed.code.label}" if record.placed.code else "The project"


def _write_memo(document: "Document", record: MemoRecord) -> None:
    placed = record.placed
    for words in record.words.splitlines():
        quote = document.add_paragraph(for_xml(words), style="Quote")
        quote.paragraph_format.keep_with_next = True
    turns = f"turns {record.turns[0]}–{record.turns[1]}" if record.turns else ""
    if record.turns and record.turns[0] == record.turns[1]:
        turns = f"turn {record.turns[0]}"
    code = placed.code.label if placed.code and placed.transcript else ""
    mark = "highlight" if record.about == "highlight" else ""
    about = (placed.author.name, code, mark, record.section, turns, placed.memo.changed_at[:10])
    source = document.add_paragraph()
    source.add_run(for_xml(" · ".join(part for part in about if part))).italic = True
    source.paragraph_format.keep_with_next = True
    for line in placed.memo.text.splitlines():
        document.add_paragraph(for_xml(line))


_WRITERS: Mapping[str, Callable[[MemoCollection, Path], None]] = {
    ".docx": _write_docx,
    ".xlsx": lambda collection, path: write_xlsx(_sheet_of(collection), path),
    ".csv": lambda collection, path: write_csv(_sheet_of(collection), path),
    ".json": lambda collection, path: write_json(_sheet_of(collection), path),
}
