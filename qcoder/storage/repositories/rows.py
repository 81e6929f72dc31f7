"""What all repositories do with their rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from sqlalchemy import CursorResult, Executable, func, select
from sqlalchemy.orm import QueryableAttribute

from qcoder.domain.errors import NotFound
from qcoder.storage.recorded_session import RecordedSession, UnrecordedWrite
from qcoder.storage.stored_row import StoredRow

AnyRow = TypeVar("AnyRow", bound=StoredRow)
AnyValue = TypeVar("AnyValue")


class Repository:
    """Reads columns, not mapped objects, which take five times as long to make.

    Writes go through the session at once, so that the journal lists them in their order.
    """

    def __init__(self, session: RecordedSession) -> None:
        self._session = session

    def _select(self, statement: Executable, **values: object) -> CursorResult[*tuple[Any, ...]]:
        """Run a query; ``values`` are the parameters of one that every key press asks.

        Those are built once: that costs as much as to run them.
        """
        return self._session.connection().execute(statement, values)

    def _execute(self, statement: Executable) -> None:
        """For tables that are not journalled: the session would refuse or record it."""
        if not self._session.may_write:
            raise UnrecordedWrite("This unit of work was opened for reading.")
        self._session.connection().execute(statement)

    def _last(self, number: QueryableAttribute[int]) -> int:
        """The greatest number given so far, 0 before the first."""
        return self._select(select(func.max(number))).scalar() or 0

    def _insert(self, *rows: StoredRow) -> None:
        self._session.add_all(rows)
        self._session.flush()

    def _update(self, row: StoredRow, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            setattr(row, name, value)
        self._session.flush()

    def _delete(self, row: StoredRow) -> None:
        self._session.delete(row)
        self._session.flush()

    def _row(self, row_class: type[AnyRow], key: str | tuple[str, ...], what: str) -> AnyRow:
        row = self._session.get(row_class, key)
        if row is None:
            raise not_found(what)
        return row


def not_found(what: str) -> NotFound:
    """The error for something that was there when the user looked, and is no more."""
    return NotFound(f"The project does not have that {what} (any more).")


def first_or_not_found(rows: Iterable[AnyValue], what: str) -> AnyValue:
    """The only value, where there is one."""
    for row in rows:
        return row
    raise not_found(what)
