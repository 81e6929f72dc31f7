"""What a window does once it is on the screen."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


class Later(QObject):
    """Runs one step each turn of the event loop, once the window was painted for the first time.

    Between two steps the window paints and answers keys.

    Signals:
        finished: the last step is done.
    """

    finished = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._steps: deque[Callable[[], object]] = deque()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._run_next)
        self._was_painted = False
        window.installEventFilter(self)

    def do(self, *steps: Callable[[], object]) -> None:
        """Run these after all that wait already."""
        self._steps.extend(steps)
        if self._was_painted:
            self._timer.start()

    def do_now(self) -> None:
        """Run what waits, and what that leaves to be done, before going on."""
        while self._steps:
            self._steps.popleft()()
        self._timer.stop()
        self.finished.emit()

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        """Begin after the first painting."""
        if event.type() == QEvent.Type.Paint:
            window.removeEventFilter(self)
            self._was_painted = True
            self._timer.start()
        return False

    def _run_next(self) -> None:
        if self._steps:
            self._steps.popleft()()
        if not self._steps:
            self._timer.stop()
            self.finished.emit()
