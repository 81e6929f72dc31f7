import pytest

from qcoder.domain.consensus import DifferenceKind, Outcome
from qcoder.exporters.report import Report
from qcoder.services.agreement.code_differences import (
    code_differences_report,
    is_place,
    place_behind,
)
from tests.services.study import Study


@pytest.fixture
def study(sealed_pair: Study) -> Study:
    """The pair, with a second transcript that both have coded, and one that nobody has sealed."""
    study = sealed_pair
    for name in ("FG2", "FG3"):
        study.take_in(name, "P1: We had no time at all, and no chair. P2: Time flew.")
        study.assign("Ada", "Ben", transcript=name)
        study.apply("Ada", "We had no time at all", "Time", transcript=name)
    study.apply("Ben", "Time flew", "Time", transcript="FG2")
    study.seal("Ada", "Ben", transcript="FG2")
    return study


def places(study: Study, label: str, only: str | None = None) -> Report:
    code = study.code(label).id
    wanted = study.transcript_id(only) if only else None
    return study.workspace.read(lambda uow: code_differences_report(uow, code, wanted))


def test_places_of_a_code_are_found_in_every_transcript_that_is_shown(study: Study) -> None:
    found = {t.title: [row[:2] for row in t.rows] for t in places(study, "Time").tables}
    assert found == {
        "Matched, on other words: 1": [("FG1", 2)],
        "Matched: 1": [("FG1", 3)],
        "Only Ada: 2": [("FG1", 4), ("FG2", 1)],
        "Only Ben: 1": [("FG2", 1)],
    }


def test_of_one_transcript_its_own_alone(study: Study) -> None:
    rows = [row[0] for table in places(study, "Time", "FG2").tables for row in table.rows]
    assert rows == ["FG2", "FG2"]


def test_a_row_leads_to_its_difference_and_says_where_that_stands(study: Study) -> None:
    study.decide(DifferenceKind.BOUNDARY, Outcome.UNION)
    table = next(t for t in places(study, "Time").tables if "other words" in t.title)
    assert is_place(table.links[0])
    transcript, difference = place_behind(table.links[0])
    assert transcript == study.transcript_id()
    assert study.room().resolution(difference).difference.kind is DifferenceKind.BOUNDARY
    assert table.rows[0][3:] == ("boundary", "decided")


def test_a_code_that_nobody_used_has_no_places(study: Study) -> None:
    study.unseal("Ada")
    assert list(places(study, "Emotions").tables) == []
