"""An open project: the one door through which everything is read and changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from qcoder.domain.changes import ChangeSet, EntryKind, Kind
from qcoder.domain.errors import RuleBroken, StaleUndo
from qcoder.domain.ids import CoderId, EntryId, TranscriptId
from qcoder.domain.transcript import Transcript
from qcoder.services import rules
from qcoder.services.retraction import replay_decisions

if TYPE_CHECKING:
    from qcoder.storage.database import Database
    from qcoder.storage.unit_of_work import UnitOfWork

T = TypeVar("T")

Listener = Callable[[ChangeSet], None]


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What an act returned and what it changed; nothing changed is an empty change set."""

    value: T
    changes: ChangeSet


class Workspace:
    """What is stored, and the acts on it.

    Every act is one transaction with one journal entry. Listeners hear of each committed
    change set, in the thread that ran the act, after the commit. An act that raises has
    changed nothing.
    """

    def __init__(self, database: Database) -> None:
        # Not at the top: the window shows before SQLAlchemy is loaded.
        from qcoder.storage.unit_of_work import UnitOfWork

        self.database = database
        self._unit_of_work = UnitOfWork
        self._listeners: list[Listener] = []
        self._transcripts: dict[TranscriptId, tuple[object, Transcript]] = {}
        self._seen_entry = self.read(lambda uow: uow.journal.last_id())

    @property
    def path(self) -> Path | None:
        """The project file; None on a server."""
        return self.database.path

    def close(self) -> None:
        """Let go of the file; nothing more can be read."""
        self.database.close()

    def subscribe(self, listener: Listener) -> None:
        """Tell ``listener`` of every committed change from now on."""
        self._listeners.append(listener)

    # -- reading and acting ------------------------------------------------------------

    def read(self, query: Callable[[UnitOfWork], T]) -> T:
        """Answer of ``query`` on one consistent state."""
        with self._unit_of_work(self.database, write=False) as uow:
            return query(uow)

    def run(
        self,
        label: str,
        act: Callable[[UnitOfWork], T],
        *,
        actor: CoderId | None = None,
        undoable: bool = True,
    ) -> Done[T]:
        """Run ``act`` as one transaction, named ``label`` in journal and menus.

        What seals or unseals a layer is never undoable, whatever is asked for.
        """
        with self._unit_of_work(self.database, write=True) as uow:
            value = act(uow)
            pending = uow.pending_changes()
            rules.check_layers(uow, pending)
            undoable = undoable and not rules.seals_or_unseals(pending)
            changes = uow.commit(label, actor, undoable=undoable)
        self._announce_own(changes)
        return Done(value, changes)

    def undo(self, entry: EntryId, actor: CoderId | None = None) -> ChangeSet:
        """Take an entry back; raises ``StaleUndo`` where its rows have changed since.

        A decision is taken back by a decision that withdraws it, since its log only grows.
        """
        return self._replay(entry, EntryKind.UNDO, actor)

    def redo(self, entry: EntryId, actor: CoderId | None = None) -> ChangeSet:
        """Do an entry that was undone once more; the opposite of :meth:`undo`."""
        return self._replay(entry, EntryKind.REDO, actor)

    def _replay(self, entry: EntryId, kind: EntryKind, actor: CoderId | None) -> ChangeSet:
        with self._unit_of_work(self.database, write=True) as uow:
            recorded = uow.journal.entry(entry)
            _refuse_replay(uow, recorded, entry, kind)
            replay_decisions(uow, recorded, is_undo=kind is EntryKind.UNDO)
            _apply(uow, recorded, is_undo=kind is EntryKind.UNDO)
            pending = uow.pending_changes()
            rules.check_layers(uow, pending)
            rules.check_replayed(uow, pending)
            changes = uow.commit(recorded.label, actor, kind=kind, of=entry)
        self._announce_own(changes)
        return changes

    # -- what is worth keeping in memory ---------------------------------------------

    def transcript(self, transcript: TranscriptId) -> Transcript:
        """The transcript as it is now; parsed once for as long as it does not change."""
        header = self.read(lambda uow: uow.transcripts.header(transcript))
        stamp = (header.name, header.text_sha256, header.structure_sha256)
        kept = self._transcripts.get(transcript)
        if kept and kept[0] == stamp:
            return kept[1]
        parsed = self.read(lambda uow: uow.transcripts.get(transcript))
        self._transcripts[transcript] = (stamp, parsed)
        return parsed

    # -- other programs on the same project ------------------------------------------

    def notice_foreign_changes(self) -> None:
        """Announce what another program committed since the last look; cheap if nothing."""
        if self.database.data_version() != self._seen_entry:
            self._announce(self.read(lambda uow: uow.journal.since(self._seen_entry)))

    def _announce_own(self, changes: ChangeSet) -> None:
        if changes.entry is None:
            return
        if changes.entry == self._seen_entry + 1:
            self._announce([changes])
        else:
            # Another program has committed in between; its changes come first.
            self.notice_foreign_changes()

    def _announce(self, news: Sequence[ChangeSet]) -> None:
        for changes in news:
            self._seen_entry = max(self._seen_entry, changes.entry or EntryId(0))
            for listener in self._listeners:
                listener(changes)


def _refuse_replay(uow: UnitOfWork, recorded: ChangeSet, entry: EntryId, kind: EntryKind) -> None:
    if not recorded.undoable:
        raise RuleBroken(f"“{recorded.label}” is taken back only by an act of its own.")
    if uow.journal.is_undone(entry) is (kind is EntryKind.UNDO):
        state = "undone already" if kind is EntryKind.UNDO else "not undone"
        raise StaleUndo(f"“{recorded.label}” is {state}. Nothing was changed.")


def _apply(uow: UnitOfWork, recorded: ChangeSet, *, is_undo: bool) -> None:
    """Write the rows again; a codebook that went back is a new revision, not the old one.

    Otherwise codings made before and after would name different codebooks by one number.
    """
    rows = [c for c in recorded.changes if c.kind is not Kind.DECISION and not c.is_revision]
    uow.apply_all([change.inverted() for change in reversed(rows)] if is_undo else rows)
    if any(change.is_revision for change in recorded.changes):
        uow.project.bump_revision()
