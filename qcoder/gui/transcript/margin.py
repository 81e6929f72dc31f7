"""Stripes beside the text, one per coding, and the names of their codes."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QStaticText

from qcoder.domain.ids import CodingId
from qcoder.gui.transcript.lines import Lines
from qcoder.gui.transcript.painted import PaintedCoding
from qcoder.gui.transcript.scene import Scene

_REACH = 3
"""Pixels beside a stripe that still count as hitting it."""


class Stripe(NamedTuple):
    """One coding in the margin; ``box`` is cut a little beyond the viewport."""

    box: QRect
    coding: PaintedCoding


class Name(NamedTuple):
    """The name of a stripe's code; empty names stand for stripes without room for one."""

    box: QRect
    words: str
    coding: PaintedCoding


class Margin:
    """The margin of what is in view, arranged when first asked for after a change."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._lines = Lines()
        self._stripes: list[Stripe] | None = None
        self._names: list[Name] = []
        self._texts: dict[tuple[str, int, bool], QStaticText] = {}

    def forget(self) -> None:
        """Arrange it anew: the view has moved or the codings have changed."""
        self._stripes = None

    def stripes(self) -> list[Stripe]:
        """All stripes in view."""
        if self._stripes is None:
            self._stripes = self._arranged_stripes()
            self._names = arranged_names(self._scene, self._stripes)
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
        spans = [scene.index[number].span for number in numbers.tolist()]
        extents = [scene.extent_of(span) for span in spans]
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

    def paint(self, painter: QPainter) -> None:
        """Draw stripes and names."""
        scene, tints = self._scene, self._scene.tints
        for stripe in self.stripes():
            colour = tints.line(stripe.coding.colour)
            if stripe.coding.is_stored:
                self._lines.down(painter, stripe.box, colour, stripe.coding.style)
            else:
                painter.setPen(colour)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(stripe.box.adjusted(0, 0, 0, -1))
            if stripe.coding.coding == scene.current:
                _frame(painter, stripe.box, colour)
        for name in self.names():
            if name.words:
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
        key = (name.words, font.pixelSize() or round(font.pointSizeF() * 8), is_current)
        if key not in self._texts:
            self._texts[key] = QStaticText(name.words)
            self._texts[key].setTextFormat(Qt.TextFormat.PlainText)
        painter.drawStaticText(name.box.topLeft(), self._texts[key])


def _frame(painter: QPainter, box: QRect, colour: QColor) -> None:
    around = QColor(colour)
    around.setAlphaF(0.35)
    painter.fillRect(QRect(box.left() - 2, box.top() - 1, 2, box.height() + 2), around)
    painter.fillRect(QRect(box.right() + 1, box.top() - 1, 2, box.height() + 2), around)


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


def arranged_names(scene: Scene, stripes: list[Stripe]) -> list[Name]:
    """A name for each stripe at its first line in view, in rows that never overlap.

    A name goes right of the others in its row, else into a row below beside its stripe;
    a stripe that finds no room has none, and says its name under the mouse.
    """
    columns, metrics = scene.columns, scene.fonts.label_metrics
    if columns.names_width <= 0:
        return []
    height, gap = metrics.height(), scene.fonts.step
    right = columns.names + columns.names_width
    rows: list[tuple[int, int]] = []
    names: list[Name] = []
    for stripe in sorted(stripes, key=lambda s: (max(0, s.box.top()), s.box.left())):
        words = metrics.elidedText(
            _full_name(stripe.coding), Qt.TextElideMode.ElideRight, columns.names_width
        )
        width = scene.fonts.strong_metrics.horizontalAdvance(words)
        inset = (scene.fonts.pitch - height) // 3
        top = max(0, stripe.box.top()) + inset
        lowest = max(top, min(stripe.box.bottom() - height, scene.height)) + 2 * height
        box = _free_box(rows, QRect(columns.names, top, width, height), right, gap, lowest)
        if box is not None:
            names.append(Name(box, words, stripe.coding))
    return names


def _free_box(
    rows: list[tuple[int, int]], wanted: QRect, right: int, gap: int, lowest: int
) -> QRect | None:
    """Where the name fits; ``rows`` holds top and used width of each row and is kept up."""
    top = wanted.top()
    while top <= lowest:
        clash = next(
            (number for number, (t, _) in enumerate(rows) if abs(t - top) < wanted.height()), None
        )
        if clash is None:
            rows.append((top, wanted.left() + wanted.width() + gap))
            return QRect(wanted.left(), top, wanted.width(), wanted.height())
        row_top, used = rows[clash]
        if used + wanted.width() <= right:
            rows[clash] = (row_top, used + wanted.width() + gap)
            return QRect(used, row_top, wanted.width(), wanted.height())
        top = row_top + wanted.height()
    return None


def _full_name(coding: PaintedCoding) -> str:
    return f"{coding.label} · {coding.coder_label}" if coding.coder_label else coding.label
