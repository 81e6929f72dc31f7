"""Tables of a report as a workbook, as a spreadsheet program finds them."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from qcoder.exporters.report import Column, Form, Report, Table, Value, shown
from qcoder.exporters.reports import write_report_file


def a_table(*rows: tuple[Value, ...], title: str = "T", form: Form = Form.PLAIN) -> Table:
    return Table(title, (Column("Name", "what it is"), Column("Value", "how much", form)), rows)


def written(folder: Path, *tables: Table) -> Workbook:
    write_report_file(Report("R", "", tables), folder / "r.xlsx")
    return load_workbook(folder / "r.xlsx")


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(1)"])
def test_no_words_are_taken_for_a_formula(tmp_path: Path, words: str) -> None:
    cell = written(tmp_path, a_table((words, words))).worksheets[0]["B2"]
    assert (cell.data_type, cell.value) == ("s", words)


def test_a_moment_is_a_date_that_can_be_sorted(tmp_path: Path) -> None:
    table = a_table(("first", "2026-11-12T14:03:41.587Z"), ("none", ""), form=Form.MOMENT)
    sheet = written(tmp_path, table).worksheets[0]
    assert sheet["B2"].value == datetime(2026, 11, 12, 14, 3, 41)  # noqa: DTZ001 - as sheets are
    assert sheet["B2"].is_date
    assert sheet["B3"].value in (None, "")


def test_a_moment_is_read_without_its_fraction() -> None:
    assert shown("2026-11-12T14:03:41.587Z", Form.MOMENT) == "2026-11-12 14:03:41"


def test_each_sheet_keeps_its_head_in_view_and_prints_it_on_each_page(tmp_path: Path) -> None:
    sheet = written(tmp_path, a_table(("a", 1), ("b", 2))).worksheets[0]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)


def test_sheets_of_long_titles_are_told_apart(tmp_path: Path) -> None:
    titles = [
        "Agreement before discussion, Mara and Jonas",
        "Agreement before discussion, Mara and Priya",
        "Mara's codings",
        "T" * 40,
        "T" * 40,
    ]
    book = written(tmp_path, *(a_table(("a", 1), title=title) for title in titles))
    assert book.sheetnames[:5] == [
        "Agreement, Mara and Jonas",
        "Agreement, Mara and Priya",
        "Mara's codings",
        "T" * 31,
        f"{'T' * 27} (2)",
    ]


def test_figures_have_their_form_and_are_written_in_full(tmp_path: Path) -> None:
    sheet = written(tmp_path, a_table(("a", 1 / 3), form=Form.COEFFICIENT)).worksheets[0]
    assert (sheet["B2"].number_format, sheet["B2"].value) == ("0.00", 1 / 3)
