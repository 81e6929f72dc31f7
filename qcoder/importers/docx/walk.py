"""Goes through the body of a Word document and misses no words.

Unknown elements are looked into: content controls, smart tags, insertions, hyperlinks and
whatever comes next need no rule of their own. Only what is named here is left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qcoder.importers.docx.flow import Flow
from qcoder.importers.docx.names import (
    CHARACTERS,
    DELETED,
    PROPERTIES,
    TEXT,
    child,
    chosen,
    name,
    switch,
    value,
    whole,
)
from qcoder.importers.docx.numbering import Number, Numbering
from qcoder.importers.docx.styles import Style, Styles, outline_level, tracked_away
from qcoder.importers.docx.tables import Columns, Row, table_lines
from qcoder.importers.docx.word_line import WordLine
from qcoder.importers.labels import is_label, printed_form
from qcoder.importers.raw import count_characters

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_INLINE = frozenset({"w:r", "w:hyperlink", "w:t", "w:fldSimple", "w:bdo", "w:dir"})
_MAX_COLUMNS = 63
"""Word's own limit."""
_AFTER_LABEL = " \t:.)–—-"


@dataclass(frozen=True, slots=True)
class _Format:
    bold: bool = False
    hidden: bool = False


class Walk:
    """One pass over a document. The counts say what was left out of the lines."""

    def __init__(
        self, styles: Styles, numbering: Numbering, discussed: frozenset[Columns] = frozenset()
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._discussed = discussed
        self.plain_numbers = 0
        self.pictures = 0
        self.embedded = 0
        self.unseen = 0
        self.deleted_blocks = 0
        self.issues: list[str] = []

    def blocks(self, parent: "Iterable[Element]") -> list[WordLine]:
        """The lines of all paragraphs and tables in ``parent``."""
        lines: list[WordLine] = []
        pending: WordLine | None = None
        for element in parent:
            found, mark_is_gone = self._block(element)
            if pending and found:
                found[0] = pending.joined_to(found[0])
                pending = None
            if mark_is_gone and found:
                pending = found.pop()
            lines += found
        if pending and (pending.text or pending.deleted):
            lines.append(pending)
        return lines

    def _block(self, element: "Element") -> tuple[list[WordLine], bool]:
        kind = name(element)
        if kind == "w:p":
            return self._paragraph(element), tracked_away(child(element, "w:pPr"))
        if kind == "w:tbl":
            return table_lines(self.rows(element), self._discussed), False
        if kind in _INLINE:
            return self._paragraph([element]), False
        if kind in ("w:altChunk", "w:subDoc"):
            self.embedded += 1
        if kind in DELETED:
            self.deleted_blocks += 1
        if kind in PROPERTIES or kind in DELETED:
            return [], False
        if kind == "mc:AlternateContent":
            branch = chosen(element)
            return (self.blocks(branch), False) if branch is not None else ([], False)
        return self.blocks(element), False

    def rows(self, table: "Element") -> list[Row]:
        """The rows of a table; a cell over several columns is followed by empty ones."""
        rows: list[Row] = []
        for element in table:
            kind = name(element)
            if kind == "w:tr":
                if tracked_away(child(element, "w:trPr")):
                    self.deleted_blocks += 1
                else:
                    rows.append(self._cells(element))
            elif kind not in PROPERTIES and kind not in DELETED:
                rows += self.rows(element)
        return rows

    def _cells(self, row: "Element") -> Row:
        cells: Row = []
        for element in row:
            kind = name(element)
            if kind == "w:tc":
                cells.append(self.blocks(element))
                cells += [[] for _ in range(_columns_spanned(element) - 1)]
            elif kind not in PROPERTIES and kind not in DELETED:
                cells += self._cells(element)
        return cells

    def _paragraph(self, paragraph: "Element | list[Element]") -> list[WordLine]:
        properties = None if isinstance(paragraph, list) else child(paragraph, "w:pPr")
        style = self._styles.paragraph(value(child(properties, "w:pStyle")))
        flow = Flow()
        self._inline(paragraph, flow, _Format(bool(style.bold), bool(style.hidden)))
        lines = flow.lines()
        for line in lines:
            line.heading = outline_level(properties) or style.heading
            line.is_title = style.is_title
            line.style = "" if style.is_default else style.name
        self._number(lines[0], properties, style)
        self.unseen += sum(map(count_characters, flow.unseen))
        self.issues += flow.issues
        return lines + flow.boxes

    def _number(self, line: WordLine, properties: "Element | None", style: Style) -> None:
        own = child(properties, "w:numPr")
        number = self._numbering.next(own if own is not None else style.numbering)
        if number is None or not number.text or not line.text.strip():
            return
        label = _label_in(number)
        if label:
            line.put_before(f"{label}: ")
        elif number.is_worded or number.is_roman or line.heading:
            line.put_before(f"{number.text} ")
        elif any(map(str.isalnum, number.text)):
            self.plain_numbers += 1

    def _inline(self, parent: "Iterable[Element]", flow: Flow, how: _Format) -> None:
        for element in parent:
            self._inline_element(element, name(element), flow, how)

    def _inline_element(self, element: "Element", kind: str, flow: Flow, how: _Format) -> None:
        if kind in TEXT:
            # A line end inside the XML is a blank to Word.
            words = (element.text or "").replace("\n", " ").replace("\r", " ")
            flow.add(words, bold=how.bold, hidden=how.hidden)
        elif kind in CHARACTERS:
            flow.add(CHARACTERS[kind], bold=how.bold, hidden=False)
        elif kind in DELETED:
            flow.deleted += [e.text or "" for e in element.iter() if name(e) == "w:delText"]
        elif kind == "w:fldChar":
            flow.field(value(element, "fldCharType"))
        elif kind == "mc:AlternateContent":
            branch = chosen(element)
            if branch is not None:
                self._inline(branch, flow, how)
        elif kind in ("w:txbxContent", "w:tbl"):
            flow.boxes += self.blocks(element if kind == "w:txbxContent" else [element])
        elif kind not in PROPERTIES:
            self._inline_container(element, kind, flow, how)

    def _inline_container(self, element: "Element", kind: str, flow: Flow, how: _Format) -> None:
        if kind == "w:r":
            how = self._run_format(element, how)
        elif kind == "w:sym":
            flow.add(_symbol(element), bold=how.bold, hidden=how.hidden)
        elif kind == "w:rt":
            flow.add_written("(")
        elif kind == "pic:pic":
            self.pictures += 1
        self._inline(_in_reading_order(element, kind), flow, how)
        if kind == "w:rt":
            flow.add_written(")")

    def _run_format(self, run: "Element", how: _Format) -> _Format:
        properties = child(run, "w:rPr")
        if properties is None:
            return how
        style = self._styles.get(value(child(properties, "w:rStyle")))
        bold = _first(switch(child(properties, "w:b")), style.bold, how.bold)
        hidden = _first(switch(child(properties, "w:vanish")), style.hidden, how.hidden)
        return replace(how, bold=bold, hidden=hidden)


def _first(*switches: bool | None) -> bool:
    return next((on for on in switches if on is not None), False)


def _in_reading_order(element: "Element", kind: str) -> "Iterable[Element]":
    """Of a ruby annotation the word first, then how it is read."""
    if kind != "w:ruby":
        return element
    return sorted(element, key=lambda inner: name(inner) == "w:rt")


def _symbol(element: "Element") -> str:
    code = value(element, "char") or ""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def _columns_spanned(cell: "Element") -> int:
    span = whole(child(cell, "w:tcPr", "w:gridSpan"), 1)
    return max(1, min(span, _MAX_COLUMNS))


def _label_in(number: Number) -> str:
    label = printed_form(number.text.rstrip(_AFTER_LABEL))
    return label if number.is_worded and is_label(label) else ""
