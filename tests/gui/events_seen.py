"""What events a widget got."""

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class EventsSeen(QObject):
    """Writes down what happens to a widget from now on, and what of it was painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.kinds: list[QEvent.Type] = []
        self.painted: list[QRect] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Let everything pass."""
        self.kinds.append(event.type())
        if isinstance(event, QPaintEvent):
            self.painted.append(QRect(event.rect()))
        return super().eventFilter(watched, event)


def settle() -> None:
    """Until what follows from the last act has been laid out and painted."""
    for _ in range(4):
        QApplication.processEvents()
