"""The sheet of keys: everything that can be done without the mouse, by menu."""

from collections.abc import Iterable, Mapping, Sequence

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
from qcoder.gui.key_bindings import KeyBindings
from qcoder.gui.key_button import KeyButton
from qcoder.gui.parts.words import heading_label, muted_label, plain_label, quiet_button

_COLUMNS = 3
_MARGIN = 24
_PADDING = 16
_LONGEST_KEY = "Ctrl+Shift+PgDown"

Lines = Sequence[tuple[str, str]]
"""What is done, and by which key."""


class KeysSheet(QFrame):
    """Lies over the window until Escape, a click or ``?`` takes it away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self._bindings: KeyBindings | None = None
        self._buttons: dict[QAction, KeyButton] = {}
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
        reset = quiet_button("usualKeys", self.tr("All keys as usual"), self._reset_all)
        close = quiet_button("closeKeys", self.tr("Close"), self.close_and_return)
        for button in (reset, close):
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
        self._buttons = {a: self._button(a) for each in actions.values() for a in each}
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
    ) -> "dict[str, list[_Line]]":
        groups: dict[str, list[_Line]] = {
            menu: [(plain_text(a), self._buttons[a]) for a in each]
            for menu, each in actions.items()
        }
        for heading, lines in others.items():
            groups[heading] = [(says, _fixed(keys)) for says, keys in lines]
        return groups

    def _button(self, action: QAction) -> KeyButton:
        button = KeyButton(action)
        button.keys_pressed.connect(lambda keys: self._rebind(action, keys))
        return button

    def _rebind(self, action: QAction, keys: QKeySequence | None) -> None:
        if self._bindings is None:
            return
        if keys is None:
            refusal = self._bindings.reset(action)
        else:
            refusal = self._bindings.rebind(action, keys)
        for button in self._buttons.values():
            button.show_keys()
        self._explain(refusal)

    def _reset_all(self) -> None:
        if self._bindings is not None:
            self._bindings.reset_all()
            for button in self._buttons.values():
                button.show_keys()
            self._explain(self.tr("All keys are as usual."))

    def _explain(self, sentence: str = "") -> None:
        usual = self.tr("Press a key here, then those it shall be; Backspace: the usual one.")
        self.said.setText(sentence or usual)

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
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    for number, (says, key) in enumerate(lines):
        font = key.font()
        font.setBold(True)
        key.setFont(font)
        room = key.fontMetrics().horizontalAdvance(_LONGEST_KEY) + _PADDING
        grid.setColumnMinimumWidth(0, room)
        grid.addWidget(key, number, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(plain_label(says), number, 1)
    return grid


def _fixed(keys: str) -> QWidget:
    label = QLabel(keys)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setContentsMargins(6, 0, 0, 0)
    return label
