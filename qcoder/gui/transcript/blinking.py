"""When a caret is seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication


class Blinking(QObject):
    """On at once when shown, then off and on as often as the desktop has it.

    ``repaint`` is called wherever ``is_on`` may have become different.
    """

    def __init__(self, repaint: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self.is_on = False
        self._repaint = repaint
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._blink)

    def show(self) -> None:
        """See it from now on; a caret that has moved is seen anew."""
        flash = QApplication.styleHints().cursorFlashTime()
        if flash > 0:
            self._timer.start(flash // 2)
        self._set_on(True)

    def hide(self) -> None:
        """See it no longer."""
        self._timer.stop()
        self._set_on(False)

    def _blink(self) -> None:
        self._set_on(not self.is_on)

    def _set_on(self, is_on: bool) -> None:
        self.is_on = is_on
        self._repaint()
