from dataclasses import replace
from functools import partial

import pytest

from qcoder.domain.consensus import CodedSpan, Decision, DifferenceKind, Outcome, Status
from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import DifferenceId
from qcoder.services.codebook.editing import edit_code
from qcoder.services.coding.layer import resize
from qcoder.services.consensus.batches import (
    all_from,
    as_before,
    decide_batch,
    kin_of,
    of_kind,
)
from qcoder.services.consensus.deciding import Verdict, decide
from tests.services.study import Study

ONE_ONLY = DifferenceKind.ONE_CODER_ONLY


@pytest.fixture
def many(study: Study) -> Study:
    """Ada alone has coded three places under one code, and one under another."""
    study.assign("Ada", "Ben")
    for words in ("never had the time", "nobody sat down", "taught me to knock"):
        study.apply("Ada", words, "Time")
    study.apply("Ada", "Surgery", "Specialties")
    study.apply("Ben", "in the supply room", "Emotions")
    study.seal("Ada", "Ben")
    return study


def statuses(study: Study) -> list[Status]:
    return [resolution.status for resolution in study.room().resolutions]


def test_a_batch_is_previewed_before_anything_is_decided(many: Study) -> None:
    batch = of_kind(many.room(), ONE_ONLY, Verdict(Outcome.NONE))
    assert len(batch) == 5
    assert all(not prefilled.obstacle and prefilled.result == () for prefilled in batch)
    assert statuses(many) == [Status.OPEN] * 5


def test_a_confirmed_batch_is_one_act_with_a_mark_and_one_undo(many: Study) -> None:
    room = many.room()
    batch = of_kind(room, ONE_ONLY, Verdict(Outcome.TAKE, 1))
    left_out = batch[0].difference.id
    taken = many.do(lambda uow: decide_batch(uow, room, batch, without={left_out}))
    assert len(taken) == 4
    assert len({decision.batch for decision in taken}) == 1
    assert taken[0].batch
    assert statuses(many).count(Status.DECIDED) == 4
    many.undo()
    assert statuses(many) == [Status.OPEN] * 5
    assert len(many.room().log.decisions) == 8


def test_all_from_one_reader_takes_what_that_reader_coded(many: Study) -> None:
    room = many.room()
    batch = all_from(room, many.coder("Ben"))
    assert [prefilled.verdict.reading for prefilled in batch] == [2]
    many.do(lambda uow: decide_batch(uow, room, batch))
    assert many.consensus() == [("Emotions", "in the supply room")]


def test_what_cannot_be_decided_so_is_said_and_left(many: Study) -> None:
    room = many.room()
    batch = of_kind(room, ONE_ONLY, Verdict(Outcome.INTERSECTION))
    assert all("share no words" in prefilled.obstacle for prefilled in batch)
    with pytest.raises(RuleBroken, match="Nothing in this batch"):
        many.do(lambda uow: decide_batch(uow, room, batch))


def test_kin_are_the_open_ones_of_the_same_code_and_kind(many: Study) -> None:
    first = many.room().resolutions[0].difference
    decision = decide_first(many, Verdict(Outcome.TAKE, 1, reason="slip"))
    kin = kin_of(many.room(), decision)
    assert [p.difference.codes for p in kin] == [first.codes, first.codes]
    assert [(p.verdict.outcome, p.verdict.reading, p.verdict.reason) for p in kin] == [
        (Outcome.TAKE, 1, "slip")
    ] * 2
    assert statuses(many).count(Status.DECIDED) == 1


def reworded_after_two_decisions(study: Study) -> list[DifferenceId]:
    """The differences of “Time”, of which all but the last were decided before its rule changed."""
    time = study.code("Time")
    found = [r.difference.id for r in study.room().resolutions if r.difference.codes == (time.id,)]
    slip = Verdict(Outcome.TAKE, 1, reason="slip", note="as the rule says")
    for difference, verdict in zip(
        found, (slip, Verdict(Outcome.UNRESOLVED, reason="needs context")), strict=False
    ):
        study.do(partial(decide, room=study.room(), difference=difference, verdict=verdict))
    study.do(lambda uow: edit_code(uow, replace(time, rule="Code the turn.")))
    return found


def test_what_a_new_wording_made_stale_is_offered_as_it_was_decided(many: Study) -> None:
    first, second, third = reworded_after_two_decisions(many)
    room = many.room()
    batch = as_before(room, first)
    verdicts = [p.verdict for p in batch]
    assert [p.difference.id for p in batch] == [first, second]
    assert [v.outcome for v in verdicts] == [Outcome.TAKE, Outcome.UNRESOLVED]
    assert (verdicts[0].reason, verdicts[0].note) == ("slip", "as the rule says")
    many.do(lambda uow: decide_batch(uow, room, batch))
    assert many.room().count(Status.STALE) == 0
    assert many.room().resolution(third).status is Status.OPEN


def test_what_is_stale_for_its_codings_too_is_not_offered_as_before(many: Study) -> None:
    first, second, _ = reworded_after_two_decisions(many)
    ada, coding = many.coder("Ada"), many.room().resolution(first).difference.codings[0]
    wider = many.span("We never had the time")
    many.unseal("Ada")
    many.do(lambda uow: resize(uow, many.transcript(), ada, coding.id, wider))
    many.seal("Ada")
    assert [p.difference.id for p in as_before(many.room(), first)] == [second]


def decide_first(study: Study, verdict: Verdict) -> Decision:
    room = study.room()
    return study.do(lambda uow: decide(uow, room, room.resolutions[0].difference.id, verdict))


def test_another_code_is_passed_on_to_kin_and_other_words_are_not(many: Study) -> None:
    words, emotions = many.span("never had"), many.code("Emotions").id
    other = Verdict(Outcome.OTHER_CODE, result=(CodedSpan(words, emotions),))
    kin = kin_of(many.room(), decide_first(many, other))
    assert [{c.code for c in p.result} for p in kin] == [{emotions}, {emotions}]
    moved = Verdict(Outcome.OTHER_WORDS, result=(CodedSpan(words, emotions),))
    assert kin_of(many.room(), decide_first(many, moved)) == ()


def test_where_one_of_a_batch_was_decided_meanwhile_none_is(many: Study) -> None:
    room = many.room()
    batch = of_kind(room, ONE_ONLY, Verdict(Outcome.NONE))
    decide_first(many, Verdict(Outcome.TAKE, 1))
    with pytest.raises(RuleBroken, match="Somebody has just decided"):
        many.do(lambda uow: decide_batch(uow, room, batch))
    assert len(many.room().log.decisions) == 1
