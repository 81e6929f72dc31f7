"""Tells a screen reader where the caret has come to, and what is coded and selected there."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleTextCursorEvent

from qcoder.gui.parts.announcing import announce
from qcoder.gui.transcript.selecting_view import SelectingView
from qcoder.gui.transcript.shown_text import ShownText
from qcoder.gui.transcript.spoken import codes_at, selection_words, turn_at, turn_words

_RESTS = 120
"""Milliseconds a selection must rest: a drag would be told at every step."""


class Narrator(QObject):
    """Says what is new: another text, another turn with its speaker, other codes at the caret.

    The words themselves are read by the screen reader, which asks for them.
    """

    def __init__(self, view: SelectingView) -> None:
        super().__init__(view)
        self._view = view
        self._shown: ShownText | None = None
        self._turn: int | None = None
        self._codes: tuple[str, ...] = ()
        self._resting = QTimer(self, singleShot=True, interval=_RESTS)
        self._resting.timeout.connect(self._tell_selection)
        view.caret_moved.connect(lambda _position: self.tell_caret())
        view.selection_changed.connect(lambda _span: self._resting.start())

    def tell_caret(self) -> None:
        """Let the reader follow the caret, and hear what is other there than before."""
        if not QAccessible.isActive():
            return
        view = self._view
        place = view.scene.shown.offsets.to_utf16(view.caret())
        QAccessible.updateAccessibility(QAccessibleTextCursorEvent(view, place))
        described = QAccessibleEvent(view, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(described)
        news = self._other_text(), self._other_turn(), self._other_codes()
        announce(view, "; ".join(filter(None, news)))

    def _other_text(self) -> str:
        view = self._view
        if self._shown is view.scene.shown:
            return ""
        self._shown, self._turn, self._codes = view.scene.shown, None, ()
        return view.transcript.name if view.transcript else ""

    def _other_turn(self) -> str:
        scene, before = self._view.scene, self._turn
        self._turn = turn_at(scene, self._view.caret())
        return turn_words(scene, self._turn) if self._turn != before else ""

    def _other_codes(self) -> str:
        before, self._codes = self._codes, codes_at(self._view.scene, self._view.caret())
        if self._codes == before:
            return ""
        return ", ".join(self._codes) or self.tr("not coded")

    def _tell_selection(self) -> None:
        selected = self._view.selection()
        if selected is not None:
            announce(self._view, selection_words(self._view.scene, selected))
