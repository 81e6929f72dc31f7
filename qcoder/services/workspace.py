"""An open project: the one door through which everything is read and changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

from qcoder.domain.changes import Change, ChangeSet, EntryKind
from qcoder.domain.errors import CannotStoreNow, CommitUnsure
from qcoder.domain.ids import CoderId, EntryId, TranscriptId
from qcoder.domain.transcript import Transcript
from qcoder.services import rules, storing
from qcoder.services.acting import Done, Made, Progress, Turn
from qcoder.services.replaying import replay
from qcoder.services.unstored import Refusal, Unstored, UnstoredAct, may_wait

if TYPE_CHECKING:
    from qcoder.storage.database import Database
    from qcoder.storage.following import Follower
    from qcoder.storage.unit_of_work import UnitOfWork

__all__ = ["Done", "Workspace"]

T = TypeVar("T")

Listener = Callable[[ChangeSet], None]


class Workspace:
    """What is stored, and the acts on it.

    Every act is one transaction with one journal entry. Listeners hear of each committed
    change set, in the thread that ran the act, after the commit. An act that raises has
    changed nothing.

    Once :meth:`keep_unstored` was called, acts on a coder's own layer that cannot be stored at
    present are done in memory and wait in ``unstored`` for :meth:`store_now`.
    """

    def __init__(self, database: Database) -> None:
        # Not at the top: the window shows before SQLAlchemy is loaded.
        from qcoder.storage.unit_of_work import UnitOfWork

        self.database = database
        self._unit_of_work = UnitOfWork
        self._listeners: list[Listener] = []
        self.unstored = Unstored()
        self._keeps = False
        self._follower: Follower | None = None
        self._standing_in = RLock()
        self._turn = Turn()
        self._transcripts: dict[TranscriptId, tuple[object, Transcript]] = {}
        self._seen_entry = self.read(lambda uow: uow.journal.last_id())

    @property
    def path(self) -> Path | None:
        """The project file; None on a server."""
        return self.database.path

    @property
    def read_only(self) -> str:
        """Why nothing can be changed, in a sentence; empty where it can."""
        return self.database.read_only

    def close(self) -> None:
        """Let go of the file; nothing more can be read."""
        self.unstored.end()
        if self._follower is not None:
            self._follower.close()
        self.database.close()

    def subscribe(self, listener: Listener) -> None:
        """Tell ``listener`` of every committed change from now on."""
        self._listeners.append(listener)

    # -- reading and acting ------------------------------------------------------------

    def read(self, query: Callable[[UnitOfWork], T]) -> T:
        """Answer of ``query`` on one consistent state."""
        stand_in = self.unstored.stand_in
        if stand_in is None:
            try:
                self._demand_answer()
                with self._unit_of_work(self.database, write=False) as uow:
                    return query(uow)
            except CannotStoreNow as error:
                stand_in = self._stand_in(error)
        with self._unit_of_work(stand_in, write=False) as uow:
            return query(uow)

    def run(
        self,
        label: str,
        act: Callable[[UnitOfWork], T],
        *,
        actor: CoderId | None = None,
        undoable: bool = True,
        progress: Progress | None = None,
    ) -> Done[T]:
        """Run ``act`` as one transaction, named ``label`` in journal and menus.

        What seals or unseals a layer is never undoable, whatever is asked for. With ``progress``
        it may run in any thread where :attr:`allows_beside`; it raises CannotStoreNow then, where
        it would have gone on in memory.
        """

        def work(uow: UnitOfWork) -> Made[T]:
            value = act(uow)
            pending = self._checked(uow)
            return Made(value, label, actor, undoable and not rules.seals_or_unseals(pending))

        return self._write(work, progress)

    @property
    def allows_beside(self) -> bool:
        """Whether what is stored can be read while an act runs in another thread."""
        return self.unstored.stand_in is None and self.database.is_read_while_written

    def _checked(self, uow: UnitOfWork) -> tuple[Change, ...]:
        pending = uow.pending_changes()
        rules.check_layers(uow, pending)
        self.unstored.check(pending)
        return pending

    def _write(
        self, work: Callable[[UnitOfWork], Made[T]], progress: Progress | None = None
    ) -> Done[T]:
        with self._turn.taken(is_beside=progress is not None):
            if progress is None:
                return self._stored_or_kept(work)
            self._demand_answer()
            with self._unit_of_work(self.database, write=True, progress=progress) as uow:
                made = work(uow)
                return Done(made.value, self._stored(made, made.commit(uow)))

    def _stored_or_kept(self, work: Callable[[UnitOfWork], Made[T]]) -> Done[T]:
        """Do ``work`` in the project; in memory where that cannot be stored now."""
        stand_in = self.unstored.stand_in
        if stand_in is None:
            try:
                self._demand_answer()
                with self._unit_of_work(self.database, write=True) as uow:
                    made = work(uow)
                    return Done(made.value, self._stored(made, made.commit(uow)))
            except CommitUnsure as unsure:
                return Done(made.value, self._kept_unsure(made, unsure))
            except CannotStoreNow as error:
                stand_in = self._stand_in(error)
        with self._unit_of_work(stand_in, write=True) as uow:
            made = work(uow)
            changes = made.commit(uow)
        return Done(made.value, self._told(self.unstored.keep(changes, made.kind, made.stays)))

    def _stored(self, made: Made[T], changes: ChangeSet) -> ChangeSet:
        if self._follower is not None:
            self._follower.note(changes, made.kind, made.of)
        self._announce_own(changes)
        return changes

    def _kept_unsure(self, made: Made[T], unsure: CommitUnsure) -> ChangeSet:
        """Go on with what may be stored already: its rows, under the same ids."""
        if not self._keeps:
            raise unsure
        stand_in = self._stand_in(unsure.cause)
        if not may_wait(unsure.changes.changes):
            raise unsure
        act = UnstoredAct(unsure.changes, made.kind, made.of, perhaps=unsure.changes.entry)
        kept = storing.kept_unsure(stand_in, self.unstored, act, made.stays)
        return self._told(kept)

    def undo(
        self, entry: EntryId, actor: CoderId | None = None, progress: Progress | None = None
    ) -> ChangeSet:
        """Take an entry back; raises ``StaleUndo`` where its rows have changed since."""
        return self._replay(entry, EntryKind.UNDO, actor, progress)

    def redo(
        self, entry: EntryId, actor: CoderId | None = None, progress: Progress | None = None
    ) -> ChangeSet:
        """Do an entry that was undone once more; the opposite of :meth:`undo`."""
        return self._replay(entry, EntryKind.REDO, actor, progress)

    def _replay(
        self, entry: EntryId, kind: EntryKind, actor: CoderId | None, progress: Progress | None
    ) -> ChangeSet:

        def work(uow: UnitOfWork) -> Made[None]:
            # Numbered in here: the act may go on in memory at the second try.
            number = self.unstored.number_of(entry)
            recorded = replay(uow, number, kind)
            rules.check_replayed(uow, self._checked(uow))
            stays = self.unstored.known_as(entry)
            return Made(None, recorded.label, actor, True, kind, number, stays)

        return self._write(work, progress).changes

    # -- what could not be stored ------------------------------------------------------

    def keep_unstored(self) -> None:
        """Keep acts that cannot be stored now; for a window, which stays to store them."""
        from qcoder.storage.following import Follower

        if self.read_only:
            return
        self._keeps = True
        self.database.wait_briefly()
        if self.database.is_remote:
            self._follower = Follower(self.database)

    def look_from_afar(self) -> None:
        """Ask a project that can be lost whether it is there; keep its copy in memory up to date.

        May last seconds, so it is called outside the window's thread. Raises CannotStoreNow
        where it does not answer, or where what waits cannot be stored yet.
        """
        if self.unstored.stand_in is not None:
            self.database.demand_turn()
        elif self._follower is not None:
            self._follower.look()

    def _demand_answer(self) -> None:
        """Raise ProjectUnreachable where a project that can be lost is silent: nobody waits long.

        Before an act has begun, so that it is done once, here or in the copy.
        """
        if self._follower is not None:
            self._follower.demand_answer()

    def go_on_in_memory(self, reason: CannotStoreNow) -> None:
        """Work in the copy from now on; raises ``reason`` where there is none."""
        self._stand_in(reason)
        self.unstored.reason = reason

    def store_now(self) -> list[Refusal]:
        """Store what waits, in the order it was done, each as an act of its own.

        Returns what can no longer be stored. Raises CannotStoreNow where the project still
        cannot be written; what waits goes on waiting then. Waits for no other program.
        """
        stand_in = self.unstored.stand_in
        if stand_in is None:
            return []
        try:
            self.database = storing.in_place(self.database, stand_in, self._seen_entry)
            refusals = storing.store_all(self.database, self.unstored)
        except CannotStoreNow as error:
            self.unstored.reason = error
            raise
        settled = self.unstored.settled()
        self.unstored.end()
        lost = [c.inverted() for r in reversed(refusals) for c in reversed(r.act.changes.changes)]
        for changes in (ChangeSet(None, "", None, tuple(lost)), settled):
            if changes:
                self._tell(changes)
        self.notice_foreign_changes()
        return refusals

    def take_up(self, acts: Sequence[UnstoredAct]) -> list[Refusal]:
        """Do acts again that another window had kept; they wait then like its own."""
        stand_in = self.unstored.stand_in or self._stand_in(None)
        taken = storing.taken_up(stand_in, self.unstored, acts)
        for kept in taken.kept:
            self._tell(kept)
        return taken.refusals

    def save_copy(self, target: Path) -> None:
        """Write the project to another file, with what is not stored yet."""
        (self.unstored.stand_in or self.database).save_copy(target)

    def _stand_in(self, reason: CannotStoreNow | None) -> Database:
        """Go on in memory because of ``reason``; raises it where that is not to be, or cannot."""
        # Work in the background may find the project lost at the same moment.
        with self._standing_in:
            if self.unstored.stand_in is not None:
                return self.unstored.stand_in
            # A copy made while an act runs beside the window would lack it.
            if reason is not None and (self._turn.is_beside or not self._keeps):
                raise reason
            try:
                copy = self._copy_in_memory()
            except CannotStoreNow as error:
                raise (reason or error) from error
            self.unstored.begin(copy, reason)
            return copy

    def _copy_in_memory(self) -> Database:
        followed = self._follower.take() if self._follower is not None else None
        return followed or self.database.in_memory()

    def _told(self, changes: ChangeSet) -> ChangeSet:
        if changes:
            self._tell(changes)
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
        with self._turn.taken_if_free() as is_free:
            # What waits is heard of when it has been stored.
            if not is_free or self.unstored.stand_in is not None:
                return
            if self._keeps and self._has_lost_its_file():
                return
            if self.database.data_version() != self._seen_entry:
                self._announce(self.read(lambda uow: uow.journal.since(self._seen_entry)))

    def _has_lost_its_file(self) -> bool:
        """Go on in memory as soon as the file is gone: soon it may not be readable either."""
        try:
            self.database.demand_file()
        except CannotStoreNow as error:
            self._stand_in(error)
            return True
        return False

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
            # What had waited has been told when it was done; told twice it would count twice.
            if not self.unstored.is_ours(changes.entry):
                self._tell(changes)

    def _tell(self, changes: ChangeSet) -> None:
        for listener in self._listeners:
            listener(changes)
