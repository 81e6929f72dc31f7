from dataclasses import replace
from functools import partial

import pytest

from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding, Memo, MemoTarget
from qcoder.domain.consensus import CodedSpan, DifferenceKind, Outcome, Status
from qcoder.domain.errors import LayerSealed, NotFound, RuleBroken, StaleUndo
from qcoder.domain.ids import CodeId, MemoId, new_id
from qcoder.domain.staleness import StaleCause
from qcoder.services.checking import check_project
from qcoder.services.codebook.editing import add_code, code_labelled, edit_code
from qcoder.services.codebook.rearranging import CoderShare
from qcoder.services.coding.code_merging import MergePreview, merge_codes, preview_merge
from qcoder.services.consensus.decision_records import log_records
from qcoder.services.consensus.staleness import what_changed
from qcoder.services.prepare.assignments import assign
from qcoder.services.prepare.transcripts import remove_transcript
from qcoder.storage.unit_of_work import UnitOfWork
from tests.services.study import Study, unnumbered

State = tuple[Codebook, list[Coding], list[Memo]]
_NONE = CodeId("–")


@pytest.fixture
def study(study: Study) -> Study:
    """Ada and Ben code FG1, Cleo alone FG2."""
    study.assign("Ada", "Ben")
    study.take_in("FG2", "P1: Nobody had the time on medicine.")
    study.assign("Cleo", transcript="FG2")
    return study


def state(study: Study) -> State:
    return study.workspace.read(_state)


def _state(uow: UnitOfWork) -> State:
    book, codings = uow.codebook.load(), uow.codings.all()
    memos = [memo for coding in codings for memo in uow.memos.on(MemoTarget.CODING, coding.id)]
    memos += [memo for code in book.codes for memo in uow.memos.on(MemoTarget.CODE, code.id)]
    return book, codings, memos


def merge(study: Study, kept: str = "Time", *absorbed: str) -> None:
    into, ids = study.code(kept).id, codes(study, *absorbed)
    study.do(lambda uow: merge_codes(uow, into, ids))


def preview(
    study: Study, kept: str = "Time", *absorbed: str, viewer: str | None = None
) -> MergePreview:
    into, ids = study.code(kept).id, codes(study, *absorbed)
    who = study.coder(viewer) if viewer else None
    return study.workspace.read(lambda uow: preview_merge(uow, into, ids, who))


def codes(study: Study, *labels: str) -> list[CodeId]:
    return [study.code(label).id for label in labels or ("Emotions",)]


def coded(study: Study, coder: str = "Ada") -> list[tuple[str, str]]:
    speech = study.transcript().speech_text
    return [(study.label(coding), speech(coding.span)) for coding in study.layer(coder)]


def undo_and_redo(study: Study, before: State) -> None:
    """The last act was one revision; it is undone to ``before``, and redone to what it left."""
    after = state(study)
    assert after[0].revision == before[0].revision + 1
    study.undo()
    assert as_one(state(study)) == as_one(before)
    study.redo()
    assert as_one(state(study)) == as_one(after)


def as_one(found: State) -> State:
    return (unnumbered(found[0]), *found[1:])


def test_every_coders_codings_move_in_one_act(study: Study) -> None:
    study.apply("Ada", "another list", "Emotions")
    study.apply("Ben", "another page", "Emotions")
    study.apply("Cleo", "the time", "Emotions", transcript="FG2")
    before = state(study)
    merge(study)
    assert coded(study, "Ada") == [("Time", "another list")]
    assert coded(study, "Ben") == [("Time", "another page")]
    assert [study.label(c) for c in study.layer(transcript="FG2")] == ["Time"]
    assert [code.label for code in state(study)[0].codes] == ["Time", "Specialties"]
    undo_and_redo(study, before)


def test_a_coding_that_moves_is_the_same_coding(study: Study) -> None:
    coding = study.apply("Ada", "another list", "Emotions")
    merge(study)
    assert study.layer("Ada") == [replace(coding, code=study.code().id)]


def test_two_codings_on_the_same_words_become_one(study: Study) -> None:
    study.apply("Ada", "the time", "Emotions")
    kept = study.apply("Ada", "the time", "Time")
    study.apply("Ben", "the time", "Emotions")
    before = state(study)
    merge(study)
    assert study.layer("Ada") == [kept]
    assert len(study.layer("Ben")) == 1
    undo_and_redo(study, before)


def test_codings_that_only_overlap_all_remain(study: Study) -> None:
    study.apply("Ada", "the time", "Time")
    study.apply("Ada", "the time. There", "Emotions")
    merge(study)
    assert coded(study) == [("Time", "the time"), ("Time", "the time. There")]


def test_several_codes_are_merged_into_one(study: Study) -> None:
    first = study.apply("Ada", "the time", "Specialties")
    study.apply("Ada", "the time", "Emotions")
    before = state(study)
    merge(study, "Time", "Emotions", "Specialties")
    assert study.layer("Ada") == [replace(first, code=study.code().id)]
    assert [grouping.name for grouping in state(study)[0].groupings] == ["Themes"]
    undo_and_redo(study, before)


def write_memo(study: Study, target: MemoTarget, on: str, coder: str, text: str) -> None:
    memo = Memo(MemoId(new_id()), target, on, study.coder(coder), text, "2024-03-01T09:00:00Z")
    study.do(lambda uow: uow.memos.put(memo))


def test_the_memos_of_codings_that_become_one_are_kept(study: Study) -> None:
    first, second = (study.apply("Ada", "the time", label) for label in ("Time", "Emotions"))
    write_memo(study, MemoTarget.CODING, first.id, "Ada", "first")
    write_memo(study, MemoTarget.CODING, second.id, "Ada", "second")
    before = state(study)
    merge(study)
    assert [memo.text for memo in state(study)[2]] == ["first\n\nsecond"]
    undo_and_redo(study, before)


def test_memos_on_the_codes_are_kept_coder_by_coder(study: Study) -> None:
    for coder, label in (("Ada", "Time"), ("Ada", "Emotions"), ("Ben", "Emotions")):
        write_memo(study, MemoTarget.CODE, study.code(label).id, coder, f"{coder} on {label}")
    before = state(study)
    merge(study)
    texts = {memo.text for memo in state(study)[2]}
    assert texts == {"Ada on Time\n\nAda on Emotions", "Ben on Emotions"}
    undo_and_redo(study, before)


def test_the_kept_code_stays_as_it_is(study: Study) -> None:
    kept = study.code()
    merge(study)
    assert study.code() == kept


def test_a_code_without_a_key_gets_that_of_the_absorbed(study: Study) -> None:
    study.do(lambda uow: edit_code(uow, replace(study.code("Time"), key="")))
    absorbed, before = study.code("Emotions"), state(study)
    assert (preview(study).key, preview(study).keys_gone) == (absorbed.key, ())
    merge(study)
    assert study.code().key == absorbed.key
    undo_and_redo(study, before)


def test_the_preview_says_what_will_become_of_everything(study: Study) -> None:
    study.apply("Ada", "another list", "Specialties")
    study.apply("Ada", "the time", "Specialties")
    study.apply("Ada", "the time", "Time")
    study.apply("Ada", "another page", "Time")
    study.apply("Cleo", "the time", "Specialties", transcript="FG2")
    found = preview(study, "Time", "Specialties")
    assert (found.kept, found.absorbed) == (study.code(), (study.code("Specialties"),))
    assert found.shares == (CoderShare("Ada", 2, coinciding=1), CoderShare("Cleo", 1))
    assert (found.key, found.keys_gone) == ("T", (study.code("Specialties").key,))
    assert found.groupings_gone == ("Contexts",)
    assert (found.has_hidden, found.obstacle) == (False, "")


def test_the_preview_counts_no_codings_that_the_viewer_may_not_see(study: Study) -> None:
    study.apply("Ada", "another list", "Emotions")
    study.apply("Ben", "another page", "Emotions")
    found = preview(study, viewer="Ada")
    assert (found.shares, found.has_hidden) == ((CoderShare("Ada", 1),), True)


def test_a_preview_changes_nothing(study: Study) -> None:
    study.apply("Ada", "another list", "Emotions")
    before = state(study)
    preview(study)
    assert state(study) == before


def test_merging_is_refused_while_a_layer_that_would_change_is_sealed(study: Study) -> None:
    for coder in ("Ada", "Ben"):
        study.apply(coder, "another list", "Emotions")
    study.apply("Cleo", "the time", "Emotions", transcript="FG2")
    study.seal("Ben")
    study.seal("Cleo", transcript="FG2")
    before = state(study)
    with pytest.raises(LayerSealed, match="what is sealed: FG1 by Ben; FG2 by Cleo"):
        merge(study)
    assert preview(study).obstacle.startswith("Merging would change what is sealed: FG1 by Ben;")
    assert state(study) == before


def test_a_sealed_layer_that_has_only_the_kept_code_does_not_hinder(study: Study) -> None:
    study.apply("Ada", "the time", "Time")
    study.apply("Ben", "another page", "Emotions")
    study.seal("Ada")
    merge(study)
    assert coded(study, "Ben") == [("Time", "another page")]


def test_codings_of_a_coder_who_was_taken_off_are_not_changed(study: Study) -> None:
    study.apply("Ben", "another page", "Emotions")
    ada, fg1 = study.coder("Ada"), study.transcript_id()
    study.do(lambda uow: assign(uow, fg1, [ada]))
    with pytest.raises(RuleBroken, match="coders who were taken off: FG1 by Ben"):
        merge(study)


def test_codings_of_a_removed_transcript_move_too(study: Study) -> None:
    study.apply("Ada", "another page", "Emotions")
    study.do(lambda uow: remove_transcript(uow, study.transcript_id()))
    assert preview(study, viewer="Ada").shares == (CoderShare("Ada", 1),)
    headers = study.workspace.read(lambda uow: uow.transcripts.headers(include_removed=True))
    merge(study)
    (coding,) = study.workspace.read(lambda uow: uow.codings.of_transcript(headers[0].id))
    assert study.label(coding) == "Time"


@pytest.fixture
def decided(sealed_pair: Study) -> Study:
    """Emotions is in the readings of one decision, and the result of another alone."""
    study = sealed_pair
    study.decide(DifferenceKind.SUBSTITUTION, Outcome.TAKE, 2)
    chosen = CodedSpan(study.span("Surgery"), study.code("Emotions").id)
    study.decide(DifferenceKind.ONE_CODER_ONLY, Outcome.OTHER_CODE, result=[chosen])
    study.decide(DifferenceKind.BOUNDARY, Outcome.UNION)
    return study


def merge_between_seals(study: Study) -> None:
    study.unseal("Ben")
    merge(study)
    study.seal("Ben")


def stale_because(study: Study) -> list[list[tuple[StaleCause, str, str]]]:
    """Of each stale difference what changed: cause, code then, code now."""
    room = study.room()
    stale = [r for r in room.resolutions if r.status is Status.STALE]
    found = [study.workspace.read(partial(what_changed, room=room, resolution=r)) for r in stale]
    label = room.codebook.label_of
    return [
        [(one.cause, label(one.code or _NONE), label(one.code_now or _NONE)) for one in changes]
        for changes in found
    ]


def test_decisions_on_a_merged_code_are_kept_and_say_into_what_it_went(decided: Study) -> None:
    log = decided.room().log
    assert preview(decided).decisions == 2
    merge_between_seals(decided)
    assert decided.room().log == log
    merged = (StaleCause.MERGED, "Emotions", "Time")
    assert stale_because(decided) == [[merged], [merged]]
    assert decided.place_status(DifferenceKind.BOUNDARY) is Status.DECIDED
    assert check_project(decided.workspace) == []


def test_what_was_decided_on_a_merged_code_is_decided_anew(decided: Study) -> None:
    merge_between_seals(decided)
    decided.decide(DifferenceKind.ONE_CODER_ONLY, Outcome.TAKE, 1)
    assert decided.place_status(DifferenceKind.ONE_CODER_ONLY) is Status.DECIDED
    assert len(stale_because(decided)) == 1


def test_undoing_a_merge_puts_its_decisions_in_force_again(decided: Study) -> None:
    before = [(r.difference.id, r.status) for r in decided.room().resolutions]
    decided.unseal("Ben")
    merge(decided)
    merging = decided.last
    for act in (decided.undo, decided.redo, decided.undo):
        act(merging)
    decided.seal("Ben")
    assert [(r.difference.id, r.status) for r in decided.room().resolutions] == before


def test_a_code_that_went_on_into_a_third_is_told_by_where_its_codings_are(decided: Study) -> None:
    decided.unseal("Ada")
    decided.unseal("Ben")
    merge(decided)
    merge(decided, "Specialties", "Time")
    decided.seal("Ada", "Ben")
    (_, chosen, read) = stale_because(decided)
    assert chosen == [(StaleCause.MERGED, "Emotions", "Specialties")]
    assert {(cause, now) for cause, _, now in read} == {(StaleCause.MERGED, "Specialties")}


def test_who_names_a_merged_code_is_told_into_which_it_went(study: Study) -> None:
    merge(study)
    book = study.workspace.read(lambda uow: uow.codebook.load())
    with pytest.raises(NotFound, match="“emotions” was merged into “Time”; name that code instead"):
        code_labelled(book, "emotions")


def test_the_log_goes_on_calling_a_merged_code_by_its_label(decided: Study) -> None:
    parsed = decided.transcript()
    before = decided.workspace.read(lambda uow: log_records(uow, parsed))
    merge_between_seals(decided)
    assert decided.workspace.read(lambda uow: log_records(uow, parsed)) == before


def test_a_code_is_not_merged_into_itself_nor_nothing_into_it(study: Study) -> None:
    with pytest.raises(RuleBroken, match="choose one to keep"):
        merge(study, "Time", "Emotions", "Time")
    with pytest.raises(RuleBroken, match="choose one to keep"):
        study.do(lambda uow: merge_codes(uow, study.code().id, []))


def test_a_code_that_is_gone_is_not_merged(study: Study) -> None:
    with pytest.raises(NotFound, match="this code any more"):
        study.do(lambda uow: merge_codes(uow, study.code().id, [CodeId("gone")]))


def test_a_merge_is_not_undone_in_a_layer_that_was_sealed_since(study: Study) -> None:
    study.apply("Ada", "another list", "Emotions")
    merge(study)
    merging = study.last
    study.seal("Ada")
    with pytest.raises(LayerSealed):
        study.undo(merging)


def test_a_merge_is_not_undone_under_codings_that_were_changed_since(study: Study) -> None:
    coding = study.apply("Ada", "another list", "Emotions")
    merge(study)
    merging = study.last
    study.do(lambda uow: uow.codings.remove(coding.id))
    with pytest.raises(StaleUndo):
        study.undo(merging)


def test_a_merge_is_not_redone_into_a_code_that_went_since(study: Study) -> None:
    themes = study.code("Time").grouping
    study.do(lambda uow: add_code(uow, themes, "Pace"))
    merge(study, "Time", "Emotions")
    merging = study.last
    merge(study, "Specialties", "Time")
    study.undo(merging)
    merge(study, "Emotions", "Specialties")
    # Else three codes would have gone into each other, and none of them were there.
    with pytest.raises(StaleUndo, match="that “Emotions” went into is not in the codebook"):
        study.redo(merging)
