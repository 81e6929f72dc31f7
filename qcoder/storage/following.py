"""A copy in memory that follows a project on a server or a network drive, which can be lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Table,
    delete,
    func,
    insert,
    select,
    tuple_,
)

from qcoder import __version__
from qcoder.domain.changes import Change, ChangeSet, EntryKind, Kind
from qcoder.domain.ids import EntryId
from qcoder.storage.answering import Answering
from qcoder.storage.database import Database
from qcoder.storage.journal import change_rows, utc_now
from qcoder.storage.schema import (
    ROW_OF,
    ContentRow,
    EntryChangeRow,
    EntryRow,
    PlaceInHandRow,
)
from qcoder.storage.stored_row import StoredRow, key_names

# SQLite takes some 32,000 parameters in a statement; older builds 999.
_AT_ONCE = 300

Row = Mapping[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of a table as they are in the project; those of ``keys`` that are not there are gone."""

    table: Table
    keys: Sequence[Key]
    rows: Sequence[Row]


class Follower:
    """The copy, and what it takes to have it at hand when the project no longer answers.

    :meth:`look` waits for the project and runs beside the window's thread; nothing else waits,
    but for a moment in :meth:`demand_answer`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._copy: Database | None = None
        self._last = 0
        self._own: list[tuple[ChangeSet, EntryKind, EntryId | None]] = []
        self._is_closed = False
        self._answering = Answering(database.url_or_path, database.data_version)

    def demand_answer(self) -> None:
        """Raise why the project cannot be used at this moment, as long as there is a copy."""
        if self._copy is not None:
            self._answering.demand()

    def look(self) -> None:
        """Make the copy, or bring it up to date; raises CannotStoreNow where that fails."""
        copy, last = self._copy, self._last
        if copy is None:
            self._begin(self._database.in_memory())
            return
        news = _read_news(self._database.engine(write=False), copy, last)
        with self._lock:
            if self._copy is copy:
                _write_news(copy.engine(write=True), news)
                self._reached(copy)

    def note(self, changes: ChangeSet, kind: EntryKind, of: EntryId | None) -> None:
        """Remember what was just committed here, until the next look finds it."""
        if changes.entry is not None:
            with self._lock:
                self._own.append((changes, kind, of))

    def take(self) -> Database | None:
        """Hand the copy over, with all that was noted; None where there is none yet."""
        with self._lock:
            copy, self._copy = self._copy, None
            if copy is not None:
                for changes, kind, of in self._own:
                    _append(copy.engine(write=True), changes, kind, of)
            return copy

    def close(self) -> None:
        """Drop the copy; a look that is under way keeps none."""
        with self._lock:
            self._is_closed = True
            if self._copy is not None:
                self._copy.close()
            self._copy = None

    def _begin(self, made: Database) -> None:
        with self._lock:
            if self._is_closed:
                made.close()
                return
            self._copy = made
            self._reached(made)

    def _reached(self, copy: Database) -> None:
        self._last = copy.data_version()
        self._own = [own for own in self._own if (own[0].entry or 0) > self._last]


def _read_news(project: Engine, copy: Database, last: int) -> list[_Rows]:
    """What is other in the project than in a copy that has seen its entry ``last``."""
    with project.connect() as source, copy.engine(write=False).connect() as known:
        entries = _rows_where(source, EntryRow, EntryRow.id > last)
        changes = _rows_where(source, EntryChangeRow, EntryChangeRow.entry > last)
        touched: dict[str, set[str]] = {}
        for change in changes.rows:
            touched.setdefault(change["kind"], set()).add(change["key"])
        rows = [_present(source, ROW_OF[kind], keys) for kind, keys in _by_kind(touched)]
        return [_contents(source, known), *rows, _places(source, known), entries, changes]


def _by_kind(touched: Mapping[str, set[str]]) -> Iterable[tuple[Kind, set[str]]]:
    return ((kind, touched[kind]) for kind in ROW_OF if kind in touched)


def _rows_where(
    source: Connection, row_class: type[StoredRow], condition: ColumnElement[bool]
) -> _Rows:
    table: Any = row_class.__table__
    found = source.execute(select(table).where(condition)).mappings()
    return _Rows(table, (), [dict(row) for row in found])


def _present(source: Connection, row_class: type[StoredRow], keys: Iterable[str]) -> _Rows:
    names = key_names(row_class)
    table: Any = row_class.__table__
    wanted = [tuple(key.split("/")) if len(names) > 1 else (key,) for key in sorted(keys)]
    return _Rows(table, wanted, _having(source, table, wanted))


def _having(source: Connection, table: Table, keys: Sequence[Key]) -> list[Row]:
    found: list[Row] = []
    for part in _parts(keys):
        query = select(table).where(tuple_(*table.primary_key.columns).in_(part))
        found += [dict(row) for row in source.execute(query).mappings()]
    return found


def _contents(source: Connection, known: Connection) -> _Rows:
    """Not in the journal; and what was erased must not stay in a copy either."""
    table: Any = ContentRow.__table__
    there, here = (set(c.execute(select(table.c.sha256)).scalars()) for c in (source, known))
    keys = [(digest,) for digest in sorted(there ^ here)]
    return _Rows(table, keys, _having(source, table, keys))


def _places(source: Connection, known: Connection) -> _Rows:
    """Not in the journal either; a handful."""
    table: Any = PlaceInHandRow.__table__
    old = [tuple(row) for row in known.execute(select(*table.primary_key.columns))]
    return _Rows(table, old, [dict(row) for row in source.execute(select(table)).mappings()])


def _write_news(copy: Engine, news: Sequence[_Rows]) -> None:
    with _copying(copy) as connection:
        for part in news:
            _replace(connection, part)


@contextmanager
def _copying(copy: Engine) -> Iterator[Connection]:
    """A transaction in which rows are replaced though others refer to them.

    What is copied is whole, so nothing has to be checked.
    """
    with copy.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                yield connection
        finally:
            driver.execute("PRAGMA foreign_keys = ON")


def _replace(connection: Connection, news: _Rows) -> None:
    for keys in _parts(news.keys):
        key = tuple_(*news.table.primary_key.columns)
        connection.execute(delete(news.table).where(key.in_(keys)))
    if news.rows:
        connection.execute(insert(news.table), list(news.rows))


def _append(copy: Engine, changes: ChangeSet, kind: EntryKind, of: EntryId | None) -> None:
    """Write an entry that the copy lacks, under its own number."""
    assert changes.entry is not None
    with _copying(copy) as connection:
        last = connection.execute(select(func.max(EntryRow.id))).scalar() or 0
        if changes.entry <= last:
            return
        for change in changes.changes:
            _replace(connection, _left_by(change))
        head = {
            "id": changes.entry,
            "at": utc_now(),
            "actor": changes.actor,
            "label": changes.label,
            "kind": kind.value,
            "of": of,
            "undoable": changes.undoable,
            "app_version": __version__,
        }
        connection.execute(insert(EntryRow), head)
        connection.execute(
            insert(EntryChangeRow), list(change_rows(changes.entry, changes.changes))
        )


def _left_by(change: Change) -> _Rows:
    row_class: Any = ROW_OF[change.kind]
    names = key_names(row_class)
    key = tuple(change.key.split("/")) if len(names) > 1 else (change.key,)
    rows = [] if change.after is None else [dict(change.after)]
    return _Rows(row_class.__table__, [key], rows)


def _parts(keys: Sequence[Key]) -> Iterable[Sequence[Key]]:
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))
