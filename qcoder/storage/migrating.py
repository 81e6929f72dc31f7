"""Which version a project's tables have, and how they get the present one."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, MetaData, PrimaryKeyConstraint, String, Table
from sqlalchemy.exc import DatabaseError

from qcoder.domain.errors import ProjectDamaged, ProjectNewer
from qcoder.storage.copies import back_up
from qcoder.storage.engines import for_writing
from qcoder.storage.files import APPLICATION_ID, connect, free_name, where_copies_are
from qcoder.storage.schema import REVISION, TABLES


@dataclass(frozen=True, slots=True)
class Migrations:
    """A folder of migrations and the revision that the last of them leads to."""

    folder: Path
    revision: str


SHIPPED = Migrations(Path(__file__).parent / "migrations", REVISION)

# As Alembic makes it; made here, so that a new project does not wait for Alembic to load.
_VERSION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


def mark_as_project(engine: Engine) -> None:
    """Write the number by which an empty file is recognised, before it has a log."""
    with engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.commit()


def create_tables(connection: Connection) -> None:
    """Make all tables at their present version."""
    TABLES.create_all(connection)
    _VERSION.create(connection)
    connection.execute(_VERSION.insert().values(version_num=REVISION))


def stored_revision(connection: Connection) -> str | None:
    """The version of the tables in a database; None where it holds no project."""
    try:
        return connection.execute(_VERSION.select()).scalar()
    except DatabaseError:
        # No such table, by either driver's name for it; other failures are translated before.
        return None


def bring_up_to_date(engine: Engine, path: Path | None, migrations: Migrations = SHIPPED) -> None:
    """Apply the migrations that are missing; of a file, a copy is kept as it was."""
    with engine.connect() as connection:
        found = stored_revision(connection)
    require_known_revision(found, path, migrations)
    if found == migrations.revision:
        return
    if path is not None:
        _keep_copy(path, migrations.revision)
    _migrate(engine, migrations)


def require_known_revision(
    found: str | None, path: Path | None, migrations: Migrations = SHIPPED
) -> None:
    """Raise what is wrong with a version that this program does not know."""
    if found is None:
        name, copies = (path.name, where_copies_are(path)) if path else ("the database", "")
        raise ProjectDamaged(f"“{name}” is damaged: its tables are missing. {copies}".strip())
    # Revisions are numbered in order, with leading zeros.
    if found > migrations.revision:
        raise ProjectNewer(
            f"A newer version of qcoder wrote this project (its tables are {found}, this version "
            f"knows {migrations.revision}). Install the newer version to open it."
        )


def _keep_copy(path: Path, revision: str) -> None:
    source = connect(path)
    try:
        back_up(source, free_name(path, f"before-{revision}"))
    finally:
        source.close()


def _migrate(engine: Engine, migrations: Migrations) -> None:
    """All of them or none, in one transaction."""
    with for_writing(engine).connect() as connection:
        is_file = engine.dialect.name == "sqlite"
        # Alembic copies tables that others refer to. Inside a transaction it could not be set.
        if is_file:
            _set_foreign_keys(connection, "OFF")
        try:
            with connection.begin():
                _run_alembic(connection, migrations)
                if is_file:
                    _require_whole(connection)
        finally:
            if is_file:
                _set_foreign_keys(connection, "ON")


def _set_foreign_keys(connection: Connection, state: str) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA foreign_keys = {state}")


def _run_alembic(connection: Connection, migrations: Migrations) -> None:
    # Loaded only when there is something to migrate: it takes longer than opening a project.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations.folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _require_whole(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise RuntimeError(f"a migration has left rows that refer to nothing: {broken[:3]}")
