"""Things that are chosen by ticking them, under headings that tick all of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

_KEY = Qt.ItemDataRole.UserRole
_CHECKED = Qt.CheckState.Checked


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to tick. ``key`` is what it stands for; an empty heading stands above all."""

    key: str
    words: str
    heading: str = ""
    icon: QIcon | None = None


class ChoiceTree(QTreeWidget):
    """Everything is ticked until somebody takes a tick away; new things come ticked.

    Signals:
        choice_changed: other things are ticked now.
    """

    choice_changed = Signal()

    def __init__(self, name: str, everything: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(everything)
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setRootIsDecorated(False)
        # On a ground without a colour Qt draws boxes to tick in black.
        self.setStyleSheet("QTreeWidget { background: palette(base); }")
        self._everything = everything
        self._leaves: list[QTreeWidgetItem] = []
        self._is_filling = False
        self.itemChanged.connect(lambda *_: self._tell())

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer these things; what was not ticked stays so."""
        unticked = {key for key in self._keys() if key not in self.chosen()}
        self._is_filling = True
        self.clear()
        self._leaves = []
        root = self._branch(self, self._everything)
        headings: dict[str, QTreeWidgetItem] = {}
        for choice in choices:
            above = root
            if choice.heading:
                if choice.heading not in headings:
                    headings[choice.heading] = self._branch(root, choice.heading)
                above = headings[choice.heading]
            self._leaf(above, choice, is_ticked=choice.key not in unticked)
        self.expandAll()
        self._is_filling = False

    def _branch(self, above: QTreeWidget | QTreeWidgetItem, words: str) -> QTreeWidgetItem:
        item = _item_below(above, words)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsAutoTristate)
        item.setCheckState(0, _CHECKED)
        return item

    def _leaf(self, above: QTreeWidgetItem, choice: Choice, *, is_ticked: bool) -> None:
        item = QTreeWidgetItem(above, [choice.words])
        item.setData(0, _KEY, choice.key)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, _CHECKED if is_ticked else Qt.CheckState.Unchecked)
        if choice.icon is not None:
            item.setIcon(0, choice.icon)
        self._leaves.append(item)

    def _keys(self) -> set[str]:
        return {str(item.data(0, _KEY)) for item in self._leaves}

    def chosen(self) -> frozenset[str]:
        """Keys of what is ticked."""
        ticked = (item for item in self._leaves if item.checkState(0) == _CHECKED)
        return frozenset(str(item.data(0, _KEY)) for item in ticked)

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return len(self.chosen()) == len(self._leaves)

    def choose_only(self, keys: frozenset[str]) -> None:
        """Tick these and no others."""
        self._is_filling = True
        for item in self._leaves:
            is_ticked = str(item.data(0, _KEY)) in keys
            item.setCheckState(0, _CHECKED if is_ticked else Qt.CheckState.Unchecked)
        self._is_filling = False
        self.choice_changed.emit()

    def _tell(self) -> None:
        if not self._is_filling:
            self.choice_changed.emit()


def _item_below(above: QTreeWidget | QTreeWidgetItem, words: str) -> QTreeWidgetItem:
    if isinstance(above, QTreeWidget):
        item = QTreeWidgetItem([words])
        above.addTopLevelItem(item)
        return item
    return QTreeWidgetItem(above, [words])
