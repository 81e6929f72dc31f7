"""The menu bar: menus of the window, and between them those of the active workplace."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from qcoder.gui.actions import ActionRegistry, acts_among, plain_text
from qcoder.gui.menu_letters import with_letters
from qcoder.gui.parts.open_list_keys import OpenListKeys
from qcoder.gui.remembered import Remembered
from qcoder.gui.workplaces import Workplace

FILE, EDIT, VIEW, GO, HELP = "File", "Edit", "View", "Go", "Help"


class Menus(QObject):
    """Fills the menu bar and shows what belongs to one workplace at a time.

    An action that is not shown does not hear its keys either.
    """

    def __init__(self, window: QMainWindow, registry: ActionRegistry) -> None:
        super().__init__(window)
        self._window = window
        self._registry = registry
        self._menus: dict[str, QMenu] = {}
        self._of_workplace: dict[str, list[QAction]] = {}
        self._lettered: list[QMenu] = []
        titles = {
            FILE: self.tr("&File"),
            EDIT: self.tr("&Edit"),
            VIEW: self.tr("&View"),
            GO: self.tr("&Go"),
            HELP: self.tr("&Help"),
        }
        for name, title in titles.items():
            self._menus[name] = window.menuBar().addMenu(title)

    def __getitem__(self, name: str) -> QMenu:
        return self._menus[name]

    def fill(self, name: str, actions: Sequence[QAction]) -> None:
        """Put the window's own actions into a menu."""
        self._menus[name].addActions(list(actions))
        self._registry.add(name, actions)

    def add_below(self, name: str, title: str, actions: Sequence[QAction]) -> None:
        """Put actions into a menu of their own in the one of that name."""
        below = QMenu(title, self._window)
        below.setObjectName(f"{actions[0].objectName()}Menu")
        below.addActions(list(actions))
        self.add_menu_below(name, below)

    def add_menu_below(self, name: str, below: QMenu) -> None:
        """Put a menu into the one of that name; its actions are known by its own title."""
        self._menus[name].addMenu(below)
        self._registry.add(plain_text(below.menuAction()), below.actions())

    def add_workplace(self, workplace: Workplace) -> None:
        """Know the actions of a workplace; they are hidden until it is active."""
        own: list[QAction] = []
        for name, actions in workplace.actions_by_menu().items():
            menu = self._menu(name, own)
            if name in (VIEW, GO) and menu.actions():
                own.append(menu.addSeparator())
            if name == FILE:
                menu.insertActions(self._line_above_close(), list(actions))
            else:
                menu.addActions(list(actions))
            self._registry.add(name, actions)
            own.extend((*actions, *acts_among(actions)))
        self._of_workplace[workplace.name] = own
        _show(own, False)
        self.give_letters()

    def _line_above_close(self) -> QAction:
        """Close and Quit stay at the end."""
        return next(e for e in reversed(self._menus[FILE].actions()) if e.isSeparator())

    def _menu(self, name: str, own: list[QAction]) -> QMenu:
        """The menu of that name; a new one stands before View."""
        if name not in self._menus:
            menu = QMenu(self._with_letter(name), self._window)
            self._window.menuBar().insertMenu(self._menus[VIEW].menuAction(), menu)
            self._menus[name] = menu
            own.append(menu.menuAction())
        return self._menus[name]

    def _with_letter(self, name: str) -> str:
        """The name with a mark before its first letter that opens no other menu."""
        titles = (menu.title() for menu in self._menus.values())
        taken = {title[title.index("&") + 1].casefold() for title in titles if "&" in title}
        free = (place for place, letter in enumerate(name) if letter.casefold() not in taken)
        place = next(free, 0)
        return f"{name[:place]}&{name[place:]}"

    def give_letters(self) -> None:
        """From now on every entry has a letter of its own, heard while its menu is open."""
        for title in self._window.menuBar().actions():
            self._letter_when_opened(title)

    def _letter_when_opened(self, entry: QAction) -> None:
        menu = entry.menu()
        if isinstance(menu, QMenu):
            if menu not in self._lettered:
                self._lettered.append(menu)
                OpenListKeys(menu)
                menu.aboutToShow.connect(lambda: _give_letters(menu))
            for below in menu.actions():
                self._letter_when_opened(below)

    def show_workplace(self, name: str | None) -> None:
        """Show the actions of this workplace and of no other."""
        for owner, actions in self._of_workplace.items():
            if owner != name:
                _show(actions, False)
        if name is not None:
            _show(self._of_workplace[name], True)


class RecentMenu(QMenu):
    """Projects that were open on this machine, filled when it is opened."""

    def __init__(
        self, remembered: Remembered, open_project: Callable[[str], object], window: QMainWindow
    ) -> None:
        super().__init__(window)
        self.setTitle(self.tr("Open &recent"))
        self.setObjectName("recentMenu")
        self._remembered = remembered
        self._open = open_project
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for target in self._remembered.recent():
            entry = self.addAction(target.replace("&", "&&"))
            entry.triggered.connect(lambda _checked, where=target: self._open(where))
        if self.isEmpty():
            self.addAction(self.tr("None yet")).setEnabled(False)


def _give_letters(menu: QMenu) -> None:
    shown = [entry for entry in menu.actions() if entry.isVisible() and not entry.isSeparator()]
    for entry, text in zip(shown, with_letters([e.text() for e in shown]), strict=True):
        if entry.text() != text:
            entry.setText(text)


def _show(actions: Iterable[QAction], is_shown: bool) -> None:
    for action in actions:
        action.setVisible(is_shown)
