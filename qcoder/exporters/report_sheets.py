"""Tables of a report as a workbook, with a sheet on what each column means; or one as .csv."""

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qcoder.domain.cells import escape_cell
from qcoder.domain.errors import QCoderError
from qcoder.exporters.report import Form, Table, Value
from qcoder.exporters.sheets import cell_of

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MEANINGS = "What the columns mean"
_NUMBERS = {Form.SHARE: "0%", Form.COEFFICIENT: "0.00"}
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
        cells = [cell_of(sheet, "" if value is None else value) for value in row]
        for cell, column in zip(cells, table.columns, strict=True):
            cell.number_format = _NUMBERS.get(column.form, "General")
        sheet.append(cells)
    for index, column in enumerate(table.columns):
        width = _width(column.title, [row[index] for row in table.rows])
        sheet.column_dimensions[get_column_letter(index + 1)].width = width


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
    """A name that a sheet may have: short, without signs that formulas use, and not given yet."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", title)[:_LONGEST_NAME].strip() or "Table"
    name, number = plain, 2
    while name.casefold() in {other.casefold() for other in taken}:
        name = f"{plain[: _LONGEST_NAME - 4]} ({number})"
        number += 1
    return name
