from dataclasses import replace

import pytest

from qcoder.domain.consensus import CodedSpan, DifferenceKind, Outcome, Status
from qcoder.domain.decisions import Resolution
from qcoder.domain.staleness import StaleCause, WhatChanged
from qcoder.services.codebook.editing import edit_code
from qcoder.services.coding.layer import apply_code, recode, remove_coding, resize
from qcoder.services.consensus.deciding import Verdict, decide
from qcoder.services.consensus.staleness import what_changed
from tests.services.study import Study

BOUNDARY, SUBSTITUTION = DifferenceKind.BOUNDARY, DifferenceKind.SUBSTITUTION


@pytest.fixture
def study(sealed_pair: Study) -> Study:
    """Every difference of the pair is decided."""
    sealed_pair.decide(BOUNDARY, Outcome.UNION)
    sealed_pair.decide(DifferenceKind.ONE_CODER_ONLY, Outcome.TAKE, 1)
    sealed_pair.decide(DifferenceKind.EXACT, Outcome.AUTO)
    sealed_pair.decide(SUBSTITUTION, Outcome.TAKE, 2)
    return sealed_pair


def stale(study: Study) -> list[tuple[WhatChanged, ...]]:
    """What changed, difference by difference, of those that are stale."""
    stale_ones = [r for r in study.room().resolutions if r.status is Status.STALE]
    return [told(study, resolution) for resolution in stale_ones]


def told(study: Study, resolution: Resolution) -> tuple[WhatChanged, ...]:
    room = study.room()
    return study.workspace.read(lambda uow: what_changed(uow, room, resolution))


def test_a_decision_in_force_rests_on_what_it_was_taken_on(study: Study) -> None:
    assert {told(study, resolution) for resolution in study.room().resolutions} == {()}


def test_a_moved_end_is_told_with_both_spans(study: Study) -> None:
    coding, ada, parsed = study.layer("Ada")[0], study.coder("Ada"), study.transcript()
    shorter = study.span("had the time. There was always another list")
    study.unseal("Ada")
    study.do(lambda uow: resize(uow, parsed, ada, coding.id, shorter))
    study.seal("Ada")
    (((change),),) = stale(study)
    assert (change.cause, change.coder, change.coding) == (StaleCause.MOVED, ada, coding.id)
    assert (change.before, change.now) == (coding.span, shorter)


def test_another_code_is_told_with_both_codes(study: Study) -> None:
    coding, ben = study.layer("Ben")[-1], study.coder("Ben")
    study.unseal("Ben")
    study.do(lambda uow: recode(uow, ben, coding.id, study.code("Specialties").id))
    study.seal("Ben")
    ((change,),) = stale(study)
    assert change.cause is StaleCause.RECODED
    assert (change.code, change.code_now) == (
        study.code("Emotions").id,
        study.code("Specialties").id,
    )


def test_a_coding_gone_makes_what_is_left_of_its_difference_stale(study: Study) -> None:
    coding, ben = study.layer("Ben")[0], study.coder("Ben")
    study.unseal("Ben")
    study.do(lambda uow: remove_coding(uow, ben, coding.id))
    study.seal("Ben")
    ((change,),) = stale(study)
    assert (change.cause, change.coding) == (StaleCause.REMOVED, coding.id)


def test_a_coding_that_came_to_a_difference_is_told(study: Study) -> None:
    ben, parsed, time = study.coder("Ben"), study.transcript(), study.code("Time").id
    study.unseal("Ben")
    words = study.span("she cried in the supply room, and I did not know where to look")
    new = study.do(lambda uow: apply_code(uow, parsed, ben, time, words))
    study.seal("Ben")
    changes = [change for of_one in stale(study) for change in of_one]
    assert StaleCause.JOINED in {change.cause for change in changes}
    assert new.id in {change.coding for change in changes}


def test_a_reworded_code_is_told_with_its_wording_then_and_now(study: Study) -> None:
    before = study.code("Emotions")
    edited = replace(before, definition="Only what participants name as a feeling.")
    study.do(lambda uow: edit_code(uow, edited))
    study.do(lambda uow: edit_code(uow, replace(study.code("Time"), colour="#000000")))
    ((change,),) = stale(study)
    assert (change.cause, change.code) == (StaleCause.REWORDED, before.id)
    assert change.worded is not None
    assert change.worded_now is not None
    assert (change.worded.definition, change.worded.revision) == (before.definition, 1)
    assert change.worded_now.definition == edited.definition
    assert change.worded_now.revision == 3


def test_an_edit_of_wording_only_makes_nothing_stale(study: Study) -> None:
    edited = replace(study.code("Emotions"), definition="The same in other words.")
    study.do(lambda uow: edit_code(uow, edited, wording_only=True))
    assert stale(study) == []


def test_changing_the_wording_back_puts_the_decision_in_force_again(study: Study) -> None:
    before = study.code("Emotions")
    study.do(lambda uow: edit_code(uow, replace(before, rule="Another.")))
    assert len(stale(study)) == 1
    study.do(lambda uow: edit_code(uow, before))
    assert stale(study) == []


def decide_on_specialties(study: Study) -> None:
    """A code that no reading of the difference has."""
    words = CodedSpan(study.span("she cried in the supply room"), study.code("Specialties").id)
    study.decide(SUBSTITUTION, Outcome.OTHER_CODE, result=[words])


def test_a_code_that_only_the_result_names_is_rested_on_like_those_of_the_readings(
    study: Study,
) -> None:
    decide_on_specialties(study)
    before = study.code("Specialties")
    study.do(lambda uow: edit_code(uow, replace(before, label="Specialities", colour="#000000")))
    assert study.place_status(SUBSTITUTION) is Status.DECIDED
    study.do(lambda uow: edit_code(uow, replace(before, rule="Code the sentence")))
    (change,) = told(study, study.place(SUBSTITUTION))
    assert (change.cause, change.code) == (StaleCause.REWORDED, before.id)
    study.undo()
    assert study.place_status(SUBSTITUTION) is Status.DECIDED


def test_a_stale_decision_that_is_taken_again_rests_on_the_wording_of_now(study: Study) -> None:
    decide_on_specialties(study)
    before = study.code("Specialties")
    study.do(lambda uow: edit_code(uow, replace(before, rule="Code the sentence")))
    assert study.place_status(SUBSTITUTION) is Status.STALE
    decide_on_specialties(study)
    assert study.place_status(SUBSTITUTION) is Status.DECIDED


def test_wording_only_leaves_also_a_code_chosen_as_it_was(study: Study) -> None:
    decide_on_specialties(study)
    edited = replace(study.code("Specialties"), definition="The same in other words.")
    study.do(lambda uow: edit_code(uow, edited, wording_only=True))
    assert study.place_status(SUBSTITUTION) is Status.DECIDED


def causes(study: Study) -> list[set[StaleCause]]:
    return [{change.cause for change in changes} for changes in stale(study)]


def test_a_correction_makes_stale_what_was_decided_on_its_words(study: Study) -> None:
    study.correct("she cried", "he cried!")
    assert causes(study) == [{StaleCause.CORRECTED}]
    assert study.room().count(Status.DECIDED) == 2


def test_a_correction_of_words_that_nobody_coded_changes_nothing(study: Study) -> None:
    study.correct("taught me", "tought me")
    assert stale(study) == []


def test_words_corrected_back_put_the_decision_in_force_again(study: Study) -> None:
    study.correct("she cried", "he cried!")
    study.correct("he cried!", "she cried")
    assert stale(study) == []


def test_a_correction_that_moves_codings_tells_both(study: Study) -> None:
    study.unseal("Ada")
    study.unseal("Ben")
    study.correct("the supply room", "the linen cupboard")
    study.seal("Ada", "Ben")
    assert causes(study) == [{StaleCause.CORRECTED, StaleCause.MOVED}]


def test_a_decision_on_a_text_that_was_erased_is_stale(study: Study) -> None:
    then = study.transcript().sha256
    study.correct("taught me", "tought me")
    study.do(lambda uow: uow.contents.erase(then))
    assert causes(study) == [{StaleCause.CORRECTED}] * 4


def test_what_is_decided_after_a_correction_counts_and_is_undone_to_stale(study: Study) -> None:
    study.correct("she cried", "he cried!")
    study.decide(SUBSTITUTION, Outcome.TAKE, 1)
    decided = study.last
    assert stale(study) == []
    study.undo(decided)
    assert causes(study) == [{StaleCause.CORRECTED}]


def test_a_room_with_one_decision_more_still_knows_what_was_corrected(study: Study) -> None:
    study.correct("she cried", "he cried!")
    room = study.room()
    place = study.place(BOUNDARY).difference.id
    later = study.do(lambda uow: decide(uow, room, place, Verdict(Outcome.LATER)))
    assert room.with_decision(later) == study.room()
