"""Stores acts that had to wait: in order, each by the rules, in a project that may have moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qcoder.domain.changes import ChangeSet
from qcoder.domain.errors import (
    CannotStoreNow,
    CommitUnsure,
    NotFound,
    ProjectError,
    ProjectMissing,
    QCoderError,
    StaleUndo,
)
from qcoder.domain.ids import EntryId
from qcoder.services import rules
from qcoder.services.unstored import Refusal, Unstored, UnstoredAct

if TYPE_CHECKING:
    from qcoder.storage.database import Database
    from qcoder.storage.unit_of_work import UnitOfWork

_CHANGED_MEANWHILE = "What it is about has been changed or removed in the project meanwhile."


@dataclass(frozen=True, slots=True)
class TakenUp:
    """What became of acts that another window had kept."""

    kept: list[ChangeSet]
    refusals: list[Refusal]


def store_all(database: Database, unstored: Unstored) -> list[Refusal]:
    """Store what waits; what is refused waits no more. CannotStoreNow leaves the rest waiting."""
    database.demand_turn()
    standing = {act.number for act in unstored.standing}
    refusals = []
    for act in tuple(unstored.acts):
        entry = None
        try:
            if not unstored.is_void(act):
                entry = _stored(database, unstored, act)
        except CommitUnsure as unsure:
            unstored.is_perhaps(act, unsure.changes.entry)
            raise
        except CannotStoreNow:
            raise
        except QCoderError as error:
            if act.number in standing:
                refusals.append(Refusal(act, str(error)))
        unstored.done_with(act, entry)
    return refusals


def taken_up(stand_in: Database, unstored: Unstored, acts: Sequence[UnstoredAct]) -> TakenUp:
    """Do acts again in memory, where they wait; those that are stored already are left out."""
    taken = TakenUp([], [])
    numbers: dict[EntryId, EntryId] = {}
    for act in acts:
        of = None if act.of is None else numbers.get(act.of, act.of)
        if act.perhaps is not None and _is_stored(stand_in, act):
            numbers[act.number] = act.perhaps
            continue
        try:
            number = None if of is None else unstored.number_of(of)
            changes = _written(stand_in, act, number)
        except QCoderError as error:
            taken.refusals.append(Refusal(act, str(error)))
            continue
        kept = unstored.keep(changes, act.kind, of, act.perhaps)
        if kept.entry is not None:
            numbers[act.number] = kept.entry
            taken.kept.append(kept)
    return taken


def kept_unsure(
    stand_in: Database, unstored: Unstored, act: UnstoredAct, of: EntryId | None
) -> ChangeSet:
    """Go on in memory with an act that may be stored; it is stored once, and looked for first.

    ``of`` is the entry that stays right later. Where the copy has the act already, the change
    set has its number in the project.
    """
    if _is_stored(stand_in, act):
        return act.changes
    return unstored.keep(_written(stand_in, act, act.of), act.kind, of, act.perhaps)


def _is_stored(database: Database, act: UnstoredAct) -> bool:
    """Whether the entry that ``act`` perhaps became is there, and is this act and no other."""
    from qcoder.storage.unit_of_work import reading

    if act.perhaps is None:
        return False
    with reading(database) as uow:
        try:
            return uow.journal.entry(act.perhaps) == replace(act.changes, entry=act.perhaps)
        except NotFound:
            return False


def in_place(database: Database, stand_in: Database, seen: EntryId) -> Database:
    """The project under its name: the same, or opened anew where the file came back.

    ProjectMissing where it is gone, or where another file has its name: one that does not
    hold everything that ours held up to the entry ``seen``.
    """
    from qcoder.storage.files import without_log

    path = database.path
    if path is None or not path.exists() or database.is_in_place:
        return database
    # Its log would be played into the other file, and go on being written.
    database.close()
    with without_log(path):
        found = _opened(database, path)
        try:
            _demand_same(found, stand_in, seen, path)
        except BaseException:
            found.close()
            raise
    return found


def _opened(database: Database, path: Path) -> Database:
    try:
        return database.open(path)
    except CannotStoreNow:
        raise
    except ProjectError as error:
        raise ProjectMissing(str(error)) from error


def _demand_same(found: Database, stand_in: Database, seen: EntryId, path: Path) -> None:
    from qcoder.storage.unit_of_work import reading

    with reading(found) as theirs, reading(stand_in) as ours:
        if _continues(theirs, ours, seen):
            return
    raise ProjectMissing(
        f"“{path.name}” is another file now than the one that was open, or an older copy of it. "
        "Put the right one back, or save a copy under another name."
    )


def _continues(theirs: UnitOfWork, ours: UnitOfWork, seen: EntryId) -> bool:
    if theirs.project.id != ours.project.id or theirs.journal.last_id() < seen:
        return False
    return not seen or theirs.journal.entry(seen) == ours.journal.entry(seen)


def _stored(database: Database, unstored: Unstored, act: UnstoredAct) -> EntryId | None:
    # Asked once it is our turn: whatever the connection that was lost was doing has ended.
    if _is_stored(database, act):
        return act.perhaps
    of = None if act.of is None else unstored.number_of(act.of)
    return _written(database, act, of).entry


def _written(database: Database, act: UnstoredAct, of: EntryId | None) -> ChangeSet:
    """Change the rows as ``act`` did; an empty change set where that has been done already."""
    from qcoder.storage.unit_of_work import writing

    made = act.changes
    with writing(database) as uow:
        if _is_done(uow, act):
            return ChangeSet(None, made.label, made.actor, ())
        try:
            uow.apply_all(made.changes)
        except StaleUndo:
            raise StaleUndo(_CHANGED_MEANWHILE) from None
        pending = uow.pending_changes()
        rules.check_layers(uow, pending)
        rules.check_replayed(uow, pending)
        return uow.commit(made.label, made.actor, undoable=made.undoable, kind=act.kind, of=of)


def _is_done(uow: UnitOfWork, act: UnstoredAct) -> bool:
    """A window that was killed may have stored an act and not yet crossed it off."""
    try:
        uow.apply_all([change.inverted() for change in reversed(act.changes.changes)])
    except StaleUndo:
        return False
    finally:
        uow.rollback()
    return True
