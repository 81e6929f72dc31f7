from dataclasses import replace

import pytest

from qcoder.domain.codebook import CodingUnit, Grain
from qcoder.domain.consensus import Outcome, Status
from qcoder.services.codebook.editing import edit_code
from qcoder.services.codebook.grain_effect import GrainEffect, effect_of_grain
from qcoder.services.consensus.deciding import Verdict, decide
from tests.services.study import Study


@pytest.fixture
def study(study: Study) -> Study:
    """One coding of Time begins three filler words before the other's; one is the same exactly."""
    study.take_in("FG2", "P1: Well, um, so she cried in the supply room. P2: He left the ward.")
    study.assign("Ada", "Ben", transcript="FG2")
    study.apply("Ada", "Well, um, so she cried in the supply room", transcript="FG2")
    study.apply("Ben", "she cried in the supply room", transcript="FG2")
    for coder in ("Ada", "Ben"):
        study.apply(coder, "He left the ward", transcript="FG2")
    study.seal("Ada", "Ben", transcript="FG2")
    return study


def effect(study: Study, grain: Grain | None, unit: CodingUnit = CodingUnit.STORY) -> GrainEffect:
    edited = replace(study.code("Time"), grain=grain, unit=unit)
    return study.workspace.read(lambda uow: effect_of_grain(uow, edited))


def set_grain(study: Study, grain: Grain | None) -> None:
    edited = replace(study.code("Time"), grain=grain)
    study.do(lambda uow: edit_code(uow, edited))


@pytest.mark.parametrize("grain", [*Grain, None])
def test_the_effect_is_what_setting_the_grain_does(study: Study, grain: Grain | None) -> None:
    said = effect(study, grain)
    before = {r.difference.id: r.status for r in study.room("FG2").resolutions}
    set_grain(study, grain)
    after = {r.difference.id: r.status for r in study.room("FG2").resolutions}
    changed = [(before[key], status) for key, status in after.items() if before[key] != status]
    assert said.opened == changed.count((Status.AUTO, Status.OPEN))
    assert said.accepted == changed.count((Status.OPEN, Status.AUTO))
    assert len(changed) == said.opened + said.accepted


def test_a_finer_grain_opens_places_and_a_coarser_one_accepts_them(study: Study) -> None:
    assert effect(study, Grain.WORD) == GrainEffect(opened=1, accepted=0)
    assert not effect(study, Grain.PHRASE)
    set_grain(study, Grain.WORD)
    assert effect(study, Grain.STORY) == GrainEffect(opened=0, accepted=1)


def test_a_unit_has_its_own_grain(study: Study) -> None:
    assert effect(study, None, CodingUnit.WORD) == effect(study, Grain.WORD)


def test_what_is_decided_stays_and_is_not_counted(study: Study) -> None:
    set_grain(study, Grain.WORD)
    room = study.room("FG2")
    key = next(r.difference.id for r in room.resolutions if r.status is Status.OPEN)
    study.do(lambda uow: decide(uow, room, key, Verdict(Outcome.UNION)))
    assert not effect(study, Grain.STORY)


def test_layers_that_are_not_shown_to_each_other_are_not_compared(study: Study) -> None:
    study.unseal("Ada", transcript="FG2")
    assert not effect(study, Grain.WORD)
