"""The keys of actions: those the program comes with, and those chosen on this machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QKeyCombination, QObject, QSettings, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QWidget

from qcoder.gui.actions import ActionRegistry, keys_of, plain_text

_GROUP = "keys"
_LOCAL = Qt.ShortcutContext.WidgetWithChildrenShortcut
_FIXED = frozenset({"Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown"})
"""Without another key held these move the caret."""


class KeyBindings(QObject):
    """Gives actions other keys and remembers them. Make it when all actions are registered."""

    def __init__(self, registry: ActionRegistry, settings: QSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._registry, self._settings = registry, settings
        self._usual = {a.objectName(): list(a.shortcuts()) for _, a in registry}
        for _, action in registry:
            chosen = settings.value(_key(action))
            if chosen is not None:
                _set_keys(action, [QKeySequence(str(chosen))])

    def refusal(self, action: QAction, keys: QKeySequence) -> str:
        """Why the action cannot have these keys; empty where it can."""
        if _is_for_typing(keys):
            return self.tr("Single letters and digits belong to the codes and to typing.")
        if keys.toString() in _FIXED:
            return self.tr("This key moves the caret.")
        for other in self._heard_with(action):
            if other is not action and keys in other.shortcuts():
                said = self.tr("%s is the key of “%s”. Give that another one first.")
                return said % (_native(keys), plain_text(other))
        return ""

    def rebind(self, action: QAction, keys: QKeySequence) -> str:
        """Give the action these keys and no others; the reason where it is refused."""
        refusal = self.refusal(action, keys)
        if not refusal:
            _set_keys(action, [keys])
            self._settings.setValue(_key(action), keys.toString())
        return refusal

    def reset(self, action: QAction) -> str:
        """The keys it came with; the reason where another action has them now."""
        usual = self._usual[action.objectName()]
        refusal = next((r for keys in usual if (r := self._clash(action, keys))), "")
        if not refusal:
            _set_keys(action, usual)
            self._settings.remove(_key(action))
        return refusal

    def reset_all(self) -> None:
        """All keys as they came."""
        self._settings.remove(_GROUP)
        for _, action in self._registry:
            _set_keys(action, self._usual[action.objectName()])

    def is_usual(self, action: QAction) -> bool:
        """Whether it has the keys it came with."""
        return action.shortcuts() == self._usual.get(action.objectName(), action.shortcuts())

    def _clash(self, action: QAction, keys: QKeySequence) -> str:
        # What an action came with may be a single letter.
        return "" if _is_for_typing(keys) else self.refusal(action, keys)

    def _heard_with(self, action: QAction) -> Iterable[QAction]:
        """Actions that hear keys while this one does: those of other workplaces do not."""
        is_everywhere = isinstance(action.parent(), QMainWindow)
        known = (other for _, other in self._registry if is_everywhere or other.isVisible())
        return (other for other in known if hear_together(action, other))


def hear_together(first: QAction, second: QAction) -> bool:
    """Whether there is a place of the focus where both hear their keys."""
    parts = [a.parent() for a in (first, second) if a.shortcutContext() is _LOCAL]
    if len(parts) < 2 or not all(isinstance(part, QWidget) for part in parts):
        return True
    one, other = (part for part in parts if isinstance(part, QWidget))
    return one is other or one.isAncestorOf(other) or other.isAncestorOf(one)


def sequence_of(combination: QKeyCombination, text: str) -> QKeySequence:
    """The keys that were pressed; Shift is part of signs such as “?” and not said again."""
    key, held = combination.key(), combination.keyboardModifiers()
    if text and text.isprintable() and not text.isalnum():
        held &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(held & ~Qt.KeyboardModifier.KeypadModifier, key))


def _is_for_typing(keys: QKeySequence) -> bool:
    text = keys.toString()
    shifted = text.removeprefix("Shift+")
    return len(shifted) == 1 and shifted.isalnum()


def _key(action: QAction) -> str:
    return f"{_GROUP}/{action.objectName()}"


def _native(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def _set_keys(action: QAction, keys: Sequence[QKeySequence]) -> None:
    """With the key in the tool tip, too."""
    said = action.toolTip().removesuffix(f" ({keys_of(action)})")
    action.setShortcuts(keys)
    now = keys_of(action)
    action.setToolTip(f"{said} ({now})" if now else said)
