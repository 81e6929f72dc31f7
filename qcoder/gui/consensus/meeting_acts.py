"""Opening and closing the meeting, and showing names in it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from qcoder.domain.changes import ChangeSet
from qcoder.domain.consensus import Status
from qcoder.domain.meeting import Meeting, PlaceInHand
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.consensus.room_reading import read_meeting, tells_of_meeting
from qcoder.gui.counting import counted
from qcoder.gui.desk import Desk
from qcoder.services.consensus.blind_pass import want_blind_pass
from qcoder.services.consensus.meetings import close_meeting, note_names_shown, open_meeting
from qcoder.services.consensus.room import Room, set_assents_separately

_SETTLED = (Status.DECIDED, Status.UNRESOLVED)


class MeetingActs(QObject):
    """What is done about the meeting itself; none of it is undone."""

    def __init__(self, desk: Desk, discussion: Discussion, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._discussion = discussion
        desk.notifier.changed.connect(self._follow)

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that goes on in the open room."""
        room = self._discussion.room
        return room.meeting if room else None

    def open(self) -> Meeting | None:
        """Open a meeting of all coders, or go on with the one that was not closed."""
        if self.meeting is not None and self._discussion.clock.is_running:
            said = self.tr("Meeting {number} goes on.").format(number=self.meeting.number)
            self._desk.interaction.tell(said)
            return self.meeting
        driver = self._desk.workbench.coder
        meeting = self._discussion.act(
            self.tr("Open a meeting"),
            lambda uow, room: open_meeting(uow, room.transcript, driver=driver),
            lambda room, meeting: replace(room, meeting=meeting),
            undoable=False,
        )
        room = self._discussion.room
        if meeting is not None and room is not None:
            place = PlaceInHand(self._desk.workbench.difference, meeting.seconds)
            self._discussion.clock.go_on(room.transcript.id, place)
            self._discussion.meeting_changed.emit()
            said = self.tr("Meeting {number} is open.").format(number=meeting.number)
            self._desk.interaction.tell(said)
        return meeting

    def close(self) -> Meeting | None:
        """End the meeting; the differences still open wait for the next."""
        self._discussion.clock.keep()
        closed = self._discussion.act(
            self.tr("Close the meeting"),
            lambda uow, room: close_meeting(uow, room.transcript),
            lambda room, _closed: replace(room, meeting=None),
            undoable=False,
        )
        if closed is not None:
            self._discussion.clock.end()
            self._discussion.show_names(False)
            self._discussion.meeting_changed.emit()
            self._desk.interaction.tell(self._said_closed(closed))
        return closed

    def _follow(self, changes: ChangeSet) -> None:
        """Another program opened or closed the meeting, or changed how assent is given."""
        discussion, room = self._discussion, self._discussion.room
        if room is None or discussion.is_acting or not tells_of_meeting(changes, room):
            return
        held, place = read_meeting(self._desk.workbench.workspace, room)
        if (held.meeting, held.separate) == (room.meeting, room.separate):
            return
        discussion.hold(held, place)
        discussion.show_names(discussion.names_shown and held.meeting is not None)
        discussion.change_room(held)
        discussion.meeting_changed.emit()

    def _said_closed(self, meeting: Meeting) -> str:
        room = self._discussion.room
        settled = [r.decision for r in room.resolutions if r.status in _SETTLED] if room else []
        decided = sum(d is not None and d.meeting == meeting.id for d in settled)
        one, many = self.tr("one difference decided"), self.tr("{count} differences decided")
        none = self.tr("nothing decided")
        said = self.tr("Meeting {number} is closed: {decided}, {left} open.")
        return said.format(
            number=meeting.number,
            decided=counted(decided, one, many) if decided > 0 else none,
            left=meeting.open_after,
        )

    def toggle(self) -> None:
        """Open a meeting, or close the one that goes on."""
        self.close() if self.meeting else self.open()

    def assent_separately(self, is_so: bool) -> None:
        """Let decisions wait until every coder has agreed for themselves, or no longer."""
        self._discussion.act(
            self.tr("Assent separately"),
            lambda uow, _room: set_assents_separately(uow, is_so),
            lambda room, _none: replace(room, separate=is_so),
            undoable=False,
        )

    def want_blind_pass(self, is_wanted: bool) -> None:
        """Let sealed layers wait until every coder has weighed their own, or no longer."""
        self._desk.acts.do(
            self.tr("Blind pass"), lambda uow: want_blind_pass(uow, is_wanted), undoable=False
        )

    def toggle_names(self) -> None:
        """Show the names beside the numbers of the readings, which is recorded; or hide them."""
        if self._discussion.names_shown:
            self._discussion.show_names(False)
        elif self._record_names():
            self._discussion.show_names(True)

    def _record_names(self) -> bool:
        noted = self._discussion.act(
            self.tr("Show names"),
            lambda uow, room: note_names_shown(uow, room.transcript.id),
            _with_meeting,
            undoable=False,
        )
        return noted is not None


def _with_meeting(room: Room, meeting: Meeting) -> Room:
    return replace(room, meeting=meeting)
