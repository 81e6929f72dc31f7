"""A .docx file as text, hints and issues."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qcoder.domain.errors import BadInput
from qcoder.importers.docx.count import visible_characters
from qcoder.importers.docx.names import child, children, name
from qcoder.importers.docx.numbering import Numbering
from qcoder.importers.docx.package import Package, words_of
from qcoder.importers.docx.styles import Styles
from qcoder.importers.docx.tables import Columns, Row, speaker_columns
from qcoder.importers.docx.walk import Walk
from qcoder.importers.docx.word_line import WordLine, shortened
from qcoder.importers.labels import is_known, is_label, printed_form
from qcoder.importers.lines import lines_of
from qcoder.importers.raw import RawTranscript
from qcoder.importers.vote import recognise

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PLACES = 10
_FEW = 2


def read_docx(file_name: str, source: bytes) -> RawTranscript:
    """Read the body of a Word document; raises :class:`BadInput` where there is none."""
    package = Package(file_name, source)
    root = package.tree(package.main)
    body = child(root, "w:body")
    if root is None or body is None:
        raise BadInput(f"{file_name} has no document in it. Save it in Word as .docx again.")
    styles, numbering = package.first_related("/styles"), package.first_related("/numbering")
    try:
        walk = Walk(Styles(styles), Numbering(numbering), _discussed(body))
        lines = walk.blocks(body)
    except RecursionError:
        raise BadInput(
            f"{file_name} is nested too deeply; save it in Word as .docx again."
        ) from None
    _label_by_style(lines)
    return RawTranscript(
        text="\n".join(line.text for line in lines),
        format="docx",
        characters_in_file=visible_characters(root) - walk.unseen,
        written=sum(line.written for line in lines),
        hints=tuple(line.hint for line in lines),
        issues=(*_line_issues(lines), *_walk_issues(walk), *_part_issues(package)),
    )


def _discussed(body: "Element") -> frozenset[Columns]:
    """The speaker columns of all tables, before the document itself is read.

    Tables of one width are taken as one: a discussion may be cut into several.
    """
    walk = Walk(Styles(None), Numbering(None))
    rows_by_width: dict[int, list[Row]] = {}
    for element in body.iter():
        rows = walk.rows(element) if name(element) == "w:tbl" else []
        rows_by_width.setdefault(max(map(len, rows), default=0), []).extend(rows)
    found = map(speaker_columns, rows_by_width.values())
    return frozenset(columns for columns in found if columns)


def _label_by_style(lines: Sequence[WordLine]) -> None:
    """Write a speaker who stands in the name of the paragraph style alone into the text."""
    named = {line.style for line in lines if line.text.strip() and _names_speaker(line.style)}
    if len(named) < _FEW:
        return
    text = "\n".join(line.text for line in lines)
    if recognise(list(lines_of(text, [line.hint for line in lines])), text).layout:
        return
    before = ""
    for line in lines:
        if line.text.strip():
            if line.style in named and line.style != before:
                line.put_before(f"{printed_form(line.style)}: ")
            before = line.style


def _names_speaker(style: str) -> bool:
    return is_label(printed_form(style)) and is_known(style)


def _line_issues(lines: Sequence[WordLine]) -> list[str]:
    hidden = [
        f"Line {number}: hidden text is part of the transcript now: “{shortened(line.hidden)}”."
        for number, line in enumerate(lines, 1)
        if line.hidden.strip()
    ]
    deleted = [
        f"Line {number}: words deleted with tracked changes were left out: "
        f"“{shortened(line.deleted)}”."
        for number, line in enumerate(lines, 1)
        if line.deleted.strip()
    ]
    return [*_first_few(hidden, "places with hidden text"),
            *_first_few(deleted, "places with tracked deletions")]  # fmt: skip


def _first_few(issues: list[str], what: str) -> list[str]:
    if len(issues) <= _PLACES:
        return issues
    return [*issues[:_PLACES], f"There are {len(issues) - _PLACES} more {what}."]


def _walk_issues(walk: Walk) -> list[str]:
    kinds = (
        (walk.deleted_blocks, "Left out: rows or blocks deleted with tracked changes"),
        (walk.plain_numbers, "Left out: automatic paragraph numbers"),
        (walk.unseen, "Left out: characters in the instructions of fields"),
        (walk.pictures, "Not read: pictures, with any words in them"),
        (walk.embedded, "Not read: embedded documents; open the file in Word and save it anew"),
    )
    counted = [f"{what} ({count})." for count, what in kinds if count]
    return [*counted, *dict.fromkeys(walk.issues)]


def _part_issues(package: Package) -> list[str]:
    counts = {
        "comments": sum(len(list(children(part, "w:comment")))
                        for part in package.all_related("/comments")),
        "footnotes": _notes(package, "footnote"),
        "endnotes": _notes(package, "endnote"),
        "headers": _with_words(package, "/header"),
        "footers": _with_words(package, "/footer"),
    }  # fmt: skip
    return [f"Not read: {what} ({count})." for what, count in counts.items() if count]


def _notes(package: Package, kind: str) -> int:
    notes = (
        note for part in package.all_related(f"/{kind}s") for note in children(part, f"w:{kind}")
    )
    return sum(1 for note in notes if words_of(note).strip())


def _with_words(package: Package, kind: str) -> int:
    return sum(1 for part in package.all_related(kind) if words_of(part).strip())
