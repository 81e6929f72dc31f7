"""What lies over the page for a moment: the sheet of keys, any action by name, about."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMessageBox

from qcoder import __version__
from qcoder.gui.actions import ActionRegistry, new_action, plain_text
from qcoder.gui.menus import EDIT, FILE, GO, HELP, VIEW

if TYPE_CHECKING:
    from qcoder.gui.key_bindings import KeyBindings
    from qcoder.gui.keys_sheet import KeysSheet, Lines
    from qcoder.gui.parts.chooser import Chooser
    from qcoder.gui.parts.rows import Row
    from qcoder.gui.workplaces import Workplace, Workplaces


_OF_THE_WINDOW = (FILE, EDIT, VIEW, GO, HELP)


class Overlays(QObject):
    """Opens each, and makes it then; ``active`` says which workplace is shown, if any."""

    def __init__(
        self,
        window: QMainWindow,
        registry: ActionRegistry,
        workplaces: Workplaces,
        active: Callable[[], Workplace | None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._registry = registry
        self._workplaces = workplaces
        self._active = active
        self._bindings: KeyBindings
        self.find_action = new_action(
            window, "findAction", self.tr("&Anything by name…"), self._find, keys="Ctrl+K"
        )
        self.show_keys = new_action(
            window, "showKeys", self.tr("&Keys"), self._toggle_keys, keys=["?", "F1"]
        )
        self.about = new_action(window, "about", self.tr("&About qcoder"), self._tell_about)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    @cached_property
    def finder(self) -> Chooser:
        """Every action by its name."""
        # Here and below not at the top: the window shows before lists are loaded.
        from qcoder.gui.parts.chooser import Chooser

        finder = Chooser("actionFinder", self.tr("Do anything"), self._window)
        finder.chosen.connect(lambda action: action.trigger())
        return finder

    @cached_property
    def keys(self) -> KeysSheet:
        """Every key there is, to be changed."""
        from qcoder.gui.keys_sheet import KeysSheet

        return KeysSheet(self._window)

    def _find(self) -> None:
        top = {plain_text(menu) for menu in self._window.menuBar().actions()}
        acts = [(menu, act) for menu, act in self._registry if _can_be_done(act)]
        self.finder.open([_row(menu, act, is_below=menu not in top) for menu, act in acts])

    def _toggle_keys(self) -> None:
        if self.keys.isVisible():
            self.keys.close_and_return()
        else:
            # Keys are compared with those of every action there is.
            self._workplaces.make_all()
            self.keys.open(self._actions_shown(), self._fixed_keys(), self._bindings)

    def use_bindings(self, bindings: KeyBindings) -> None:
        """Let keys be changed in the sheet; once all actions are known."""
        self._bindings = bindings
        bindings.code_keys = self._code_keys

    def _actions_shown(self) -> dict[str, list[QAction]]:
        """Those of the workplace first: its keys are what one looks for in it."""
        by_menu = self._registry.by_menu()
        titles = [plain_text(a) for a in self._window.menuBar().actions() if a.isVisible()]
        own = [title for title in titles if title in by_menu and title not in _OF_THE_WINDOW]
        shown = {
            menu: [action for action in by_menu[menu] if action.isVisible() and action.text()]
            for menu in (*own, *(menu for menu in by_menu if menu not in own))
        }
        return {menu: actions for menu, actions in shown.items() if actions}

    def _fixed_keys(self) -> dict[str, Lines]:
        active = self._active()
        keys = active.other_keys() if active is not None else ()
        return {self.tr("And here"): keys} if keys else {}

    def _code_keys(self) -> dict[str, str]:
        """The letters that apply codes in the workplace that is shown, or anywhere else."""
        active = self._active()
        lines = active.other_keys() if active is not None else ()
        return {keys: says for says, keys in lines if len(keys) == 1 and keys.isalnum()}

    def _tell_about(self) -> None:
        box = QMessageBox(self._window)
        box.setObjectName("aboutBox")
        box.setWindowTitle(self.tr("About qcoder"))
        box.setText(f"qcoder {__version__}")
        box.setInformativeText(
            self.tr(
                "Codes focus-group transcripts in pairs, towards consensus.\n\n"
                "Program: MIT licence. Demo study and codebook: CC BY 4.0; the codebook is "
                "Appendix II of Schairer et al. 2022.\n\n"
                "Made with Qt for Python (LGPL 3), SQLAlchemy (MIT) and others; see "
                "docs/dependencies.md."
            )
        )
        box.open()


def _can_be_done(action: QAction) -> bool:
    return action.isVisible() and action.isEnabled() and bool(action.text())


def _row(menu: str, action: QAction, *, is_below: bool) -> Row:
    """In a menu below another a word alone, such as “Dark”, says too little."""
    from qcoder.gui.parts.rows import Row

    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    says = plain_text(action)
    words = f"{menu}: {says}" if is_below else says
    return Row(words=words, payload=action, note=keys, second="", tip=f"{menu} · {says}")
