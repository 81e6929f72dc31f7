"""The keys of actions: those the program comes with, and those chosen on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QKeyCombination, QObject, QSettings, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QWidget

from qcoder.gui.actions import ActionRegistry, keys_of

_GROUP = "keys"
_BY_ITSELF = Qt.ShortcutContext.WidgetShortcut
_LOCAL = (_BY_ITSELF, Qt.ShortcutContext.WidgetWithChildrenShortcut)
_TYPED = QKeySequence.SequenceFormat.PortableText


class KeyBindings(QObject):
    """Gives actions other keys and remembers them; :meth:`learn` of those registered later."""

    def __init__(self, registry: ActionRegistry, settings: QSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._registry, self._settings = registry, settings
        self._usual: dict[str, list[QKeySequence]] = {}
        self.code_keys: Callable[[], Mapping[str, str]] = dict
        """The keys of codes where codes have any: what each letter applies."""
        self.learn()

    def learn(self) -> None:
        """Take in what has been registered since, and give it the keys that were chosen."""
        for _, action in self._registry:
            if action.objectName() in self._usual:
                continue
            self._usual[action.objectName()] = list(action.shortcuts())
            chosen = self._settings.value(_key(action))
            if isinstance(chosen, str):
                _set_keys(action, _stored_keys(chosen))

    def refusal(self, action: QAction, keys: QKeySequence) -> str:
        """Why the action can never have these keys; empty where it can."""
        letter = _letter(keys)
        if letter and (code := self.code_keys().get(letter)):
            return self.tr("%s is the key of the code “%s”.") % (letter, code)
        if letter and not self._goes_by_letters(action):
            return self.tr("Single letters and digits belong to the codes and to typing.")
        if _opens_menus(keys):
            return self.tr("Alt and a letter opens a menu.")
        if action.shortcutContext() is _BY_ITSELF and _has_shift(keys):
            return self.tr("With Shift this key selects; choose one without Shift.")
        return ""

    def holder(self, action: QAction, keys: QKeySequence) -> QAction | None:
        """The other action that has these keys where this one would hear them."""
        heard = (other for other in self._heard_with(action) if other is not action)
        return next((other for other in heard if keys in other.shortcuts()), None)

    def heard_instead(self, action: QAction) -> QAction | None:
        """The act that has a key of a move of the caret where one is, and hears it first."""
        if action.shortcutContext() is not _BY_ITSELF:
            return None
        holders = (self.holder(action, keys) for keys in action.shortcuts())
        return next((holder for holder in holders if holder and holder.isEnabled()), None)

    def give(
        self, action: QAction, keys: QKeySequence, instead: QKeySequence | None = None
    ) -> None:
        """Give the action these keys, in the place of others or besides all it has.

        Whoever had them gets what they stand for in exchange, or loses them.
        """
        holder = self.holder(action, keys)
        if holder is not None:
            self._store(holder, _replaced(holder.shortcuts(), keys, instead))
        kept = [k for k in action.shortcuts() if k != keys]
        self._store(action, _replaced(kept, instead, keys))

    def take_away(self, action: QAction, keys: QKeySequence) -> None:
        """Leave these keys to nobody."""
        self._store(action, [k for k in action.shortcuts() if k != keys])

    def reset(self, action: QAction) -> QAction | None:
        """The keys it came with; who has one of them now, and then nothing changes."""
        usual = self._usual[action.objectName()]
        holders = (self.holder(action, keys) for keys in usual)
        holder = next((other for other in holders if other), None)
        if holder is None:
            _set_keys(action, usual)
            self._settings.remove(_key(action))
        return holder

    def reset_all(self) -> None:
        """All keys as they came."""
        self._settings.remove(_GROUP)
        for _, action in self._registry:
            _set_keys(action, self._usual[action.objectName()])

    def _store(self, action: QAction, keys: Sequence[QKeySequence]) -> None:
        _set_keys(action, keys)
        self._settings.setValue(_key(action), QKeySequence.listToString(keys, _TYPED))

    def _goes_by_letters(self, action: QAction) -> bool:
        """Whether it came with a single letter: the verbs of a room without codes' keys."""
        return any(_letter(keys) for keys in self._usual[action.objectName()])

    def _heard_with(self, action: QAction) -> Iterable[QAction]:
        """Actions that hear keys while this one does: those of other workplaces do not."""
        is_everywhere = isinstance(action.parent(), QMainWindow)
        known = (other for _, other in self._registry if is_everywhere or other.isVisible())
        return (other for other in known if hear_together(action, other))


def hear_together(first: QAction, second: QAction) -> bool:
    """Whether there is a place of the focus where both hear their keys."""
    parts = (a.parent() for a in (first, second) if a.shortcutContext() in _LOCAL)
    widgets = [part for part in parts if isinstance(part, QWidget)]
    if len(widgets) < 2:
        return True
    one, other = widgets
    return one is other or one.isAncestorOf(other) or other.isAncestorOf(one)


def sequence_of(combination: QKeyCombination, text: str) -> QKeySequence:
    """The keys that were pressed; Shift is part of signs such as “?” and not said again."""
    key, held = combination.key(), combination.keyboardModifiers()
    if text and text.isprintable() and not text.isalnum() and not text.isspace():
        held &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(held & ~Qt.KeyboardModifier.KeypadModifier, key))


def native_text(keys: QKeySequence) -> str:
    """The keys as this system writes them."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def _stored_keys(stored: str) -> list[QKeySequence]:
    """What was stored, without what no longer is a key."""
    read = QKeySequence.listFromString(stored, _TYPED)
    return [keys for keys in read if keys.toString()]


def _replaced(
    keys: Sequence[QKeySequence], old: QKeySequence | None, new: QKeySequence | None
) -> list[QKeySequence]:
    """``new`` in the place of ``old``, or at the end where that is not there."""
    if old not in keys:
        return [*keys, new] if new else list(keys)
    return [k for k in (new if key == old else key for key in keys) if k]


def _letter(keys: QKeySequence) -> str:
    """The single letter or digit that is typed with these keys; empty for others."""
    letter = keys.toString().removeprefix("Shift+")
    return letter if len(letter) == 1 and letter.isalnum() else ""


def _opens_menus(keys: QKeySequence) -> bool:
    letter = keys.toString().removeprefix("Alt+")
    return keys.toString() != letter and len(letter) == 1 and letter.isalpha()


def _has_shift(keys: QKeySequence) -> bool:
    return "Shift+" in keys.toString()


def _key(action: QAction) -> str:
    return f"{_GROUP}/{action.objectName()}"


def _set_keys(action: QAction, keys: Sequence[QKeySequence]) -> None:
    """With the key in the tool tip, too."""
    said = action.toolTip().removesuffix(f" ({keys_of(action)})")
    action.setShortcuts(keys)
    now = keys_of(action)
    action.setToolTip(f"{said} ({now})" if now else said)
