"""Codings that break their rule and are left as they are."""

from dataclasses import replace

import pytest

from qcoder.domain.coding import Coding
from qcoder.domain.errors import LayerSealed, NotYourLayer
from qcoder.services.codebook import edit_code
from qcoder.services.coding import resize
from qcoder.services.rule_breaks import accept_break, accepted
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
