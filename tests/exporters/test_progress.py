"""A long report: how far it is, and given up on the way."""

from pathlib import Path

import pytest

from qcoder.exporters.report import Column, Report, Table
from qcoder.exporters.reports import write_report_file

COLUMNS = (Column("Code", "its label"), Column("Count", "how often"))
TABLE = Table("T", COLUMNS, tuple(("Time", number) for number in range(60)))
REPORT = Report("R", "", (TABLE, TABLE))


class GivenUp(Exception):
    pass


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_long_report_tells_how_far_it_is_over_all_its_tables(suffix: str, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    write_report_file(REPORT, tmp_path / f"r{suffix}", lambda *far: heard.append(far))
    assert heard == [(0, 120), (50, 120), (100, 120)]


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_report_given_up_on_the_way_leaves_what_was_there(suffix: str, tmp_path: Path) -> None:
    def give_up(done: int, _total: int) -> None:
        if done:
            raise GivenUp

    target = tmp_path / f"r{suffix}"
    target.write_bytes(b"before")
    with pytest.raises(GivenUp):
        write_report_file(REPORT, target, give_up)
    assert list(tmp_path.iterdir()) == [target]
    assert target.read_bytes() == b"before"
