"""Mouse and keys at the window, as a hand has them: no service and no slot is called."""

from typing import cast

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from qcoder.gui.main_window import MainWindow
from qcoder.gui.transcript.view import TranscriptView
from tests.windows import code_workplace

Button = Qt.MouseButton
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": SHIFT,
}
KEYS = {
    "PgUp": Qt.Key.Key_PageUp,
    "PgDown": Qt.Key.Key_PageDown,
    "Del": Qt.Key.Key_Delete,
    "Esc": Qt.Key.Key_Escape,
    "Enter": Qt.Key.Key_Return,
}


class Hands:
    """One pair of hands at one window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    @property
    def view(self) -> TranscriptView:
        """The words that are coded."""
        return code_workplace(self.window).page.view

    def type(self, *strokes: str) -> None:
        """Press keys where the focus is, each written as in a menu: ``Ctrl+Shift+B``."""
        for stroke in strokes:
            name = "+" if stroke.endswith("+") else stroke.rsplit("+", 1)[-1]
            held = stroke.removesuffix(name).split("+")[:-1]
            modifiers = PLAIN
            for each in held:
                modifiers |= MODIFIERS[each]
            if len(name) == 1 and name.isupper() and not held:
                modifiers |= SHIFT
            QTest.keyClick(self._target(), _key(name), modifiers)

    def _target(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        return popup or QApplication.focusWidget() or self.window

    def click(self, at: QPoint, times: int = 1, held: Qt.KeyboardModifier = PLAIN) -> None:
        """Click into the words, once, twice, three times in one place."""
        for number in range(times):
            down = QEvent.Type.MouseButtonDblClick if number % 2 else QEvent.Type.MouseButtonPress
            self._send(down, at, held)
            self._send(QEvent.Type.MouseButtonRelease, at, held)

    def drag(self, start: QPoint, *way: QPoint, held: Qt.KeyboardModifier = PLAIN) -> None:
        """Press, move along a way that may leave the page, let go."""
        self._send(QEvent.Type.MouseButtonPress, start, held)
        for point in way:
            self._send(QEvent.Type.MouseMove, point, held)
            QApplication.processEvents()
        self._send(QEvent.Type.MouseButtonRelease, way[-1], held)

    def ask_for_menu(self, at: QPoint) -> None:
        """Press the right button on the words."""
        QTest.mouseClick(self.view.viewport(), Button.RightButton, PLAIN, at)

    def wheel(self, notches: int) -> None:
        """Turn the wheel over the words; up is positive."""
        viewport = self.view.viewport()
        at = QPointF(viewport.rect().center())
        whole = QPointF(viewport.mapToGlobal(at.toPoint()))
        angle = QPoint(0, 120 * notches)
        none, phase = Button.NoButton, Qt.ScrollPhase.NoScrollPhase
        turned = QWheelEvent(at, whole, QPoint(), angle, none, PLAIN, phase, False)
        QApplication.sendEvent(viewport, turned)

    def click_on(self, widget: QWidget, at: QPoint | None = None, times: int = 1) -> None:
        """Click a button, tab or row where it can be seen; nothing where it cannot."""
        if not (widget.isVisible() and widget.isEnabled()):
            return
        place = at or widget.rect().center()
        QTest.mouseClick(widget, Button.LeftButton, PLAIN, place)
        if times > 1:
            QTest.mouseDClick(widget, Button.LeftButton, PLAIN, place)

    def _send(self, kind: QEvent.Type, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        button = Button.NoButton if kind is QEvent.Type.MouseMove else Button.LeftButton
        held = Button.NoButton if kind is QEvent.Type.MouseButtonRelease else Button.LeftButton
        viewport = self.view.viewport()
        whole = QPointF(viewport.mapToGlobal(at))
        event = QMouseEvent(kind, QPointF(at), whole, button, held, modifiers)
        QApplication.sendEvent(viewport, event)


def _key(name: str) -> Qt.Key:
    # QTest takes a character as well, and knows its key.
    found = KEYS.get(name) or getattr(Qt.Key, f"Key_{name}", None) if len(name) > 1 else None
    return cast("Qt.Key", found or name)
