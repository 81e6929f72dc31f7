import csv
import json
from pathlib import Path

import pytest

from qcoder.domain.cells import unescape_cell
from qcoder.domain.errors import QCoderError
from qcoder.exporters.tables import write_json_lines, write_table


def test_a_table_comes_back_cell_by_cell(tmp_path: Path) -> None:
    rows = [
        ("a, b", 1, "two\nlines"),
        ("bare\rreturn", 4, "b"),
        ("=1+1", 2, "„Ünïcode“ 😀"),
        ("'=x", 3, ""),
    ]
    write_table(tmp_path / "out.csv", ("first", "second", "third"), rows)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        header, *read = csv.reader(file)
    assert header == ["first", "second", "third"]
    assert [tuple(map(unescape_cell, row)) for row in read] == [
        tuple(str(cell) for cell in row) for row in rows
    ]


def test_text_in_a_table_is_never_a_formula(tmp_path: Path) -> None:
    write_table(tmp_path / "out.csv", ("a",), [("=1+1",), ("-1",)])
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "a\n'=1+1\n'-1\n"


def test_a_table_is_written_as_csv_only(tmp_path: Path) -> None:
    with pytest.raises(QCoderError, match=r"out\.xlsx: this table can be written as \.csv"):
        write_table(tmp_path / "out.xlsx", ("a",), [])


def test_a_table_that_fails_on_its_way_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        write_table(tmp_path / "out.csv", ("a",), ((1 // n,) for n in (1, 0)))
    assert list(tmp_path.iterdir()) == []


def test_json_lines_are_one_object_a_line(tmp_path: Path) -> None:
    records = [{"note": "two\nlines", "id": 1}, {"note": "ü", "id": 2}]
    write_json_lines(tmp_path / "out.jsonl", records)
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == records
