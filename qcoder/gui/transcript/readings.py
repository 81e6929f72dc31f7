"""Two readings of one place: tinted words, and three lanes in the margin."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from qcoder.domain.ids import DifferenceId
from qcoder.domain.spans import Span
from qcoder.gui.transcript.bands import flattened
from qcoder.gui.transcript.names import broken
from qcoder.gui.transcript.painted import ReadingsShown
from qcoder.gui.transcript.palette import READING_COLOURS, Tints
from qcoder.gui.transcript.scene import Row, Scene
from qcoder.gui.transcript.shown_text import UnitKind

_HATCH = 10
_REACH = 3


class Hatches:
    """Grounds of words: what both took is plain, what one took is hatched its own way."""

    def __init__(self, tints: Tints) -> None:
        first, second = (QColor(colour) for colour in READING_COLOURS)
        self._grounds = {
            (0,): QBrush(_hatched(tints.reading_ground(first), is_forward=True)),
            (1,): QBrush(_hatched(tints.reading_ground(second), is_forward=False)),
            (0, 1): QBrush(tints.shared),
        }

    def paint(self, painter: QPainter, scene: Scene, row: Row) -> None:
        """Draw the grounds of one unit."""
        readings, shown = scene.readings, scene.shown
        if readings is None:
            return
        laid, unit = scene.flow.laid(row.unit), shown.units[row.unit]
        if unit.kind is not UnitKind.SPEECH:
            return
        whole = Span(unit.start, unit.end)
        here = [
            (shown.to_local(row.unit, span.start), shown.to_local(row.unit, span.end), side)
            for side, spans in enumerate((readings.first, readings.second))
            for span in spans
            if span.overlaps(whole)
        ]
        left, height = scene.left_of(row.unit), scene.fonts.band_height
        # The pattern moves with the words, or parts painted at different times would not meet.
        painter.setBrushOrigin(left, row.y)
        for start, end, sides in flattened(here):
            for line, x, width in laid.pieces(start, end):
                box = QRect(left + x, row.y + laid.tops[line], width, height)
                painter.fillRect(box, self._grounds[sides])


def _hatched(colours: tuple[QColor, QColor], *, is_forward: bool) -> QPixmap:
    """A tile of slanting stripes that meets itself on all sides."""
    ground, stripe = colours
    tile = QPixmap(_HATCH, _HATCH)
    tile.fill(ground)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(stripe, 3.2))
    for shift in (-_HATCH, 0, _HATCH):
        if is_forward:
            painter.drawLine(shift - 2, _HATCH + 2, shift + _HATCH + 2, -2)
        else:
            painter.drawLine(shift - 2, -2, shift + _HATCH + 2, _HATCH + 2)
    painter.end()
    return tile


class GhostLine(NamedTuple):
    """One side of another difference in the margin."""

    box: QRect
    difference: DifferenceId


class ReadingLanes:
    """Reading 1, consensus and reading 2 as three lanes where stripes are otherwise."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.label_box = QRect()

    def label_at(self, point: QPoint) -> str:
        """The whole name of the code, where it is written at a point."""
        readings = self._scene.readings
        return readings.label if readings and self.label_box.contains(point) else ""

    def ghosts(self) -> list[GhostLine]:
        """Lines of the other differences in view."""
        scene, readings = self._scene, self._scene.readings
        if readings is None:
            return []
        lines = []
        for ghost in readings.ghosts:
            extent = scene.extent_in_view(ghost.span)
            if extent is not None:
                left = self._left(2 if ghost.reading == 2 else 0)
                left += self._width // 2 - 1
                lines.append(GhostLine(_box(left, 2, extent), ghost.difference))
        return lines

    def difference_at(self, point: QPoint) -> DifferenceId | None:
        """The other difference whose line is at a point."""
        for line in self.ghosts():
            if line.box.adjusted(-_REACH, 0, _REACH, 0).contains(point):
                return line.difference
        return None

    def paint(self, painter: QPainter, _area: QRect) -> None:
        """Draw ghosts, lanes, the code's name and, always in view, the lanes' names."""
        readings, tints = self._scene.readings, self._scene.tints
        if readings is None:
            return
        for ghost in self.ghosts():
            painter.fillRect(ghost.box, tints.ghost)
        blue, orange = (tints.line(colour) for colour in READING_COLOURS)
        self._paint_lane(painter, 0, readings.first, blue)
        self._paint_lane(painter, 2, readings.second, orange)
        if readings.is_decided:
            self._paint_lane(painter, 1, readings.consensus, tints.consensus)
        else:
            self._paint_hollow(painter, readings.consensus, tints.consensus)
        self._paint_label(painter, readings)
        self._paint_names(painter, readings)

    @property
    def _width(self) -> int:
        return max(4, round(self._scene.fonts.step * 0.6))

    def _left(self, lane: int) -> int:
        return self._scene.columns.stripes + 5 * lane * self._scene.fonts.step // 2

    def _boxes(self, lane: int, spans: tuple[Span, ...]) -> list[QRect]:
        extents = (self._scene.extent_in_view(span) for span in spans)
        return [_box(self._left(lane), self._width, extent) for extent in extents if extent]

    def _paint_lane(
        self, painter: QPainter, lane: int, spans: tuple[Span, ...], colour: QColor
    ) -> None:
        for box in self._boxes(lane, spans):
            painter.fillRect(box, colour)

    def _paint_hollow(self, painter: QPainter, spans: tuple[Span, ...], colour: QColor) -> None:
        painter.setPen(QPen(colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in self._boxes(1, spans):
            painter.drawRect(box.adjusted(0, 0, -1, -1))

    def _paint_label(self, painter: QPainter, readings: ReadingsShown) -> None:
        scene = self._scene
        everything = (*readings.first, *readings.second, *readings.consensus)
        tops = [e[0] for span in everything if (e := scene.extent_in_view(span))]
        self.label_box = QRect()
        if not tops or scene.columns.names_width <= 0:
            return
        metrics = scene.fonts.label_metrics
        left = self._left(2) + self._width + scene.fonts.step
        room = scene.columns.names + scene.columns.names_width - left
        lines = broken(readings.label, metrics, room)
        top = max(min(tops), scene.fonts.room_at_top) + scene.fonts.step // 2
        self.label_box = QRect(left, top, room, len(lines) * metrics.height())
        painter.setFont(scene.fonts.label)
        painter.setPen(scene.tints.muted)
        for number, words in enumerate(lines):
            painter.drawText(left, top + metrics.ascent() + number * metrics.height(), words)

    def _paint_names(self, painter: QPainter, readings: ReadingsShown) -> None:
        scene = self._scene
        columns, tints = scene.columns, scene.tints
        painter.fillRect(
            columns.margin, 0, scene.width - columns.margin, scene.fonts.room_at_top, tints.page
        )
        painter.setFont(scene.fonts.small)
        inks = (tints.ink(READING_COLOURS[0]), tints.muted, tints.ink(READING_COLOURS[1]))
        baseline = scene.fonts.step + scene.fonts.small_metrics.ascent()
        for lane, (name, ink) in enumerate(zip(readings.names, inks, strict=True)):
            painter.setPen(ink)
            middle = self._left(lane) + self._width // 2
            width = scene.fonts.small_metrics.horizontalAdvance(name)
            painter.drawText(middle - width // 2, baseline, name)


def _box(left: int, width: int, extent: tuple[int, int]) -> QRect:
    top, bottom = extent
    return QRect(left, top, width, bottom - top)
