from collections.abc import Callable
from dataclasses import replace

import pytest

from qcoder.domain.codebook import CodeEntry
from qcoder.domain.errors import RuleBroken
from qcoder.services.codebook.closing import (
    close_codebook,
    closed_by,
    is_closed,
    open_codebook,
)
from qcoder.services.codebook.editing import add_code, edit_code
from qcoder.services.codebook.history import codebook_revisions
from qcoder.services.codebook.loading import load_codebook
from qcoder.services.coding.in_vivo import code_in_vivo
from qcoder.storage.unit_of_work import UnitOfWork
from tests.services.study import ENTRIES, Study


@pytest.fixture
def closed(study: Study) -> Study:
    """Ben has closed the codebook; Ada codes FG1."""
    study.assign("Ada")
    ben = study.coder("Ben")
    study.do(lambda uow: close_codebook(uow, ben), actor="Ben")
    return study


def state(study: Study) -> tuple[bool, str]:
    return study.workspace.read(lambda uow: (is_closed(uow), closed_by(uow)))


def add(study: Study) -> Callable[[UnitOfWork], object]:
    grouping = study.code().grouping
    return lambda uow: add_code(uow, grouping, "Rush")


def in_vivo(study: Study) -> Callable[[UnitOfWork], object]:
    text, ada, span = study.transcript(), study.coder("Ada"), study.span("the time")
    return lambda uow: code_in_vivo(uow, text, ada, span, label="Rush", grouping=None)


def load(study: Study) -> Callable[[UnitOfWork], object]:
    return lambda uow: load_codebook(uow, [*ENTRIES, CodeEntry("Themes", "Rush", "", "")])


@pytest.mark.parametrize("way", [add, in_vivo, load])
def test_a_closed_codebook_takes_no_new_code_and_says_who_closed_it(
    closed: Study, way: Callable[[Study], Callable[[UnitOfWork], object]]
) -> None:
    with pytest.raises(RuleBroken, match=r"Ben has closed the codebook for new codes.*menu"):
        closed.do(way(closed))
    closed.do(open_codebook)
    closed.do(way(closed))
    assert closed.code("Rush").label == "Rush"


def test_what_is_there_can_still_be_edited_and_loaded(closed: Study) -> None:
    code = closed.code()
    closed.do(lambda uow: edit_code(uow, replace(code, definition="Minutes.")))
    assert closed.code().definition == "Minutes."
    closed.do(lambda uow: load_codebook(uow, ENTRIES))
    assert closed.code().definition == code.definition


def test_closing_is_a_revision_with_who_and_when_and_is_undone(closed: Study) -> None:
    revisions = closed.workspace.read(codebook_revisions)
    assert revisions[0].coder == "Ben"
    assert state(closed) == (True, "Ben")
    closed.undo()
    assert state(closed) == (False, "")
    assert closed.workspace.read(codebook_revisions)[0].number == revisions[0].number + 1


def test_closing_twice_changes_nothing_and_keeps_who_it_was(closed: Study) -> None:
    ada = closed.coder("Ada")
    closed.do(lambda uow: close_codebook(uow, ada))
    assert closed.last is None
    assert state(closed) == (True, "Ben")


def test_who_closed_it_need_not_have_said_who_they_are(study: Study) -> None:
    study.do(lambda uow: close_codebook(uow, None))
    assert state(study) == (True, "")
    with pytest.raises(RuleBroken, match=r"^The codebook is closed for new codes"):
        study.do(add(study))
