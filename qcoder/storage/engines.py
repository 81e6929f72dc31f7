"""Engines for project files and servers: how a connection is set up and a transaction begun."""

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from qcoder.domain.errors import ProjectError, QCoderError
from qcoder.storage.failures import file_failure, file_failures, translate_failures
from qcoder.storage.files import (
    BUSY_SECONDS,
    connect,
    connect_in_memory,
    where_copies_are,
)
from qcoder.storage.server_failures import server_failure

_WRITING = "qcoder_writing"
_WAIT = "qcoder_wait_ms"
_CONNECT_SECONDS = 5
# In milliseconds and seconds: a network that is gone would be waited for many minutes.
_WITHOUT_ANSWER = {
    "tcp_user_timeout": 4000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
}
# Any number that no other program on the same server database would take.
_WRITERS_TURN = 0x51436F64
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    # With WAL, FULL is what keeps the last coding through a power cut.
    "PRAGMA synchronous = FULL",
    # Erased words are overwritten, not only unlinked.
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
)


def is_server_url(target: str | Path) -> bool:
    """Whether ``target`` names a server and not a file."""
    return isinstance(target, str) and target.startswith(
        ("postgresql:", "postgresql+", "postgres:")
    )


def server_url(target: str) -> URL:
    """The URL for psycopg 3, whatever driver or short form was written."""
    try:
        url = make_url(target)
    except (ArgumentError, ValueError) as error:
        # ValueError: a port that is no number.
        raise ProjectError(
            "That is no address of a server. It looks like postgresql://name@host/database."
        ) from error
    return url.set(drivername="postgresql+psycopg")


def file_engine(path: Path) -> Engine:
    """An engine for a project file that exists."""
    # Named by the creator; the URL alone would say that it is kept in memory.
    engine = create_engine("sqlite://", creator=lambda: _file_connection(path), poolclass=QueuePool)
    event.listen(engine, "begin", _begin_on_file)
    translate_failures(engine, lambda error: _file_failure(error, path))
    return engine


def memory_engine(name: str) -> Engine:
    """An engine for what :func:`qcoder.storage.files.connect_in_memory` opens by that name."""

    def connect_there() -> sqlite3.Connection:
        connection = connect_in_memory(name)
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    engine = create_engine("sqlite://", creator=connect_there, poolclass=QueuePool)
    event.listen(engine, "begin", _begin_on_file)
    return engine


def server_engine(url: URL) -> Engine:
    """An engine for a database on a server."""
    try:
        engine = create_engine(
            url,
            connect_args={
                "connect_timeout": _CONNECT_SECONDS,
                **_WITHOUT_ANSWER,
                "options": f"-c lock_timeout={int(BUSY_SECONDS * 1000)}",
            },
            # A laptop that slept has dead connections in its pool.
            pool_pre_ping=True,
        )
    except ModuleNotFoundError as error:
        raise ProjectError(
            "Projects on a server need the package psycopg: install “qcoder[server]”."
        ) from error
    event.listen(engine, "begin", _begin_on_server)
    name = url.database or ""
    translate_failures(engine, lambda error: server_failure(error, name))
    return engine


def for_writing(engine: Engine, wait: float | None = None) -> Engine:
    """The same engine and pool; its transactions take the writers' turn from the start.

    They wait for it ``wait`` seconds, if not as long as everybody; a server waits one
    thousandth at the least.
    """
    wait = BUSY_SECONDS if wait is None else wait
    return engine.execution_options(**{_WRITING: True, _WAIT: int(wait * 1000)})


def for_reading(engine: Engine, wait: float | None = None) -> Engine:
    """The same engine and pool; its transactions see one state and block nobody.

    In a file without a log of writes they may have to wait for a writer: ``wait`` seconds.
    """
    if engine.dialect.name == "sqlite":
        wait = BUSY_SECONDS if wait is None else wait
        return engine.execution_options(**{_WAIT: int(wait * 1000)})
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _file_connection(path: Path) -> sqlite3.Connection:
    with file_failures(path.name, lambda: where_copies_are(path)):
        connection = connect(path)
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        return connection


def _begin_on_file(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get(_WRITING):
        _set_wait(connection, options[_WAIT])
        # IMMEDIATE: who reads first and writes later could be refused without waiting.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        _set_wait(connection, options.get(_WAIT, int(BUSY_SECONDS * 1000)))
        connection.exec_driver_sql("BEGIN")


def _set_wait(connection: Connection, milliseconds: int) -> None:
    # Asking costs nothing; a pragma on every transaction would.
    if connection.info.get(_WAIT) != milliseconds:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {milliseconds}")
        connection.info[_WAIT] = milliseconds


def _begin_on_server(connection: Connection) -> None:
    # One writer at a time, as in a file: rules that were checked still hold at the commit, and
    # the numbers of journal entries rise in the order of their commits.
    options = connection.get_execution_options()
    if options.get(_WRITING):
        # Nought would mean for ever.
        wait = max(1, options[_WAIT])
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {wait}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_TURN})")


def _file_failure(error: BaseException, path: Path) -> QCoderError | None:
    return file_failure(error, path.name, lambda: where_copies_are(path))
