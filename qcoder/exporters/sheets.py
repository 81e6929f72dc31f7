"""Rows as .csv, .xlsx and .json; no cell is ever taken for a formula."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qcoder.domain.cells import escape_cell
from qcoder.exporters.sheet_layout import lay_out
from qcoder.exporters.xml_text import for_xml

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | bool | list[str] | None

LONGEST_CELL = 32_767
"""UTF-16 units that one cell can hold in the .xlsx format; an emoji is two."""
_CUT = " […] (cut: a cell of a workbook holds no more)"
MOMENT = "yyyy-mm-dd hh:mm:ss"
MOMENT_WIDTH = 22
_WIDTHS = {"text": 80, "words": 80, "memo": 40, "other_memos": 40, "section": 24, "code": 24}
_WIDTHS |= {"coding": 38, "Definition": 60, "Coding Rules": 60, "changed": MOMENT_WIDTH}
_MOMENTS = ("changed",)


class Sheet(NamedTuple):
    """A table with its name, and what a reader must know of it, a sentence a line."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Mapping[str, Value]]
    about: Sequence[str]


def write_csv(sheet: Sheet, target: Path) -> None:
    """UTF-8 with the mark that makes Excel read it as such; CRLF inside no cell."""
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(sheet.columns)
        for row in sheet.rows:
            cells = (flat(row[name]) for name in sheet.columns)
            writer.writerow(escape_cell(c) if isinstance(c, str) else c for c in cells)


def write_json(sheet: Sheet, target: Path) -> None:
    """A list of objects; nothing is escaped, several values are a list."""
    rows = list(sheet.rows)
    target.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def write_xlsx(sheet: Sheet, target: Path) -> None:
    """A sheet of rows and a sheet that says what they rest on."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "qcoder"
    table = book.worksheets[0]
    table.title = sheet.title
    table.freeze_panes = "A2"
    table.append([cell_of(table, name, bold=True) for name in sheet.columns])
    for row in sheet.rows:
        table.append([_cell(table, name, row[name]) for name in sheet.columns])
    lay_out(table, {n: _WIDTHS.get(name, 14) for n, name in enumerate(sheet.columns, start=1)})
    about = book.create_sheet("About")
    for sentence in (*sheet.about, *said_of_cut_cells(table)):
        about.append([cell_of(about, sentence)])
    lay_out(about, {1: 100})
    book.save(target)


def _cell(table: "Worksheet", name: str, value: Value) -> "Cell":
    moment = moment_of(value) if name in _MOMENTS else None
    return cell_of(table, flat(value)) if moment is None else moment_cell(table, moment)


def moment_of(value: object) -> datetime | None:
    """UTC without saying so, as a spreadsheet knows no zones; None where it is no date."""
    try:
        return datetime.fromisoformat(str(value)).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return None


def moment_cell(sheet: "Worksheet", moment: datetime, form: str = MOMENT) -> "Cell":
    """A cell with a date that can be sorted and reckoned with."""
    cell = cell_of(sheet, "")
    cell.value, cell.number_format = moment, form
    return cell


def said_of_cut_cells(table: "Worksheet") -> list[str]:
    """What a reader must know of cells whose text was too long; nothing where none was."""
    cut = [
        f"{cell.column_letter}{cell.row}"
        for row in table.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.endswith(_CUT)
    ]
    if not cut:
        return []
    most = f"a cell holds no more than {LONGEST_CELL:,} characters"
    sentence = f"{table.title}: cut, since {most}: {', '.join(cut)}."
    return [f"{sentence} In the other formats of this export nothing is cut."]


def flat(value: Value) -> str | int:
    """A value as one cell: several joined by a semicolon, yes or no for a claim."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, list) else value


def cell_of(sheet: "Worksheet", value: str | float, *, bold: bool = False) -> "Cell":
    """A cell to append to that sheet: text as text, whatever it begins with."""
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
