import pytest

from qcoder.bootstrap import open_workspace
from qcoder.domain.consensus import DifferenceKind, Outcome
from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import CoderId
from qcoder.domain.meeting import Meeting, PlaceInHand
from qcoder.domain.sides import passages_to_discuss
from qcoder.services.consensus.meetings import (
    close_meeting,
    keep_place,
    note_names_shown,
    open_meeting,
    place_in_hand,
)
from tests.services.study import Study

BOUNDARY = DifferenceKind.BOUNDARY


@pytest.fixture
def study(sealed_pair: Study) -> Study:
    return sealed_pair


def opened(study: Study) -> Meeting:
    parsed = study.transcript()
    return study.do(lambda uow: open_meeting(uow, parsed))


def test_a_meeting_has_who_was_there_and_how_many_were_open(study: Study) -> None:
    meeting = opened(study)
    assert (meeting.number, meeting.present, meeting.open_before) == (1, ("Ada", "Ben"), 3)
    decision = study.decide(BOUNDARY, Outcome.UNION)
    assert decision.meeting == meeting.id
    parsed = study.transcript()
    closed = study.do(lambda uow: close_meeting(uow, parsed))
    assert (closed.open_after, closed.is_open) == (2, False)
    assert opened(study).number == 2


def test_a_meeting_that_was_killed_goes_on_where_it_was(study: Study) -> None:
    meeting = opened(study)
    key, difference = study.transcript_id(), study.place(BOUNDARY).difference.id
    study.do(lambda uow: keep_place(uow, key, difference, 61.5))
    path = study.workspace.path
    assert path is not None
    again = Study(open_workspace(path))
    assert opened(again) == meeting
    place = again.workspace.read(lambda uow: place_in_hand(uow, key))
    assert place == PlaceInHand(difference, 61.5)
    parsed = again.transcript()
    assert again.do(lambda uow: close_meeting(uow, parsed)).seconds == 61.5
    again.workspace.close()


def test_showing_the_names_is_recorded(study: Study) -> None:
    opened(study)
    key = study.transcript_id()
    assert len(study.do(lambda uow: note_names_shown(uow, key)).named) == 1


def test_without_a_meeting_there_is_nothing_to_close_and_no_place(study: Study) -> None:
    key, parsed = study.transcript_id(), study.transcript()
    assert study.workspace.read(lambda uow: place_in_hand(uow, key)) == PlaceInHand(None, 0.0)
    with pytest.raises(RuleBroken, match="No meeting on this transcript"):
        study.do(lambda uow: close_meeting(uow, parsed))


def test_a_meeting_is_not_undone(study: Study) -> None:
    opened(study)
    with pytest.raises(RuleBroken, match="taken back only by an act of its own"):
        study.undo()


def test_who_explains_first_goes_on_alternating_after_decisions_undo_and_in_the_next_meeting(
    study: Study,
) -> None:
    def explaining() -> list[CoderId]:
        room = study.room()
        passages = passages_to_discuss(room.compared)
        return [room.first_to_explain(passage) for passage in passages]

    first, second, third = before = explaining()
    assert first == third != second
    study.do(lambda uow: open_meeting(uow, study.transcript()))
    study.decide(DifferenceKind.BOUNDARY, Outcome.UNION)
    assert explaining() == before
    study.undo()
    assert explaining() == before
    study.do(lambda uow: close_meeting(uow, study.transcript()))
    study.do(lambda uow: open_meeting(uow, study.transcript()))
    assert explaining() == before
