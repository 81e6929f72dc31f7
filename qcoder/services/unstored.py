"""Acts that could not be stored when they were done, kept until they can be.

While there are any, the project goes on in a copy in memory: acts, undo and every list work
there as in the file, through the same services and rules. What is kept of an act is what the
journal would hold: the rows it changed, before and after.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qcoder.domain.changes import Change, ChangeSet, EntryKind, Kind
from qcoder.domain.errors import CannotStoreNow, RuleBroken, StaleUndo
from qcoder.domain.ids import CoderId, EntryId

if TYPE_CHECKING:
    from qcoder.storage.database import Database

_KEPT = frozenset({Kind.CODING, Kind.STORY, Kind.HIGHLIGHT, Kind.MEMO})
"""What lies in a coder's own layer; on anything else the work of others depends."""
_APART = 1 << 40
"""Entries in memory are counted from here, so that none is taken for one in the project."""


@dataclass(frozen=True, slots=True)
class UnstoredAct:
    """One act, undo or redo that waits; ``of`` is the entry that an undo or redo is about.

    ``perhaps`` is the entry of the project that it is already, if it was stored in the moment
    in which the project was lost.
    """

    changes: ChangeSet
    kind: EntryKind = EntryKind.ACT
    of: EntryId | None = None
    perhaps: EntryId | None = None

    @property
    def number(self) -> EntryId:
        """Its entry in memory."""
        assert self.changes.entry is not None
        return self.changes.entry


@dataclass(frozen=True, slots=True)
class Refusal:
    """An act that can no longer be stored, and why."""

    act: UnstoredAct
    reason: str


class Unstored:
    """The acts that wait, in order, and the copy in memory they were done in.

    ``keys`` are the ids of the codings, stories, highlights and memos that are not stored as
    they are shown. ``reason`` is the last answer of the file or the server.
    """

    def __init__(self) -> None:
        self.acts: list[UnstoredAct] = []
        self.keys: set[str] = set()
        self.reason: CannotStoreNow | None = None
        self.stand_in: Database | None = None
        self._base = 0
        self._settled: list[UnstoredAct] = []
        self._stored_as: dict[EntryId, EntryId] = {}

    def begin(self, copy: Database, reason: CannotStoreNow | None) -> None:
        """Go on in ``copy``, which is this object's to close."""
        self.stand_in = copy
        self.reason = reason
        self._base += _APART

    def end(self) -> None:
        """Everything is stored or refused: the project itself is used again."""
        if self.stand_in is not None:
            self.stand_in.close()
        self.stand_in = self.reason = None
        self.acts.clear()
        self._settled.clear()
        self.keys.clear()

    def check(self, changes: Iterable[Change]) -> None:
        """Refuse what others depend on while it cannot be stored."""
        if self.stand_in is not None and not may_wait(changes):
            reason = str(self.reason) if self.reason else ""
            raise RuleBroken(
                f"{reason} Until then coding goes on, but nothing that others depend on can be "
                "changed: codes, people, transcripts, seals and decisions.".strip()
            )

    def keep(
        self,
        changes: ChangeSet,
        kind: EntryKind = EntryKind.ACT,
        of: EntryId | None = None,
        perhaps: EntryId | None = None,
    ) -> ChangeSet:
        """Remember what was just done in memory; the change set under its number here."""
        if changes.entry is None:
            return changes
        numbered = replace(changes, entry=EntryId(changes.entry + self._base))
        self.acts.append(UnstoredAct(numbered, kind, of, perhaps))
        self._find_keys()
        return numbered

    def number_of(self, entry: EntryId) -> EntryId:
        """What an entry is called where it is to be undone: in memory, or in the project.

        StaleUndo for an act that was refused when it was to be stored.
        """
        if entry < _APART:
            return entry
        if entry in self._stored_as:
            return self._stored_as[entry]
        if self.stand_in is not None and entry > self._base:
            return EntryId(entry - self._base)
        raise StaleUndo("That step could not be stored, so there is nothing to take back.")

    def known_as(self, entry: EntryId) -> EntryId:
        """The number of an entry that stays right when what waits has been stored."""
        return entry if entry > self._base else self.number_of(entry)

    def done_with(self, act: UnstoredAct, entry: EntryId | None = None) -> None:
        """The act waits no more: it is stored as ``entry``, or can never be stored."""
        self.acts.remove(act)
        self._find_keys()
        if entry is not None:
            self._stored_as[act.number] = entry
            self._settled.append(act)

    def is_perhaps(self, act: UnstoredAct, entry: EntryId | None) -> None:
        """The project was lost while the act was being stored as ``entry``."""
        self.acts[self.acts.index(act)] = replace(act, perhaps=entry)

    def is_ours(self, entry: EntryId | None) -> bool:
        """Whether an entry of the project is an act that had waited."""
        return entry in self._stored_as.values()

    def settled(self) -> ChangeSet:
        """What was stored since :meth:`begin`, as it is: shown already, but not as stored."""
        last = {c.key: c for act in self._settled for c in act.changes.changes}
        there = [replace(c, before=c.after) for c in last.values() if c.after is not None]
        return ChangeSet(None, "", None, tuple(there))

    def is_void(self, act: UnstoredAct) -> bool:
        """Whether it takes back, or does again, an act that could not be stored."""
        return act.of is not None and act.of > _APART and act.of not in self._stored_as

    @property
    def standing(self) -> Sequence[UnstoredAct]:
        """The acts that make a difference: not those that were taken back again."""
        found: dict[EntryId, UnstoredAct] = {}
        for act in self.acts:
            target = act.of or act.number
            if act.of is not None and target in found:
                del found[target]
            else:
                found[target] = act
        return tuple(found.values())

    def _find_keys(self) -> None:
        # The same set: whoever paints holds it.
        self.keys.clear()
        for act in self.standing:
            for change in act.changes.changes:
                self.keys.add(change.key)
                if change.kind is Kind.MEMO:
                    self.keys.add(change.either["target_id"])


def may_wait(changes: Iterable[Change]) -> bool:
    """Whether nobody else depends on what was changed."""
    return all(change.kind in _KEPT for change in changes)


def to_record(act: UnstoredAct) -> dict[str, Any]:
    """An act as plain values, for a file."""
    return {
        "number": act.number,
        "label": act.changes.label,
        "actor": act.changes.actor,
        "undoable": act.changes.undoable,
        "kind": act.kind.value,
        "of": act.of,
        "perhaps": act.perhaps,
        "changes": [
            {
                "kind": c.kind.value,
                "key": c.key,
                "before": _plain(c.before),
                "after": _plain(c.after),
            }
            for c in act.changes.changes
        ],
    }


def from_record(record: Mapping[str, Any]) -> UnstoredAct:
    """The act again; KeyError or ValueError where that is no record of one."""
    changes = tuple(
        Change(Kind(c["kind"]), c["key"], c["before"], c["after"]) for c in record["changes"]
    )
    actor = record["actor"]
    found = ChangeSet(
        EntryId(int(record["number"])),
        str(record["label"]),
        CoderId(actor) if actor is not None else None,
        changes,
        bool(record["undoable"]),
    )
    of, perhaps = _entry(record["of"]), _entry(record.get("perhaps"))
    return UnstoredAct(found, EntryKind(record["kind"]), of, perhaps)


def _entry(number: int | None) -> EntryId | None:
    return None if number is None else EntryId(int(number))


def _plain(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if row is None else dict(row)
