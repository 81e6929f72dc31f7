import pytest

from qcoder.domain.consensus import DifferenceKind, Outcome, Status
from qcoder.domain.errors import RuleBroken
from qcoder.services.coding.layer import remove_coding, resize
from qcoder.services.consensus.room import Room, open_room
from tests.services.study import Study

BOUNDARY, ONE_ONLY = DifferenceKind.BOUNDARY, DifferenceKind.ONE_CODER_ONLY
SUBSTITUTION, EXACT = DifferenceKind.SUBSTITUTION, DifferenceKind.EXACT

SAME = "I say who I am before I touch the curtain"


@pytest.fixture
def study(sealed_pair: Study) -> Study:
    return sealed_pair


def test_the_room_opens_when_all_have_sealed(study: Study) -> None:
    kinds = [resolution.difference.kind for resolution in study.room().resolutions]
    assert kinds == [BOUNDARY, EXACT, ONE_ONLY, SUBSTITUTION]


def test_who_has_not_sealed_is_named(study: Study) -> None:
    study.unseal("Ben")
    with pytest.raises(RuleBroken, match="Ben has not sealed FG1"):
        study.room()


def test_a_transcript_of_one_coder_has_nothing_to_compare(study: Study) -> None:
    study.take_in("FG2", "P1: Alone.")
    study.assign("Ada", transcript="FG2")
    study.seal("Ada", transcript="FG2")
    with pytest.raises(RuleBroken, match="not coded by two coders"):
        study.room("FG2")


def test_readings_stand_in_the_order_of_assignment(study: Study) -> None:
    assert study.room().coders == (study.coder("Ada"), study.coder("Ben"))


def test_the_consensus_begins_with_what_is_the_same(study: Study) -> None:
    assert study.consensus() == [("Time", SAME)]
    assert study.room().still_open == 3


def test_withdrawing_brings_back_what_was_in_force_before(study: Study) -> None:
    study.decide(BOUNDARY, Outcome.UNION)
    study.decide(BOUNDARY, Outcome.INTERSECTION)
    withdraw_last(study)
    in_force = study.place(BOUNDARY).decision
    assert in_force is not None
    assert in_force.outcome is Outcome.UNION
    withdraw_last(study)
    assert study.place_status(BOUNDARY) is Status.OPEN


def withdraw_last(study: Study) -> None:
    study.withdraw(study.place(BOUNDARY))


def test_where_nothing_is_decided_nothing_is_withdrawn(study: Study) -> None:
    with pytest.raises(RuleBroken, match="no decision to withdraw"):
        withdraw_last(study)


def test_a_decision_goes_stale_where_a_coding_has_moved(study: Study) -> None:
    study.decide(BOUNDARY, Outcome.UNION)
    move_adas_coding(study)
    assert study.place_status(BOUNDARY) is Status.STALE
    assert study.consensus() == [("Time", SAME)]


def move_adas_coding(study: Study) -> None:
    coding, ada, parsed = study.layer("Ada")[0], study.coder("Ada"), study.transcript()
    study.unseal("Ada")
    shorter = study.span("had the time. There was always another list")
    study.do(lambda uow: resize(uow, parsed, ada, coding.id, shorter))
    study.seal("Ada")


def test_a_stale_decision_can_be_withdrawn(study: Study) -> None:
    study.decide(BOUNDARY, Outcome.UNION)
    move_adas_coding(study)
    withdraw_last(study)
    assert study.place_status(BOUNDARY) is Status.OPEN


def test_a_decision_whose_difference_is_gone_makes_what_is_left_stale(study: Study) -> None:
    study.decide(BOUNDARY, Outcome.UNION)
    coding, ada = study.layer("Ada")[0], study.coder("Ada")
    study.unseal("Ada")
    study.do(lambda uow: remove_coding(uow, ada, coding.id))
    study.seal("Ada")
    stale = [r for r in study.room().resolutions if r.status is Status.STALE]
    assert [r.difference.kind for r in stale] == [ONE_ONLY]
    assert len(study.room().without_difference) == 1


def test_a_stale_remainder_can_be_withdrawn_and_is_open_then(study: Study) -> None:
    study.decide(BOUNDARY, Outcome.UNION)
    coding, ada = study.layer("Ada")[0], study.coder("Ada")
    study.unseal("Ada")
    study.do(lambda uow: remove_coding(uow, ada, coding.id))
    study.seal("Ada")
    room: Room = study.room()
    (stale,) = [r for r in room.resolutions if r.status is Status.STALE]
    study.withdraw(stale)
    assert study.room().resolution(stale.difference.id).status is Status.OPEN


def test_the_room_after_a_decision_is_known_without_comparing_again(study: Study) -> None:
    room, place = study.room(), study.place(BOUNDARY)
    decision = study.decide(BOUNDARY, Outcome.UNION)
    assert room.with_decision(decision) == study.room()
    assert place.status is Status.OPEN


def test_what_is_open_somewhere_is_not_compared_again(study: Study) -> None:
    shown = study.room()
    assert study.room().comparison is shown.comparison


def test_opening_again_compares_only_what_was_changed(study: Study) -> None:
    before, parsed = study.room(), study.transcript()
    move_adas_coding(study)

    after = study.workspace.read(lambda uow: open_room(uow, parsed, before=before))

    kept = {id(difference) for difference in before.compared}
    anew = [d.kind for d in after.compared if id(d) not in kept]
    assert after.compared == study.room().compared
    assert anew == [BOUNDARY]
