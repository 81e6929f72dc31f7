import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from qcoder.storage import engines, migrating
from qcoder.storage.database import Database
from qcoder.storage.files import connect
from qcoder.storage.migrating import SHIPPED, Migrations, bring_up_to_date
from qcoder.storage.schema import REVISION, TABLES
from qcoder.storage.unit_of_work import reading
from tests.storage.projects import dump, fill

SECOND = '''
"""Codes may have a note; of a table that others refer to, one column is altered."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("codes", sa.Column("note", sa.Text(), nullable=True))
    with op.batch_alter_table("groupings") as table:
        table.alter_column("name", new_column_name="title")
'''
FAILING = SECOND + "    raise RuntimeError('on purpose')\n"
BREAKING = SECOND + "    op.execute('DELETE FROM coders')\n"


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
    study, later = _study(tmp_path), _with_a_second(tmp_path, SECOND)
    before = study.read_bytes()
    engine = engines.file_engine(study)
    bring_up_to_date(engine, study, later)
    engine.dispose()
    with closing(sqlite3.connect(study)) as connection:
        assert connection.execute("SELECT title FROM groupings").fetchall() == [("Themes",)]
        assert connection.execute("SELECT note FROM codes").fetchall() == [(None,), (None,)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT * FROM alembic_version").fetchall() == [("0002",)]
    assert (tmp_path / "study.before-0002.qcoder").exists()
    assert study.read_bytes() != before


def test_the_copy_is_the_project_as_it_was(tmp_path: Path) -> None:
    study, later = _study(tmp_path), _with_a_second(tmp_path, SECOND)
    with Database.open(study) as database:
        before = dump(database)
    engine = engines.file_engine(study)
    bring_up_to_date(engine, study, later)
    engine.dispose()
    with Database.open(tmp_path / "study.before-0002.qcoder") as copy:
        assert dump(copy) == before


def test_an_earlier_copy_is_not_overwritten(tmp_path: Path) -> None:
    study, later = _study(tmp_path), _with_a_second(tmp_path, SECOND)
    (tmp_path / "study.before-0002.qcoder").write_text("an earlier one")
    engine = engines.file_engine(study)
    bring_up_to_date(engine, study, later)
    engine.dispose()
    assert (tmp_path / "study.before-0002.qcoder").read_text() == "an earlier one"
    assert (tmp_path / "study.before-0002-2.qcoder").exists()


@pytest.mark.parametrize(("second", "complaint"), [(FAILING, "purpose"), (BREAKING, "refer to")])
def test_a_failing_migration_leaves_the_project_as_it_was(
    tmp_path: Path, second: str, complaint: str
) -> None:
    study, later = _study(tmp_path), _with_a_second(tmp_path, second)
    before = study.read_bytes()
    engine = engines.file_engine(study)
    with pytest.raises(RuntimeError, match=complaint):
        bring_up_to_date(engine, study, later)
    engine.dispose()
    assert study.read_bytes() == before


def test_a_migrated_connection_keeps_watch_over_references(tmp_path: Path) -> None:
    study, later = _study(tmp_path), _with_a_second(tmp_path, SECOND)
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
            bring_up_to_date(engine, None, _with_a_second(tmp_path, FAILING))
        engine.dispose()
        assert dump(database) == before


@pytest.mark.postgres
def test_a_server_database_is_migrated(tmp_path: Path, postgres_url: str) -> None:
    with Database.create(postgres_url) as database:
        fill(database)
    engine = _engine(postgres_url)
    bring_up_to_date(engine, None, _with_a_second(tmp_path, SECOND))
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


def _with_a_second(folder: Path, second: str) -> Migrations:
    """The shipped migrations and one more, as a later version would have them."""
    later = folder / "migrations"
    shutil.copytree(SHIPPED.folder, later, ignore=shutil.ignore_patterns("__pycache__"))
    (later / "versions" / "0002_second.py").write_text(second)
    return Migrations(later, "0002")
