"""The rail at the left: the workplaces in the order of the work, and what waits in each."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QVBoxLayout,
    QWidget,
)

from qcoder.gui.actions import ActionRegistry, keys_of
from qcoder.gui.icons import paint_icon
from qcoder.gui.parts.words import small_font
from qcoder.gui.workplaces import Workplace, Workplaces

_WIDTH = 64
_HEIGHT = 58
_ICON = 22
_MOST = 999

Roles = QPalette.ColorRole


class RailButton(QAbstractButton):
    """One workplace: icon, name, and a badge with what waits."""

    def __init__(self, name: str, title: str, way_there: QAction) -> None:
        super().__init__()
        self.setObjectName(f"{name}RailButton")
        self.setCheckable(True)
        # Read out as one of several, not as a box to tick.
        self.setAutoExclusive(True)
        self.setText(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._icon_name = name
        self._waiting = 0
        self._way_there = way_there
        way_there.changed.connect(self._say)
        self._say()

    def set_waiting(self, count: int) -> None:
        """The number on the badge; 0 hides it."""
        self._waiting = count
        self._say()
        self.update()

    def _say(self) -> None:
        count, keys = self._waiting, keys_of(self._way_there)
        says = self.tr("%s, %d waiting") % (self.text(), count) if count else self.text()
        self.setAccessibleName(says)
        # Else the tool tip, which has the name again, would be read out as what it is for.
        self.setAccessibleDescription(keys or self.tr("Workplace"))
        self.setToolTip(f"{says} ({keys})" if keys else says)

    @property
    def waiting(self) -> int:
        """The number on the badge."""
        return self._waiting

    def sizeHint(self) -> QSize:
        """As wide as the rail, or as the name needs in a large font."""
        words = QFontMetrics(self._font()).horizontalAdvance(self.text())
        return QSize(
            max(_WIDTH, words + 14), max(_HEIGHT, _ICON + self.fontMetrics().height() + 18)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, icon, name, badge, and a frame while it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(4, 2, -4, -2)
        self._paint_ground(painter, place)
        role = Roles.Highlight if self.isChecked() else Roles.PlaceholderText
        colour = self.palette().color(role)
        icon = QRectF(place.center().x() - _ICON / 2, place.top() + 7, _ICON, _ICON)
        paint_icon(painter, icon, self._icon_name, colour)
        painter.setPen(colour)
        painter.setFont(self._font())
        words = place.adjusted(0, _ICON + 10, 0, -3)
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter, self.text())
        if self._waiting:
            self._paint_badge(painter, icon)
        painter.end()

    def _font(self) -> QFont:
        font = small_font(self.font())
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        return font

    def _paint_ground(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if self.hasFocus():
            painter.setPen(self.palette().color(Roles.Highlight))
        if self.isChecked() or self.underMouse():
            painter.setBrush(self.palette().color(Roles.AlternateBase))
        painter.drawRoundedRect(place, 6, 6)

    def _paint_badge(self, painter: QPainter, icon: QRectF) -> None:
        font = small_font(small_font(self.font()))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        says = str(self._waiting) if self._waiting <= _MOST else f"{_MOST}+"
        height = metrics.height() + 1
        width = max(height, metrics.horizontalAdvance(says) + 8)
        left = min(icon.center().x() + 3, self.width() - width - 2)
        badge = QRectF(left, icon.top() - 5, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(Roles.Highlight))
        painter.drawRoundedRect(badge, height / 2, height / 2)
        painter.setPen(self.palette().color(Roles.HighlightedText))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, says)


class Rail(QFrame):
    """Four buttons, of which one is on.

    Signals:
        chosen: the name of a workplace.
    """

    chosen = Signal(str)

    def __init__(
        self,
        workplaces: Workplaces,
        actions: ActionRegistry,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Workplaces"))
        self._group = QButtonGroup(self)
        self.buttons: dict[str, RailButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 1, 8)
        layout.setSpacing(2)
        for name, title in workplaces.titles.items():
            way_there = actions.named(f"goTo{name.capitalize()}")
            layout.addWidget(self._button(name, title, way_there))
        layout.addStretch(1)
        workplaces.made.connect(self._watch)

    def _button(self, name: str, title: str, way_there: QAction) -> RailButton:
        button = RailButton(name, title, way_there)
        button.clicked.connect(lambda _checked: self.chosen.emit(name))
        self._group.addButton(button)
        self.buttons[name] = button
        return button

    def _watch(self, workplace: Workplace) -> None:
        button = self.buttons[workplace.name]
        count = workplace.waiting_count
        workplace.waiting_changed.connect(lambda: button.set_waiting(count()))
        button.set_waiting(count())

    def show_active(self, name: str) -> None:
        """Switch one button on."""
        self.buttons[name].setChecked(True)
