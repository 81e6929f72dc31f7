"""One open project: a SQLite file, or a PostgreSQL database by its URL."""

import sqlite3
from pathlib import Path
from typing import Self
from uuid import uuid4

from sqlalchemy import URL, Connection, Engine, func, inspect, select

from qcoder.domain.errors import (
    NotAProject,
    OpenForReading,
    ProjectDamaged,
    ProjectError,
    ProjectMissing,
)
from qcoder.storage import engines, files
from qcoder.storage.copies import back_up, copy_into_memory, put_into_memory, release
from qcoder.storage.creating import fill, reserve
from qcoder.storage.failures import MOVED, file_failures
from qcoder.storage.journal_mode import choose_journal_mode
from qcoder.storage.migrating import (
    bring_up_to_date,
    mark_as_project,
    stored_revision,
)
from qcoder.storage.reading_only import image_of, why_read_only
from qcoder.storage.schema import EntryRow
from qcoder.storage.server_copies import copy_from_server, copy_rows
from qcoder.storage.wholeness import problems_of

# In seconds. A tenth is not felt; over a network others hold their lock for longer.
_BRIEFLY = 0.1
_OVER_THE_NETWORK = 0.5


class Database:
    """The engine of one open project. :meth:`close` it, or use it in a ``with`` statement.

    ``url_or_path`` is for people and has no password in it. ``path`` is None on a server and
    in memory. ``journal_mode`` is ``wal``, or ``delete`` where the drive does not allow it, or
    empty. What is in memory is there until ``keeper`` is closed. ``read_only`` says why nothing
    can be written, where the project was opened for reading only.
    """

    def __init__(
        self,
        engine: Engine,
        where: Path | URL | str,
        keeper: sqlite3.Connection | None = None,
        read_only: str = "",
    ) -> None:
        self.is_file = isinstance(where, Path)
        self.path = where if isinstance(where, Path) else None
        self._keeper = keeper
        self.read_only = read_only
        self.url_or_path = str(where)
        self.journal_mode = choose_journal_mode(engine, where) if isinstance(where, Path) else ""
        self._file = _identity(self.path)
        self._engine = engine
        self._reading = engines.for_reading(engine)
        self._writing = engines.for_writing(engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @staticmethod
    def create(target: str | Path) -> "Database":
        """Make a new project file, or fill an empty database on a server."""
        if engines.is_server_url(target):
            return _create_on_server(engines.server_url(str(target)))
        return _create_file(Path(target).expanduser().absolute())

    @staticmethod
    def open(target: str | Path) -> "Database":
        """Open a project that exists, brought up to date; a copy is kept before that.

        A file that may not be written is opened for reading only.
        """
        if engines.is_server_url(target):
            return _open_on_server(engines.server_url(str(target)))
        return _open_file(Path(target).expanduser().absolute())

    def close(self) -> None:
        """Let go of the file or the server; may be called twice."""
        # The last connection to a file folds the log into it and removes it.
        self._engine.dispose()
        if self._keeper is not None:
            self._keeper.close()

    def in_memory(self) -> "Database":
        """A copy of the project as it is now, which is gone when it is closed."""
        name = f"qcoder-{uuid4().hex}"
        keeper, engine = files.connect_in_memory(name), engines.memory_engine(name)
        try:
            if self._reading.dialect.name == "sqlite":
                with self._reading.connect() as connection:
                    copy_into_memory(_driver_of(connection), keeper)
            else:
                copy_rows(self._reading, engine)
        except BaseException:
            engine.dispose()
            keeper.close()
            raise
        return Database(engine, self.url_or_path, keeper)

    @property
    def is_remote(self) -> bool:
        """Whether it lies on a server or a drive of the network, which can be lost at any time."""
        return self._keeper is None and self.journal_mode != "wal"

    @property
    def is_read_while_written(self) -> bool:
        """Whether who reads waits for nobody who writes: not on a drive without a log of writes."""
        return self._keeper is None and self.journal_mode != "delete"

    def engine(self, *, write: bool) -> Engine:
        """For units of work: the engine whose transactions read, or write.

        ProjectMissing for writing where the file is gone: what is written to a file that was
        deleted while it was open is lost, and SQLite says nothing. OpenForReading where it was
        opened for that only.
        """
        if write:
            if self.read_only:
                raise OpenForReading(self.read_only)
            self.demand_file()
        return self._writing if write else self._reading

    def demand_file(self) -> None:
        """Raise ProjectMissing where the file of that name is not the one that was opened."""
        if self.path is None:
            return
        found = _identity(self.path)
        # Drives without a log of writes may also give a file another number at any time.
        if found is None or (self.journal_mode == "wal" and found != self._file):
            raise ProjectMissing(MOVED.format(name=self.path.name))

    def wait_briefly(self) -> None:
        """Wait only briefly for others from now on: a window must not stand still."""
        wait = _OVER_THE_NETWORK if self.is_remote else _BRIEFLY
        self._writing = engines.for_writing(self._engine, wait)
        self._reading = engines.for_reading(self._engine, wait)

    def demand_turn(self) -> None:
        """Raise why nothing can be written at this moment; waits for no other program."""
        self.demand_file()
        with engines.for_writing(self._engine, wait=0).connect() as connection:
            connection.begin().rollback()

    @property
    def is_in_place(self) -> bool:
        """Whether the file that was opened is still the one of that name."""
        return self._file == _identity(self.path)

    def data_version(self) -> int:
        """The latest journal entry: another number when anybody, we included, has written."""
        with self._reading.connect() as connection:
            return connection.execute(select(func.max(EntryRow.id))).scalar() or 0

    def save_copy(self, target: Path) -> None:
        """Write the project as it is now to another file, whole or not at all.

        Of a project on a server this makes a project file, which can be opened without it.
        """
        if target.exists():
            if self.path is not None and target.samefile(self.path):
                raise ProjectError("A copy needs another name than the project itself.")
            release(target)
        if self._reading.dialect.name != "sqlite":
            copy_from_server(self._reading, target)
            return
        # Over the connection that is open: the file may have been deleted, and can be read still.
        with self._reading.connect() as connection:
            back_up(_driver_of(connection), target)

    def check(self) -> list[str]:
        """What is wrong inside, in words; empty when the project is whole."""
        try:
            with self._reading.connect() as connection:
                return problems_of(connection)
        except ProjectDamaged as damage:
            return [str(damage)]


def _driver_of(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def _identity(path: Path | None) -> tuple[int, int] | None:
    """What tells a file from another of the same name; None where there is none."""
    if path is None:
        return None
    try:
        found = path.stat()
    except OSError:
        # Gone, or out of reach with its drive.
        return None
    return found.st_dev, found.st_ino


def _create_file(path: Path) -> Database:
    reserve(path)
    engine = engines.file_engine(path)
    try:
        mark_as_project(engine)
        fill(engine, path.stem)
        return Database(engine, path)
    except BaseException:
        engine.dispose()
        path.unlink(missing_ok=True)
        raise


def _create_on_server(url: URL) -> Database:
    engine = engines.server_engine(url)
    try:
        with engine.connect() as connection:
            tables = inspect(connection).get_table_names()
        if tables:
            raise ProjectError(
                f"The database “{url.database}” is not empty. Open it if it holds a project; a "
                "new project needs a database of its own."
            )
        fill(engine, url.database or "")
        return Database(engine, url)
    except BaseException:
        engine.dispose()
        raise


def _open_file(path: Path) -> Database:
    files.require_project_file(path)
    if why := why_read_only(path):
        return _open_for_reading(path, why)
    engine = engines.file_engine(path)
    try:
        bring_up_to_date(engine, path)
        return Database(engine, path)
    except BaseException:
        engine.dispose()
        raise


def _open_for_reading(path: Path, why: str) -> Database:
    """As it is at this moment, in memory; an older project is brought up to date there."""
    name = f"qcoder-{uuid4().hex}"
    keeper, engine = files.connect_in_memory(name), engines.memory_engine(name)
    try:
        with file_failures(path.name, lambda: files.where_copies_are(path)):
            put_into_memory(image_of(path), keeper)
        bring_up_to_date(engine, None)
    except BaseException:
        engine.dispose()
        keeper.close()
        raise
    said = f"This project is open for reading only: {why}. Save a copy to work on."
    return Database(engine, path, keeper, said)


def _open_on_server(url: URL) -> Database:
    engine = engines.server_engine(url)
    try:
        with engine.connect() as connection:
            if stored_revision(connection) is None:
                raise NotAProject(
                    f"The database “{url.database}” holds no project. Make a new one in it, or "
                    "check its name."
                )
        bring_up_to_date(engine, None)
        return Database(engine, url)
    except BaseException:
        engine.dispose()
        raise
