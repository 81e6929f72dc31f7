"""Tables of a report as a workbook, as a spreadsheet program finds them."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from qcoder.exporters.report import Column, Form, Report, Table, Value, Words, shown
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


def test_rows_are_as_high_as_their_words_which_libreoffice_does_not_find_out(
    tmp_path: Path,
) -> None:
    rows = (("one", 1), ("long words " * 20, 2), ("three\nlines\nhere", 3), ("x" * 40_000, 4))
    sheet = written(tmp_path, a_table(*rows)).worksheets[0]
    heights = [sheet.row_dimensions[number].height for number in range(2, 6)]
    assert heights == [None, 15 * 5, 15 * 3, 409]


def test_a_table_too_wide_for_a_page_is_printed_over_several_with_its_first_column(
    tmp_path: Path,
) -> None:
    columns = tuple(Column(f"C{number}", "what it is") for number in range(6))
    sheet = written(tmp_path, Table("T", columns, (("long words " * 9,) * 6,))).worksheets[0]
    assert (sheet.page_setup.fitToWidth, sheet.print_title_cols) == (2, "$A:$A")


def test_what_a_cell_cannot_hold_is_named_with_what_the_columns_mean(tmp_path: Path) -> None:
    book = written(tmp_path, a_table(("short", "x" * 40_000)))
    assert str(book.worksheets[0]["B2"].value).endswith("(cut: a cell of a workbook holds no more)")
    said = str(book.worksheets[1].cell(book.worksheets[1].max_row, 3).value)
    assert said.startswith("T: cut, since a cell holds no more than 32,767 characters: B2.")


def test_words_beside_the_tables_keep_what_they_are_about(tmp_path: Path) -> None:
    report = Report("R", "", (Words("boundary", lead="Time:"), a_table(("a", 1))))
    write_report_file(report, tmp_path / "r.xlsx")
    meanings = load_workbook(tmp_path / "r.xlsx").worksheets[1]
    assert "Time: boundary" in [row[2] for row in meanings.iter_rows(values_only=True)]


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "bell \x07"])
def test_a_coders_name_in_a_head_or_a_title_does_no_harm(tmp_path: Path, name: str) -> None:
    table = Table(f"{name}, x", (Column(name, name),), ((name,),))
    report = Report(name, name, (table,))
    for suffix in (".xlsx", ".docx", ".csv"):
        write_report_file(report, tmp_path / f"r{suffix}")
    assert load_workbook(tmp_path / "r.xlsx").worksheets[0]["A1"].data_type == "s"
    head = (tmp_path / "r.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert not head.strip('"').startswith("=")
