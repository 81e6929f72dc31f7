"""An act of the journal taken back, or done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcoder.domain.changes import ONLY_APPENDED, Change, ChangeSet, EntryKind, Kind
from qcoder.domain.errors import RuleBroken, StaleUndo
from qcoder.domain.ids import EntryId
from qcoder.services.consensus.retraction import replay_decisions

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


def replay(uow: UnitOfWork, entry: EntryId, kind: EntryKind) -> ChangeSet:
    """Undo or redo an entry; what it recorded.

    Raises ``StaleUndo`` where its rows have changed since, or it is undone, or not undone,
    already. A decision is taken back by a decision that withdraws it, since its log only grows.
    """
    recorded, is_undo = uow.journal.entry(entry), kind is EntryKind.UNDO
    _refuse(uow, recorded, entry, kind)
    replay_decisions(uow, recorded, is_undo=is_undo)
    _apply(uow, recorded, is_undo=is_undo)
    return recorded


def _refuse(uow: UnitOfWork, recorded: ChangeSet, entry: EntryId, kind: EntryKind) -> None:
    if not recorded.undoable:
        raise RuleBroken(f"“{recorded.label}” is taken back only by an act of its own.")
    if uow.journal.is_undone(entry) is (kind is EntryKind.UNDO):
        state = "undone already" if kind is EntryKind.UNDO else "not undone"
        raise StaleUndo(f"“{recorded.label}” is {state}. Nothing was changed.")


def _apply(uow: UnitOfWork, recorded: ChangeSet, *, is_undo: bool) -> None:
    """Write the rows again; a codebook that went back is a new revision, not the old one.

    Otherwise codings made before and after would name different codebooks by one number.
    A code that was made for a decision stays: the log goes on speaking of it.
    """
    kept = _made_for_decisions(recorded)
    rows = [c for c in recorded.changes if c.kind not in ONLY_APPENDED and not c.is_revision]
    rows = [change for change in rows if change not in kept]
    uow.apply_all([change.inverted() for change in reversed(rows)] if is_undo else rows)
    if not kept and any(change.is_revision for change in recorded.changes):
        uow.project.bump_revision()


def _made_for_decisions(recorded: ChangeSet) -> list[Change]:
    """Codes that came with a decision on them."""
    decided = {
        coded["code"] for change in recorded.of(Kind.DECISION) for coded in change.either["result"]
    }
    return [c for c in recorded.of(Kind.CODE) if c.before is None and c.key in decided]
