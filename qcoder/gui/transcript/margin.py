"""Stripes beside the text, one per coding, and the names of their codes."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QStaticText

from qcoder.domain.ids import CodingId
from qcoder.gui.transcript.columns import Columns
from qcoder.gui.transcript.dog_ears import paint_flag
from qcoder.gui.transcript.lines import Lines
from qcoder.gui.transcript.names import Name, Names, Stripe
from qcoder.gui.transcript.scene import Scene

_CLEAR = 6
_REACH = 3
"""Pixels beside a stripe that still count as hitting it."""


class Margin:
    """The margin of what is in view, arranged when first asked for after a change."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._lines = Lines()
        self._stripes: list[Stripe] | None = None
        self._names: list[Name] = []
        self._arranger: Names | None = None
        self._texts: dict[tuple[str, int, bool], QStaticText] = {}

    def forget(self) -> None:
        """Arrange it anew: the view has moved or the codings have changed."""
        self._stripes = None

    def stripes(self) -> list[Stripe]:
        """All stripes in view."""
        scene = self._scene
        if self._stripes is None:
            self._stripes = self._arranged_stripes()
            if self._arranger is None or self._arranger.fonts is not scene.fonts:
                self._arranger = Names(scene.fonts)
            columns = beside(scene.columns, self._stripes, scene.width)
            self._names = self._arranger.arranged(self._stripes, columns, scene.height)
        return self._stripes

    def names(self) -> list[Name]:
        """All names in view; no two overlap."""
        self.stripes()
        return self._names

    def coding_at(self, point: QPoint) -> CodingId | None:
        """The coding whose name or stripe is at a point; the nearest of the stripes."""
        for name in self.names():
            if name.box.contains(point):
                return name.coding.coding
        near = [
            (abs(stripe.box.center().x() - point.x()), stripe.coding.coding)
            for stripe in self.stripes()
            if stripe.box.adjusted(-_REACH, 0, _REACH, 0).contains(point)
        ]
        return min(near)[1] if near else None

    def _arranged_stripes(self) -> list[Stripe]:
        scene = self._scene
        numbers = scene.index.touching(*scene.span_in_view())
        if not len(numbers):
            return []
        wanted = scene.index.margin_lanes.of(numbers).tolist()
        extents = scene.extents_of(scene.index[number].span for number in numbers.tolist())
        columns = separated(wanted, extents)
        step, thickness = self._spacing(max(columns) + 1)
        left = scene.columns.stripes
        return [
            Stripe(QRect(left + column * step, top, thickness, bottom - top), scene.index[number])
            for number, column, (top, bottom) in zip(
                numbers.tolist(), columns, extents, strict=True
            )
        ]

    def _spacing(self, columns: int) -> tuple[int, int]:
        """Distance and thickness of stripes: many move together, none goes away."""
        scene = self._scene
        step = max(3, min(scene.fonts.step, scene.columns.stripes_width // columns))
        return step, max(2, min(round(step * 0.4), step - 2))

    def paint(self, painter: QPainter, _area: QRect) -> None:
        """Draw all stripes and names."""
        scene, tints = self._scene, self._scene.tints
        for stripe in self.stripes():
            colour = tints.line(stripe.coding.colour)
            if stripe.coding.is_stored:
                phase = stripe.box.top() + scene.value if stripe.box.top() < 0 else 0
                box = stripe.box if stripe.coding.is_sure else _thin(stripe.box)
                self._lines.down(painter, box, colour, stripe.coding.style, phase)
            else:
                painter.setPen(colour)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(stripe.box.adjusted(0, 0, 0, -1))
            if stripe.coding.coder_label:
                _paint_head(painter, stripe.box, colour, tints.page)
            if stripe.coding.coding == scene.current:
                _frame(painter, stripe.box, colour)
        for name in self.names():
            self._paint_name(painter, name)

    def _paint_name(self, painter: QPainter, name: Name) -> None:
        scene = self._scene
        is_current = name.coding.coding == scene.current
        font = scene.fonts.strong if is_current else scene.fonts.label
        if not name.coding.is_stored:
            font = QFont(font)
            font.setItalic(True)
        painter.setFont(font)
        painter.setPen(scene.tints.ink(name.coding.colour))
        size = font.pixelSize() or round(font.pointSizeF() * 8)
        row_height = name.box.height() // len(name.lines)
        if name.coding.coding in scene.rule_flags.codings:
            corner = name.box.topLeft() + QPoint(-5, row_height // 4)
            paint_flag(painter, corner, 5, scene.tints.ink(name.coding.colour))
        for number, words in enumerate(name.lines):
            key = (words, size, is_current)
            if key not in self._texts:
                self._texts[key] = QStaticText(words)
                self._texts[key].setTextFormat(Qt.TextFormat.PlainText)
            top = name.box.top() + number * row_height
            painter.drawStaticText(name.box.left(), top, self._texts[key])


def _thin(box: QRect) -> QRect:
    return QRect(box.center().x(), box.top(), 1, box.height())


def _paint_head(painter: QPainter, box: QRect, colour: QColor, page: QColor) -> None:
    """A ring at the upper end in view: somebody else's coding, also where no name finds room."""
    size = max(5, box.width() + 2)
    ring = QRect(box.center().x() - size // 2, max(box.top(), 0), size - 1, size - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.4))
    painter.setBrush(page)
    painter.drawEllipse(ring)
    painter.restore()


def _frame(painter: QPainter, box: QRect, colour: QColor) -> None:
    around = QColor(colour)
    around.setAlphaF(0.35)
    painter.fillRect(QRect(box.left() - 2, box.top() - 1, 2, box.height() + 2), around)
    painter.fillRect(QRect(box.right() + 1, box.top() - 1, 2, box.height() + 2), around)


def beside(columns: Columns, stripes: Sequence[Stripe], right: int) -> Columns:
    """The columns, with names moved clear of stripes that need more room than is kept.

    They keep their width as far as the page goes, which ends at ``right``.
    """
    end = max((stripe.box.right() for stripe in stripes), default=0) + _CLEAR
    moved = max(0, end - columns.names)
    width = max(0, min(columns.names_width, right - columns.names - moved))
    return replace(columns, names=columns.names + moved, names_width=width)


def separated(columns: list[int], extents: list[tuple[int, int]]) -> list[int]:
    """Columns such that no two extents in one touch, each as near as can be to its own.

    Lanes keep codings apart by characters; lines differ in how many they hold, so two
    codings in neighbouring lines may still meet in pixels.
    """
    given: list[int] = []
    taken: dict[int, list[tuple[int, int]]] = {}
    for wanted, (top, bottom) in zip(columns, extents, strict=True):
        column = wanted
        while any(top < b and t < bottom for t, b in taken.get(column, ())):
            column += 1
        taken.setdefault(column, []).append((top, bottom))
        given.append(column)
    return given
