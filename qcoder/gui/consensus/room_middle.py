"""The middle of the room: the page, what is waited for, or one's own part of the blind pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from qcoder.domain.changes import Kind
from qcoder.gui.consensus.blind_pass_panel import BlindPassPanel
from qcoder.gui.consensus.waiting import WaitingPlace

if TYPE_CHECKING:
    from qcoder.domain.changes import ChangeSet
    from qcoder.gui.consensus.discussion import Discussion
    from qcoder.gui.consensus.pairs import Pairs
    from qcoder.gui.desk import Desk


class RoomMiddle(QStackedWidget):
    """Which of the three is there follows from the room and from who is at work.

    Signals:
        taken_up: somebody has their own part of a blind pass before them now.
    """

    taken_up = Signal()

    def __init__(self, desk: Desk, pairs: Pairs, discussion: Discussion, page: QWidget) -> None:
        super().__init__()
        self._desk, self._pairs, self._discussion = desk, pairs, discussion
        self.page = page
        self._whose: tuple[object, object] | None = None
        self.waiting = WaitingPlace(desk)
        self.blind_pass = BlindPassPanel(desk)
        for widget in (page, self.waiting, self.blind_pass):
            self.addWidget(widget)
        desk.workbench.coder_changed.connect(self.show_state)
        desk.notifier.changed.connect(self._follow)

    def show_state(self) -> None:
        """The page of the room that is open; else what opens it."""
        transcript = self._desk.workbench.transcript
        is_open = self._discussion.room is not None
        if self.blind_pass.take_up(None if is_open else transcript):
            self.setCurrentWidget(self.blind_pass)
            whose = (transcript, self._desk.workbench.coder)
            if whose != self._whose:
                self._whose = whose
                self.taken_up.emit()
            return
        self._whose = None
        self.waiting.explain(self._pairs, transcript, self._discussion)
        self.setCurrentWidget(self.page if is_open else self.waiting)

    @property
    def wants_keys(self) -> bool:
        """Whether keys are for what is here, without a room."""
        return self.currentWidget() is self.blind_pass

    def _follow(self, changes: ChangeSet) -> None:
        """A mark was made here or taken back."""
        if changes.of(Kind.BLIND_MARK):
            self.show_state()
