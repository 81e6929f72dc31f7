import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from qcoder.bootstrap import open_workspace
from qcoder.domain.changes import Kind
from qcoder.domain.consensus import Status
from qcoder.storage import engines, migrating
from qcoder.storage.database import Database
from qcoder.storage.files import APPLICATION_ID, connect
from qcoder.storage.migrating import SHIPPED, Migrations, bring_up_to_date
from qcoder.storage.schema import REVISION, TABLES
from qcoder.storage.unit_of_work import reading
from tests.services.study import Study
from tests.storage.projects import dump, fill

PROJECT_0001 = Path(__file__).parents[1] / "data" / "project_0001.sql"

NEXT = f"{int(REVISION) + 1:04}"
LATER = f'''
"""Codes may have a note; of a table that others refer to, one column is altered."""

import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{REVISION}"


def upgrade() -> None:
    op.add_column("codes", sa.Column("note", sa.Text(), nullable=True))
    with op.batch_alter_table("groupings") as table:
        table.alter_column("name", new_column_name="title")
'''
FAILING = LATER + "    raise RuntimeError('on purpose')\n"
BREAKING = LATER + "    op.execute('DELETE FROM coders')\n"


def test_the_revision_is_that_of_the_last_migration() -> None:
    assert ScriptDirectory(str(SHIPPED.folder)).get_current_head() == REVISION


def test_the_migrations_lead_to_the_tables_as_they_are_declared(target: Path | str) -> None:
    engine = _engine(target)
    with engine.begin() as connection:
        migrating._run_alembic(connection, SHIPPED)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, TABLES) == []
    engine.dispose()


def test_a_new_project_has_exactly_the_tables_of_the_migrations(tmp_path: Path) -> None:
    engine = _engine(tmp_path / "migrated.qcoder")
    with engine.begin() as connection:
        migrating._run_alembic(connection, SHIPPED)
    engine.dispose()
    Database.create(tmp_path / "new.qcoder").close()
    assert _statements(tmp_path / "new.qcoder") == _statements(tmp_path / "migrated.qcoder")


def _statements(path: Path) -> dict[str, list[str]]:
    """What made each table and index, its parts sorted: constraints come in any order."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
        return {name: sorted("".join(sql.split())[:-1].split(",")) for name, sql in found}


def test_a_migration_keeps_a_copy_and_every_row(tmp_path: Path) -> None:
    study, later = _study(tmp_path), _with_a_later(tmp_path, LATER)
    before = study.read_bytes()
    engine = engines.file_engine(study)
    bring_up_to_date(engine, study, later)
    engine.dispose()
    with closing(sqlite3.connect(study)) as connection:
        assert connection.execute("SELECT title FROM groupings").fetchall() == [("Themes",)]
        assert connection.execute("SELECT note FROM codes").fetchall() == [(None,), (None,)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT * FROM alembic_version").fetchall() == [(NEXT,)]
    assert (tmp_path / f"study.before-{NEXT}.qcoder").exists()
    assert study.read_bytes() != before


def test_the_copy_is_the_project_as_it_was(tmp_path: Path) -> None:
    study, later = _study(tmp_path), _with_a_later(tmp_path, LATER)
    with Database.open(study) as database:
        before = dump(database)
    engine = engines.file_engine(study)
    bring_up_to_date(engine, study, later)
    engine.dispose()
    with Database.open(tmp_path / f"study.before-{NEXT}.qcoder") as copy:
        assert dump(copy) == before


def test_an_earlier_copy_is_not_overwritten(tmp_path: Path) -> None:
    study, later = _study(tmp_path), _with_a_later(tmp_path, LATER)
    (tmp_path / f"study.before-{NEXT}.qcoder").write_text("an earlier one")
    engine = engines.file_engine(study)
    bring_up_to_date(engine, study, later)
    engine.dispose()
    assert (tmp_path / f"study.before-{NEXT}.qcoder").read_text() == "an earlier one"
    assert (tmp_path / f"study.before-{NEXT}-2.qcoder").exists()


@pytest.mark.parametrize(("migration", "complaint"), [(FAILING, "purpose"), (BREAKING, "refer to")])
def test_a_failing_migration_leaves_the_project_as_it_was(
    tmp_path: Path, migration: str, complaint: str
) -> None:
    study, later = _study(tmp_path), _with_a_later(tmp_path, migration)
    before = study.read_bytes()
    engine = engines.file_engine(study)
    with pytest.raises(RuntimeError, match=complaint):
        bring_up_to_date(engine, study, later)
    engine.dispose()
    assert study.read_bytes() == before


def test_a_migrated_connection_keeps_watch_over_references(tmp_path: Path) -> None:
    study, later = _study(tmp_path), _with_a_later(tmp_path, LATER)
    engine = engines.file_engine(study)
    bring_up_to_date(engine, study, later)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


@pytest.mark.postgres
def test_a_failing_migration_leaves_a_server_database_as_it_was(
    tmp_path: Path, postgres_url: str
) -> None:
    with Database.create(postgres_url) as database:
        fill(database)
        before = dump(database)
        engine = _engine(postgres_url)
        with pytest.raises(RuntimeError, match="purpose"):
            bring_up_to_date(engine, None, _with_a_later(tmp_path, FAILING))
        engine.dispose()
        assert dump(database) == before


@pytest.mark.postgres
def test_a_server_database_is_migrated(tmp_path: Path, postgres_url: str) -> None:
    with Database.create(postgres_url) as database:
        fill(database)
    engine = _engine(postgres_url)
    bring_up_to_date(engine, None, _with_a_later(tmp_path, LATER))
    assert "title" in {column["name"] for column in inspect(engine).get_columns("groupings")}
    engine.dispose()


def test_opening_a_present_project_makes_no_copy(tmp_path: Path) -> None:
    study = _study(tmp_path)
    with Database.open(study) as database, reading(database) as uow:
        assert uow.coders.by_name("Ada")
    assert list(tmp_path.iterdir()) == [study]


def _engine(target: Path | str) -> Engine:
    if isinstance(target, str):
        return engines.for_writing(engines.server_engine(engines.server_url(target)))
    connect(target, "rwc").close()
    target.touch()
    return engines.for_writing(engines.file_engine(target))


def _study(folder: Path) -> Path:
    path = folder / "study.qcoder"
    with Database.create(path) as database:
        fill(database)
    return path


def _with_a_later(folder: Path, migration: str) -> Migrations:
    """The shipped migrations and one more, as a later version would have them."""
    later = folder / "migrations"
    shutil.copytree(SHIPPED.folder, later, ignore=shutil.ignore_patterns("__pycache__"))
    (later / "versions" / f"{NEXT}_later.py").write_text(migration)
    return Migrations(later, NEXT)


@pytest.fixture
def of_0001(tmp_path: Path) -> Path:
    """A project with a sealed pair and two decisions, as version 0001 stored it."""
    path = tmp_path / "study.qcoder"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.executescript(PROJECT_0001.read_text(encoding="utf-8"))
    return path


def test_a_project_of_the_first_version_opens_with_a_copy_kept(of_0001: Path) -> None:
    before = _rows(of_0001)
    with Database.open(of_0001) as database, reading(database) as uow:
        assert [code.grain for code in uow.codebook.load().codes] == [None, None, None]
    assert _rows(of_0001.with_name(f"study.before-{REVISION}.qcoder")) == before


def test_a_migrated_project_keeps_what_was_decided(of_0001: Path) -> None:
    workspace = open_workspace(of_0001)
    study = Study(workspace)
    statuses = [resolution.status for resolution in study.room().resolutions]
    assert statuses == [Status.DECIDED, Status.AUTO, Status.UNRESOLVED, Status.OPEN]
    workspace.close()


def test_an_act_from_before_a_column_came_can_still_be_undone(of_0001: Path) -> None:
    workspace = open_workspace(of_0001)
    study = Study(workspace)
    (entry, _), *_ = reversed(
        workspace.read(lambda uow: uow.journal.history(Kind.CODE, study.code("Emotions").id))
    )
    workspace.undo(entry.id)
    assert study.code("Emotions").definition == "Talk of emotions."
    workspace.redo(entry.id)
    assert study.code("Emotions").definition == "Talk of feelings."
    workspace.close()


def _rows(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())
