"""A key in the sheet of keys: press it, then press the keys that it shall be."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QToolButton

from qcoder.gui.actions import plain_text
from qcoder.gui.key_bindings import native_text, sequence_of
from qcoder.gui.parts.announcing import announce
from qcoder.gui.parts.words import set_tone

_HELD = frozenset(
    {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
)


class KeyButton(QToolButton):
    """One key of an action, or the place for one more. While it waits, keys do nothing else.

    Signals:
        keys_pressed: the QKeySequence that this key shall be.
        key_removed: the action shall do without this key.
        usual_asked: the action shall have the keys it came with.
    """

    keys_pressed = Signal(object)
    key_removed = Signal()
    usual_asked = Signal()

    def __init__(self, action: QAction, keys: QKeySequence | None) -> None:
        super().__init__()
        self.keys = keys
        self._is_waiting = False
        self.setObjectName(f"{action.objectName()}{'Key' if keys else 'MoreKeys'}")
        says = native_text(keys) if keys else self.tr("another key")
        self.setAccessibleName(f"{plain_text(action)}: {says}")
        if not keys:
            self.setToolTip(self.tr("Another key for “%s”") % plain_text(action))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_tone(self, "quiet")
        self.clicked.connect(lambda _checked: self._wait())
        self.show_keys()

    def show_keys(self) -> None:
        """The key of now."""
        self._is_waiting = False
        self.setText(native_text(self.keys) if self.keys else "+")

    def _wait(self) -> None:
        self._is_waiting = True
        self.setText(self.tr("press keys"))
        announce(self, self.text())

    def event(self, event: QEvent) -> bool:
        """Keys that are pressed now are no shortcuts, and Tab goes nowhere."""
        if not self._is_waiting:
            return super().event(event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.keyPressEvent(event)
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
        elif event.key() == Qt.Key.Key_Backspace and not event.modifiers():
            self.usual_asked.emit()
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.key_removed.emit()
        elif event.key() not in _HELD:
            self.keys_pressed.emit(sequence_of(event.keyCombination(), event.text()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes elsewhere waits no longer."""
        super().focusOutEvent(event)
        if self._is_waiting:
            self.show_keys()
