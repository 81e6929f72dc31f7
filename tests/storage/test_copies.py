import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qcoder.domain.errors import (
    NotAProject,
    ProjectBusy,
    ProjectDamaged,
    ProjectError,
    ProjectMissing,
    ProjectNewer,
)
from qcoder.storage import copies
from qcoder.storage.database import Database
from qcoder.storage.restoring import restore
from qcoder.storage.unit_of_work import writing
from tests.builders import a_coder
from tests.storage.projects import add_coder, dump, fill


def test_a_copy_is_a_project_with_the_same_contents(file_database: Database) -> None:
    fill(file_database)
    target = _beside(file_database, "copy.qcoder")
    file_database.save_copy(target)
    with Database.open(target) as copy:
        assert dump(copy) == dump(file_database)


def test_a_copy_is_a_file_wherever_the_project_is(database: Database, tmp_path: Path) -> None:
    fill(database)
    target = tmp_path / "copy.qcoder"
    database.save_copy(target)
    with Database.open(target) as copy:
        assert dump(copy) == dump(database)
        assert copy.check() == []


def test_a_copy_is_made_while_somebody_writes_and_has_what_is_committed(
    file_database: Database,
) -> None:
    add_coder(file_database, "Ada")
    target = _beside(file_database, "copy.qcoder")
    with writing(file_database) as uow:
        uow.coders.add(a_coder("Ben"))
        file_database.save_copy(target)
    with Database.open(target) as copy:
        assert [row[1] for row in dump(copy)["coders"]] == ["Ada"]


def test_a_copy_never_takes_the_place_of_the_project_itself(file_database: Database) -> None:
    path = _beside(file_database, "study.qcoder")
    with pytest.raises(ProjectError, match="another name"):
        file_database.save_copy(path.parent / "." / path.name)


def test_a_copy_replaces_an_older_one(file_database: Database) -> None:
    target = _beside(file_database, "copy.qcoder")
    file_database.save_copy(target)
    add_coder(file_database, "Ada")
    file_database.save_copy(target)
    with Database.open(target) as copy:
        assert len(dump(copy)["coders"]) == 1


@pytest.mark.usefixtures("impatient")
def test_a_copy_does_not_replace_a_project_that_is_open(
    file_database: Database, tmp_path: Path
) -> None:
    target = tmp_path / "open.qcoder"
    with Database.create(target) as other:
        add_coder(other, "Ada")
        with pytest.raises(ProjectBusy):
            file_database.save_copy(target)


def test_a_copy_that_fails_leaves_the_older_one(
    file_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = _beside(file_database, "copy.qcoder")
    file_database.save_copy(target)
    before = target.read_bytes()
    monkeypatch.setattr(copies, "_flush_to_disk", _fail)
    with pytest.raises(RuntimeError, match="on purpose"):
        file_database.save_copy(target)
    assert target.read_bytes() == before
    assert not list(target.parent.glob("*.part"))


def _fail(_: Path) -> None:
    raise RuntimeError("on purpose")


def test_a_copy_into_no_folder_is_an_error_for_the_user(file_database: Database) -> None:
    with pytest.raises(ProjectError, match="not there"):
        file_database.save_copy(_beside(file_database, "nowhere/copy.qcoder"))


def test_restoring_puts_the_copy_back_and_keeps_what_was_there(tmp_path: Path) -> None:
    study, copy = _study_and_copy(tmp_path)
    kept = restore(copy, study)
    assert kept == tmp_path / "study.before-restore.qcoder"
    assert _coders(study) == ["Ada"]
    assert _coders(kept) == ["Ada", "Ben"]
    assert copy.exists()


def test_restoring_twice_keeps_both(tmp_path: Path) -> None:
    study, copy = _study_and_copy(tmp_path)
    restore(copy, study)
    assert restore(copy, study) == tmp_path / "study.before-restore-2.qcoder"


def test_restoring_where_nothing_is_keeps_nothing(tmp_path: Path) -> None:
    study, copy = _study_and_copy(tmp_path)
    study.unlink()
    assert restore(copy, study) is None
    assert _coders(study) == ["Ada"]


def test_a_damaged_project_is_restored_and_its_remains_are_kept(tmp_path: Path) -> None:
    study, copy = _study_and_copy(tmp_path)
    study.write_bytes(b"ruins")
    log = tmp_path / "study.qcoder-wal"
    log.write_bytes(b"of a log")
    kept = restore(copy, study)
    assert _coders(study) == ["Ada"]
    assert kept is not None
    assert kept.read_bytes() == b"ruins"
    assert (tmp_path / f"{kept.name}-wal").read_bytes() == b"of a log"


@pytest.mark.usefixtures("impatient")
def test_a_project_that_is_open_is_not_restored(tmp_path: Path) -> None:
    study, copy = _study_and_copy(tmp_path)
    with Database.open(study) as database:
        add_coder(database, "Cleo")
        with pytest.raises(ProjectBusy):
            restore(copy, study)
    assert _coders(study) == ["Ada", "Ben", "Cleo"]


def test_a_copy_that_is_no_whole_project_is_not_restored(tmp_path: Path) -> None:
    study, copy = _study_and_copy(tmp_path)
    before = study.read_bytes()
    content = copy.read_bytes()
    with pytest.raises(ProjectMissing):
        restore(tmp_path / "none.qcoder", study)
    copy.write_bytes(b"something else")
    with pytest.raises(NotAProject):
        restore(copy, study)
    copy.write_bytes(content[:8192] + b"\x55" * (len(content) - 12288) + content[-4096:])
    with pytest.raises(ProjectDamaged):
        restore(copy, study)
    assert study.read_bytes() == before


def test_a_copy_of_a_newer_version_is_not_restored(tmp_path: Path) -> None:
    study, copy = _study_and_copy(tmp_path)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(ProjectNewer):
        restore(copy, study)


def test_a_project_is_not_restored_from_itself(tmp_path: Path) -> None:
    study, _ = _study_and_copy(tmp_path)
    with pytest.raises(ProjectError, match="from itself"):
        restore(study, study)


def _study_and_copy(folder: Path) -> tuple[Path, Path]:
    """A project with Ada and Ben, and a copy from before Ben came; both closed."""
    study, copy = folder / "study.qcoder", folder / "copy.qcoder"
    with Database.create(study) as database:
        add_coder(database, "Ada")
    shutil.copy(study, copy)
    with Database.open(study) as database:
        add_coder(database, "Ben")
    return study, copy


def _coders(path: Path) -> list[str]:
    with Database.open(path) as database:
        assert database.check() == []
        return sorted(row[1] for row in dump(database)["coders"])


def _beside(database: Database, name: str) -> Path:
    assert database.path is not None
    return database.path.parent / name
