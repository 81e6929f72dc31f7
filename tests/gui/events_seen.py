"""What events a widget got, and what a screen reader was told."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QPaintEvent,
)
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


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What a reader that listens is told, in order."""
    told: list[str] = []
    update = QAccessible.updateAccessibility

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())
        update(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    was_active = QAccessible.isActive()
    QAccessible.setActive(True)
    yield told
    QAccessible.setActive(was_active)
