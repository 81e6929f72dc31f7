"""Something that is done once, soon, however often it is asked for meanwhile."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal


class Soon(QObject):
    """Calls back when what goes on at present has ended, and before the window is painted.

    A timer of no time would call after the paint: then everything is painted twice.
    """

    _asked = Signal()

    def __init__(self, parent: QObject, call: Callable[[], object]) -> None:
        super().__init__(parent)
        self._call = call
        self._is_waiting = False
        self._asked.connect(self.now, Qt.ConnectionType.QueuedConnection)

    def ask(self) -> None:
        """Call soon."""
        if not self._is_waiting:
            self._is_waiting = True
            self._asked.emit()

    def now(self) -> None:
        """Call now, if it was asked for."""
        if self._is_waiting:
            self._is_waiting = False
            self._call()
