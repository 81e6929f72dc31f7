"""Projects that may not be written are read, whole, and left exactly as they are."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from qcoder.domain.errors import OpenForReading, ProjectReadOnly
from qcoder.storage import files
from qcoder.storage.database import Database
from qcoder.storage.unit_of_work import writing
from tests.builders import a_coder
from tests.storage.projects import dump, fill
from tests.tiny_disk import TinyDisk


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A closed project file with something in it."""
    with Database.create(tmp_path / "study.qcoder") as database:
        fill(database)
    return tmp_path / "study.qcoder"


@pytest.fixture
def on_disk(tiny_disk: TinyDisk) -> Path:
    """A project on a disk that can be protected."""
    with Database.create(tiny_disk.folder / "study.qcoder") as database:
        fill(database)
    return tiny_disk.folder / "study.qcoder"


@contextmanager
def protected(path: Path) -> Iterator[None]:
    """Write-protected; the superuser may write all the same, so they are told otherwise."""
    mode = path.stat().st_mode
    path.chmod(mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "access", _access_by_mode)
            yield
    finally:
        path.chmod(mode)


def _access_by_mode(path: Path, mode: int) -> bool:
    return mode != os.W_OK or bool(path.stat().st_mode & stat.S_IWUSR)


def test_a_project_on_a_protected_disk_is_read_and_refuses_every_act(
    tiny_disk: TinyDisk, on_disk: Path
) -> None:
    with Database.open(on_disk) as database:
        there = dump(database)
    with tiny_disk.protected():
        before = sorted(p.name for p in tiny_disk.folder.iterdir())
        with Database.open(on_disk) as database:
            assert dump(database) == there
            assert database.check() == []
            with pytest.raises(OpenForReading, match="Save a copy to work on"), writing(database):
                pass
        assert sorted(p.name for p in tiny_disk.folder.iterdir()) == before


def test_what_is_still_in_the_log_is_read_as_well(tiny_disk: TinyDisk, on_disk: Path) -> None:
    away, there = left_without_power(on_disk, tiny_disk.folder / "away", "", "-wal", "-shm")
    with tiny_disk.protected(), Database.open(away) as database:
        assert dump(database) == there


def left_without_power(project: Path, folder: Path, *ends: str) -> tuple[Path, object]:
    """The files so called of a project with an act in its log, elsewhere, and all it has."""
    folder.mkdir()
    with Database.open(project) as database:
        with writing(database) as uow:
            uow.coders.add(a_coder("Cleo"))
            uow.commit("Coder", None)
        for end in ends:
            shutil.copy(files.beside(project, end), folder)
        return folder / project.name, dump(database)


def test_a_log_that_cannot_be_read_is_not_passed_over(tiny_disk: TinyDisk, on_disk: Path) -> None:
    away, _ = left_without_power(on_disk, tiny_disk.folder / "away", "", "-wal")
    with tiny_disk.protected(), pytest.raises(ProjectReadOnly, match="Copy them all to a folder"):
        Database.open(away)


def test_a_copy_of_it_can_be_worked_on(tiny_disk: TinyDisk, on_disk: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.qcoder"
    with tiny_disk.protected(), Database.open(on_disk) as database:
        database.save_copy(copy)
        there = dump(database)
    with Database.open(copy) as database:
        assert dump(database) == there
        with writing(database) as uow:
            uow.coders.add(a_coder("Cleo"))
            uow.commit("Coder", None)


def test_a_protected_file_in_a_folder_of_ones_own_is_read(study: Path) -> None:
    with protected(study), Database.open(study) as database:
        assert "“study.qcoder” is write-protected" in database.read_only
        assert list(study.parent.iterdir()) == [study]


def test_a_protected_folder_is_named(study: Path) -> None:
    with protected(study.parent), Database.open(study) as database:
        assert "the folder of “study.qcoder” may not be written" in database.read_only


def test_it_is_read_while_another_program_writes_and_stays_as_it_was(study: Path) -> None:
    with closing(sqlite3.connect(study, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE coders SET name = 'Dora' WHERE name = 'Ada'")
        with protected(study), Database.open(study) as database:
            there = dump(database)
            other.execute("COMMIT")
            assert dump(database) == there
    with Database.open(study) as database:
        assert dump(database) != there
