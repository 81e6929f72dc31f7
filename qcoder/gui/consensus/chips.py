"""Small words to press, in as many lines as they need."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLayout, QLayoutItem, QPushButton, QSizePolicy, QWidget

from qcoder.gui.parts.words import small_font

_GAP = 6
_NUMBER_WIDTH = 10
# As wide as without: the number stands where the words were nearer to the edge.
_LOOK_WITH_NUMBER = "QPushButton { padding: 1px 4px 1px 12px; border-radius: 9px; }"
_LOOK = "QPushButton { padding: 1px 8px; border-radius: 9px; }"


class Chip(QPushButton):
    """A word that is on or off."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__(words)
        self.setObjectName(name)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFont(small_font(self.font()))
        self.setStyleSheet(_LOOK)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class NumberedChip(Chip):
    """Has room for the number that presses it, so that showing the number moves nothing."""

    def __init__(self, name: str, words: str, number: int) -> None:
        super().__init__(name, words)
        self._number = number
        self._shows_number = False

    @property
    def shows_number(self) -> bool:
        """Whether the number presses it now."""
        return self._shows_number

    def show_number(self, shows: bool) -> None:
        """Say by which number it is pressed, or no longer."""
        if shows == self._shows_number:
            return
        self._shows_number = shows
        self.setStyleSheet(_LOOK_WITH_NUMBER if shows else _LOOK)
        spoken = self.tr("{number}, {words}")
        said = spoken.format(number=self._number, words=self.text())
        self.setAccessibleName(said if shows else self.text())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The number stands before the words."""
        super().paintEvent(event)
        if self._shows_number:
            painter = QPainter(self)
            painter.setFont(small_font(self.font()))
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            place = QRect(0, 0, _NUMBER_WIDTH, self.height())
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, int(right), str(self._number))
            painter.end()


class WrappedRow(QLayout):
    """Lays widgets side by side and goes on in another line where the width is used up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt hands the layout every widget that is added."""
        self._items.append(item)

    def count(self) -> int:
        """Hidden ones too."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """None beyond the last, which Qt asks for."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """None beyond the last, which Qt asks for."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as that width needs; what lies around asks many times."""
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), moves=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """A widget came, went or has another size."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, place: QRect) -> None:
        """Put every widget in its place."""
        super().setGeometry(place)
        self._arrange(place, moves=True)

    def sizeHint(self) -> QSize:
        """The least there can be; the height follows from the width."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Room for the widest one."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.sizeHint())
        return size

    def _arrange(self, place: QRect, *, moves: bool) -> int:
        """The height it takes; what is lower than its line stands in the line's middle."""
        top = place.top()
        for line in self._lines(place.width()):
            left, height = place.left(), max(item.sizeHint().height() for item in line)
            for item in line:
                size = item.sizeHint()
                if moves:
                    lower = (height - size.height()) // 2
                    item.setGeometry(QRect(QPoint(left, top + lower), size))
                left += size.width() + _GAP
            top += height + _GAP
        return max(0, top - _GAP - place.top())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            if not lines or left + item.sizeHint().width() > width:
                lines.append([])
                left = 0
            lines[-1].append(item)
            left += item.sizeHint().width() + _GAP
        return lines
