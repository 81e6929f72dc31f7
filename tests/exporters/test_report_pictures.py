"""Pictures of a report in Word: to scale, with their numbers, and in words for who sees none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table as WordTable
from hypothesis import given
from hypothesis import strategies as st

from qcoder.exporters.report import Bars, Column, Part, Point, Points, Report, Table, Words
from qcoder.exporters.report_pictures import _GRID, _scaled, _stacked
from qcoder.exporters.reports import write_report_file

BARS = Bars("What became", ("kept", "gone"), (("Time", (3, 1)), ("Grades", (0, 0))))


def written(folder: Path, *parts: Part) -> WordTable:
    write_report_file(Report("R", "", parts), folder / "r.docx")
    return Document(str(folder / "r.docx")).tables[0]


def patterns(table: WordTable) -> Iterator[str]:
    for shading in table._tbl.iter(qn("w:shd")):
        yield str(shading.get(qn("w:val")))


def widths(row: BaseOxmlElement) -> list[int]:
    return [int(str(cell.get(qn("w:w")))) for cell in row.iter(qn("w:tcW"))]


def words(element: BaseOxmlElement) -> str:
    return "".join(str(text.text or "") for text in element.iter(qn("w:t")))


def span(cell: BaseOxmlElement) -> int:
    return sum(int(str(found.get(qn("w:val")))) for found in cell.iter(qn("w:gridSpan"))) or 1


def test_a_bar_has_its_number_its_pattern_and_its_length(tmp_path: Path) -> None:
    table = written(tmp_path, BARS)
    legend, first, second = table._tbl.tr_lst
    assert [words(cell) for cell in legend.tc_lst] == ["", "", " kept", "", " gone", " "]
    texts = [words(cell) for cell in first.tc_lst]
    assert texts == ["Time", "3", "1", " 4"]
    assert len(set(patterns(table))) == 2
    _, kept, gone, _ = widths(first)
    assert kept == 3 * gone
    assert words(second).endswith(" 0")


def test_every_row_fills_the_grid(tmp_path: Path) -> None:
    table = written(tmp_path, BARS)
    columns = len(table._tbl.tblGrid.findall(qn("w:gridCol")))
    for row in table._tbl.tr_lst:
        assert sum(map(span, row.tc_lst)) == columns


def test_a_picture_is_also_in_words(tmp_path: Path) -> None:
    (spoken,) = written(tmp_path, BARS)._tbl.iter(qn("w:tblDescription"))
    assert spoken.get(qn("w:val")) == "What became. Bars. Time: 3 kept, 1 gone; Grades: none."


def test_why_there_is_no_interval_stands_below_once_if_it_is_one_reason(tmp_path: Path) -> None:
    points = Points("Kappa", (Point("Time", 0.5, None, "too few"), Point("Grades", None)))
    table = written(tmp_path, points)
    assert "too few" not in words(table._tbl)
    below = [p.text for p in Document(str(tmp_path / "r.docx")).paragraphs]
    assert "Intervals: too few." in below
    assert "Grades –" in points.spoken


def test_reasons_of_their_own_stand_beside_their_values(tmp_path: Path) -> None:
    rows = (Point("Time", 0.5, (0.25, 0.75)), Point("Grades", 0.5, None, "kappa is 0"))
    found = words(written(tmp_path, Points("Kappa", rows))._tbl)
    assert "0.50 (0.25 to 0.75)" in found
    assert "0.50; kappa is 0" in found


@pytest.mark.parametrize(("count", "breaks"), [(7, False), (15, True)])
def test_a_long_picture_breaks_between_pages_and_shows_its_scale_on_each(
    tmp_path: Path, count: int, breaks: bool
) -> None:
    points = Points("Kappa", tuple(Point(f"Code {n}", 0.5) for n in range(count)))
    rows = written(tmp_path, points)._tbl.tr_lst
    kept = [bool(list(row.iter(qn("w:keepNext")))) for row in rows]
    assert kept[:3] + kept[-3:-1] == [True] * 5
    assert (False in kept[:-1]) is breaks
    assert [len(list(row.iter(qn("w:tblHeader")))) for row in rows] == [1] + [0] * count


@given(st.lists(st.integers(0, 9999), min_size=1, max_size=6), st.integers(0, 9999))
def test_no_count_is_lost_and_no_bar_is_longer_than_the_longest(
    counts: list[int], more: int
) -> None:
    stretches = _stacked(counts, max(1, sum(counts) + more))
    assert sum(stretch.cells for stretch in stretches) == _GRID
    if sum(map(bool, counts)) < len(stretches):
        filled = [s.fill for s in stretches if s.fill is not None]
        assert filled == [number for number, count in enumerate(counts) if count]


@pytest.mark.parametrize("value", [-1.0, -0.01, 0.0, 0.5, 1.0])
def test_any_value_stands_on_the_scale(value: float) -> None:
    stretches = _scaled(value, (value - 0.5, value + 0.5))
    assert sum(stretch.cells for stretch in stretches) == _GRID
    assert [stretch.cells for stretch in stretches if stretch.fill == 0] == [1]


def test_what_leads_to_a_picture_stays_on_its_page(tmp_path: Path) -> None:
    written(tmp_path, Words("Alone."), Words("See below."), BARS)
    by_text = {p.text: p for p in Document(str(tmp_path / "r.docx")).paragraphs}
    assert not by_text["Alone."].paragraph_format.keep_with_next
    assert by_text["See below."].paragraph_format.keep_with_next


def test_a_picture_is_in_no_workbook(tmp_path: Path) -> None:
    rows = (("Time", 1),)
    table = Table("T", (Column("Code", ""), Column("Count", "")), rows)
    write_report_file(Report("R", "", (BARS, table)), tmp_path / "r.xlsx")
    assert (tmp_path / "r.xlsx").exists()
