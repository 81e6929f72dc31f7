"""Codes made at the words they are first applied to."""

import pytest

from qcoder.domain.coding import Coding
from qcoder.domain.errors import LayerSealed, RuleBroken
from qcoder.domain.ids import GroupingId
from qcoder.services.coding.in_vivo import code_in_vivo
from tests.services.study import Study

WORDS = "nobody sat down"


@pytest.fixture
def study(study: Study) -> Study:
    """Ada codes FG1."""
    study.assign("Ada")
    return study


def make(study: Study, label: str = WORDS, grouping: GroupingId | None = None) -> Coding:
    parsed, who, span = study.transcript(), study.coder("Ada"), study.span(WORDS)
    where = grouping or study.code().grouping
    return study.do(lambda uow: code_in_vivo(uow, parsed, who, span, label=label, grouping=where))


def labels(study: Study) -> list[str]:
    return [c.label for c in study.workspace.read(lambda uow: uow.codebook.load()).codes]


def test_the_code_is_made_and_applied_in_one_act(study: Study) -> None:
    coding = make(study)
    assert study.layer() == [coding]
    assert study.label(coding) == WORDS
    study.undo()
    assert study.layer() == []
    assert WORDS not in labels(study)


def test_a_label_that_is_there_is_refused_and_nothing_is_coded(study: Study) -> None:
    with pytest.raises(RuleBroken):
        make(study, label="Time")
    assert study.layer() == []


def test_in_a_sealed_layer_no_code_is_made(study: Study) -> None:
    study.seal("Ada")
    with pytest.raises(LayerSealed):
        make(study)
    assert WORDS not in labels(study)
