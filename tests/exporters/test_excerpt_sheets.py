import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from qcoder.domain.cells import unescape_cell
from qcoder.domain.excerpts import ExcerptCollection
from qcoder.exporters.excerpts import write_excerpts
from qcoder.exporters.sheets import LONGEST_CELL
from tests.exporters.excerpt_builders import a_collection, one_excerpt_of

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"]


def csv_rows(collection: ExcerptCollection, folder: Path) -> list[dict[str, str]]:
    write_excerpts(collection, folder / "out.csv")
    with (folder / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def cell_below(collection: ExcerptCollection, folder: Path, column: str) -> "Cell | MergedCell":
    write_excerpts(collection, folder / "out.xlsx")
    rows = load_workbook(folder / "out.xlsx")["Excerpts"].iter_rows()
    names = [cell.value for cell in next(rows)]
    return next(rows)[names.index(column)]


def test_a_csv_opens_in_excel_as_unicode(tmp_path: Path) -> None:
    write_excerpts(a_collection(), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbftranscript,")


def test_a_csv_has_the_same_words_again(tmp_path: Path) -> None:
    first, second, third = csv_rows(a_collection(memo="Ünïcode 😀"), tmp_path)
    assert first["text"] == (
        "We never had the time.\nThere was always a list.\n=SUM(A1) was on the slide."
    )
    assert (first["speakers"], first["memo"]) == ("P1; P2", "Ünïcode 😀")
    assert unescape_cell(second["text"]) == "=SUM(A1)"
    assert (third["section"], third["grouping"], third["code"]) == (
        "II. Technology", "Contexts", "Specialties",
    )  # fmt: skip


def test_every_row_says_how_many_differences_are_open(tmp_path: Path) -> None:
    rows = csv_rows(a_collection(), tmp_path)
    assert {row["open_differences"] for row in rows} == {"3"}
    assert {row["unresolved_differences"] for row in rows} == {"2"}


@pytest.mark.parametrize("text", FORMULAS)
def test_a_csv_has_no_cell_that_a_spreadsheet_would_run(tmp_path: Path, text: str) -> None:
    (row,) = csv_rows(one_excerpt_of(text, label=text, memo=text), tmp_path)
    assert [row[column] for column in ("text", "code", "memo")] == [f"'{text}"] * 3


@pytest.mark.parametrize("column", ["text", "code", "memo"])
@pytest.mark.parametrize("text", [*FORMULAS, "#N/A", "12", "TRUE"])
def test_text_in_a_workbook_is_text_whatever_it_looks_like(
    tmp_path: Path, text: str, column: str
) -> None:
    cell = cell_below(one_excerpt_of(text, label=text, memo=text), tmp_path, column)
    assert (cell.value, cell.data_type) == (text, "s")


def test_positions_in_a_workbook_are_numbers(tmp_path: Path) -> None:
    cell = cell_below(a_collection(), tmp_path, "start")
    assert (cell.value, cell.data_type) == (61, "n")


def test_a_cell_that_would_be_too_long_is_cut_and_says_so(tmp_path: Path) -> None:
    value = cell_below(one_excerpt_of("word " * 9000 + "end"), tmp_path, "text").value
    assert isinstance(value, str)
    assert len(value) == LONGEST_CELL
    assert value.endswith("(cut: a cell of a workbook holds no more)")


def test_an_emoji_counts_twice_and_is_not_cut_in_half(tmp_path: Path) -> None:
    value = cell_below(one_excerpt_of("a" + "😀" * 20_000), tmp_path, "text").value
    assert isinstance(value, str)
    assert LONGEST_CELL - 1 <= len(value.encode("utf-16-le")) // 2 <= LONGEST_CELL


def test_what_is_too_long_for_a_cell_is_whole_in_a_csv(tmp_path: Path) -> None:
    (row,) = csv_rows(one_excerpt_of("word " * 9000 + "end"), tmp_path)
    assert len(row["text"]) == 45_003


@pytest.mark.parametrize("text", ["a\x00b", "a\x1fb", "a\ufffeb"])
def test_control_characters_do_not_spoil_a_workbook(tmp_path: Path, text: str) -> None:
    assert cell_below(one_excerpt_of(text), tmp_path, "text").value == "a\ufffdb"


def test_a_workbook_says_what_it_rests_on(tmp_path: Path) -> None:
    write_excerpts(a_collection(), tmp_path / "out.xlsx")
    about = load_workbook(tmp_path / "out.xlsx")["About"]
    assert (
        about["A1"].value
        == "FG1: consensus of its coders, 3 differences still open, 2 left unresolved."
    )
