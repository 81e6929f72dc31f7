"""What the status line says of the room: how many are open, the meeting's clock, the balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qcoder.domain.fairness import balance

if TYPE_CHECKING:
    from qcoder.gui.consensus.discussion import Discussion
    from qcoder.gui.consensus.room_actions import RoomActions
    from qcoder.services.consensus.room import Room


class RoomStatus(QObject):
    """The balance names readings by number, and is left out where it is not wanted."""

    def __init__(self, discussion: Discussion, actions: RoomActions, parent: QObject) -> None:
        super().__init__(parent)
        self._discussion, self._actions = discussion, actions

    def parts(self) -> tuple[str, ...]:
        """Nothing where no room is open."""
        room = self._discussion.room
        if room is None:
            return ()
        parts = (self.tr("{count} open").format(count=f"{room.still_open:,}"), self._meeting())
        return (*parts, self._balance(room)) if self._actions.show_balance.isChecked() else parts

    def _meeting(self) -> str:
        clock = self._discussion.clock
        if not clock.is_running:
            key = self._actions.key_of("toggleMeeting")
            return self.tr("no meeting · {key} opens one").format(key=key)
        hours, minutes = divmod(int(clock.seconds) // 60, 60)
        return self.tr("meeting {hours:02}:{minutes:02}").format(hours=hours, minutes=minutes)

    def _balance(self, room: Room) -> str:
        found = balance(room.coders, room.resolutions)
        shown = list(enumerate(room.sides.shown, start=1))
        said = self.tr("from {number}: {count}")
        parts = [said.format(number=n, count=found.taken[coder]) for n, coder in shown]
        parts.append(self.tr("joint: {count}").format(count=found.joint))
        gave = self.tr("{number} gave way: {count}")
        parts += [
            gave.format(number=n, count=found.gave_way[coder])
            for n, coder in shown
            if found.gave_way[coder]
        ]
        return self.tr("taken ") + " · ".join(parts)
