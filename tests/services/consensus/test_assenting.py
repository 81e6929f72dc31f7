import pytest

from qcoder.domain.consensus import Decision, DifferenceKind, Outcome, Status
from qcoder.domain.errors import RuleBroken
from qcoder.services.consensus.assenting import assent_all, give_way, take_stances
from qcoder.services.consensus.deciding import Verdict, decide
from qcoder.services.consensus.room import set_assents_separately
from tests.services.study import Study

BOUNDARY = DifferenceKind.BOUNDARY


@pytest.fixture
def study(sealed_pair: Study) -> Study:
    return sealed_pair


@pytest.fixture
def separate(study: Study) -> Study:
    study.do(lambda uow: set_assents_separately(uow, separate=True))
    return study


def propose(study: Study, outcome: Outcome = Outcome.UNION, reason: str = "") -> Decision:
    room, difference = study.room(), study.place(BOUNDARY).difference.id
    verdict = Verdict(outcome, proposed_by=study.coder("Ada"), reason=reason)
    return study.do(lambda uow: decide(uow, room, difference, verdict))


def stances(decision: Decision) -> list[str]:
    return [assent.stance for assent in decision.assent]


def test_at_one_screen_a_decision_counts_everybody_as_agreeing(study: Study) -> None:
    assert stances(study.decide(BOUNDARY, Outcome.UNION)) == ["agree", "agree"]


def test_who_gives_way_is_a_further_line_about_the_same_decision(study: Study) -> None:
    first = study.decide(BOUNDARY, Outcome.UNION, reason="slip")
    room, ben = study.room(), study.coder("Ben")
    line = study.do(lambda uow: give_way(uow, room, first.difference, ben))
    assert stances(line) == ["agree", "gave_way"]
    assert (line.supersedes, line.outcome, line.reason) == (first.id, Outcome.UNION, "slip")
    assert study.place_status(BOUNDARY) is Status.DECIDED
    study.undo()
    in_force = study.place(BOUNDARY).decision
    assert in_force is not None
    assert stances(in_force) == ["agree", "agree"]


def test_where_nothing_is_decided_nobody_gives_way(study: Study) -> None:
    room, difference, ben = study.room(), study.place(BOUNDARY).difference.id, study.coder("Ben")
    with pytest.raises(RuleBroken, match="no decision on this difference"):
        study.do(lambda uow: give_way(uow, room, difference, ben))


def test_a_stance_is_a_known_one_of_a_coder_of_the_pair(study: Study) -> None:
    decision = study.decide(BOUNDARY, Outcome.UNION)
    room, cleo, ben = study.room(), study.coder("Cleo"), study.coder("Ben")
    with pytest.raises(RuleBroken, match="Only those who code FG1"):
        study.do(lambda uow: take_stances(uow, room, decision.difference, {cleo: "agree"}))
    with pytest.raises(RuleBroken, match="A stance is one of"):
        study.do(lambda uow: take_stances(uow, room, decision.difference, {ben: "yes"}))


def test_assenting_separately_a_decision_is_proposed_until_all_have_assented(
    separate: Study,
) -> None:
    proposed = propose(separate)
    assert separate.place_status(BOUNDARY) is Status.PROPOSED
    assert len(separate.consensus()) == 1
    room = separate.room()
    line = separate.do(lambda uow: assent_all(uow, room, proposed.difference))
    assert stances(line) == ["agree", "agree"]
    assert separate.place_status(BOUNDARY) is Status.DECIDED
    assert len(separate.consensus()) == 2


def test_a_reservation_is_recorded_and_the_decision_stands(separate: Study) -> None:
    proposed = propose(separate)
    room, ben = separate.room(), separate.coder("Ben")
    separate.do(lambda uow: take_stances(uow, room, proposed.difference, {ben: "reserve"}))
    assert separate.place_status(BOUNDARY) is Status.DECIDED


def test_leaving_unresolved_waits_for_assent_too(separate: Study) -> None:
    propose(separate, Outcome.UNRESOLVED, reason="needs context")
    assert separate.place_status(BOUNDARY) is Status.PROPOSED
    assert separate.room().still_open == 3


def test_assenting_separately_somebody_proposes(separate: Study) -> None:
    with pytest.raises(RuleBroken, match="say who proposes"):
        separate.decide(BOUNDARY, Outcome.UNION)
    separate.decide(BOUNDARY, Outcome.LATER)
    assert separate.place_status(BOUNDARY) is Status.LATER


def test_when_all_have_assented_there_is_nobody_left_to_ask(study: Study) -> None:
    decision = study.decide(BOUNDARY, Outcome.UNION)
    room = study.room()
    with pytest.raises(RuleBroken, match="Everybody has assented"):
        study.do(lambda uow: assent_all(uow, room, decision.difference))
