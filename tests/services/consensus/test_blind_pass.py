from functools import partial

import pytest

from qcoder.domain.coding import Coding
from qcoder.domain.consensus import DifferenceKind, Outcome
from qcoder.domain.errors import NotYourLayer, RuleBroken
from qcoder.domain.ids import CodingId
from qcoder.services.agreement.pairs import agreement
from qcoder.services.coding.chosen_together import set_sure
from qcoder.services.consensus.blind_pass import (
    BlindPass,
    blind_pass_of,
    end_blind_pass,
    mark_blind,
    want_blind_pass,
)
from qcoder.services.consensus.decision_records import log_records
from qcoder.services.consensus.snapshots import snapshot_before
from qcoder.services.viewing import visible_layers
from tests.services.study import Study

BOUNDARY = DifferenceKind.BOUNDARY


@pytest.fixture
def pair(study: Study) -> Study:
    """Ada and Ben have sealed FG1, in a project that wants a blind pass."""
    study.do(lambda uow: want_blind_pass(uow, True))
    study.pair()
    return study


def mark(study: Study, coder: str, coding: Coding, *, is_sure: bool) -> None:
    key, who = study.transcript_id(), study.coder(coder)
    study.do(lambda uow: mark_blind(uow, key, who, [coding.id], is_sure=is_sure))


def end(study: Study, *coders: str) -> None:
    key = study.transcript_id()
    for who in map(study.coder, coders):
        study.do(partial(end_blind_pass, transcript=key, coder=who))


def pass_of(study: Study, coder: str) -> BlindPass | None:
    key, who = study.transcript_id(), study.coder(coder)
    return study.workspace.read(lambda uow: blind_pass_of(uow, key, who))


def marks_of(study: Study, coder: str) -> dict[CodingId, bool]:
    found = pass_of(study, coder)
    return dict(found.marks) if found else {}


def seen_by(study: Study, coder: str) -> list[str]:
    key, who = study.transcript_id(), study.coder(coder)
    layers = study.workspace.read(lambda uow: visible_layers(uow, key, who))
    return [layer.coder.name for layer in layers]


def is_frozen(study: Study) -> bool:
    key = study.transcript_id()
    return study.workspace.read(lambda uow: snapshot_before(uow, key)) is not None


def test_sealed_layers_wait_until_everybody_has_ended_the_pass(pair: Study) -> None:
    assert seen_by(pair, "Ada") == ["Ada"]
    with pytest.raises(RuleBroken, match="blind pass on FG1 goes on"):
        pair.room()
    end(pair, "Ada")
    assert seen_by(pair, "Ada") == ["Ada"]
    assert not is_frozen(pair)
    end(pair, "Ben")
    assert seen_by(pair, "Ada") == ["Ada", "Ben"]
    assert is_frozen(pair)
    assert pair.room().still_open == 3


def test_a_coder_has_only_their_own_codings_to_weigh(pair: Study) -> None:
    own = pass_of(pair, "Ada")
    assert own is not None
    assert list(own.codings) == pair.layer("Ada")
    with pytest.raises(NotYourLayer):
        mark(pair, "Ada", pair.layer("Ben")[0], is_sure=False)


def test_marks_reach_the_readings_of_a_decision_and_leave_the_layer_alone(pair: Study) -> None:
    before = pair.layer()
    mark(pair, "Ada", pair.layer("Ada")[0], is_sure=False)
    end(pair, "Ada", "Ben")
    assert pair.layer() == before
    pair.decide(BOUNDARY, Outcome.UNION)
    (line,) = pair.workspace.read(lambda uow: log_records(uow, pair.transcript()))
    assert {r["coder"]: r["sure"] for r in line["readings"]} == {"Ada": False, "Ben": True}


def test_a_mark_can_be_made_again_and_undone(pair: Study) -> None:
    coding = pair.layer("Ada")[0]
    mark(pair, "Ada", coding, is_sure=False)
    mark(pair, "Ada", coding, is_sure=True)
    assert marks_of(pair, "Ada") == {coding.id: True}
    pair.undo()
    assert marks_of(pair, "Ada") == {coding.id: False}
    pair.redo()
    assert marks_of(pair, "Ada") == {coding.id: True}


def test_nothing_is_marked_or_unmarked_once_the_layers_were_shown(pair: Study) -> None:
    coding = pair.layer("Ada")[0]
    mark(pair, "Ada", coding, is_sure=False)
    entry = pair.last
    end(pair, "Ada", "Ben")
    with pytest.raises(RuleBroken, match="have been shown"):
        mark(pair, "Ada", coding, is_sure=True)
    with pytest.raises(RuleBroken, match="have been shown"):
        pair.undo(entry)
    assert pass_of(pair, "Ada") is None


def test_what_was_shown_once_is_not_weighed_blind_after_unsealing(pair: Study) -> None:
    end(pair, "Ada", "Ben")
    pair.unseal("Ada")
    pair.seal("Ada")
    assert pass_of(pair, "Ada") is None
    assert seen_by(pair, "Ada") == ["Ada", "Ben"]


def test_ending_the_pass_is_not_undone(pair: Study) -> None:
    end(pair, "Ada", "Ben")
    with pytest.raises(RuleBroken):
        pair.undo()
    assert seen_by(pair, "Ada") == ["Ada", "Ben"]


def test_unsealing_in_the_pass_takes_the_marks_into_the_layer(pair: Study) -> None:
    coding = pair.layer("Ada")[0]
    mark(pair, "Ada", coding, is_sure=False)
    pair.unseal("Ada")
    assert [c.sure for c in pair.layer("Ada")] == [False, True, True, True]
    ada = pair.coder("Ada")
    pair.do(lambda uow: set_sure(uow, ada, [coding.id], is_sure=True))
    pair.seal("Ada")
    assert marks_of(pair, "Ada") == {}
    assert not is_frozen(pair)


def test_without_asking_for_it_nobody_waits_but_who_sealed_first_may_mark(study: Study) -> None:
    study.assign("Ada", "Ben")
    coding = study.apply("Ada", "Surgery", "Specialties")
    with pytest.raises(RuleBroken, match="has not sealed"):
        mark(study, "Ada", coding, is_sure=False)
    study.seal("Ada")
    mark(study, "Ada", coding, is_sure=False)
    study.seal("Ben")
    assert seen_by(study, "Ben") == ["Ada", "Ben"]
    assert [c.sure for c in study.room().codings.values()] == [False]


def test_who_codes_alone_has_no_blind_pass(study: Study) -> None:
    study.do(lambda uow: want_blind_pass(uow, True))
    study.assign("Ada")
    coding = study.apply("Ada", "Surgery", "Specialties")
    study.seal("Ada")
    with pytest.raises(RuleBroken, match="Nobody but Ada"):
        mark(study, "Ada", coding, is_sure=False)


def test_asked_for_after_the_first_has_sealed_it_is_for_both(study: Study) -> None:
    study.assign("Ada", "Ben")
    study.seal("Ada")
    study.do(lambda uow: want_blind_pass(uow, True))
    study.seal("Ben")
    end(study, "Ben")
    assert seen_by(study, "Ben") == ["Ben"]


def test_wanted_no_longer_it_ends_for_all_and_the_marks_stay(pair: Study) -> None:
    mark(pair, "Ada", pair.layer("Ada")[0], is_sure=False)
    pair.do(lambda uow: want_blind_pass(uow, False))
    assert is_frozen(pair)
    assert sum(not c.sure for c in pair.room().codings.values()) == 1


def test_layers_that_were_shown_stay_shown_when_a_pass_is_asked_for(sealed_pair: Study) -> None:
    sealed_pair.do(lambda uow: want_blind_pass(uow, True))
    assert seen_by(sealed_pair, "Ada") == ["Ada", "Ben"]


def test_agreement_leaves_out_what_is_in_the_pass_and_says_so(pair: Study) -> None:
    report = pair.workspace.read(agreement)
    assert [(o.transcript, o.reason) for o in report.left_out] == [("FG1", "blind_pass")]
