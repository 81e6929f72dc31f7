"""Tables of a report as a workbook, with a sheet on what each column means; or one as .csv."""

import csv
import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from qcoder.domain.cells import escape_cell
from qcoder.domain.errors import QCoderError
from qcoder.exporters.report import Form, Table, Value
from qcoder.exporters.sheets import cell_of

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.properties import PageSetupProperties
    from openpyxl.worksheet.worksheet import Worksheet

MEANINGS = "What the columns mean"
_NUMBERS = {
    Form.SHARE: "0%",
    Form.COEFFICIENT: "0.00",
    Form.DAY: "yyyy-mm-dd",
    Form.MOMENT: "yyyy-mm-dd hh:mm:ss",
}
_LONGEST_NAME = 31
_WIDTHS = (9, 60)


def write_workbook(tables: Sequence[Table], notes: Sequence[str], target: Path) -> None:
    """One sheet a table; the last says what the columns mean, and what else must be known."""
    from openpyxl import Workbook

    if not tables:
        raise QCoderError("There is no table in it to write; choose .docx.")
    book = Workbook()
    book.properties.creator = "qcoder"
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(_name(table.title, book.sheetnames)), table)
    _explain(book, tables, notes)
    book.save(target)


def write_table_csv(table: Table, target: Path) -> None:
    """UTF-8 with the mark that makes Excel read it as such; numbers in full, nothing rounded."""
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.title for column in table.columns])
        for row in table.rows:
            writer.writerow([escape_cell(c) if isinstance(c, str) else c for c in row])


def _fill(sheet: "Worksheet", table: Table) -> None:
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "B2"
    sheet.append([cell_of(sheet, column.title, bold=True) for column in table.columns])
    for row in table.rows:
        pairs = zip(row, table.columns, strict=True)
        sheet.append([_cell(sheet, value, column.form) for value, column in pairs])
    for index, column in enumerate(table.columns):
        width = _width(column.title, [row[index] for row in table.rows])
        sheet.column_dimensions[get_column_letter(index + 1)].width = width
    _set_print(sheet)


def _cell(sheet: "Worksheet", value: Value, form: Form) -> "Cell":
    cell = cell_of(sheet, "" if value is None else value)
    moment = _moment(value) if form in (Form.DAY, Form.MOMENT) else None
    if moment is not None:
        cell.value = moment
    cell.number_format = _NUMBERS.get(form, "General")
    return cell


def _moment(value: Value) -> datetime | None:
    """UTC without saying so, as a spreadsheet knows no zones; None where it is no date."""
    try:
        return datetime.fromisoformat(str(value)).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return None


def _set_print(sheet: "Worksheet") -> None:
    """Rows can be chosen by what is in them; on paper it is as wide as the page, head on each."""
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = _fits_to_page()


@cache
def _fits_to_page() -> "PageSetupProperties":
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)


def _width(title: str, values: Sequence[Value]) -> int:
    least, most = _WIDTHS
    longest = max([len(str(v)) for v in values if isinstance(v, str)], default=0)
    return min(most, max(least, len(title) + 2, longest + 1))


def _explain(book: "Workbook", tables: Sequence[Table], notes: Sequence[str]) -> None:
    sheet = book.create_sheet(MEANINGS)
    for letter, width in (("A", 28), ("B", 24), ("C", 100)):
        sheet.column_dimensions[letter].width = width
    sheet.append([cell_of(sheet, name, bold=True) for name in ("sheet", "column", "meaning")])
    for table, name in zip(tables, book.sheetnames, strict=False):
        if table.caption:
            sheet.append([cell_of(sheet, words) for words in (name, "", table.caption)])
        for column in table.columns:
            words = (name, column.title, column.about)
            sheet.append([cell_of(sheet, word) for word in words])
    for note in notes:
        sheet.append([cell_of(sheet, words) for words in ("", "", note)])


def _name(title: str, taken: Sequence[str]) -> str:
    """A name that a sheet may have: short, without signs that formulas use, and not given yet.

    Of a long title what comes after its comma stays whole: it tells this table from others.
    """
    plain = re.sub(r"[\[\]:*?/\\]", " ", title).strip("' ") or "Table"
    plain = _shortened(plain)[:_LONGEST_NAME].rstrip("' ")
    name, number = plain, 2
    while name.casefold() in {other.casefold() for other in taken}:
        name = f"{plain[: _LONGEST_NAME - 4]} ({number})"
        number += 1
    return name


def _shortened(title: str) -> str:
    head, comma, tail = title.rpartition(", ")
    words = head.split()
    while len(title) > _LONGEST_NAME and len(words) > 1:
        words.pop()
        title = f"{' '.join(words)}{comma}{tail}"
    return title
