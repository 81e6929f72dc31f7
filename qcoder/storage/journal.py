"""The journal: who did what and when, with every row before and after. Only ever appended to."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, func, insert, select
from sqlalchemy.orm import Session

from qcoder import __version__
from qcoder.domain.changes import Change, ChangeSet, EntryKind, JournalEntry, Kind
from qcoder.domain.ids import CoderId, EntryId
from qcoder.storage.repositories.rows import Repository, first_or_not_found
from qcoder.storage.schema import EntryChangeRow, EntryRow

_ENTRIES = select(*EntryRow.__table__.columns).order_by(EntryRow.id)
_CHANGES = select(*EntryChangeRow.__table__.columns).order_by(
    EntryChangeRow.entry, EntryChangeRow.sequence
)
# Built once: for one key press that is as much work as to run them.
_INSERT_ENTRY, _INSERT_CHANGES = insert(EntryRow), insert(EntryChangeRow)
# Between them somebody may be told how far it is.
_AT_ONCE = 500


class JournalRepository(Repository):
    """Reads the journal; only a unit of work writes it."""

    def last_id(self) -> EntryId:
        """Number of the latest entry, 0 where there is none."""
        return EntryId(self._select(select(func.max(EntryRow.id))).scalar() or 0)

    def entry(self, entry: EntryId) -> ChangeSet:
        """One entry with its changes, or NotFound."""
        rows = self._select(_ENTRIES.where(EntryRow.id == entry))
        head = first_or_not_found(rows, "journal entry")
        changes = self._select(_CHANGES.where(EntryChangeRow.entry == entry))
        return _change_set(head, [_change_of(row) for row in changes])

    def since(self, entry: EntryId) -> list[ChangeSet]:
        """Every later entry with its changes, in order: what others did in the meantime."""
        changes: dict[int, list[Change]] = {}
        for row in self._select(_CHANGES.where(EntryChangeRow.entry > entry)):
            changes.setdefault(row.entry, []).append(_change_of(row))
        heads = self._select(_ENTRIES.where(EntryRow.id > entry))
        return [_change_set(head, changes.get(head.id, [])) for head in heads]

    def entries(self) -> list[JournalEntry]:
        """The heads of all entries: the audit trail."""
        return [_entry_of(row) for row in self._select(_ENTRIES)]

    def history(self, kind: Kind, key: str) -> list[tuple[JournalEntry, Change]]:
        """Everything that ever happened to one stored thing, in order."""
        query = (
            select(*EntryRow.__table__.columns, *_changed_columns())
            .join(EntryChangeRow, EntryChangeRow.entry == EntryRow.id)
            .where(EntryChangeRow.kind == kind, EntryChangeRow.key == key)
            .order_by(EntryChangeRow.entry, EntryChangeRow.sequence)
        )
        return [
            (_entry_of(row), Change(kind, key, row.before, row.after))
            for row in self._select(query)
        ]

    def undone_state(self, act: EntryId) -> EntryKind:
        """What was last done with an act: ACT where it stands untouched, UNDO or REDO."""
        query = select(EntryRow.kind).where(EntryRow.of == act).order_by(EntryRow.id.desc())
        return EntryKind(self._select(query.limit(1)).scalar() or EntryKind.ACT)

    def is_undone(self, act: EntryId) -> bool:
        """Whether an act is taken back at present."""
        return self.undone_state(act) is EntryKind.UNDO


def write_entry(
    session: Session,
    changes: Sequence[Change],
    label: str,
    actor: CoderId | None,
    *,
    kind: EntryKind,
    of: EntryId | None,
    undoable: bool,
    report: Callable[[int], None],
) -> EntryId:
    """Append one entry with its changes in the transaction that made them.

    ``report`` hears how many of the changes are written.
    """
    # Core statements: mapped rows would cost as much again as the act itself.
    connection = session.connection()
    head = {
        "at": utc_now(),
        "actor": actor,
        "label": label,
        "kind": kind.value,
        "of": of,
        "undoable": undoable,
        "app_version": __version__,
    }
    key = connection.execute(_INSERT_ENTRY, head).inserted_primary_key
    assert key is not None
    number = EntryId(key[0])
    rows = list(change_rows(number, changes))
    for first in range(0, len(rows), _AT_ONCE):
        connection.execute(_INSERT_CHANGES, rows[first : first + _AT_ONCE])
        report(min(first + _AT_ONCE, len(rows)))
    return number


def utc_now() -> str:
    """The time as everything in a project says it: UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def net_effect(changes: Iterable[Change]) -> bool:
    """Whether anything is different in the end; what was made and removed again is not."""
    first: dict[tuple[Kind, str], Any] = {}
    last: dict[tuple[Kind, str], Any] = {}
    for change in changes:
        thing = (change.kind, change.key)
        first.setdefault(thing, change.before)
        last[thing] = change.after
    return first != last


def change_rows(entry: EntryId, changes: Sequence[Change]) -> Iterable[dict[str, Any]]:
    """The rows of ``journal_changes`` for the changes of one entry."""
    for sequence, change in enumerate(changes):
        yield {
            "entry": entry,
            "sequence": sequence,
            "kind": change.kind.value,
            "key": change.key,
            "before": change.before,
            "after": change.after,
        }


def _changed_columns() -> tuple[Any, Any]:
    return EntryChangeRow.before, EntryChangeRow.after


def _change_of(row: Row[Any]) -> Change:
    return Change(Kind(row.kind), row.key, row.before, row.after)


def _change_set(head: Row[Any], changes: Sequence[Change]) -> ChangeSet:
    actor = CoderId(head.actor) if head.actor is not None else None
    return ChangeSet(EntryId(head.id), head.label, actor, tuple(changes), head.undoable)


def _entry_of(row: Row[Any]) -> JournalEntry:
    return JournalEntry(
        id=EntryId(row.id),
        at=row.at,
        actor=CoderId(row.actor) if row.actor is not None else None,
        label=row.label,
        kind=EntryKind(row.kind),
        of=EntryId(row.of) if row.of is not None else None,
        undoable=row.undoable,
        app_version=row.app_version,
    )
