"""Codings that break their rule and are left as they are."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from qcoder.domain.coding import Coding
from qcoder.domain.errors import LayerSealed, NotYourLayer
from qcoder.domain.ids import CoderId
from qcoder.services.codebook.editing import edit_code
from qcoder.services.coding.chosen_together import remove_all
from qcoder.services.coding.code_merging import merge_codes
from qcoder.services.coding.layer import remove_coding, resize
from qcoder.services.coding.rule_breaks import accept_break, accepted
from qcoder.storage.unit_of_work import UnitOfWork
from tests.services.study import Study

WORDS = "nobody sat down"


@pytest.fixture
def study(study: Study) -> Study:
    """Ada and Ben code FG1."""
    study.assign("Ada", "Ben")
    return study


def accept(study: Study, coding: Coding, coder: str = "Ada") -> None:
    who = study.coder(coder)
    study.do(lambda uow: accept_break(uow, who, coding.id))


def remove_one(uow: UnitOfWork, coder: CoderId, coding: Coding) -> None:
    remove_coding(uow, coder, coding.id)


def remove_several(uow: UnitOfWork, coder: CoderId, coding: Coding) -> None:
    others = [c.id for c in uow.codings.of_transcript(coding.transcript, coder)]
    remove_all(uow, coder, others)


def is_left(study: Study) -> bool:
    return bool(study.workspace.read(lambda uow: accepted(uow, study.layer())))


def test_it_is_remembered_and_undone(study: Study) -> None:
    coding = study.apply("Ada", WORDS)
    accept(study, coding)
    assert is_left(study)
    study.undo()
    assert not is_left(study)


def test_it_does_not_hold_for_other_words(study: Study) -> None:
    coding = study.apply("Ada", WORDS)
    accept(study, coding)
    parsed, span = study.transcript(), study.span("nobody sat")
    study.do(lambda uow: resize(uow, parsed, coding.coder, coding.id, span))
    assert not is_left(study)


def test_it_does_not_hold_under_another_rule(study: Study) -> None:
    coding = study.apply("Ada", WORDS)
    accept(study, coding)
    study.do(lambda uow: edit_code(uow, replace(study.code(), rule="Code the whole turn")))
    assert not is_left(study)


def test_only_its_coder_may_while_the_layer_is_open(study: Study) -> None:
    coding = study.apply("Ada", WORDS)
    with pytest.raises(NotYourLayer):
        accept(study, coding, "Ben")
    study.seal("Ada")
    with pytest.raises(LayerSealed):
        accept(study, coding)


def settings_left(study: Study) -> list[str]:
    return list(study.workspace.read(lambda uow: uow.project.settings_under("rule_accepted/")))


@pytest.mark.parametrize("removes", [remove_one, remove_several])
def test_what_was_left_as_it_is_goes_with_its_coding_and_comes_back_with_it(
    study: Study, removes: Callable[[UnitOfWork, CoderId, Coding], None]
) -> None:
    coding, ada = study.apply("Ada", WORDS), study.coder("Ada")
    accept(study, coding)
    study.do(lambda uow: removes(uow, ada, coding))
    assert settings_left(study) == []
    study.undo()
    assert is_left(study)


def test_what_was_left_as_it_is_goes_where_a_merge_makes_two_codings_one(study: Study) -> None:
    kept, gone = study.code("Time").id, study.code("Emotions").id
    study.apply("Ada", WORDS)
    accept(study, study.apply("Ada", WORDS, "Emotions"))
    study.do(lambda uow: merge_codes(uow, kept, [gone]))
    assert settings_left(study) == []
    study.undo()
    assert is_left(study)
