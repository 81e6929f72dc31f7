"""Which keys move the caret, and how."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from qcoder.gui.transcript.caret import Caret

Move = Callable[[int], int]
_Key = QKeySequence.StandardKey

_MOVES: tuple[tuple[_Key, _Key, str], ...] = (
    (_Key.MoveToNextChar, _Key.SelectNextChar, "right"),
    (_Key.MoveToPreviousChar, _Key.SelectPreviousChar, "left"),
    (_Key.MoveToNextWord, _Key.SelectNextWord, "word_right"),
    (_Key.MoveToPreviousWord, _Key.SelectPreviousWord, "word_left"),
    (_Key.MoveToNextLine, _Key.SelectNextLine, "line_down"),
    (_Key.MoveToPreviousLine, _Key.SelectPreviousLine, "line_up"),
    (_Key.MoveToNextPage, _Key.SelectNextPage, "page_down"),
    (_Key.MoveToPreviousPage, _Key.SelectPreviousPage, "page_up"),
    (_Key.MoveToStartOfLine, _Key.SelectStartOfLine, "line_start"),
    (_Key.MoveToEndOfLine, _Key.SelectEndOfLine, "line_end"),
    (_Key.MoveToStartOfDocument, _Key.SelectStartOfDocument, "text_start"),
    (_Key.MoveToEndOfDocument, _Key.SelectEndOfDocument, "text_end"),
)
_BY_TURN = {Qt.Key.Key_Down: "next_turn", Qt.Key.Key_Up: "previous_turn"}
_KEEPS_COLUMN = frozenset({"line_down", "line_up", "page_down", "page_up"})
_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def move_for(event: QKeyEvent, caret: Caret) -> tuple[Move, bool] | None:
    """The move a key stands for, and whether it selects; None for other keys."""
    named = _name_of(event)
    if named is None:
        return None
    name, selects = named
    if name not in _KEEPS_COLUMN:
        caret.forget_column()
    move: Move = getattr(caret, name)
    return move, selects


def letter_of(event: QKeyEvent) -> str:
    """The single character that was typed without a modifier but Shift; else empty.

    A letter is a capital if Shift is held, whatever Caps Lock says.
    """
    text = event.text()
    if event.modifiers() & _MODIFIERS or len(text) != 1:
        return ""
    if not text.isprintable() or text.isspace():
        return ""
    is_shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    cased = text.upper() if is_shifted else text.lower()
    return cased if len(cased) == 1 else text


def _name_of(event: QKeyEvent) -> tuple[str, bool] | None:
    selects = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.modifiers() & Qt.KeyboardModifier.AltModifier:
        name = _BY_TURN.get(Qt.Key(event.key()))
        return (name, selects) if name else None
    for moves, extends, name in _MOVES:
        if event.matches(moves):
            return name, False
        if event.matches(extends):
            return name, True
    return None
