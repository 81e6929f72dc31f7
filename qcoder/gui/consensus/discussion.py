"""What the pair discusses: the room, the difference in hand, and how an act changes both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qcoder.domain.changes import ChangeSet, Kind
from qcoder.domain.coding import Memo
from qcoder.domain.consensus import Difference
from qcoder.domain.decisions import Resolution
from qcoder.domain.errors import QCoderError
from qcoder.domain.ids import CoderId, CodingId, DifferenceId, TranscriptId
from qcoder.domain.meeting import PlaceInHand
from qcoder.domain.people import Coder
from qcoder.gui.consensus.draft import Draft
from qcoder.gui.consensus.meeting_clock import MeetingClock
from qcoder.gui.consensus.navigation import (
    Wanted,
    neighbour,
    next_passage,
    next_to_discuss,
    successor_of,
)
from qcoder.gui.consensus.on_screen import ScreenOrder
from qcoder.gui.consensus.room_opening import RoomOpening
from qcoder.gui.consensus.room_reading import RoomRead, read_room
from qcoder.gui.consensus.wordings import Wordings
from qcoder.gui.desk import Desk
from qcoder.services.consensus.room import Room

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

T = TypeVar("T")


class Discussion(QObject):
    """One room at a time, compared once; decisions are laid beside it as they are made.

    ``room`` is as it is stored, and what acts take. ``on_screen`` is the same with readings in
    the order of their numbers on the screen, and what is shown. The difference in hand is the
    workbench's, by identity.

    Signals:
        room_changed: another room, or none, is open: everything must be shown anew.
        resolutions_changed: something was decided or taken back in the room.
        current_changed: another difference is in hand.
        names_changed: the coders' names are shown beside the numbers now, or no longer.
        meeting_changed: a meeting was opened or closed.
        leaving: something else is about to be taken up; what is being typed belongs to what is
            still in hand.
    """

    room_changed = Signal()
    resolutions_changed = Signal()
    current_changed = Signal()
    names_changed = Signal()
    meeting_changed = Signal()
    leaving = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.room: Room | None = None
        self.on_screen: Room | None = None
        self.refusal = ""
        self.was_cancelled = False
        self.coders: tuple[Coder, ...] = ()
        self.memos: Mapping[CodingId, Memo] = {}
        self.names_shown = False
        self.draft = Draft(self)
        self.wordings = Wordings(desk)
        self.clock = MeetingClock(desk, self)
        self.opening = RoomOpening(desk, parent)
        self.opening.read.connect(self._open_read)
        self.opening.refused.connect(self._open_refused)
        self.opening.cancelled.connect(self._open_cancelled)
        self._desk = desk
        self._order = ScreenOrder()
        self._last: Difference | None = None
        self.is_acting = False
        desk.workbench.difference_changed.connect(self._take_up)
        desk.notifier.decisions_changed.connect(self._follow_log)

    # -- the room --------------------------------------------------------------------------

    def enter(self, transcript: TranscriptId | None, *, is_long: bool = False) -> None:
        """Open the room of a transcript, or none; why not, where it cannot be opened.

        One that takes long is read beside the window, unless it is the one that is open.
        """
        before = self.room if self.room and self.room.transcript.id == transcript else None
        if before is None:
            self.leaving.emit()
            self.clock.stop()
            self.names_shown = False
        self._set_room(None)
        self.refusal, self.coders, self.memos = "", (), {}
        self.was_cancelled = False
        self.opening.forget()
        if transcript is not None and self._desk.workbench.is_open:
            if is_long and before is None:
                self.opening.begin(transcript)
            else:
                self._read(transcript, before)
        self._show_room()

    def _show_room(self) -> None:
        self.draft.forget()
        self.wordings.forget()
        self.room_changed.emit()
        self._stand_somewhere()

    def _read(self, transcript: TranscriptId, before: Room | None) -> None:
        try:
            self._take_in(read_room(self._desk.workbench.workspace, transcript, before))
        except QCoderError as error:
            self._refuse(error)

    def _refuse(self, error: QCoderError) -> None:
        # Not an act that failed: the room says itself what it waits for.
        self.refusal = str(error)
        self.clock.stop()

    def _take_in(self, found: RoomRead) -> None:
        self.coders, self.memos = found.coders, found.memos
        self.hold(found.room, found.place)

    def hold(self, room: Room, place: PlaceInHand) -> None:
        """The room with its meeting; the clock runs while that goes on."""
        self._set_room(room)
        if room.meeting is None:
            self.clock.end()
        elif not self.clock.is_running:
            if place.difference is not None and self._here is None:
                self._desk.workbench.show_difference(place.difference)
            self.clock.go_on(room.transcript.id, place)

    def _open_read(self, found: RoomRead) -> None:
        """Take in what was read beside the window, and what was decided since then."""
        self._take_in(replace(found, room=self._with_log_of_now(found.room)))
        self._show_room()

    def _open_refused(self, error: QCoderError) -> None:
        self._refuse(error)
        self._show_room()

    def _open_cancelled(self) -> None:
        self.refusal = self.tr("The comparison was cancelled.")
        self.was_cancelled = True
        self._show_room()

    def _set_room(self, room: Room | None) -> None:
        self.room, self.on_screen = room, self._order.of(room) if room else None

    def change_room(self, room: Room) -> None:
        """Go on with the room as an act has left it."""
        self._set_room(room)
        self.resolutions_changed.emit()
        if self.current is None:
            self._stand_somewhere()

    def _stand_somewhere(self) -> None:
        """Hold on to the difference in hand, to what became of it, or to the first open one."""
        if self.on_screen is None:
            self._desk.workbench.show_difference(None)
        elif self.current is None:
            standings = self.on_screen.standings
            found = successor_of(self._last, standings.all) if self._last else None
            found = found or next_to_discuss(standings, None, 1)
            self._desk.workbench.show_difference(found or neighbour(standings, None, 1))
        self._remember()
        self.current_changed.emit()

    def name_of(self, coder: CoderId) -> str:
        """What the coder is called."""
        return next((c.name for c in self.coders if c.id == coder), "")

    def show_names(self, are_shown: bool) -> None:
        """Show the coders' names beside the numbers of their readings, or hide them."""
        if are_shown != self.names_shown:
            self.names_shown = are_shown
            self.names_changed.emit()

    @property
    def current(self) -> Resolution | None:
        """The difference in hand with where it stands, as it is on the screen."""
        wanted = self._desk.workbench.difference
        return self.on_screen.find(wanted) if self.on_screen and wanted else None

    # -- moving, which never decides -------------------------------------------------------

    def move_to(self, difference: DifferenceId | None) -> bool:
        """Take up another difference; False where there is none."""
        if difference is None:
            return False
        if difference != self._here:
            self.leaving.emit()
            self._desk.interaction.leave()
        self._desk.workbench.show_difference(difference)
        return True

    def move_open(self, step: int) -> None:
        """The next open one, or the one before."""
        if self.room and not self.move_to(next_to_discuss(self.room.standings, self._here, step)):
            self._desk.interaction.tell(self.tr("No other difference is open."))

    def move_any(self, step: int) -> None:
        """The next of any status, or the one before."""
        if self.room:
            self.move_to(neighbour(self.room.standings, self._here, step))

    def move_passage(self, step: int, wanted: Wanted) -> None:
        """The next passage with something wanted in it, or the one before."""
        if self.room:
            self.move_to(next_passage(self.room.standings, self._here, step, wanted))

    @property
    def _here(self) -> DifferenceId | None:
        return self._desk.workbench.difference

    def _take_up(self) -> None:
        if self.room is not None:
            self._remember()
            self.draft.forget()
            self.current_changed.emit()

    def _remember(self) -> None:
        current = self.current
        self._last = current.difference if current else self._last
        self.clock.take_up(self._here)

    # -- acts -----------------------------------------------------------------------------

    def act(
        self,
        label: str,
        act: Callable[[UnitOfWork, Room], T],
        after: Callable[[Room, T], Room],
        *,
        undoable: bool = True,
    ) -> T | None:
        """Run an act on the stored room as one undo step; ``after`` says what the room is then.

        None where it was refused: perhaps somebody else was quicker, and what they did shows.
        """
        room = self.room
        if room is None:
            return None
        self.is_acting = True
        try:
            done = self._desk.acts.do(label, lambda uow: act(uow, room), undoable=undoable)
        finally:
            self.is_acting = False
        if done is None:
            self.read_log()
            return None
        self.change_room(after(room, done.value))
        return done.value

    def tell(self, sentence: str) -> None:
        """Say what was done, with Undo beside it."""
        self._desk.interaction.tell(sentence, undo=True)

    def _follow_log(self, changes: ChangeSet) -> None:
        """Undo, redo or another program wrote a decision."""
        if self.room is None or self.is_acting:
            return
        here = {change.either["transcript"] for change in changes.of(Kind.DECISION)}
        if self.room.transcript.id in here:
            # It is shown as taken back in the place where it is looked at; what is taken apart
            # or joined by it, only then.
            self._go_where_it_is_undone(changes)
            self.read_log()
            self._go_where_it_is_undone(changes)

    def _go_where_it_is_undone(self, changes: ChangeSet) -> None:
        """Who undoes or redoes sees what it is; what others write moves nobody."""
        written = {change.either["difference"] for change in changes.of(Kind.DECISION)}
        if self._desk.acts.is_replaying and len(written) == 1 and self.on_screen is not None:
            found = self.on_screen.find(DifferenceId(written.pop()))
            self.move_to(found.difference.id if found else None)

    def read_log(self) -> None:
        """Show what anybody has decided by now."""
        room = self.room
        assert room is not None
        self.draft.forget()
        self.change_room(self._with_log_of_now(room))

    def _with_log_of_now(self, room: Room) -> Room:
        workspace = self._desk.workbench.workspace
        log = workspace.read(lambda uow: uow.decisions.lengthened(room.log, room.transcript.id))
        return room.with_log(log)
