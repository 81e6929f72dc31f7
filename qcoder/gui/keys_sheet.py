"""The sheet of keys: everything that can be done without the mouse, by menu."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qcoder.gui.actions import plain_text
from qcoder.gui.key_bindings import KeyBindings, native_text
from qcoder.gui.key_button import KeyButton
from qcoder.gui.parts.announcing import announce
from qcoder.gui.parts.words import heading_label, muted_label, plain_label, quiet_button

_COLUMNS = 3
_MARGIN = 24

Lines = Sequence[tuple[str, str]]
"""What is done, and by which key."""


class Wanted(NamedTuple):
    """Keys for an action, in the place of one that it has, or besides."""

    action: QAction
    keys: QKeySequence
    instead: QKeySequence | None


class KeysSheet(QFrame):
    """Lies over the window until Escape, a click or ``?`` takes it away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self._bindings: KeyBindings | None = None
        self._places: dict[QAction, QHBoxLayout] = {}
        self._shown: dict[QAction, list[QKeySequence]] = {}
        self._wanted: Wanted | None = None
        self.setObjectName("keysSheet")
        self.setAccessibleName(self.tr("Keys"))
        self.setProperty("place", "overlay")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.said = muted_label()
        self.said.setObjectName("keysSaid")
        self._lay_out()
        self._came_from: QWidget | None = None
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.said, 1)
        self.swap = quiet_button("swapKeys", "", self._swap)
        self.swap.hide()
        reset = quiet_button("usualKeys", self.tr("All keys as usual"), self._reset_all)
        close = quiet_button("closeKeys", self.tr("Close"), self.close_and_return)
        for button in (self.swap, reset, close):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.addLayout(head)
        layout.addWidget(self._scroll)

    def open(
        self,
        actions: Mapping[str, Sequence[QAction]],
        others: Mapping[str, Lines],
        bindings: KeyBindings,
    ) -> None:
        """Show the keys of these actions, which can be changed, and those that are fixed."""
        self._bindings = bindings
        self._came_from = self.window().focusWidget()
        self._places = {}
        self._scroll.setWidget(_sheet(self._groups(actions, others)))
        self._explain()
        around = self._page.rect()
        self.setGeometry(around.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN))
        self.show()
        self.raise_()
        self.setFocus()

    def close_and_return(self) -> None:
        """Take the sheet away; the focus goes back to where it was."""
        self.hide()
        if self._came_from is not None:
            self._came_from.setFocus()

    def _groups(
        self, actions: Mapping[str, Sequence[QAction]], others: Mapping[str, Lines]
    ) -> dict[str, list[_Line]]:
        groups: dict[str, list[_Line]] = {
            menu: [(self._said_of(a), self._keys_of(a)) for a in each]
            for menu, each in actions.items()
        }
        for heading, lines in others.items():
            groups[heading] = [(says, _fixed(keys)) for says, keys in lines]
        return groups

    def _said_of(self, action: QAction) -> str:
        """What it does; of a move of the caret whose key is another act's here, that too."""
        heard = self._bindings.heard_instead(action) if self._bindings else None
        if heard is None:
            return plain_text(action)
        return self.tr("%s (here: %s)") % (plain_text(action), plain_text(heard))

    def _keys_of(self, action: QAction) -> QWidget:
        """All keys of an action side by side, and the place for one more."""
        place = QWidget()
        layout = self._places[action] = QHBoxLayout(place)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._fill(action)
        return place

    def _fill(self, action: QAction) -> None:
        layout = self._places[action]
        while (item := layout.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                _discard(gone)
        for keys in (*action.shortcuts(), None):
            layout.addWidget(self._button(action, keys))
        self._shown[action] = action.shortcuts()

    def _button(self, action: QAction, keys: QKeySequence | None) -> KeyButton:
        button = KeyButton(action, keys)
        button.keys_pressed.connect(lambda new: self._want(Wanted(action, new, keys)))
        button.key_removed.connect(lambda: self._take_away(action, keys))
        button.usual_asked.connect(lambda: self._reset(action))
        return button

    def _want(self, wanted: Wanted) -> None:
        """Give the keys, or say who has them and offer to swap."""
        if self._bindings is None:
            return
        refusal = self._bindings.refusal(wanted.action, wanted.keys)
        holder = self._bindings.holder(wanted.action, wanted.keys)
        if refusal or holder is None:
            self._give(wanted, refusal)
            return
        self._wanted = wanted
        said = self.tr("%s is the key of “%s”.") % (native_text(wanted.keys), plain_text(holder))
        self._show_again(wanted.action, said)
        self.swap.setText(self.tr("Give it to “%s”") % plain_text(wanted.action))
        self.swap.show()
        self.swap.setFocus()

    def _give(self, wanted: Wanted, refusal: str = "") -> None:
        if self._bindings is not None and not refusal:
            self._bindings.give(*wanted)
        self._show_again(wanted.action, refusal)

    def _swap(self) -> None:
        if self._wanted is not None:
            self._give(self._wanted)

    def _take_away(self, action: QAction, keys: QKeySequence | None) -> None:
        if self._bindings is not None and keys is not None:
            self._bindings.take_away(action, keys)
        self._show_again(action)

    def _reset(self, action: QAction) -> None:
        holder = self._bindings.reset(action) if self._bindings is not None else None
        taken = self.tr("“%s” has one of its usual keys now.")
        self._show_again(action, taken % plain_text(holder) if holder else "")

    def _show_again(self, action: QAction, sentence: str = "") -> None:
        """Show all keys as they are now, with the focus where it was asked from."""
        # Its button may still wait for keys, where the keys are the same.
        self._fill(action)
        self._fill_where_keys_changed()
        item = self._places[action].itemAt(0)
        first = item.widget() if item is not None else None
        if first is not None:
            # A layout shows what it is given only later.
            first.show()
            first.setFocus()
        self._explain(sentence)

    def _fill_where_keys_changed(self) -> None:
        for action in self._places:
            if self._shown[action] != action.shortcuts():
                self._fill(action)

    def _reset_all(self) -> None:
        if self._bindings is not None:
            self._bindings.reset_all()
            self._fill_where_keys_changed()
            self._explain(self.tr("All keys are as usual."))

    def _explain(self, sentence: str = "") -> None:
        usual = self.tr(
            "Press a key here, then those it shall be. While it waits, Delete takes it away "
            "and Backspace brings the usual ones back."
        )
        self.swap.hide()
        self.said.setText(sentence or usual)
        announce(self, sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; arrows and pages scroll."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_and_return()
        else:
            self._scroll.keyPressEvent(event)


_Line = tuple[str, QWidget]


def _sheet(groups: Mapping[str, Sequence[_Line]]) -> QWidget:
    """The groups in columns, each where there is most room left."""
    sheet = QWidget()
    sheet.setObjectName("keysSheetPage")
    grid = QGridLayout(sheet)
    grid.setHorizontalSpacing(32)
    columns = [QVBoxLayout() for _ in range(_COLUMNS)]
    filled = [0] * _COLUMNS
    for heading, lines in groups.items():
        number = filled.index(min(filled))
        columns[number].addWidget(heading_label(heading))
        columns[number].addLayout(_lines(lines))
        columns[number].addSpacing(16)
        filled[number] += len(lines) + 2
    for number, column in enumerate(columns):
        column.addStretch(1)
        grid.addLayout(column, 0, number)
        grid.setColumnStretch(number, 1)
    return sheet


def _lines(lines: Iterable[_Line]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(0, 1)
    for number, (says, key) in enumerate(lines):
        font = key.font()
        font.setBold(True)
        key.setFont(font)
        grid.addWidget(plain_label(says), number, 0)
        grid.addWidget(key, number, 1, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
    return grid


def _discard(widget: QWidget) -> None:
    """Later: it may be the one whose key is being heard now."""
    widget.setObjectName("")
    widget.hide()
    widget.deleteLater()


def _fixed(keys: str) -> QWidget:
    label = QLabel(keys)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setContentsMargins(6, 0, 0, 0)
    return label
