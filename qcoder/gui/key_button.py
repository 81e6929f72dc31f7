"""A key in the sheet of keys: press it, then press the keys that it shall be."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QToolButton

from qcoder.gui.actions import keys_of, plain_text
from qcoder.gui.key_bindings import sequence_of
from qcoder.gui.parts.words import set_tone

_HELD = frozenset(
    {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
)
_USUAL = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})


class KeyButton(QToolButton):
    """While it waits for keys, none of them does anything else.

    Signals:
        keys_pressed: the QKeySequence that was pressed; None for Backspace: the usual ones.
    """

    keys_pressed = Signal(object)

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self._action = action
        self._is_waiting = False
        self.setObjectName(f"{action.objectName()}Key")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_tone(self, "quiet")
        self.clicked.connect(lambda _checked: self._wait())
        self.show_keys()

    def show_keys(self) -> None:
        """The keys of now."""
        self._is_waiting = False
        keys = keys_of(self._action)
        self.setText(keys or "—")
        self.setAccessibleName(f"{plain_text(self._action)}: {keys}")

    def _wait(self) -> None:
        self._is_waiting = True
        self.setText(self.tr("press keys"))

    def event(self, event: QEvent) -> bool:
        """Keys that are pressed now are no shortcuts."""
        if self._is_waiting and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves it as it was; Enter and Space begin."""
        if not self._is_waiting:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.click()
            else:
                super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.show_keys()
        elif event.key() in _USUAL and not event.modifiers():
            self.keys_pressed.emit(None)
        elif event.key() not in _HELD:
            self.keys_pressed.emit(sequence_of(event.keyCombination(), event.text()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes elsewhere waits no longer."""
        super().focusOutEvent(event)
        if self._is_waiting:
            self.show_keys()
