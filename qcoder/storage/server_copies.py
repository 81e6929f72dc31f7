"""A project on a server, copied into a project file."""

from pathlib import Path

from sqlalchemy import Connection, Engine, Table, insert, select

from qcoder.storage.copies import in_place_of
from qcoder.storage.engines import file_engine, for_writing
from qcoder.storage.failures import file_failures
from qcoder.storage.migrating import create_tables, mark_as_project
from qcoder.storage.schema import TABLES

# Few enough that the files transcripts were read from fit into memory.
_AT_ONCE = 100


def copy_from_server(server: Engine, target: Path) -> None:
    """Write every row at one moment to ``target``, whole or not at all."""
    with file_failures(target.name), in_place_of(target) as part:
        engine = file_engine(part)
        try:
            copy_rows(server, engine)
        finally:
            engine.dispose()


def copy_rows(server: Engine, empty: Engine) -> None:
    """Write every row at one moment to an empty database of SQLite."""
    mark_as_project(empty)
    with server.connect() as source, for_writing(empty).begin() as copy:
        create_tables(copy)
        for table in TABLES.sorted_tables:
            _copy_rows(source, copy, table)


def _copy_rows(source: Connection, copy: Connection, table: Table) -> None:
    # By key, so that a journal entry comes after the one it is about.
    rows = source.execution_options(yield_per=_AT_ONCE).execute(
        select(table).order_by(*table.primary_key.columns)
    )
    for part in rows.mappings().partitions():
        copy.execute(insert(table), [dict(row) for row in part])
