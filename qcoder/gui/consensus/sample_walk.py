"""Walking what was accepted as the same: a sample that was drawn, or one place after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qcoder.domain.ids import DifferenceId
from qcoder.gui.consensus.queue_rows import Shown
from qcoder.services.consensus.sampling import draw_sample
from qcoder.services.consensus.summary import in_order_of_lot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qcoder.gui.consensus.discussion import Discussion
    from qcoder.gui.consensus.queue import DifferenceQueue
    from qcoder.gui.desk import Desk


class SampleWalk(QObject):
    """One key goes from place to place of the sample in hand, and begins it again at its end.

    Without a sample that was drawn, it is all that is the same, in the order of the lot.
    """

    def __init__(self, desk: Desk, discussion: Discussion, queue: DifferenceQueue) -> None:
        super().__init__(discussion)
        self._desk, self._discussion, self._queue = desk, discussion, queue
        self._drawn: Sequence[DifferenceId] = ()
        self._at = -1
        self._is_sample = False
        self._told = self._last_told = ""
        discussion.room_changed.connect(self._follow_room)
        discussion.current_changed.connect(self._follow_current)
        desk.interaction.told.connect(self._note_told)

    def draw(self, count: int) -> None:
        """Draw a sample, which is recorded with its seed, and go to its first place."""
        room = self._discussion.room
        if room is None:
            return
        done = self._desk.acts.do(
            self.tr("Draw a sample of the same"), lambda uow: draw_sample(uow, room, count)
        )
        if done is not None:
            self._take([DifferenceId(key) for key in done.value.differences], is_sample=True)
            self._queue.list_only(self._drawn)
            self.go_on()

    def _take(self, drawn: Sequence[DifferenceId], *, is_sample: bool) -> None:
        self._drawn, self._at, self._is_sample = drawn, -1, is_sample

    def go_on(self) -> None:
        """Take up the next place of the sample."""
        room = self._discussion.room
        if room is None:
            return
        if not self._is_sample:
            self._drawn = [difference.id for difference in in_order_of_lot(room)]
        there = [key for key in self._drawn if room.find(key) is not None]
        if not there:
            self._desk.interaction.tell(self.tr("Nothing was accepted as the same."))
            return
        self._at = (self._at + 1) % len(there)
        if not self._is_sample:
            self._queue.filter_by(Shown.SAME)
        self._discussion.move_to(there[self._at])
        self._told = self.tr("{number} of {count} of the sample").format(
            number=self._at + 1, count=len(there)
        )
        self._desk.interaction.tell(self._told)

    def _note_told(self, sentence: str) -> None:
        self._last_told = sentence

    def _follow_current(self) -> None:
        """Which of the sample it is, is not said of what is no place of it."""
        if self._told and self._last_told == self._told:
            self._told = ""
            self._desk.interaction.tell("")

    def _follow_room(self) -> None:
        """A sample belongs to its room; of the same room compared again it goes on."""
        room = self._discussion.room
        if room is None or not any(room.find(key) for key in self._drawn):
            self._take((), is_sample=False)
