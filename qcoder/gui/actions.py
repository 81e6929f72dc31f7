"""Actions: made in one way, and all of them known, for menus, the sheet of keys and Ctrl+K."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from qcoder.gui.system_keys import on_this_system

Keys = str | QKeySequence | QKeySequence.StandardKey | Sequence[str]
"""Where a sequence is given, the first stands in menus and the others work as well."""


def new_action(
    parent: QWidget,
    name: str,
    text: str,
    slot: Callable[[], object],
    *,
    keys: Keys | None = None,
    tip: str = "",
    anywhere: bool = True,
) -> QAction:
    """An action of ``parent``, found by its object name ``name``.

    ``text`` may hold an ``&`` for menus. The tool tip is ``tip`` or the text, with the first
    key in brackets. An action that is not ``anywhere`` hears its keys only while the focus
    is in ``parent`` or below: give single letters that way, so that they can be typed
    elsewhere.
    """
    action = QAction(text, parent)
    action.setObjectName(name)
    if keys is not None:
        action.setShortcuts(_sequences(keys))
    # Else macOS would take some for its own menu, by how their words begin.
    action.setMenuRole(QAction.MenuRole.NoRole)
    if not anywhere:
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.setToolTip(_tool_tip(action, tip))
    # Not the slot itself: Qt would hand it whether the action is checked.
    action.triggered.connect(lambda _checked: slot())
    parent.addAction(action)
    return action


def new_toggle(
    parent: QWidget,
    name: str,
    text: str,
    slot: Callable[[bool], object],
    *,
    keys: Keys | None = None,
    tip: str = "",
    checked: bool = False,
) -> QAction:
    """An action that is on or off; ``slot`` is told which."""
    action = new_action(parent, name, text, lambda: None, keys=keys, tip=tip)
    action.setCheckable(True)
    action.setChecked(checked)
    action.toggled.connect(slot)
    return action


def separator(parent: QObject) -> QAction:
    """A line between two actions of a menu."""
    line = QAction(parent)
    line.setSeparator(True)
    return line


def submenu(parent: QWidget, name: str, title: str, actions: Sequence[QAction]) -> QAction:
    """An entry that opens a menu of these actions beside it."""
    menu = QMenu(title, parent)
    menu.setObjectName(name)
    menu.addActions(list(actions))
    return menu.menuAction()


def acts_among(entries: Iterable[QAction]) -> Iterator[QAction]:
    """What can be done by these entries of a menu: lines left out, menus below gone into."""
    for entry in entries:
        below = entry.menu()
        if isinstance(below, QMenu):
            yield from acts_among(below.actions())
        elif not entry.isSeparator():
            yield entry


def plain_text(action: QAction) -> str:
    """The action's text without the marks that menus need."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def keys_of(action: QAction) -> str:
    """The first key of an action as this system writes it; empty if it has none."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def _sequences(keys: Keys) -> list[QKeySequence]:
    if isinstance(keys, QKeySequence.StandardKey):
        return standard_keys(keys)
    if isinstance(keys, str | QKeySequence):
        keys = [QKeySequence(keys).toString()]
    return [QKeySequence(key) for key in on_this_system(keys)]


def standard_keys(key: QKeySequence.StandardKey) -> list[QKeySequence]:
    """What this system has for it, without the keys of media keyboards, such as “Undo”."""
    found = QKeySequence.keyBindings(key)
    return [keys for keys in found if "+" in keys.toString()] or found


def _tool_tip(action: QAction, tip: str) -> str:
    said, keys = tip or plain_text(action), keys_of(action)
    return f"{said} ({keys})" if keys else said


class ActionRegistry:
    """Every action of the window under the menu it stands in, in the order they were added."""

    def __init__(self) -> None:
        self._menus: dict[str, list[QAction]] = {}

    def add(self, menu: str, actions: Iterable[QAction]) -> None:
        """Know these actions, and those of menus below, as entries of that menu."""
        entries = self._menus.setdefault(menu, [])
        entries.extend(a for a in acts_among(actions) if a not in entries)

    def add_all(self, menus: Mapping[str, Iterable[QAction]]) -> None:
        """Know the entries of several menus."""
        for menu, actions in menus.items():
            self.add(menu, actions)

    def named(self, name: str) -> QAction:
        """The action with that object name; asking for one that nobody added is a bug."""
        return next(action for _, action in self if action.objectName() == name)

    def by_menu(self) -> Mapping[str, Sequence[QAction]]:
        """The actions of each menu, in order."""
        return self._menus

    def __iter__(self) -> Iterator[tuple[str, QAction]]:
        for menu, actions in self._menus.items():
            for action in actions:
                yield menu, action
