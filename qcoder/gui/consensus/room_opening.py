"""A large room read beside the window: keys wait for it, Escape cancels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QWidget

from qcoder.domain.ids import TranscriptId
from qcoder.gui.consensus.room_reading import read_room

if TYPE_CHECKING:
    from qcoder.gui.background import Task
    from qcoder.gui.desk import Desk

_LONGEST_WAIT_MS = 10_000
"""For a key; after that it is dropped, and Escape is heard again."""

_HELD_KEYS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
)


class RoomOpening(QObject):
    """Reads one room at a time; another that is asked for takes its place.

    A key pressed meanwhile waits until the room is there, so that it is about what it was
    pressed for.

    Signals:
        read: the :class:`RoomRead`.
        refused: the :class:`QCoderError` that says why there is no room.
        cancelled: by Escape.
    """

    read = Signal(object)
    refused = Signal(object)
    cancelled = Signal()
    _failed = Signal(object)

    def __init__(self, desk: Desk, room: QWidget) -> None:
        super().__init__(room)
        self._desk, self._room = desk, room
        self._task: Task | None = None
        self._heard: QWindow | None = None
        self._failed.connect(desk.interaction.report_bug)

    @property
    def is_under_way(self) -> bool:
        """Whether a room is being read."""
        return self._task is not None

    def begin(self, transcript: TranscriptId) -> None:
        """Read that room; the window goes on meanwhile."""
        self.forget()
        workspace = self._desk.workbench.workspace
        task = self._desk.background.run(
            self.tr("Compare"),
            lambda _report: read_room(workspace, transcript, None),
            is_told=False,
        )
        task.finished.connect(lambda found: self._end(task, self.read, found))
        task.refused.connect(lambda error: self._end(task, self.refused, error))
        task.failed.connect(lambda error: self._end(task, self._failed, error))
        self._task = task
        self._heard = self._room.window().windowHandle()
        if self._heard is not None:
            self._heard.installEventFilter(self)

    def _end(self, task: Task, signal: SignalInstance, value: object) -> None:
        if task is self._task:
            self.forget()
            signal.emit(value)

    def forget(self) -> None:
        """What is being read is no longer wanted."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if self._heard is not None:
            self._heard.removeEventFilter(self)
            self._heard = None

    def finish(self) -> bool:
        """Wait until it is there, for a while; what is painted goes on, keys and clicks wait."""
        loop = QEventLoop()
        task = self._task
        if task is not None:
            task.ended.connect(loop.quit)
            QTimer.singleShot(_LONGEST_WAIT_MS, loop, loop.quit)
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return not self.is_under_way

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Let a key wait before the window looks what it is for."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _HELD_KEYS:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.forget()
            self.cancelled.emit()
            event.accept()
            return True
        if not self.finish():
            event.accept()
            return True
        return False
