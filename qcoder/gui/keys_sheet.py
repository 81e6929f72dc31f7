"""The sheet of keys: everything that can be done without the mouse, by menu."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from qcoder.gui.parts.words import heading_label, plain_label

_COLUMNS = 3
_MARGIN = 24
_LONGEST_KEY = "Ctrl+Shift+PgDown"

Lines = Sequence[tuple[str, str]]
"""What is done, and by which key."""


class KeysSheet(QFrame):
    """Lies over the window until Escape, a click or ``?`` takes it away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self.setObjectName("keysSheet")
        self.setAccessibleName(self.tr("Keys"))
        self.setProperty("place", "overlay")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.addWidget(self._scroll)
        self._came_from: QWidget | None = None
        self.hide()

    def open(self, groups: Mapping[str, Lines]) -> None:
        """Show these keys under their headings."""
        self._came_from = self.window().focusWidget()
        self._scroll.setWidget(_sheet(groups))
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; arrows and pages scroll."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_and_return()
        else:
            self._scroll.keyPressEvent(event)


def _sheet(groups: Mapping[str, Lines]) -> QWidget:
    """The groups in columns of about the same length, in order."""
    sheet = QWidget()
    sheet.setObjectName("keysSheetPage")
    grid = QGridLayout(sheet)
    grid.setHorizontalSpacing(32)
    total = sum(len(lines) + 2 for lines in groups.values())
    columns: list[QVBoxLayout] = [QVBoxLayout() for _ in range(_COLUMNS)]
    filled = 0
    for heading, lines in groups.items():
        # A group belongs where its middle is: so a long one does not leave a column empty.
        middle = filled + len(lines) // 2
        column = columns[min(_COLUMNS - 1, middle * _COLUMNS // max(1, total))]
        column.addWidget(heading_label(heading))
        column.addLayout(_lines(lines))
        column.addSpacing(16)
        filled += len(lines) + 2
    for number, column in enumerate(columns):
        column.addStretch(1)
        grid.addLayout(column, 0, number)
        grid.setColumnStretch(number, 1)
    return sheet


def _lines(lines: Iterable[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for number, (says, keys) in enumerate(lines):
        key = QLabel(keys)
        font = key.font()
        font.setBold(True)
        key.setFont(font)
        key.setMinimumWidth(key.fontMetrics().horizontalAdvance(_LONGEST_KEY))
        grid.addWidget(key, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(plain_label(says), number, 1)
    return grid
