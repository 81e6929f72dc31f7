"""A button with a menu in which several things can be ticked."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from qcoder.gui.parts.words import set_tone

_LONGEST = 18


class ChoiceButton(QToolButton):
    """Says what is ticked; nothing ticked means all.

    Signals:
        choice_changed: something else is ticked.
    """

    choice_changed = Signal()

    def __init__(self, name: str, all_of_them: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(all_of_them)
        self._all = all_of_them
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setText(f"{all_of_them} ▾")
        set_tone(self, "quiet")

    def offer(self, names: Sequence[str], others: Sequence[str] = ()) -> None:
        """These can be ticked, and below a line others that are not among them.

        What was ticked and is still there stays so.
        """
        kept = self.chosen()
        self._menu.clear()
        below = [name for name in others if name not in names]
        for name in (*names, *below):
            if below and name == below[0]:
                self._menu.addSeparator()
            entry = self._menu.addAction(name.replace("&", "&&"))
            entry.setData(name)
            entry.setCheckable(True)
            entry.setChecked(name in kept)
            entry.toggled.connect(lambda _is_on: self._tell())
        self.setVisible(len(names) + len(below) > 1)
        self._name_it()

    def chosen(self) -> frozenset[str]:
        """What is ticked."""
        entries = self._menu.actions()
        return frozenset(str(entry.data()) for entry in entries if entry.isChecked())

    def _tell(self) -> None:
        self._name_it()
        self.choice_changed.emit()

    def _name_it(self) -> None:
        words = ", ".join(sorted(self.chosen())) or self._all
        self.setToolTip(words)
        short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        self.setText(f"{short} ▾")
