import pytest

from qcoder.domain.audit import AuditMark, Opinion
from qcoder.domain.consensus import DifferenceKind, Outcome, Status
from qcoder.domain.errors import RuleBroken
from qcoder.services.closing.acts import close_consensus
from qcoder.services.closing.auditing import concur, decisions_to_audit, query
from tests.services.study import Study

BOUNDARY, SUBSTITUTION = DifferenceKind.BOUNDARY, DifferenceKind.SUBSTITUTION


@pytest.fixture
def study(sealed_pair: Study) -> Study:
    sealed_pair.decide(BOUNDARY, Outcome.UNION)
    sealed_pair.decide(SUBSTITUTION, Outcome.BOTH)
    sealed_pair.decide(DifferenceKind.ONE_CODER_ONLY, Outcome.NONE)
    return sealed_pair


def ask(study: Study, note: str = "Why both?", auditor: str = "Cleo") -> AuditMark:
    room, place, who = study.room(), study.place(SUBSTITUTION), study.coder(auditor)
    return study.do(lambda uow: query(uow, room, place.difference.id, who, note))


def test_an_auditor_walks_the_decisions_in_force_in_text_order(study: Study) -> None:
    study.decide(BOUNDARY, Outcome.LATER)
    room, cleo = study.room(), study.coder("Cleo")
    walk = study.workspace.read(lambda uow: decisions_to_audit(uow, room))
    assert [to.decision.outcome for to in walk] == [Outcome.NONE, Outcome.BOTH]
    difference = walk[1].resolution.difference.id
    mark = study.do(lambda uow: concur(uow, room, difference, cleo))
    again = study.workspace.read(lambda uow: decisions_to_audit(uow, room))
    assert [to.mark for to in again] == [None, mark]
    assert mark.opinion is Opinion.CONCUR


def test_a_query_opens_the_difference_and_nobody_of_the_pair_has_assented_to_that(
    study: Study,
) -> None:
    mark = ask(study)
    place = study.place(SUBSTITUTION)
    assert place.status is Status.OPEN
    assert place.decision is not None
    assert (place.decision.note, place.decision.assent) == ("Why both?", ())
    assert place.decision.proposed_by == study.coder("Cleo")
    assert place.decision.supersedes == mark.decision


def test_a_query_opens_a_closed_consensus(study: Study) -> None:
    room, key = study.room(), study.transcript_id()
    study.do(lambda uow: close_consensus(uow, room))
    ask(study)
    assert study.workspace.read(lambda uow: uow.closings.in_force(key)) is None
    assert study.room().still_open == 1


@pytest.mark.parametrize(
    ("note", "auditor", "reason"),
    [("  ", "Cleo", "A query needs a note"), ("Why?", "Ben", "does not audit its decisions")],
)
def test_a_query_has_a_note_and_comes_from_a_third_person(
    study: Study, note: str, auditor: str, reason: str
) -> None:
    with pytest.raises(RuleBroken, match=reason):
        ask(study, note, auditor)
    assert study.place_status(SUBSTITUTION) is Status.DECIDED


def test_what_is_not_decided_is_not_audited(study: Study) -> None:
    study.decide(SUBSTITUTION, Outcome.REOPENED)
    with pytest.raises(RuleBroken, match="no decision in force"):
        ask(study)
