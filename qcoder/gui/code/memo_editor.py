"""A memo, written where it is shown; stored when it is left."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class MemoEditor(QPlainTextEdit):
    """The memo of one coding, or on whatever its identifier stands for.

    Signals:
        written: identifier of the coding and the new text; only where it is another one.
        overtaken: the memo that is being written was changed elsewhere; both texts are kept,
            one's own below the other.
        finished: Escape or Ctrl+Enter: the focus should go back to the words.
    """

    written = Signal(str, str)
    overtaken = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("memoEditor")
        self.setAccessibleName(self.tr("Memo"))
        self.setPlaceholderText(self.tr("Memo (F2)"))
        self.setTabChangesFocus(True)
        self._coding: str | None = None
        self._stored = ""
        self.stored_now: Callable[[str], str] = lambda _coding: ""
        """What is stored at present, also by another program; "" where that is not known."""

    def show_memo(self, coding: str | None, text: str, *, can_write: bool) -> None:
        """Show the memo of a coding; what was typed for another one is stored first."""
        self.setReadOnly(not can_write)
        if coding == self._coding and self.toPlainText() != self._stored:
            self._keep_both(text)
            return
        if coding != self._coding:
            self.store()
        self._coding, self._stored = coding, text
        if self.toPlainText() != text:
            self.setPlainText(text)
            self.moveCursor(QTextCursor.MoveOperation.End)

    def _keep_both(self, text: str) -> None:
        """Being written: a change from elsewhere must not take the words away, nor be taken."""
        typed = self.toPlainText()
        if text in (self._stored, typed.strip()):
            return
        theirs, self._stored = text, text
        if theirs:
            cursor = self.textCursor()
            cursor.movePosition(QTextCursor.MoveOperation.Start)
            cursor.insertText(f"{theirs}\n\n")
            self.overtaken.emit()

    def store(self) -> None:
        """Tell what was typed, if it is new; below what was stored meanwhile."""
        coding, text = self._coding, self.toPlainText().strip()
        if coding is None or text == self._stored or self.isReadOnly():
            return
        present = self.stored_now(coding)
        is_overtaken = bool(present) and present not in (self._stored, text)
        if is_overtaken:
            text = f"{present}\n\n{text}".strip()
            self.setPlainText(text)
        self._stored = text
        self.written.emit(coding, text)
        if is_overtaken:
            self.overtaken.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving stores."""
        super().focusOutEvent(event)
        self.store()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape and Ctrl+Enter leave."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape or (is_enter and held):
            self.store()
            self.finished.emit()
        else:
            super().keyPressEvent(event)
