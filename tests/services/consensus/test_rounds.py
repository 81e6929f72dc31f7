from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from qcoder.domain.codebook import Code
from qcoder.domain.consensus import DifferenceKind, Outcome
from qcoder.domain.errors import NotFound, RuleBroken
from qcoder.domain.proposal import ProposalState
from qcoder.exporters.report import Tone, Words
from qcoder.services.agreement.pairs import agreement
from qcoder.services.agreement.report import AgreementWish, agreement_report
from qcoder.services.codebook.closing import close_codebook
from qcoder.services.codebook.editing import edit_code
from qcoder.services.codebook.history import CodeChange
from qcoder.services.codebook.new_code import decide_on_new_code
from qcoder.services.codebook.proposals import answer_proposal, open_proposals, propose
from qcoder.services.coding.layer import remove_coding
from qcoder.services.consensus.meetings import open_meeting
from qcoder.services.consensus.rounds import begin_round, rename_round, rounds
from qcoder.services.prepare.assignments import code_again
from qcoder.services.reports.round_figures import rounds_side_by_side
from qcoder.services.reports.rounds import rounds_report
from tests.services.study import Study

BOUNDARY, ONE_ONLY = DifferenceKind.BOUNDARY, DifferenceKind.ONE_CODER_ONLY


@pytest.fixture
def study(sealed_pair: Study) -> Study:
    return sealed_pair


def test_there_is_one_round_until_another_begins(study: Study) -> None:
    assert [r.name for r in study.workspace.read(rounds)] == ["Round 1"]
    second = study.do(lambda uow: begin_round(uow, " The rest "))
    assert (second.number, second.name, second.codebook_revision) == (2, "The rest", 1)
    study.do(lambda uow: rename_round(uow, 1, "Pilot"))
    assert [r.name for r in study.workspace.read(rounds)] == ["Pilot", "The rest"]
    study.undo()
    assert study.workspace.read(rounds)[0].name == "Round 1"


@pytest.mark.parametrize(("name", "reason"), [(" ", "needs a name"), ("round 1", "already")])
def test_rounds_have_names_of_their_own(study: Study, name: str, reason: str) -> None:
    with pytest.raises(RuleBroken, match=reason):
        study.do(lambda uow: begin_round(uow, name))


def test_a_pair_that_codes_again_keeps_both_rounds_side_by_side(study: Study) -> None:
    study.decide(BOUNDARY, Outcome.UNION)
    study.do(lambda uow: begin_round(uow, "Again"))
    coding, ada = study.layer("Ada")[1], study.coder("Ada")
    study.unseal("Ada")
    study.do(lambda uow: remove_coding(uow, ada, coding.id))
    study.seal("Ada")
    study.decide(BOUNDARY, Outcome.NONE)
    first, second = study.workspace.read(rounds_side_by_side)
    assert (first.transcripts, second.transcripts) == (("FG1",), ("FG1",))
    assert (first.kinds[ONE_ONLY], second.kinds[ONE_ONLY]) == (1, 0)
    assert (first.outcomes, second.outcomes) == ({Outcome.UNION: 1}, {Outcome.NONE: 1})
    assert (first.agreement.pooled.entering, second.agreement.pooled.entering) == (3, 2)


def test_a_meeting_on_layers_of_the_round_before_makes_them_no_part_of_this_one(
    study: Study,
) -> None:
    study.do(lambda uow: begin_round(uow, "Again"))
    parsed = study.transcript()
    study.do(lambda uow: open_meeting(uow, parsed))
    assert study.workspace.read(rounds_side_by_side)[1].transcripts == ()
    coding, ada = study.layer("Ada")[1], study.coder("Ada")
    study.unseal("Ada")
    study.do(lambda uow: remove_coding(uow, ada, coding.id))
    study.seal("Ada")
    second = study.workspace.read(rounds_side_by_side)[1]
    assert (second.transcripts, second.kinds[ONE_ONLY]) == (("FG1",), 0)


def edit(study: Study, code: str, change: Callable[[Code], Code]) -> None:
    edited = change(study.code(code))
    study.do(lambda uow: edit_code(uow, edited))


def test_what_changed_in_the_codebook_between_rounds_is_named(study: Study) -> None:
    edit(study, "Time", lambda code: replace(code, definition="Talk of lack of time."))
    edit(study, "Emotions", lambda code: replace(code, definition="Something else."))
    edit(study, "Emotions", lambda code: replace(code, definition="Talk of emotions."))
    edit(study, "Emotions", lambda code: replace(code, colour="#123456"))
    study.do(lambda uow: begin_round(uow, "The rest"))
    edit(study, "Time", lambda code: replace(code, rule="Code the sentence", label="Pressure"))
    first, second = study.workspace.read(rounds_side_by_side)
    assert first.codebook == (CodeChange("Time", fields=("definition",)),)
    assert second.codebook == (CodeChange("Pressure", fields=("label", "rule")),)
    table = {t.title: t for t in study.workspace.read(rounds_report).tables}
    assert table["Changes of the codebook"].rows == (
        ("Round 1", "Time", "definition"),
        ("The rest", "Pressure", "label, rule"),
    )


def test_layers_frozen_again_are_named_later_and_the_first_stay_before(study: Study) -> None:
    ada = study.coder("Ada")
    study.unseal("Ada")
    coding = study.layer("Ada")[1]
    study.do(lambda uow: remove_coding(uow, ada, coding.id))
    study.seal("Ada")
    study.do(lambda uow: begin_round(uow, "Again"))
    study.do(lambda uow: code_again(uow, study.transcript_id()))
    study.seal("Ada", "Ben")
    table = {t.title: t for t in study.workspace.read(rounds_report).tables}
    rows = [(row[0], row[3], row[4]) for row in table["Frozen layers"].rows]
    assert rows == [("Round 1", "before", 7), ("Round 1", "later", 6), ("Again", "before", 6)]


def test_new_assignments_of_layers_that_are_shown_belong_to_no_round(study: Study) -> None:
    study.do(lambda uow: begin_round(uow, "Again"))
    study.assign("Ben", "Ada")
    assert study.workspace.read(rounds_side_by_side)[1].transcripts == ()


def test_coding_again_opens_all_layers_at_once_so_that_none_is_shown_with_an_old_one(
    study: Study,
) -> None:
    study.do(lambda uow: begin_round(uow, "Again"))
    study.do(lambda uow: code_again(uow, study.transcript_id()))
    study.apply("Ada", "There was always another list", "Time")
    study.seal("Ada")
    with pytest.raises(RuleBroken, match="Ben has not sealed"):
        study.room()
    study.apply("Ben", "There was always another list", "Time")
    study.seal("Ben")
    second = study.workspace.read(rounds_side_by_side)[1]
    assert second.transcripts == ("FG1",)


def test_what_nobody_has_sealed_is_being_coded_already(study: Study) -> None:
    study.do(lambda uow: code_again(uow, study.transcript_id()))
    with pytest.raises(RuleBroken, match="being coded already"):
        study.do(lambda uow: code_again(uow, study.transcript_id()))


def test_agreement_of_one_round_is_that_of_what_was_frozen_in_it(study: Study) -> None:
    study.take_in("FG2", "P1: Surgery again.")
    study.do(lambda uow: begin_round(uow, "The rest"))
    study.assign("Ada", "Ben", transcript="FG2")
    study.seal("Ada", "Ben", transcript="FG2")
    first, second = (study.workspace.read(partial(agreement, number=number)) for number in (1, 2))
    assert (first.transcripts, second.transcripts) == (("FG1",), ("FG2",))
    assert [o.transcript for o in second.left_out if o.reason == "not_in_round"] == ["FG1"]
    with pytest.raises(NotFound, match="no round 3; the study has 2 rounds"):
        study.workspace.read(lambda uow: agreement(uow, number=3))


def test_figures_of_layers_as_they_are_now_say_that_they_belong_to_no_round(study: Study) -> None:
    wish = AgreementWish(as_now=True)
    study.do(lambda uow: begin_round(uow, "The rest"))
    report = study.workspace.read(lambda uow: agreement_report(uow, wish))
    warnings = [p.text for p in report.parts if isinstance(p, Words) and p.tone is Tone.WARNING]
    assert len(warnings) == 1
    assert "Not independent" in warnings[0]
    assert "belong to no round" in warnings[0]
    assert [t.title for t in report.tables] == ["Agreement now, after discussion, Ada and Ben"]


def test_a_round_without_anything_sealed_is_empty(study: Study) -> None:
    study.decide(BOUNDARY, Outcome.UNION)
    study.do(lambda uow: begin_round(uow, "The rest"))
    second = study.workspace.read(rounds_side_by_side)[1]
    assert (second.transcripts, second.agreement.pairs, second.outcomes) == ((), (), {})


def test_a_decision_becomes_a_proposal_that_is_answered(study: Study) -> None:
    decision = study.decide(BOUNDARY, Outcome.UNION)
    room = study.room()
    made = study.do(lambda uow: propose(uow, room, decision.difference, " Say where it ends. "))
    assert (made.decision, made.code, made.text) == (
        decision.id,
        study.code("Time").id,
        "Say where it ends.",
    )
    assert study.workspace.read(open_proposals) == [made]
    done = study.do(lambda uow: answer_proposal(uow, made.id, ProposalState.DONE, "Rule 2."))
    assert done.answered_at is not None
    assert study.workspace.read(open_proposals) == []
    study.undo()
    assert study.workspace.read(open_proposals) == [made]


def test_a_proposal_says_something(study: Study) -> None:
    room, difference = study.room(), study.place(BOUNDARY).difference.id
    with pytest.raises(RuleBroken, match="Say what should be otherwise"):
        study.do(lambda uow: propose(uow, room, difference, "  "))


def test_a_new_code_can_be_the_outcome(study: Study) -> None:
    parsed, difference = study.transcript(), study.place(ONE_ONLY).difference.id
    grouping = study.code("Specialties").grouping
    study.do(
        lambda uow: decide_on_new_code(uow, parsed, difference, grouping=grouping, label="Wards")
    )
    assert ("Wards", "Surgery") in study.consensus()
    study.decide(BOUNDARY, Outcome.UNION)
    assert study.room().still_open == 1


def test_a_closed_codebook_takes_no_new_code(study: Study) -> None:
    study.do(lambda uow: close_codebook(uow, None))
    parsed, difference = study.transcript(), study.place(ONE_ONLY).difference.id
    grouping = study.code("Specialties").grouping
    with pytest.raises(RuleBroken, match="closed for new codes"):
        study.do(
            lambda uow: decide_on_new_code(
                uow, parsed, difference, grouping=grouping, label="Wards"
            )
        )
