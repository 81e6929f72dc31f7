"""Nothing is lost when the project cannot be written: acts wait in memory and are stored later."""

import json
import resource
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from qcoder.bootstrap import create_workspace, open_workspace
from qcoder.domain.changes import ChangeSet
from qcoder.domain.coding import Coding
from qcoder.domain.errors import (
    CannotStoreNow,
    DiskFull,
    ProjectBusy,
    ProjectMissing,
    ProjectUnreachable,
    RuleBroken,
    StaleUndo,
)
from qcoder.domain.ids import EntryId
from qcoder.services.codebook.editing import add_code
from qcoder.services.coding.layer import annotate, apply_code, remove_coding
from qcoder.services.unstored import UnstoredAct, from_record, to_record
from qcoder.services.workspace import Done, Workspace
from qcoder.storage import files
from qcoder.storage.unit_of_work import UnitOfWork
from tests.services.study import ENTRIES, Study


@pytest.fixture
def keeping(study: Study) -> Study:
    """Ada codes FG1 in a window that keeps what cannot be stored."""
    study.assign("Ada")
    study.workspace.keep_unstored()
    return study


@contextmanager
def locked(study: Study) -> Iterator[sqlite3.Connection]:
    """Another program in the middle of writing."""
    with closing(files.connect(path_of(study))) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield other
        other.rollback()


@contextmanager
def full_disk(study: Study) -> Iterator[None]:
    """No file may grow beyond what the project's log has now."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = files.beside(path_of(study), "-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def path_of(study: Study) -> Path:
    assert study.workspace.path is not None
    return study.workspace.path


def code(study: Study, words: str, label: str = "Time") -> Done[Coding]:
    transcript, coder = study.transcript(), study.coder("Ada")
    found, span = study.code(label).id, study.span(words)
    return study.workspace.run(
        label, lambda uow: apply_code(uow, transcript, coder, found, span), actor=coder
    )


def codings(workspace: Workspace) -> list[Coding]:
    def all_codings(uow: UnitOfWork) -> list[Coding]:
        return [c for h in uow.transcripts.headers() for c in uow.codings.of_transcript(h.id)]

    return workspace.read(all_codings)


def in_the_file(study: Study) -> list[Coding]:
    with closing(open_workspace(path_of(study))) as other:
        return codings(other)


def waiting(study: Study) -> int:
    return len(study.workspace.unstored.standing)


def entry_of(done: Done[Coding]) -> EntryId:
    assert done.changes.entry is not None
    return done.changes.entry


def test_without_a_window_nothing_is_kept(study: Study) -> None:
    study.assign("Ada")
    with locked(study), pytest.raises(ProjectBusy):
        study.workspace.run("Time", lambda uow: uow.project.rename("other"))


def test_what_is_coded_while_another_program_writes_shows_and_is_stored_later(
    keeping: Study,
) -> None:
    with locked(keeping):
        first, second = code(keeping, "the time"), code(keeping, "another page")
        assert codings(keeping.workspace) == [first.value, second.value]
        assert waiting(keeping) == 2
        with pytest.raises(ProjectBusy):
            keeping.workspace.store_now()
        assert waiting(keeping) == 2
    assert in_the_file(keeping) == []
    assert keeping.workspace.store_now() == []
    assert waiting(keeping) == 0
    assert in_the_file(keeping) == [first.value, second.value]
    assert codings(keeping.workspace) == [first.value, second.value]


def test_each_act_that_waited_is_an_entry_and_an_undo_step_of_its_own(keeping: Study) -> None:
    with locked(keeping):
        first, second = code(keeping, "the time"), code(keeping, "another page", "Emotions")
    keeping.workspace.store_now()
    entries = keeping.workspace.read(lambda uow: uow.journal.entries())[-2:]
    assert [(e.label, e.actor) for e in entries] == [
        ("Time", keeping.coder("Ada")),
        ("Emotions", keeping.coder("Ada")),
    ]
    keeping.workspace.undo(entry_of(second))
    assert in_the_file(keeping) == [first.value]
    keeping.workspace.redo(entry_of(second))
    assert in_the_file(keeping) == [first.value, second.value]


def test_a_full_disk_loses_nothing(keeping: Study) -> None:
    with full_disk(keeping):
        made = code(keeping, "the time")
        assert isinstance(keeping.workspace.unstored.reason, DiskFull | ProjectUnreachable)
        with pytest.raises(CannotStoreNow):
            keeping.workspace.store_now()
    assert keeping.workspace.store_now() == []
    assert in_the_file(keeping) == [made.value]
    assert keeping.workspace.database.check() == []


def test_coding_goes_on_while_the_file_is_moved_away_and_back(keeping: Study) -> None:
    path = path_of(keeping)
    away = path.with_name("away.qcoder")
    path.rename(away)
    made = code(keeping, "the time")
    with pytest.raises(ProjectMissing, match="moved, renamed or deleted"):
        keeping.workspace.store_now()
    away.rename(path)
    keeping.workspace.store_now()
    assert in_the_file(keeping) == [made.value]


def test_a_file_that_was_deleted_is_gone_on_with_once_its_copy_is_put_there(
    keeping: Study,
) -> None:
    path, backup = path_of(keeping), path_of(keeping).with_name("backup.qcoder")
    before = code(keeping, "another page")
    keeping.workspace.save_copy(backup)
    path.unlink()
    made = code(keeping, "the time")
    shutil.copyfile(backup, path)
    assert keeping.workspace.store_now() == []
    assert in_the_file(keeping) == [made.value, before.value]
    code(keeping, "nobody sat down")
    assert len(in_the_file(keeping)) == 3


def test_an_older_copy_is_not_taken_for_the_project(keeping: Study) -> None:
    path, backup = path_of(keeping), path_of(keeping).with_name("backup.qcoder")
    keeping.workspace.save_copy(backup)
    code(keeping, "another page")
    path.unlink()
    shutil.copyfile(backup, path)
    code(keeping, "the time")
    with pytest.raises(ProjectMissing, match="another file now"):
        keeping.workspace.store_now()
    assert waiting(keeping) == 1
    assert in_the_file(keeping) == []


def test_another_project_under_the_name_is_left_alone(keeping: Study) -> None:
    path = path_of(keeping)
    path.unlink()
    # As the window does every two seconds: afterwards the other program writes over our log.
    keeping.workspace.notice_foreign_changes()
    create_workspace(path, ["Ada"], ENTRIES).close()
    code(keeping, "the time")
    with pytest.raises(ProjectMissing, match="another file now"):
        keeping.workspace.store_now()
    assert in_the_file(keeping) == []


def test_a_copy_of_a_project_that_is_gone_holds_what_was_not_stored(keeping: Study) -> None:
    stored = code(keeping, "another page")
    path_of(keeping).unlink()
    made = code(keeping, "the time")
    copy = path_of(keeping).with_name("copy.qcoder")
    keeping.workspace.save_copy(copy)
    with closing(open_workspace(copy)) as other:
        assert codings(other) == [made.value, stored.value]
        assert other.database.check() == []


def test_a_copy_of_a_project_that_is_gone_can_be_saved_before_anything_is_coded(
    keeping: Study,
) -> None:
    stored = code(keeping, "another page")
    path_of(keeping).unlink()
    copy = path_of(keeping).with_name("copy.qcoder")
    keeping.workspace.save_copy(copy)
    with closing(open_workspace(copy)) as other:
        assert codings(other) == [stored.value]


def test_undoing_what_waits_drops_it_and_redoing_brings_it_back(keeping: Study) -> None:
    with locked(keeping):
        first, second = code(keeping, "the time"), code(keeping, "another page")
        keeping.workspace.undo(entry_of(second))
        assert waiting(keeping) == 1
        keeping.workspace.undo(entry_of(first))
        assert (waiting(keeping), keeping.workspace.unstored.keys) == (0, set())
        keeping.workspace.redo(entry_of(first))
        assert keeping.workspace.unstored.keys == {first.value.id}
    keeping.workspace.store_now()
    assert in_the_file(keeping) == [first.value]
    keeping.workspace.redo(entry_of(second))
    assert in_the_file(keeping) == [first.value, second.value]


def test_what_was_stored_before_can_be_undone_while_nothing_can_be_stored(keeping: Study) -> None:
    stored = code(keeping, "the time")
    with locked(keeping):
        keeping.workspace.undo(entry_of(stored))
        assert codings(keeping.workspace) == []
        assert waiting(keeping) == 1
        keeping.workspace.redo(entry_of(stored))
        assert waiting(keeping) == 0
        keeping.workspace.undo(entry_of(stored))
    keeping.workspace.store_now()
    assert in_the_file(keeping) == []
    keeping.workspace.redo(entry_of(stored))
    assert in_the_file(keeping) == [stored.value]


def test_a_rule_refuses_while_nothing_can_be_stored_as_it_always_does(keeping: Study) -> None:
    with locked(keeping):
        code(keeping, "the time")
        with pytest.raises(RuleBroken, match="already"):
            code(keeping, "the time")
        assert waiting(keeping) == 1


def test_what_others_depend_on_is_refused_until_it_can_be_stored(keeping: Study) -> None:
    grouping = keeping.workspace.read(lambda uow: uow.codebook.load()).groupings[0].id
    with locked(keeping), pytest.raises(RuleBroken, match="Until then coding goes on"):
        keeping.workspace.run("Code", lambda uow: add_code(uow, grouping, "Pace"))
    assert keeping.workspace.store_now() == []
    keeping.workspace.run("Code", lambda uow: add_code(uow, grouping, "Pace"))


def test_what_a_rule_refuses_meanwhile_is_named_and_the_rest_is_stored(keeping: Study) -> None:
    stored = code(keeping, "the time")
    ada = keeping.coder("Ada")
    with locked(keeping):
        keeping.workspace.run(
            "Memo", lambda uow: annotate(uow, ada, stored.value.id, "Why?"), actor=ada
        )
        lost = keeping.workspace.unstored.acts[0].changes
        made = code(keeping, "another page")
    with closing(open_workspace(path_of(keeping))) as other:
        other.run("Remove", lambda uow: remove_coding(uow, ada, stored.value.id))
    heard: list[ChangeSet] = []
    keeping.workspace.subscribe(heard.append)
    (refusal,) = keeping.workspace.store_now()
    assert refusal.act.changes.label == "Memo"
    assert codings(keeping.workspace) == [made.value]
    assert in_the_file(keeping) == [made.value]
    # Whoever shows it hears that ours is not there, what is stored now, what the other has done.
    assert heard[0].changes == tuple(c.inverted() for c in lost.changes)
    assert [(c.key, c.before) for c in heard[1].changes] == [
        (made.value.id, c.after) for c in heard[1].changes
    ]
    assert [changes.label for changes in heard[2:]] == ["Remove"]
    assert lost.entry is not None
    with pytest.raises(StaleUndo, match="could not be stored"):
        keeping.workspace.undo(lost.entry)


def test_a_second_failure_does_not_confuse_the_undo_of_the_first(keeping: Study) -> None:
    with locked(keeping):
        first = code(keeping, "the time")
    keeping.workspace.store_now()
    with locked(keeping):
        second = code(keeping, "another page")
        keeping.workspace.undo(entry_of(first))
        assert codings(keeping.workspace) == [second.value]
    keeping.workspace.store_now()
    assert in_the_file(keeping) == [second.value]


def test_what_was_kept_by_a_window_that_was_killed_is_stored_by_the_next(keeping: Study) -> None:
    with locked(keeping):
        first, second = code(keeping, "the time"), code(keeping, "another page")
        keeping.workspace.undo(entry_of(second))
        written = through_a_file(keeping.workspace.unstored.acts)
    with closing(open_workspace(path_of(keeping))) as other:
        other.keep_unstored()
        assert other.take_up(written) == []
        assert codings(other) == [first.value]
        assert other.store_now() == []
    assert in_the_file(keeping) == [first.value]


def test_what_was_stored_just_before_the_window_was_killed_is_not_stored_twice(
    keeping: Study,
) -> None:
    with locked(keeping):
        made = code(keeping, "the time")
        written = through_a_file(keeping.workspace.unstored.acts)
    keeping.workspace.store_now()
    assert keeping.workspace.take_up(written) == []
    assert (waiting(keeping), in_the_file(keeping)) == (0, [made.value])


def through_a_file(acts: list[UnstoredAct]) -> list[UnstoredAct]:
    written = json.dumps([to_record(act) for act in acts])
    return [from_record(record) for record in json.loads(written)]
