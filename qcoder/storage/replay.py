"""Writes a change of the journal again, for undo and redo."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError

from qcoder.domain.changes import Change
from qcoder.domain.errors import StaleUndo
from qcoder.storage.recorded_session import RecordedSession, UnrecordedWrite, state_of
from qcoder.storage.schema import APPEND_ONLY, ROW_OF, StoredRow, column_names, key_names


def replay(session: RecordedSession, change: Change) -> None:
    """Write ``change.after`` where the row is still ``change.before``; else StaleUndo."""
    row_class = ROW_OF[change.kind]
    if row_class in APPEND_ONLY:
        raise UnrecordedWrite("Decisions are taken back by a decision, not by undoing a row.")
    row = session.get(row_class, _identity(row_class, change.key))
    current = None if row is None else state_of(row)
    if current != _as_dict(change.before):
        raise _stale(change)
    with _conflicts_are_stale(change):
        _write(session, row, row_class, change)


def _write(
    session: RecordedSession,
    row: StoredRow | None,
    row_class: type[StoredRow],
    change: Change,
) -> None:
    if change.after is not None and set(change.after) != set(column_names(row_class)):
        raise _stale(change)  # written by another version, with other columns
    if row is None and change.after is not None:
        session.add(row_class(**change.after))
    elif row is not None and change.after is None:
        session.delete(row)
    else:
        for name, value in (change.after or {}).items():
            setattr(row, name, value)
    session.flush()


def _identity(row_class: type[StoredRow], key: str) -> str | tuple[str, ...]:
    return tuple(key.split("/")) if len(key_names(row_class)) > 1 else key


def _as_dict(state: object) -> object:
    return dict(state) if isinstance(state, Mapping) else None


@contextmanager
def _conflicts_are_stale(change: Change) -> Iterator[None]:
    """What another coder has built on a row since also makes it too late to take it back."""
    try:
        yield
    except IntegrityError as error:
        raise _stale(change) from error


def _stale(change: Change) -> StaleUndo:
    return StaleUndo(
        f"This can no longer be undone or redone: a {change.kind} it is about has been changed "
        "since, or is in use. Nothing was changed."
    )
