"""Writes changes of the journal again, for undo and redo."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.exc import IntegrityError

from qcoder.domain.changes import Change, Kind
from qcoder.domain.errors import StaleUndo
from qcoder.storage.recorded_session import RecordedSession, UnrecordedWrite, key_of, state_of
from qcoder.storage.schema import APPEND_ONLY, ROW_OF, TABLES
from qcoder.storage.stored_row import StoredRow, column_names, key_names

# SQLite takes some 32,000 parameters in a statement; older builds 999.
_AT_ONCE = 500
# Rows that must differ from each other: changed in another order, two could meet on the way.
_ONE_BY_ONE = frozenset(
    row_class
    for row_class in ROW_OF.values()
    if any(
        isinstance(each, UniqueConstraint)
        for each in TABLES.tables[row_class.__tablename__].constraints
    )
)


def replay(session: RecordedSession, changes: Iterable[Change]) -> None:
    """Write the ``after`` of each in turn, where the row is still its ``before``."""
    for batch in _batches(changes):
        if ROW_OF[batch[0].kind] in APPEND_ONLY:
            raise UnrecordedWrite("Decisions are taken back by a decision, not by undoing a row.")
        rows = _present_rows(session, batch)
        for change in batch:
            _stage(session, rows.get(change.key), change)
        with _conflicts_are_stale(batch[0]):
            session.flush()


def _batches(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Neighbours that can be written together and leave the same journal as one by one.

    A flush puts what is new before what is deleted, and changes a row once: so a batch makes,
    changes or deletes, each row once.
    """
    batch: list[Change] = []
    keys: set[str] = set()
    for change in changes:
        goes_with = batch and _goes_with(batch[-1], change) and change.key not in keys
        if batch and not (goes_with and len(batch) < _AT_ONCE):
            yield batch
            batch, keys = [], set()
        batch.append(change)
        keys.add(change.key)
    if batch:
        yield batch


def _goes_with(first: Change, second: Change) -> bool:
    is_update = first.before is not None and first.after is not None
    if is_update and ROW_OF[first.kind] in _ONE_BY_ONE:
        return False
    same = first.kind is second.kind and (first.before is None) == (second.before is None)
    return same and (first.after is None) == (second.after is None)


def _present_rows(session: RecordedSession, batch: Sequence[Change]) -> dict[str, StoredRow]:
    row_class = ROW_OF[batch[0].kind]
    names = key_names(row_class)
    if len(batch) > 1 and len(names) == 1:
        keys = [change.key for change in batch]
        query = select(row_class).where(getattr(row_class, names[0]).in_(keys))
        return {key_of(row): row for row in session.scalars(query)}
    found = ((c.key, session.get(row_class, _identity(names, c.key))) for c in batch)
    return {key: row for key, row in found if row is not None}


def _stage(session: RecordedSession, row: StoredRow | None, change: Change) -> None:
    if _complete(change.kind, change.before) != (None if row is None else state_of(row)):
        raise _stale(change)
    if row is None:
        if change.after is not None:
            session.add(_made_anew(change))
    elif change.after is None:
        session.delete(row)
    else:
        for name, value in (_complete(change.kind, change.after) or {}).items():
            setattr(row, name, value)


def _made_anew(change: Change) -> StoredRow:
    row_class = ROW_OF[change.kind]
    after = _complete(change.kind, change.after) or {}
    if set(after) != set(column_names(row_class)):
        raise _stale(change)  # written by a version with other columns
    return row_class(**after)


def _identity(names: Sequence[str], key: str) -> str | tuple[str, ...]:
    return tuple(key.split("/")) if len(names) > 1 else key


def _complete(kind: Kind, state: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The state with NULL in columns that came after it was written."""
    if state is None:
        return None
    columns = ROW_OF[kind].__table__.columns
    return {column.name: None for column in columns if column.nullable} | dict(state)


@contextmanager
def _conflicts_are_stale(change: Change) -> Iterator[None]:
    """What somebody has built on a row since also makes it too late to take it back."""
    try:
        yield
    except IntegrityError as error:
        raise _stale(change) from error


def _stale(change: Change) -> StaleUndo:
    return StaleUndo(
        f"This can no longer be undone or redone: a {change.kind} it is about has been changed "
        "since, or is in use. Nothing was changed."
    )
