"""A session that writes down what it changes.

Changes are read from the flush itself, so that none can be forgotten. What would go round the
flush (UPDATE and DELETE statements) or change what is only ever appended to is refused.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event, inspect
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, UOWTransaction, attributes

from qcoder.domain.changes import Change
from qcoder.storage.schema import APPEND_ONLY, KIND_OF
from qcoder.storage.stored_row import StoredRow, column_names, key_names


class UnrecordedWrite(RuntimeError):
    """A mistake in the program: a write that the journal would not see."""


class RecordedSession(Session):
    """A session with the list of what its transaction has changed so far."""

    def __init__(
        self, engine: Engine, *, may_write: bool, progress: Callable[[int], None] | None = None
    ) -> None:
        super().__init__(engine, autoflush=False)
        self.may_write = may_write
        self._progress = progress
        self.changes: list[Change] = []

    def report(self, in_journal: int = 0) -> None:
        """Tell who waits how far it is; an error of theirs ends the transaction."""
        if self._progress is not None:
            self._progress(len(self.changes) + in_journal)

    def forget(self) -> None:
        """Start anew: after a commit or a rollback the rows in memory may be outdated."""
        self.changes.clear()
        self.close()


def key_of(row: StoredRow) -> str:
    """The key under which the journal knows a row; parts of a compound key are joined by /."""
    return "/".join(getattr(row, name) for name in key_names(type(row)))


def state_of(row: StoredRow) -> dict[str, Any]:
    """The columns of a row as they are now."""
    return {name: getattr(row, name) for name in column_names(type(row))}


def _state_before(row: StoredRow) -> dict[str, Any]:
    state = state_of(row)
    # Asked of the few that changed: a history takes as long as to write the row.
    for name in state.keys() - inspect(row).unmodified:
        replaced = attributes.get_history(row, name).deleted
        if replaced:
            state[name] = replaced[0]
    return state


@event.listens_for(RecordedSession, "before_flush")
def _refuse_writes_of_readers(session: RecordedSession, *_: object) -> None:
    if not session.may_write and (session.new or session.dirty or session.deleted):
        raise UnrecordedWrite("This unit of work was opened for reading.")


@event.listens_for(RecordedSession, "after_flush")
def _record(session: RecordedSession, _flush: UOWTransaction) -> None:
    # Repositories flush one kind at a time: only then is this the order of the statements.
    for row in session.new:
        _note(session, row, None, state_of(row))
    for row in session.dirty:
        _note(session, row, _state_before(row), state_of(row))
    for row in session.deleted:
        _note(session, row, _state_before(row), None)
    session.report()


def _note(
    session: RecordedSession,
    row: StoredRow,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> None:
    if before != after:
        session.changes.append(Change(KIND_OF[type(row)], key_of(row), before, after))


@event.listens_for(RecordedSession, "do_orm_execute")
def _refuse_bulk_writes(execution: ORMExecuteState) -> None:
    if execution.is_update or execution.is_delete or execution.is_insert:
        raise UnrecordedWrite("Bulk statements go round the journal: change rows instead.")


def _refuse_change(_mapper: Mapper[Any], _connection: object, row: StoredRow) -> None:
    raise UnrecordedWrite(f"Rows of {type(row).__tablename__} are never changed or deleted.")


for _row_class in APPEND_ONLY:
    event.listen(_row_class, "before_update", _refuse_change)
    event.listen(_row_class, "before_delete", _refuse_change)
