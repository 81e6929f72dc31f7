"""A report in Word: tables whose columns fit what is in them."""

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable

from qcoder.exporters.report import Column, Report, Table, Value
from qcoder.exporters.reports import write_report_file


def written(folder: Path, titles: list[str], *rows: tuple[Value, ...]) -> WordTable:
    table = Table("T", tuple(Column(title, "what it is") for title in titles), rows)
    write_report_file(Report("R", "", (table,)), folder / "r.docx")
    return Document(str(folder / "r.docx")).tables[0]


def widths(table: WordTable) -> list[int]:
    found = [column.width or 0 for column in table.columns]
    assert [cell.width for cell in table.rows[-1].cells] == found
    return found


def test_of_two_columns_of_passages_the_fuller_one_is_wider(tmp_path: Path) -> None:
    passage = "She sat down first. " * 20
    rows = ((1, passage, passage), *((n, passage, "") for n in range(2, 9)))
    number, words, seldom = widths(written(tmp_path, ["Turn", "Words", "Instead"], *rows))
    assert words > 1.5 * seldom > 1.5 * number


def test_a_head_of_one_word_is_not_broken(tmp_path: Path) -> None:
    titles = ["Code", *("Matched" for _ in range(9)), "Interval"]
    found = widths(written(tmp_path, titles, ("Time", *range(9), "none: too few transcripts")))
    assert min(found[1:-1]) / 12700 > len("Matched") * 5.5  # points


@pytest.mark.parametrize("rows", [(), (("Time", 1), (None, None))])
def test_the_head_alone_is_a_head_also_without_rows(
    tmp_path: Path, rows: tuple[tuple[Value, ...], ...]
) -> None:
    table = written(tmp_path, ["Code", "Count"], *rows)
    assert len(table.rows) == len(rows) + 1
    (look,) = table._tbl.iter(qn("w:tblLook"))
    assert look.get(qn("w:firstColumn")) == "0"
    bold = [[run.bold for run in row.cells[0].paragraphs[0].runs] for row in table.rows]
    assert bold == [[True], *([None] for _ in rows)]
