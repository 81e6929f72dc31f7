"""Which keys move the caret, and how; they can be given anew like those of any action."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence

if TYPE_CHECKING:
    from qcoder.gui.transcript.caret import Caret

Move = Callable[[int], int]
_Key = QKeySequence.StandardKey
_Keys = QKeySequence.StandardKey | str

_KEEPS_COLUMN = frozenset({"line_down", "line_up", "page_down", "page_up"})
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class CaretKeys(QObject):
    """The moves of the caret as actions. With Shift besides, each selects on its way.

    A transcript asks for them itself, so that the same keys serve lists and fields elsewhere:
    no action of these is heard by a window. From a menu they move the caret that has the focus.

    Signals:
        chosen: the name of a move that was chosen in a menu.
    """

    chosen = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: dict[QAction, str] = {}
        turns = (
            ("nextTurn", self.tr("Next &turn"), "next_turn", "Alt+Down"),
            ("previousTurn", self.tr("Previous t&urn"), "previous_turn", "Alt+Up"),
        )
        self.turns = [self._action(*turn) for turn in turns]
        self.others = [self._action(*move) for move in self._moves()]

    def _moves(self) -> Sequence[tuple[str, str, str, _Keys]]:
        tr = self.tr
        return (
            ("caretRight", tr("Character to the &right"), "right", _Key.MoveToNextChar),
            ("caretLeft", tr("Character to the &left"), "left", _Key.MoveToPreviousChar),
            ("caretWordRight", tr("&Word to the right"), "word_right", _Key.MoveToNextWord),
            ("caretWordLeft", tr("W&ord to the left"), "word_left", _Key.MoveToPreviousWord),
            ("caretSentenceOn", tr("Next &sentence"), "next_sentence", "Alt+End"),
            ("caretSentenceBack", tr("Previous s&entence"), "previous_sentence", "Alt+Home"),
            ("caretSectionOn", tr("Next se&ction"), "next_section", "Ctrl+F8"),
            ("caretSectionBack", tr("Previous sect&ion"), "previous_section", "Ctrl+F7"),
            ("caretDown", tr("Line &down"), "line_down", _Key.MoveToNextLine),
            ("caretUp", tr("Line &up"), "line_up", _Key.MoveToPreviousLine),
            ("caretPageDown", tr("&Page down"), "page_down", _Key.MoveToNextPage),
            ("caretPageUp", tr("Pa&ge up"), "page_up", _Key.MoveToPreviousPage),
            ("caretLineStart", tr("&Beginning of the line"), "line_start", _Key.MoveToStartOfLine),
            ("caretLineEnd", tr("E&nd of the line"), "line_end", _Key.MoveToEndOfLine),
            (
                "caretTextStart",
                tr("Beginning of the te&xt"),
                "text_start",
                _Key.MoveToStartOfDocument,
            ),
            ("caretTextEnd", tr("End o&f the text"), "text_end", _Key.MoveToEndOfDocument),
        )

    def _action(self, name: str, text: str, move: str, keys: _Keys) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(keys)] if isinstance(keys, str) else _usual(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked: self.chosen.emit(move))
        self._names[action] = move
        return action

    def move_for(self, event: QKeyEvent, caret: Caret) -> tuple[Move, bool] | None:
        """The move a key stands for, and whether it selects; None for other keys."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        pressed = QKeySequence(QKeyCombination(held, Qt.Key(event.key())))
        unshifted = QKeySequence(QKeyCombination(held & ~_SHIFT, Qt.Key(event.key())))
        for action, name in self._names.items():
            keys = action.shortcuts()
            if pressed in keys or unshifted in keys:
                return move_named(name, caret), pressed not in keys
        return None


def _usual(key: _Key) -> list[QKeySequence]:
    """What this system has, but on X11 without Emacs' keys: Ctrl+E is an act here."""
    found = QKeySequence.keyBindings(key)
    named = [keys for keys in found if len(keys.toString().rpartition("+")[2]) > 1]
    return found if sys.platform == "darwin" else named


def move_named(name: str, caret: Caret) -> Move:
    """A move of the caret; up and down keep the column where they began."""
    if name not in _KEEPS_COLUMN:
        caret.forget_column()
    move: Move = getattr(caret, name)
    return move


def letter_of(event: QKeyEvent) -> str:
    """The single character that was typed without a modifier but Shift; else empty.

    A letter is a capital if Shift is held, whatever Caps Lock says.
    """
    text = event.text()
    if event.modifiers() & _MODIFIERS or len(text) != 1:
        return ""
    if not text.isprintable() or text.isspace():
        return ""
    cased = text.upper() if event.modifiers() & _SHIFT else text.lower()
    return cased if len(cased) == 1 else text
