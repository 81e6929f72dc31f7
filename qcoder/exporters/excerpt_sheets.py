"""Excerpts as .csv and .xlsx; no cell is ever taken for a formula."""

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from qcoder.domain.cells import escape_cell
from qcoder.domain.excerpts import ExcerptCollection
from qcoder.exporters.excerpt_rows import COLUMNS, flat, row
from qcoder.exporters.xml_text import for_xml

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_CELL = 32_767
"""UTF-16 units that one cell can hold in the .xlsx format; an emoji is two."""
_CUT = " […] (cut: a cell holds no more; the .csv and .json exports have all of it)"


def write_csv(collection: ExcerptCollection, target: Path) -> None:
    """UTF-8 with the mark that makes Excel read it as such; CRLF inside no cell."""
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for excerpt in collection.excerpts:
            cells = (flat(value) for value in row(excerpt).values())
            writer.writerow(escape_cell(c) if isinstance(c, str) else c for c in cells)


def write_xlsx(collection: ExcerptCollection, target: Path) -> None:
    """A sheet of excerpts and a sheet that says what they rest on."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "qcoder"
    sheet = book.worksheets[0]
    sheet.title = "Excerpts"
    sheet.freeze_panes = "A2"
    _set_widths(sheet)
    sheet.append([_cell(sheet, name, bold=True) for name in COLUMNS])
    for excerpt in collection.excerpts:
        sheet.append([_cell(sheet, flat(value)) for value in row(excerpt).values()])
    about = book.create_sheet("About")
    about.column_dimensions["A"].width = 100
    for sentence in about_lines(collection):
        about.append([_cell(about, sentence)])
    book.save(target)


def about_lines(collection: ExcerptCollection) -> list[str]:
    """What a reader of the sheet must know, a sentence a line."""
    return [
        *(note.sentence for note in collection.notes),
        "Positions (start, end) count Unicode code points of the transcript; end is exclusive.",
        "Text is speech only: labels, time stamps and headings are left out.",
    ]


def _set_widths(sheet: "Worksheet") -> None:
    from openpyxl.utils import get_column_letter

    wide = {"text": 80, "memo": 40, "section": 24, "code": 24, "coding": 38}
    for index, name in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = wide.get(name, 14)


def _cell(sheet: "Worksheet", value: str | int, *, bold: bool = False) -> "Cell":
    from openpyxl.cell import Cell

    # The sheet gives it its place.
    cell = Cell(sheet, row=1, column=1)
    cell.value = _fitting(for_xml(value)) if isinstance(value, str) else value
    if isinstance(value, str):
        # openpyxl takes a leading "=" for a formula; the type says that it is text.
        cell.data_type = "s"
    cell.alignment = _alignment(wrap=isinstance(value, str))
    if bold:
        cell.font = _bold()
    return cell


@cache
def _alignment(*, wrap: bool) -> "Alignment":
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=wrap, vertical="top")


@cache
def _bold() -> "Font":
    from openpyxl.styles import Font

    return Font(bold=True)


def _fitting(text: str) -> str:
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return text
    # Half an emoji at the end is left out.
    return units[: 2 * (LONGEST_CELL - len(_CUT))].decode("utf-16-le", errors="ignore") + _CUT
