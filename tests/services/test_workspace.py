from collections.abc import Iterator
from pathlib import Path

import pytest

from qcoder.bootstrap import create_workspace, open_workspace
from qcoder.domain.changes import ChangeSet, Kind
from qcoder.domain.errors import ProjectMissing, QCoderError, RuleBroken
from qcoder.services.prepare.coders import add_coder
from qcoder.services.prepare.transcripts import rename_transcript
from qcoder.services.workspace import Workspace
from tests.services.study import Study


@pytest.fixture
def beside(study: Study) -> Iterator[Workspace]:
    """The same project, open in another program."""
    assert study.workspace.path is not None
    workspace = open_workspace(study.workspace.path)
    yield workspace
    workspace.close()


def heard_by(workspace: Workspace) -> list[ChangeSet]:
    heard: list[ChangeSet] = []
    workspace.subscribe(heard.append)
    return heard


def test_listeners_hear_of_a_change_after_the_commit(study: Study) -> None:
    heard = heard_by(study.workspace)
    done = study.workspace.run("Add Dora", lambda uow: add_coder(uow, "Dora"))
    assert heard == [done.changes]
    assert heard[0].label == "Add Dora"
    assert heard[0].kinds == {Kind.CODER}


def test_an_act_that_changes_nothing_is_not_heard_of(study: Study) -> None:
    heard = heard_by(study.workspace)
    assert not study.workspace.run("Look", lambda uow: uow.coders.all()).changes
    assert heard == []


def test_an_act_that_raises_has_changed_nothing(study: Study) -> None:
    heard = heard_by(study.workspace)

    with pytest.raises(RuleBroken):
        study.workspace.run("Add", lambda uow: [add_coder(uow, name) for name in ("Dora", "Ada")])
    assert len(study.workspace.read(lambda uow: uow.coders.all())) == 3
    assert heard == []


def test_undo_and_redo_are_heard_of(study: Study) -> None:
    study.do(lambda uow: add_coder(uow, "Dora"))
    heard = heard_by(study.workspace)
    study.undo()
    study.redo()
    assert [len(changes.changes) for changes in heard] == [1, 1]


def test_what_another_program_changed_is_noticed(study: Study, beside: Workspace) -> None:
    heard = heard_by(beside)
    beside.notice_foreign_changes()
    assert heard == []
    study.do(lambda uow: add_coder(uow, "Dora"))
    beside.notice_foreign_changes()
    beside.notice_foreign_changes()
    assert [changes.label for changes in heard] == ["Act"]


def test_own_changes_are_not_taken_for_foreign_ones(study: Study) -> None:
    heard = heard_by(study.workspace)
    study.do(lambda uow: add_coder(uow, "Dora"))
    study.workspace.notice_foreign_changes()
    assert len(heard) == 1


def test_a_foreign_change_before_an_own_one_is_not_missed(study: Study, beside: Workspace) -> None:
    heard = heard_by(beside)
    study.do(lambda uow: add_coder(uow, "Dora"))
    beside.run("Add Emil", lambda uow: add_coder(uow, "Emil"))
    assert [changes.label for changes in heard] == ["Act", "Add Emil"]


def test_a_transcript_is_read_anew_only_when_it_has_changed(study: Study) -> None:
    first = study.transcript()
    assert study.transcript() is first
    study.do(lambda uow: rename_transcript(uow, first.id, "Pilot"))
    assert study.workspace.transcript(first.id).name == "Pilot"


def test_every_act_is_in_the_journal_with_who_did_it(study: Study) -> None:
    study.do(lambda uow: add_coder(uow, "Dora"), actor="Ada")
    last = study.workspace.read(lambda uow: uow.journal.entries())[-1]
    assert (last.label, last.actor) == ("Act", study.coder("Ada"))


@pytest.mark.parametrize("coders", [["Ada", "ada"], ["all"], [" "]])
def test_a_project_that_cannot_be_filled_is_not_made(tmp_path: Path, coders: list[str]) -> None:
    with pytest.raises(QCoderError):
        create_workspace(tmp_path / "new.qcoder", coders)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine.qcoder").write_text("mine", encoding="utf-8")
    with pytest.raises(QCoderError, match="exists already"):
        create_workspace(tmp_path / "mine.qcoder")
    assert (tmp_path / "mine.qcoder").read_text(encoding="utf-8") == "mine"


def test_what_is_not_there_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(ProjectMissing):
        open_workspace(tmp_path / "none.qcoder")
