"""What the pair discusses: the room, the difference in hand, and every act on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qcoder.domain.changes import ChangeSet, Kind
from qcoder.domain.coding import Memo
from qcoder.domain.consensus import CodedSpan, Decision, Outcome, Status
from qcoder.domain.decisions import Resolution, resolve
from qcoder.domain.errors import QCoderError
from qcoder.domain.ids import CoderId, CodingId, DifferenceId, TranscriptId
from qcoder.domain.people import Coder
from qcoder.gui.consensus.describing import outcome_name, title_of
from qcoder.gui.consensus.navigation import Wanted, neighbour, next_passage, next_to_discuss
from qcoder.gui.desk import Desk
from qcoder.services.consensus import Room, Verdict, decide, open_room

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class _Found:
    """Everything the room shows, read in one consistent state."""

    room: Room
    coders: tuple[Coder, ...]
    memos: Mapping[CodingId, Memo]


class Discussion(QObject):
    """One room at a time, compared once; decisions are laid beside it as they are made.

    The difference in hand is the workbench's, by identity. ``reason`` and ``note`` are what
    the pair has said about it and not decided with yet.

    Signals:
        room_changed: another room, or none, is open: everything must be shown anew.
        resolutions_changed: something was decided or taken back in the room.
        current_changed: another difference is in hand.
        draft_changed: the reason or the note that goes with the next decision.
        reason_missing: the outcome asked for needs a reason first.
        names_changed: the coders' names are shown beside the numbers now, or no longer.
    """

    room_changed = Signal()
    resolutions_changed = Signal()
    current_changed = Signal()
    draft_changed = Signal()
    reason_missing = Signal()
    names_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.room: Room | None = None
        self.refusal = ""
        self.coders: tuple[Coder, ...] = ()
        self.memos: Mapping[CodingId, Memo] = {}
        self.reason = ""
        self.note = ""
        self.names_shown = False
        self._desk = desk
        self._is_deciding = False
        self._waits_for_reason = False
        desk.workbench.difference_changed.connect(self._take_up)
        desk.notifier.decisions_changed.connect(self._follow_log)

    # -- the room --------------------------------------------------------------------------

    def enter(self, transcript: TranscriptId | None) -> None:
        """Open the room of a transcript, or none; why not, where it cannot be opened."""
        self.room, self.refusal, self.coders, self.memos = None, "", (), {}
        if transcript is not None and self._desk.workbench.is_open:
            self._compare(transcript)
        self._forget_draft()
        self.room_changed.emit()
        self._stand_somewhere()

    def _compare(self, transcript: TranscriptId) -> None:
        workspace = self._desk.workbench.workspace
        try:
            parsed = workspace.transcript(transcript)
            found = workspace.read(lambda uow: _found(uow, open_room(uow, parsed)))
        except QCoderError as error:
            # Not an act that failed: the room says itself what it waits for.
            self.refusal = str(error)
            return
        self.room, self.coders, self.memos = found.room, found.coders, found.memos

    def _stand_somewhere(self) -> None:
        """Hold on to the difference in hand, or take up the first that is open."""
        if self.room is None:
            self._desk.workbench.show_difference(None)
        elif self.current is None:
            first = next_to_discuss(self.room.resolutions, None, 1)
            self._desk.workbench.show_difference(first or self._first())
        self.current_changed.emit()

    def _first(self) -> DifferenceId | None:
        assert self.room is not None
        return neighbour(self.room.resolutions, None, 1)

    def name_of(self, coder: CoderId) -> str:
        """What the coder is called."""
        return next((c.name for c in self.coders if c.id == coder), "")

    def toggle_names(self) -> None:
        """Show the coders' names beside the numbers of their readings, or hide them."""
        self.names_shown = not self.names_shown
        self.names_changed.emit()

    @property
    def current(self) -> Resolution | None:
        """The difference in hand with where it stands."""
        wanted = self._desk.workbench.difference
        if self.room is None or wanted is None:
            return None
        found = (r for r in self.room.resolutions if r.difference.id == wanted)
        return next(found, None)

    # -- moving, which never decides -------------------------------------------------------

    def move_to(self, difference: DifferenceId | None) -> bool:
        """Take up another difference; False where there is none."""
        if difference is None:
            return False
        self._desk.workbench.show_difference(difference)
        return True

    def move_open(self, step: int) -> None:
        """The next open one, or the one before."""
        if self.room and not self.move_to(next_to_discuss(self.room.resolutions, self._here, step)):
            self._desk.interaction.tell(self.tr("No other difference is open."))

    def move_any(self, step: int) -> None:
        """The next of any status, or the one before."""
        if self.room:
            self.move_to(neighbour(self.room.resolutions, self._here, step))

    def move_passage(self, step: int, wanted: Wanted) -> None:
        """The next passage with something wanted in it, or the one before."""
        if self.room:
            self.move_to(next_passage(self.room.resolutions, self._here, step, wanted))

    @property
    def _here(self) -> DifferenceId | None:
        return self._desk.workbench.difference

    def _take_up(self) -> None:
        if self.room is not None:
            self._forget_draft()
            self.current_changed.emit()

    # -- what is said before deciding ------------------------------------------------------

    def _forget_draft(self) -> None:
        self.reason = self.note = ""
        self._waits_for_reason = False
        self.draft_changed.emit()

    def give_reason(self, reason: str) -> None:
        """Say why; a decision already taken is written again with it."""
        self.reason = reason
        self.draft_changed.emit()
        self._write_again()

    def give_note(self, note: str) -> None:
        """Say more; a decision already taken is written again with it."""
        self.note = note.strip()
        self.draft_changed.emit()
        self._write_again()

    def _write_again(self) -> None:
        if self._waits_for_reason:
            if self.reason or self.note:
                self.decide(Verdict(Outcome.UNRESOLVED))
            return
        current = self.current
        decision = current.decision if current else None
        if decision is None or current is None or current.status in _NOT_SETTLED:
            return
        said = (self.reason or decision.reason, self.note or decision.note)
        if said != (decision.reason, decision.note):
            self.decide(_same_verdict(decision))

    # -- deciding --------------------------------------------------------------------------

    def decide(self, verdict: Verdict) -> Decision | None:
        """Write what the pair decided on the difference in hand, with reason and note."""
        current = self.current
        if self.room is None or current is None:
            return None
        verdict = self._with_words(verdict, current)
        if verdict.outcome is Outcome.UNRESOLVED and not (verdict.reason or verdict.note):
            self._waits_for_reason = True
            self.reason_missing.emit()
            return None
        decision = self._write(current, verdict)
        if decision is not None:
            self._waits_for_reason = False
            self._tell(current, decision)
        return decision

    def _with_words(self, verdict: Verdict, current: Resolution) -> Verdict:
        """The verdict with what was said, or what the decision before it said."""
        before = current.decision if current.status is Status.DECIDED else None
        same = before is not None and (before.outcome, before.reading) == (
            verdict.outcome,
            verdict.reading,
        )
        reason = self.reason or (before.reason if before and same else "")
        note = self.note or (before.note if before and same else "")
        return replace(verdict, reason=reason, note=note)

    def _write(self, current: Resolution, verdict: Verdict) -> Decision | None:
        room = self.room
        assert room is not None
        title = title_of(current.difference, room.codebook)
        name = outcome_name(verdict.outcome, verdict.reading)
        label = self.tr("Decide {code}: {outcome}").format(code=title, outcome=name)
        self._is_deciding = True
        try:
            done = self._desk.acts.do(
                label, lambda uow: decide(uow, room, current.difference.id, verdict)
            )
        finally:
            self._is_deciding = False
        if done is None:
            # Perhaps somebody else was quicker: show what they decided.
            self._read_log()
            return None
        self.room = room.with_decision(done.value)
        self.resolutions_changed.emit()
        return done.value

    def _tell(self, current: Resolution, decision: Decision) -> None:
        assert self.room is not None
        sentence = self.tr("{code}: {outcome}").format(
            code=title_of(current.difference, self.room.codebook),
            outcome=outcome_name(decision.outcome, decision.reading),
        )
        self._desk.interaction.tell(sentence, undo=True)

    def _follow_log(self, changes: ChangeSet) -> None:
        """Undo, redo or another program wrote a decision."""
        if self.room is None or self._is_deciding:
            return
        here = {change.either["transcript"] for change in changes.of(Kind.DECISION)}
        if self.room.transcript.id in here:
            self._read_log()

    def _read_log(self) -> None:
        room = self.room
        assert room is not None
        workspace = self._desk.workbench.workspace
        log = workspace.read(lambda uow: uow.decisions.log(room.transcript.id))
        resolutions = resolve([r.difference for r in room.resolutions], log)
        self.room = replace(room, log=log, resolutions=resolutions)
        self._forget_draft()
        self.resolutions_changed.emit()


_NOT_SETTLED = (Status.OPEN, Status.STALE, Status.PROPOSED)


def _same_verdict(decision: Decision) -> Verdict:
    given: tuple[CodedSpan, ...] = ()
    if decision.outcome in (Outcome.OTHER_WORDS, Outcome.OTHER_CODE):
        given = decision.result
    return Verdict(decision.outcome, decision.reading, given)


def _found(uow: UnitOfWork, room: Room) -> _Found:
    coders = tuple(uow.coders.get(coder) for coder in room.coders)
    return _Found(room, coders, uow.memos.of_codings(room.transcript.id))
