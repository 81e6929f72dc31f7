from dataclasses import replace

import pytest

from qcoder.domain.consensus import DifferenceKind, Outcome, Status
from qcoder.domain.errors import RuleBroken
from qcoder.domain.proposal import Proposal, ProposalState
from qcoder.services.codebook.proposals import (
    answer_proposal,
    propose,
    take_into_codebook,
    with_proposal,
)
from qcoder.services.consensus.decision_records import log_records
from tests.services.study import Study

SUBSTITUTION = DifferenceKind.SUBSTITUTION


@pytest.fixture
def study(sealed_pair: Study) -> Study:
    sealed_pair.decide(SUBSTITUTION, Outcome.BOTH)
    return sealed_pair


def proposed(study: Study, text: str = "Tears are Emotions.", code: str = "Emotions") -> Proposal:
    room, place = study.room(), study.place(SUBSTITUTION).difference.id
    about = study.code(code).id
    return study.do(lambda uow: propose(uow, room, place, text, code=about))


def test_a_proposal_is_added_to_the_rule_once(study: Study) -> None:
    made, code = proposed(study), study.code("Emotions")
    edited = with_proposal(code, made)
    assert edited.rule == "Code entire story. Tears are Emotions."
    assert with_proposal(edited, made) == edited
    assert with_proposal(replace(code, rule=""), made).rule == "Tears are Emotions."


def test_taking_a_proposal_edits_the_code_and_answers_it_in_one_act(study: Study) -> None:
    made, before = proposed(study), study.code("Emotions")
    edited, ada = with_proposal(before, made), study.coder("Ada")
    study.do(lambda uow: take_into_codebook(uow, made.id, edited, answered_by=ada))
    assert study.code("Emotions").rule == edited.rule
    done = study.workspace.read(lambda uow: uow.proposals.get(made.id))
    assert (done.state, done.answered_by) == (ProposalState.DONE, ada)
    assert study.place_status(SUBSTITUTION) is Status.STALE
    study.undo()
    assert study.code("Emotions") == before
    assert study.workspace.read(lambda uow: uow.proposals.get(made.id)) == made
    assert study.place_status(SUBSTITUTION) is Status.DECIDED


def test_a_proposal_taken_as_wording_only_leaves_what_was_decided(study: Study) -> None:
    made = proposed(study)
    edited = with_proposal(study.code("Emotions"), made)
    study.do(lambda uow: take_into_codebook(uow, made.id, edited, wording_only=True))
    assert study.place_status(SUBSTITUTION) is Status.DECIDED


def test_what_was_answered_or_is_about_another_code_is_not_taken(study: Study) -> None:
    made = proposed(study)
    emotions, time = (with_proposal(study.code(label), made) for label in ("Emotions", "Time"))
    with pytest.raises(RuleBroken, match="about another code"):
        study.do(lambda uow: take_into_codebook(uow, made.id, time))
    unchanged = study.code("Emotions")
    with pytest.raises(RuleBroken, match="Nothing in the code is another"):
        study.do(lambda uow: take_into_codebook(uow, made.id, unchanged))
    study.do(lambda uow: answer_proposal(uow, made.id, ProposalState.DECLINED, "No."))
    with pytest.raises(RuleBroken, match="answered already"):
        study.do(lambda uow: take_into_codebook(uow, made.id, emotions))


def test_two_proposals_on_one_decision_both_stand_in_the_log(study: Study) -> None:
    proposed(study)
    proposed(study, "Time is minutes.", "Time")
    parsed = study.transcript()
    (line,) = study.workspace.read(lambda uow: log_records(uow, parsed))
    assert line["proposal"] == "Tears are Emotions.; Time is minutes."
