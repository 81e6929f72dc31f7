from dataclasses import replace

import pytest

from qcoder.domain.consensus import DifferenceKind, Outcome, Status
from qcoder.domain.errors import RuleBroken
from qcoder.domain.fairness import Balance
from qcoder.domain.ids import EntryId
from qcoder.exporters.report import Words
from qcoder.services.closing.acts import close_consensus, reopen
from qcoder.services.closing.methods_paragraph import methods_paragraph
from qcoder.services.closing.records import sheet_record
from qcoder.services.closing.report import closing_report
from qcoder.services.closing.sheet import ClosingSheet, closing_sheet
from qcoder.services.codebook.editing import edit_code
from qcoder.services.consensus.assenting import give_way
from qcoder.services.consensus.deciding import Verdict, decide
from qcoder.services.consensus.meetings import close_meeting, keep_place, open_meeting
from qcoder.services.consensus.rounds import begin_round
from qcoder.services.prepare.assignments import code_again
from tests.services.study import Study

BOUNDARY, SUBSTITUTION = DifferenceKind.BOUNDARY, DifferenceKind.SUBSTITUTION
ONE_ONLY = DifferenceKind.ONE_CODER_ONLY


@pytest.fixture
def study(sealed_pair: Study) -> Study:
    """A meeting in which everything was decided."""
    parsed = sealed_pair.transcript()
    sealed_pair.do(lambda uow: open_meeting(uow, parsed))
    decision = sealed_pair.decide(BOUNDARY, Outcome.TAKE, 2)
    room, ada = sealed_pair.room(), sealed_pair.coder("Ada")
    sealed_pair.do(lambda uow: give_way(uow, room, decision.difference, ada))
    sealed_pair.decide(SUBSTITUTION, Outcome.BOTH, reason="two codes overlap")
    sealed_pair.decide(ONE_ONLY, Outcome.UNRESOLVED, reason="genuinely two readings")
    return sealed_pair


def sheet(study: Study) -> ClosingSheet:
    room = study.room()
    return study.workspace.read(lambda uow: closing_sheet(uow, room))


def close(study: Study) -> None:
    room = study.room()
    study.do(lambda uow: close_consensus(uow, room))


def test_the_sheet_counts_decisions_by_kind_and_outcome(study: Study) -> None:
    assert sheet(study).outcomes == {
        BOUNDARY: {Outcome.TAKE: 1},
        ONE_ONLY: {Outcome.UNRESOLVED: 1},
        SUBSTITUTION: {Outcome.BOTH: 1},
    }
    assert sheet(study).reasons == {"two codes overlap": 1, "genuinely two readings": 1}
    assert [r.difference.kind for r in sheet(study).unresolved] == [ONE_ONLY]


def test_the_sheet_says_what_became_of_each_coders_codings(study: Study) -> None:
    found = sheet(study)
    ada, ben = study.coder("Ada"), study.coder("Ben")
    time = study.code("Time").id
    of_ada = {change.code: change for change in found.changes[ada]}
    assert (of_ada[time].codings, of_ada[time].changed) == (3, 1)
    # "another page" came to Ada's first coding; Surgery is in nobody's consensus.
    assert (of_ada[time].lost, of_ada[time].gained) == (0, 2)
    assert of_ada[study.code("Specialties").id].lost == 1
    of_ben = {change.code: change for change in found.changes[ben]}
    assert (of_ben[time].changed, of_ben[time].lost) == (0, 0)


def test_the_meetings_show_how_the_pair_moves(study: Study) -> None:
    (figures,) = sheet(study).drift
    assert (figures.transcript, figures.meeting.number) == ("FG1", 1)
    assert sum(figures.outcomes.values()) == 3
    assert figures.kappa_before == pytest.approx(sheet(study).agreement.pooled.kappa)


def test_what_was_put_off_or_opened_again_is_no_decision_of_its_meeting(study: Study) -> None:
    study.decide(BOUNDARY, Outcome.LATER)
    study.decide(SUBSTITUTION, Outcome.REOPENED)
    (figures,) = sheet(study).drift
    assert figures.outcomes == {Outcome.UNRESOLVED: 1}
    assert figures.kinds == {ONE_ONLY: 1}
    assert figures.reasons == {"genuinely two readings": 1}


def test_the_pace_of_a_meeting_that_goes_on_is_of_the_time_kept_so_far(study: Study) -> None:
    key = study.transcript_id()
    study.do(lambda uow: keep_place(uow, key, None, 90))
    (going_on,) = sheet(study).drift
    assert (going_on.meeting.seconds, going_on.seconds_a_decision) == (90, 30)
    parsed = study.transcript()
    study.do(lambda uow: close_meeting(uow, parsed))
    assert sheet(study).drift[0].seconds_a_decision == 30


def test_each_meeting_has_its_own_share_of_readings_taken(study: Study) -> None:
    parsed = study.transcript()
    study.do(lambda uow: close_meeting(uow, parsed))
    study.do(lambda uow: open_meeting(uow, parsed))
    study.decide(SUBSTITUTION, Outcome.TAKE, 1)
    first, second = sheet(study).drift
    # What the second meeting decided anew is no longer the first one's.
    assert (first.decided, first.share_of(Outcome.TAKE)) == (2, 0.5)
    assert (second.decided, second.share_of(Outcome.TAKE)) == (1, 1.0)


def test_a_meeting_without_decisions_has_no_share_and_no_pace(study: Study) -> None:
    parsed = study.transcript()
    study.do(lambda uow: close_meeting(uow, parsed))
    study.do(lambda uow: open_meeting(uow, parsed))
    second = sheet(study).drift[1]
    assert (second.share_of(Outcome.TAKE), second.seconds_a_decision) == (None, None)


def test_the_balance_is_for_the_pair_alone(study: Study) -> None:
    found = sheet(study)
    ada, ben = study.coder("Ada"), study.coder("Ben")
    assert found.balance == Balance(
        taken={ada: 0, ben: 1}, gave_way={ada: 1, ben: 0}, joint=1, none=0, unresolved=1, yielded=1
    )
    assert "taken" not in str(sheet_record(found))


def test_the_agreement_has_its_reason_where_the_interval_would_stand(study: Study) -> None:
    pooled = sheet(study).agreement.pooled
    assert pooled.interval is None
    assert pooled.no_interval == "1 double-coded transcript, it takes 4"


def test_the_methods_paragraph_has_the_true_figures(study: Study) -> None:
    words = methods_paragraph(sheet(study))
    assert "Two coders coded FG1 independently of each other (7 codings)" in words
    assert "The comparison found 4 places: in 1 the coding was the same" in words
    assert "3 were to be discussed, in 3 passages" in words
    assert "kappa on 3 speaker turns (one turn of the moderator left out), pooled over" in words
    assert "Of 3 decisions, 1 took the reading of one coder, 1 joined both" in words
    assert "none left the words uncoded, and 1 remained unresolved on purpose." in words
    assert "In 1 of them a coder gave way, which is recorded." in words
    assert (
        "Reasons given with 2 of them: genuinely two readings (1), two codes overlap (1)." in words
    )
    assert "Ada" not in words


def test_the_methods_paragraph_says_that_coding_was_changed_after_it_was_shown(
    study: Study,
) -> None:
    assert "was changed after" not in methods_paragraph(sheet(study))
    study.unseal("Ada")
    study.apply("Ada", "knock")
    study.seal("Ada")
    assert "Some coding was changed after the coders had been shown each other's" in (
        methods_paragraph(sheet(study))
    )


def test_what_is_coded_anew_in_a_later_round_is_not_called_independent(study: Study) -> None:
    parsed = study.transcript()
    study.do(lambda uow: begin_round(uow, "Again"))
    study.do(lambda uow: close_meeting(uow, parsed))
    study.do(lambda uow: open_meeting(uow, parsed))
    assert "independently of each other" in methods_paragraph(sheet(study))
    study.do(lambda uow: code_again(uow, study.transcript_id()))
    study.apply("Ada", "knock")
    study.seal("Ada", "Ben")
    words = methods_paragraph(sheet(study))
    assert words.startswith("Two coders coded FG1 anew (8 codings), after their coding of an ear")
    assert "independently" not in words


def test_the_methods_paragraph_speaks_of_one_as_of_one(study: Study) -> None:
    study.decide(BOUNDARY, Outcome.LATER)
    study.take_in("FG2", "P1: We never had the time.")
    study.assign("Ada", "Ben", transcript="FG2")
    study.apply("Ada", "the time", transcript="FG2")
    study.seal("Ada", "Ben", transcript="FG2")
    room = study.room("FG2")
    words = methods_paragraph(study.workspace.read(lambda uow: closing_sheet(uow, room)))
    assert "found 1 place: in none the coding was the same, in none it" in words
    assert "and 1 was to be discussed, in 1 passage." in words
    assert words.endswith("1 difference was still open at this point.")


def test_two_who_give_way_in_one_decision_are_one_decision(study: Study) -> None:
    study.take_in("FG2", "P1: We never had the time.")
    study.assign("Ada", "Ben", "Cleo", transcript="FG2")
    study.apply("Ada", "the time", transcript="FG2")
    study.seal("Ada", "Ben", "Cleo", transcript="FG2")
    room, (ben, cleo) = study.room("FG2"), (study.coder("Ben"), study.coder("Cleo"))
    (place,) = room.resolutions
    verdict = Verdict(Outcome.TAKE, 1, stances={ben: "gave_way", cleo: "gave_way"})
    study.do(lambda uow: decide(uow, room, place.difference.id, verdict))
    decided = study.room("FG2")
    words = methods_paragraph(study.workspace.read(lambda uow: closing_sheet(uow, decided)))
    assert words.startswith("Three coders coded FG2")
    assert "One decision was taken, which took the reading of one coder." in words
    assert words.endswith("In it a coder gave way, which is recorded.")


def test_a_consensus_is_closed_when_nothing_is_open(study: Study) -> None:
    close(study)
    key = study.transcript_id()
    closing = study.workspace.read(lambda uow: uow.closings.in_force(key))
    assert closing is not None
    assert len(closing.assent) == 2
    assert closing.figures["outcomes"]["boundary"] == {"take": 1}
    with pytest.raises(RuleBroken, match="closed already"):
        close(study)


def test_what_is_open_keeps_a_consensus_open(study: Study) -> None:
    study.decide(BOUNDARY, Outcome.LATER)
    with pytest.raises(RuleBroken, match="1 difference is still open in FG1"):
        close(study)


def test_all_coders_close_it(study: Study) -> None:
    room, ada = study.room(), study.coder("Ada")
    with pytest.raises(RuleBroken, match="Ben has yet to assent"):
        study.do(lambda uow: close_consensus(uow, room, [ada]))


def test_nothing_is_decided_or_undone_on_a_closed_consensus(study: Study) -> None:
    study.decide(BOUNDARY, Outcome.UNION)
    decided: EntryId | None = study.last
    close(study)
    with pytest.raises(RuleBroken, match="The consensus on FG1 is closed"):
        study.decide(BOUNDARY, Outcome.NONE)
    with pytest.raises(RuleBroken, match="The consensus on FG1 is closed"):
        study.undo(decided)
    with pytest.raises(RuleBroken, match="taken back only by an act of its own"):
        study.undo()


def test_a_reopened_consensus_is_decided_again_and_keeps_what_it_was_closed_with(
    study: Study,
) -> None:
    close(study)
    key = study.transcript_id()
    study.do(lambda uow: reopen(uow, key))
    study.decide(BOUNDARY, Outcome.UNION)
    close(study)
    closings = study.workspace.read(lambda uow: uow.closings.of_transcript(key))
    assert [closing.is_closed for closing in closings] == [True, False, True]
    with pytest.raises(RuleBroken, match="is closed already"):
        close(study)


def test_a_closed_consensus_still_shows_what_goes_stale(study: Study) -> None:
    close(study)
    study.do(lambda uow: edit_code(uow, replace(study.code("Emotions"), rule="Another.")))
    assert study.place_status(SUBSTITUTION) is Status.STALE


def test_only_what_is_closed_is_reopened(study: Study) -> None:
    key = study.transcript_id()
    with pytest.raises(RuleBroken, match="not closed"):
        study.do(lambda uow: reopen(uow, key))


def test_what_went_stale_keeps_a_consensus_open(study: Study) -> None:
    study.do(lambda uow: edit_code(uow, replace(study.code("Emotions"), rule="Another.")))
    with pytest.raises(
        RuleBroken, match=r"1 difference is still open in FG1 \(1 to be decided anew.*Decide it, or"
    ):
        close(study)


def test_a_pair_without_differences_closes_what_is_the_same(study: Study) -> None:
    study.code_alike("FG2")
    room = study.room("FG2")
    closing = study.do(lambda uow: close_consensus(uow, room))
    assert closing.figures["outcomes"] == {}
    assert "In all 1 place the coding was the same" not in closing.figures["methods"]
    assert "In the one place that was coded, the coding was the same" in closing.figures["methods"]


def test_a_pair_that_differs_by_fillers_only_did_not_code_the_same_everywhere(study: Study) -> None:
    study.take_in("FG2", "P1: We never had the time.")
    study.assign("Ada", "Ben", transcript="FG2")
    for coder, words in (("Ada", "the time"), ("Ben", "time")):
        study.apply(coder, words, transcript="FG2")
    study.seal("Ada", "Ben", transcript="FG2")
    room = study.room("FG2")
    words = methods_paragraph(study.workspace.read(lambda uow: closing_sheet(uow, room)))
    assert "found 1 place: in none the coding was the same, and in 1 it differed at the" in words


def test_a_pair_that_marked_nothing_closes_an_empty_consensus(study: Study) -> None:
    study.take_in("FG2", "P1: We never had the time.")
    study.assign("Ada", "Ben", transcript="FG2")
    study.seal("Ada", "Ben", transcript="FG2")
    room = study.room("FG2")
    closing = study.do(lambda uow: close_consensus(uow, room))
    assert "Nobody coded anything" in closing.figures["methods"]


def test_three_coders_close_together(study: Study) -> None:
    study.take_in("FG2", "P1: We never had the time.")
    study.assign("Ada", "Ben", "Cleo", transcript="FG2")
    study.seal("Ada", "Ben", "Cleo", transcript="FG2")
    room = study.room("FG2")
    two = [study.coder("Ada"), study.coder("Ben")]
    with pytest.raises(RuleBroken, match="Cleo has yet to assent"):
        study.do(lambda uow: close_consensus(uow, room, two))
    with pytest.raises(RuleBroken, match="Ben and Cleo have yet to assent"):
        study.do(lambda uow: close_consensus(uow, room, two[:1]))
    closing = study.do(lambda uow: close_consensus(uow, room, [*two, study.coder("Cleo")]))
    report = study.workspace.read(lambda uow: closing_report(uow, room))
    assert report.subtitle.startswith("Ada, Ben and Cleo · ")
    assert len(closing.assent) == 3


def test_who_does_not_code_the_transcript_assents_to_nothing(study: Study) -> None:
    room = study.room()
    everybody = [study.coder(name) for name in ("Ada", "Ben", "Cleo")]
    closing = study.do(lambda uow: close_consensus(uow, room, everybody))
    assert [assent.coder for assent in closing.assent] == everybody[:2]


def test_a_closed_consensus_on_which_coding_changed_is_said_to_be_so(study: Study) -> None:
    close(study)
    study.unseal("Ada")
    study.apply("Ada", "knock")
    study.seal("Ada")
    room = study.room()
    report = study.workspace.read(lambda uow: closing_report(uow, room))
    words = [part.text for part in report.parts if isinstance(part, Words)]
    assert any("changed since this consensus was closed" in text for text in words)
