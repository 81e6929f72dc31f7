"""Tables of a report as a workbook, with a sheet on what each column means; or one as .csv."""

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qcoder.domain.cells import escape_cell
from qcoder.domain.errors import QCoderError
from qcoder.exporters.progress import Progress
from qcoder.exporters.report import Column, Form, Table, Value
from qcoder.exporters.sheet_layout import lay_out
from qcoder.exporters.sheets import (
    MOMENT,
    MOMENT_WIDTH,
    cell_of,
    moment_cell,
    moment_of,
    said_of_cut_cells,
)
from qcoder.exporters.xml_text import for_xml

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MEANINGS = "What the columns mean"
_NUMBERS = {
    Form.SHARE: "0%",
    Form.COEFFICIENT: "0.00",
    Form.DAY: "yyyy-mm-dd",
    Form.MOMENT: MOMENT,
}
_LONGEST_NAME = 31
_WIDTHS = (9, 60)


def write_workbook(
    tables: Sequence[Table], notes: Sequence[str], progress: Progress, target: Path
) -> None:
    """One sheet a table; the last says what the columns mean, and what else must be known."""
    from openpyxl import Workbook

    if not tables:
        raise QCoderError("There is no table in it to write; choose .docx.")
    book = Workbook()
    book.properties.creator = "qcoder"
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(_name(table.title, book.sheetnames)), table, progress)
    _explain(book, tables, notes)
    book.save(target)


def write_table_csv(table: Table, target: Path) -> None:
    """UTF-8 with the mark that makes Excel read it as such; numbers in full, nothing rounded."""
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([escape_cell(column.title) for column in table.columns])
        for row in table.rows:
            writer.writerow([escape_cell(c) if isinstance(c, str) else c for c in row])


def _fill(sheet: "Worksheet", table: Table, progress: Progress) -> None:
    sheet.freeze_panes = "B2"
    sheet.append([cell_of(sheet, column.title, bold=True) for column in table.columns])
    for row in table.rows:
        pairs = zip(row, table.columns, strict=True)
        sheet.append([_cell(sheet, value, column.form) for value, column in pairs])
        progress.row()
    sheet.auto_filter.ref = sheet.dimensions
    widths = {
        number: _width(column, [row[number - 1] for row in table.rows])
        for number, column in enumerate(table.columns, start=1)
    }
    lay_out(sheet, widths)


def _cell(sheet: "Worksheet", value: Value, form: Form) -> "Cell":
    moment = moment_of(value) if form in (Form.DAY, Form.MOMENT) else None
    if moment is not None:
        return moment_cell(sheet, moment, _NUMBERS[form])
    cell = cell_of(sheet, "" if value is None else value)
    cell.number_format = _NUMBERS.get(form, "General")
    return cell


def _width(column: Column, values: Sequence[Value]) -> int:
    least, most = _WIDTHS
    if column.form is Form.MOMENT:
        return max(MOMENT_WIDTH, len(column.title) + 2)
    longest = max([len(str(v)) for v in values if isinstance(v, str)], default=0)
    return min(most, max(least, len(column.title) + 2, longest + 1))


def _explain(book: "Workbook", tables: Sequence[Table], notes: Sequence[str]) -> None:
    filled = list(zip(tables, book.worksheets, strict=True))
    sheet = book.create_sheet(MEANINGS)
    sheet.freeze_panes = "A2"
    sheet.append([cell_of(sheet, name, bold=True) for name in ("sheet", "column", "meaning")])
    for table, of_table in filled:
        meanings = [("", table.caption)] if table.caption else []
        meanings += [(column.title, column.about) for column in table.columns]
        for words in meanings:
            sheet.append([cell_of(sheet, word) for word in (of_table.title, *words)])
    cut = [sentence for _, of_table in filled for sentence in said_of_cut_cells(of_table)]
    for note in (*notes, *cut):
        sheet.append([cell_of(sheet, words) for words in ("", "", note)])
    lay_out(sheet, {1: 28, 2: 24, 3: 100})


def _name(title: str, taken: Sequence[str]) -> str:
    """A name that a sheet may have: short, without signs that formulas use, and not given yet.

    Of a long title what comes after its comma stays whole: it tells this table from others.
    """
    plain = re.sub(r"[\[\]:*?/\\]", " ", for_xml(title)).strip("' ") or "Table"
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
