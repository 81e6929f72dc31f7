"""What can be wrong with a project file, and how the user is told."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qcoder.domain.errors import (
    DiskFull,
    NotAProject,
    ProjectBusy,
    ProjectDamaged,
    ProjectError,
    ProjectMissing,
    ProjectNewer,
    ProjectReadOnly,
)
from qcoder.storage import creating, engines, journal_mode
from qcoder.storage.database import Database
from qcoder.storage.unit_of_work import reading, writing
from tests.builders import a_coder
from tests.storage.projects import add_coder, dump, fill


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A closed project file with something in it."""
    path = tmp_path / "study.qcoder"
    with Database.create(path) as database:
        fill(database)
    return path


def test_a_project_is_opened_as_it_was_closed(tmp_path: Path) -> None:
    path = tmp_path / "Größe #1 100%?.qcoder"
    with Database.create(path) as database:
        fill(database)
        before = dump(database)
    with Database.open(path) as database:
        assert dump(database) == before
        assert database.is_file
        assert database.path == path
        assert database.url_or_path == str(path)


def test_closing_leaves_one_file(study: Path) -> None:
    with Database.open(study) as database:
        add_coder(database, "Cleo")
        assert database.journal_mode == "wal"
        assert len(list(study.parent.iterdir())) > 1
    assert list(study.parent.iterdir()) == [study]
    database.close()


def test_a_file_that_exists_is_never_replaced(study: Path) -> None:
    before = study.read_bytes()
    with pytest.raises(ProjectError, match="exists already"):
        Database.create(study)
    assert study.read_bytes() == before


def test_a_project_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="no folder"):
        Database.create(tmp_path / "nowhere" / "study.qcoder")


def test_a_project_that_could_not_be_made_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(creating, "create_tables", _fail)
    with pytest.raises(RuntimeError, match="on purpose"):
        Database.create(tmp_path / "study.qcoder")
    assert list(tmp_path.iterdir()) == []


def _fail(*_: object) -> None:
    raise RuntimeError("on purpose")


def test_a_missing_file_is_named_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(ProjectMissing, match=r"study\.qcoder"):
        Database.open(tmp_path / "study.qcoder")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_pipe_is_no_project_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "study.qcoder")
    with pytest.raises(NotAProject, match="a pipe"):
        Database.open(tmp_path / "study.qcoder")


def test_a_folder_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(NotAProject, match="is a folder"):
        Database.open(tmp_path)


@pytest.mark.parametrize("content", [b"", b"M: Tell us.\n", b"PK\x03\x04" + b"\x00" * 200])
def test_another_kind_of_file_is_no_project(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "FG1.qcoder"
    path.write_bytes(content)
    with pytest.raises(NotAProject):
        Database.open(path)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_no_project(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (id)")
    with pytest.raises(NotAProject, match="another program"):
        Database.open(path)


@pytest.mark.parametrize("kept", [60, 4096, 20_000])
def test_a_truncated_project_is_damaged_and_says_where_copies_are(study: Path, kept: int) -> None:
    copy = study.with_name("study.before-0002.qcoder")
    shutil.copy(study, copy)
    study.write_bytes(study.read_bytes()[:kept])
    with pytest.raises(ProjectDamaged, match=r"study\.before-0002\.qcoder"):
        Database.open(study)


def test_a_damaged_project_without_copies_says_so(study: Path) -> None:
    study.write_bytes(study.read_bytes()[:5000])
    with pytest.raises(ProjectDamaged, match="no safety copy"):
        Database.open(study)


def test_damage_inside_is_found_by_checking(study: Path) -> None:
    content = bytearray(study.read_bytes())
    content[8192:-4096] = b"\x55" * (len(content) - 12288)
    study.write_bytes(content)
    with pytest.raises(ProjectDamaged):
        _open_and_read_all(study)


def _open_and_read_all(path: Path) -> None:
    with Database.open(path) as database:
        assert database.check() != []
        dump(database)


def test_a_whole_project_has_no_problems(study: Path) -> None:
    with Database.open(study) as database:
        assert database.check() == []


def test_checking_names_transcripts_whose_words_are_missing(study: Path) -> None:
    with closing(sqlite3.connect(study)) as connection:
        connection.execute("DELETE FROM contents")
        connection.commit()
    with Database.open(study) as database:
        assert "The text of the transcript “FG1” is missing." in database.check()


def test_checking_names_transcripts_whose_speakers_were_changed(study: Path) -> None:
    with closing(sqlite3.connect(study)) as connection:
        connection.execute("UPDATE contents SET content = x'7b7d'")
        connection.commit()
    with Database.open(study) as database:
        [problem] = database.check()
    assert problem.startswith("The list of speakers of the transcript “FG1” is not")


def test_checking_names_rows_that_refer_to_nothing(study: Path) -> None:
    with closing(sqlite3.connect(study)) as connection:
        connection.execute("DELETE FROM codes")
        connection.commit()
    with Database.open(study) as database:
        assert database.check() == [
            "Row 1 of codings refers to something in codes that is not there."
        ]


def test_a_project_of_a_newer_version_is_left_alone(study: Path) -> None:
    with closing(sqlite3.connect(study)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(ProjectNewer, match="Install the newer version"):
        Database.open(study)
    assert list(study.parent.iterdir()) == [study]


def test_a_project_without_its_tables_is_damaged(study: Path) -> None:
    with closing(sqlite3.connect(study)) as connection:
        connection.execute("DROP TABLE alembic_version")
    with pytest.raises(ProjectDamaged, match="tables are missing"):
        Database.open(study)


def test_a_file_protected_while_it_is_open_is_told_at_the_next_act(study: Path) -> None:
    with Database.open(study) as database:
        with reading(database):
            pass
        with writing(database) as uow:
            uow._session.connection().exec_driver_sql("ROLLBACK")
            uow._session.connection().exec_driver_sql("PRAGMA query_only = ON")
            uow._session.connection().exec_driver_sql("BEGIN")
            with pytest.raises(ProjectReadOnly):
                uow.coders.add(a_coder("Cleo"))


@pytest.mark.usefixtures("impatient")
def test_a_file_that_another_program_keeps_to_itself_is_busy(study: Path) -> None:
    with closing(sqlite3.connect(study)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ProjectBusy, match="Wait a moment"):
            Database.open(study)


@pytest.mark.usefixtures("impatient")
def test_a_project_opens_and_reads_while_another_program_writes(study: Path) -> None:
    with closing(sqlite3.connect(study, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        with Database.open(study) as database, reading(database) as uow:
            assert uow.coders.by_name("Ada")


def test_a_full_disk_stores_nothing_and_the_project_goes_on(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = study.stat().st_size // 4096 + 20
    limit = f"PRAGMA max_page_count = {pages}"
    monkeypatch.setattr(engines, "_PRAGMAS", (*engines._PRAGMAS, limit))
    with Database.open(study) as database:
        before = dump(database)
        with writing(database) as uow:
            uow.coders.add(a_coder("Cleo"))
            with pytest.raises(DiskFull, match="no room left"):
                uow.contents.put(b"x" * 1_000_000)
        assert dump(database) == before
        add_coder(database, "Dora")
        assert database.check() == []


def test_on_a_network_drive_there_is_no_write_ahead_log(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_mode, "is_on_network_drive", lambda _: True)
    with Database.open(study) as database:
        assert database.journal_mode == "delete"
        add_coder(database, "Cleo")
        assert list(study.parent.iterdir()) == [study]
    monkeypatch.undo()
    with Database.open(study) as database:
        assert database.journal_mode == "wal"


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("foreign_keys", 1), ("synchronous", 2), ("secure_delete", 1), ("busy_timeout", 3000)],
)
def test_every_connection_is_set_up_for_safety(study: Path, pragma: str, value: int) -> None:
    with Database.open(study) as database, database.engine(write=True).connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
