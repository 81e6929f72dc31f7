"""Keys and mouse as a hand uses them; QTest's own moves hold no button."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qcoder.gui.transcript.view import TranscriptView

LEFT = Qt.MouseButton.LeftButton
NO_BUTTON = Qt.MouseButton.NoButton
PLAIN = Qt.KeyboardModifier.NoModifier


def point_of(view: TranscriptView, position: int) -> QPoint:
    """The middle of the caret at a position."""
    return view.scene.caret_rect(position).center()


def press(view: TranscriptView, at: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    _send(view, QEvent.Type.MouseButtonPress, at, modifiers)


def drag(view: TranscriptView, to: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    _send(view, QEvent.Type.MouseMove, to, modifiers)


def release(view: TranscriptView, at: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    _send(view, QEvent.Type.MouseButtonRelease, at, modifiers)


def click(
    view: TranscriptView, at: QPoint, modifiers: Qt.KeyboardModifier = PLAIN, times: int = 1
) -> None:
    for _ in range(times):
        press(view, at, modifiers)
        release(view, at, modifiers)


def drag_over(
    view: TranscriptView, start: int, end: int, modifiers: Qt.KeyboardModifier = PLAIN
) -> None:
    """Press at one position, move to another, let go."""
    press(view, point_of(view, start), modifiers)
    drag(view, point_of(view, end), modifiers)
    release(view, point_of(view, end), modifiers)


def type_key(view: TranscriptView, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(view, key, modifiers)


def _send(
    view: TranscriptView, kind: QEvent.Type, at: QPoint, modifiers: Qt.KeyboardModifier
) -> None:
    button = NO_BUTTON if kind is QEvent.Type.MouseMove else LEFT
    held = NO_BUTTON if kind is QEvent.Type.MouseButtonRelease else LEFT
    whole = QPointF(view.viewport().mapToGlobal(at))
    event = QMouseEvent(kind, QPointF(at), whole, button, held, modifiers)
    QApplication.sendEvent(view.viewport(), event)
