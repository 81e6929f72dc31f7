"""Stripes beside the text, one per coding, and the names of their codes."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QStaticText

from qcoder.domain.ids import CodingId
from qcoder.gui.transcript.lines import Lines
from qcoder.gui.transcript.painted import PaintedCoding
from qcoder.gui.transcript.scene import Scene
from qcoder.gui.transcript.typography import Typography

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
        self._look: tuple[Typography, int] | None = None
        self._sizes: dict[str, tuple[str, int]] = {}
        self._texts: dict[tuple[str, int, bool], QStaticText] = {}

    def forget(self) -> None:
        """Arrange it anew: the view has moved or the codings have changed."""
        self._stripes = None

    def stripes(self) -> list[Stripe]:
        """All stripes in view."""
        if self._stripes is None:
            self._stripes = self._arranged_stripes()
            self._names = arranged_names(self._scene, self._stripes, self._sized_name)
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

    def _sized_name(self, coding: PaintedCoding) -> tuple[str, int]:
        """A name cut to the column, and its width; remembered while the look lasts."""
        scene, words = self._scene, full_name(coding)
        look = (scene.fonts, scene.columns.names_width)
        if look != self._look:
            self._look, self._sizes = look, {}
        if words not in self._sizes:
            # As wide as when it is current, so that nothing moves when it becomes so.
            metrics = scene.fonts.strong_metrics
            cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, scene.columns.names_width)
            self._sizes[words] = (cut, metrics.horizontalAdvance(cut))
        return self._sizes[words]

    def paint(self, painter: QPainter, _area: QRect) -> None:
        """Draw all stripes and names."""
        scene, tints = self._scene, self._scene.tints
        for stripe in self.stripes():
            colour = tints.line(stripe.coding.colour)
            if stripe.coding.is_stored:
                phase = stripe.box.top() + scene.value if stripe.box.top() < 0 else 0
                self._lines.down(painter, stripe.box, colour, stripe.coding.style, phase)
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


def arranged_names(
    scene: Scene, stripes: list[Stripe], sized: Callable[[PaintedCoding], tuple[str, int]]
) -> list[Name]:
    """A name for each stripe at its first line in view, in rows that never overlap.

    A name goes right of the others in its row, else into a row below beside its stripe;
    a stripe that finds no room has none.
    """
    columns = scene.columns
    if columns.names_width <= 0:
        return []
    height = scene.fonts.strong_metrics.height()
    inset = max(0, scene.fonts.baseline - scene.fonts.label_metrics.ascent())
    rows = _NameRows(columns.names, columns.names + columns.names_width, height, scene.fonts.step)
    names: list[Name] = []
    for stripe in sorted(stripes, key=lambda s: (max(0, s.box.top()), s.box.left())):
        words, width = sized(stripe.coding)
        top = max(0, stripe.box.top()) + inset
        lowest = max(top, min(stripe.box.bottom(), scene.height) - height) + 2 * height
        corner = rows.take(top, lowest, width)
        if corner is not None:
            names.append(Name(QRect(*corner, width, height), words, stripe.coding))
    return names


class _NameRows:
    """Rows of names that are filled from the left and never overlap."""

    def __init__(self, left: int, right: int, height: int, gap: int) -> None:
        self._left, self._right = left, right
        self._height, self._gap = height, gap
        self._rows: dict[int, int] = {}

    def take(self, top: int, lowest: int, width: int) -> tuple[int, int] | None:
        """Left and top of room for a name at ``top`` or below it, as far as ``lowest``."""
        while top <= lowest:
            row = next((t for t in self._rows if abs(t - top) < self._height), top)
            left = self._rows.get(row, self._left)
            if left + width <= self._right:
                self._rows[row] = left + width + self._gap
                return left, row
            top = row + self._height
        return None


def full_name(coding: PaintedCoding) -> str:
    """The code, and the coder where that is told."""
    return f"{coding.label} · {coding.coder_label}" if coding.coder_label else coding.label
