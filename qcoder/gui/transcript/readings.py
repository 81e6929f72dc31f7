"""Readings of one place: tinted words, and in the margin a lane for each and the consensus."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from qcoder.domain.ids import DifferenceId
from qcoder.domain.spans import Span
from qcoder.gui.transcript.bands import flattened
from qcoder.gui.transcript.hatching import HatchBrushes, reading_colour
from qcoder.gui.transcript.lane_heads import Head, PlacedHead, placed
from qcoder.gui.transcript.names import broken
from qcoder.gui.transcript.painted import ReadingsShown
from qcoder.gui.transcript.palette import Tints
from qcoder.gui.transcript.scene import Row, Scene
from qcoder.gui.transcript.shown_text import UnitKind

_REACH = 3
_SIGN = 11
_GAP = 3


class Hatches:
    """Grounds of words: what all took is plain, what some took is hatched their own way."""

    def __init__(self, tints: Tints) -> None:
        self._brushes = HatchBrushes(tints)

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
            for side, spans in enumerate(readings.readings)
            for span in spans
            if span.overlaps(whole)
        ]
        left, height = scene.left_of(row.unit), scene.fonts.band_height
        # The pattern moves with the words, or parts painted at different times would not meet.
        painter.setBrushOrigin(left, row.y)
        for start, end, sides in flattened(here):
            brush = self._brushes.of(sides, len(readings.readings))
            for line, x, width in laid.pieces(start, end):
                box = QRect(left + x, row.y + laid.tops[line], width, height)
                painter.fillRect(box, brush)


class GhostLine(NamedTuple):
    """One side of another difference in the margin."""

    box: QRect
    difference: DifferenceId


class ReadingLanes:
    """A lane for each reading and one for the consensus, where stripes are otherwise."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.label_box = QRect()
        self.heads: list[PlacedHead] = []

    def label_at(self, point: QPoint) -> str:
        """The whole name of the code, where it is written at a point."""
        readings = self._scene.readings
        return readings.label if readings and self.label_box.contains(point) else ""

    def ghosts(self) -> list[GhostLine]:
        """Lines of the other differences in view."""
        scene, readings = self._scene, self._scene.readings
        if readings is None:
            return []
        found = readings.ghosts.touching(*scene.span_in_view())
        ghosts = [ghost for ghost in found if ghost.difference != readings.difference]
        extents = scene.extents_of(ghost.span for ghost in ghosts)
        return [
            GhostLine(
                self._ghost_box(readings.lane_of(ghost.reading - 1), extent), ghost.difference
            )
            for ghost, extent in zip(ghosts, extents, strict=True)
        ]

    def _ghost_box(self, lane: int, extent: tuple[int, int]) -> QRect:
        return _box(self._left(lane) + self._width // 2 - 1, 2, extent)

    def difference_at(self, point: QPoint) -> DifferenceId | None:
        """The other difference whose line is at a point."""
        for line in self.ghosts():
            if line.box.adjusted(-_REACH, 0, _REACH, 0).contains(point):
                return line.difference
        return None

    def paint(self, painter: QPainter) -> None:
        """Draw ghosts, lanes, the code's name and, always in view, the lanes' names."""
        readings, tints = self._scene.readings, self._scene.tints
        if readings is None:
            return
        for ghost in self.ghosts():
            painter.fillRect(ghost.box, tints.ghost)
        for number, spans in enumerate(readings.readings):
            colour = tints.line(reading_colour(number + 1).name())
            self._paint_lane(painter, readings.lane_of(number), spans, colour)
        self._paint_consensus(painter, readings)
        self._paint_label(painter, readings)
        self._paint_names(painter, readings)

    @property
    def _width(self) -> int:
        return max(4, round(self._scene.fonts.step * 0.6))

    def _left(self, lane: int) -> int:
        """Where more than three lanes are, they stand closer."""
        step, readings = self._scene.fonts.step, self._scene.readings
        count = len(readings.readings) if readings else 2
        gap = 5 * step // 2 if count == 2 else max(self._width + 4, 13 * step // (2 * count))
        return self._scene.columns.stripes + lane * gap

    def _boxes(self, lane: int, spans: tuple[Span, ...]) -> list[QRect]:
        extents = [e for span in spans if (e := self._scene.extent_in_view(span))]
        return [_box(self._left(lane), self._width, extent) for extent in _kept_apart(extents)]

    def _paint_lane(
        self, painter: QPainter, lane: int, spans: tuple[Span, ...], colour: QColor
    ) -> None:
        for box in self._boxes(lane, spans):
            painter.fillRect(box, colour)

    def _paint_consensus(self, painter: QPainter, readings: ReadingsShown) -> None:
        lane, colour = readings.consensus_lane, self._scene.tints.consensus
        if readings.is_decided:
            self._paint_lane(painter, lane, readings.consensus, colour)
            return
        painter.setPen(QPen(colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        boxes = self._boxes(lane, readings.consensus)
        for box in boxes:
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        if readings.is_stale and boxes:
            self._paint_sign(painter, boxes[0])

    def _paint_sign(self, painter: QPainter, lane: QRect) -> None:
        """A triangle with an exclamation mark over the lane of what is stale."""
        tints = self._scene.tints
        top = max(lane.top(), self._scene.fonts.room_at_top) + 2
        middle, half = lane.center().x() + 0.5, _SIGN / 2
        corners = [(0.0, 0.0), (half + 1, _SIGN), (-half - 1, _SIGN)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tints.page, 1))
        painter.setBrush(tints.consensus)
        painter.drawPolygon(QPolygonF([QPointF(middle + x, top + y) for x, y in corners]))
        painter.setPen(QPen(tints.page, 1.4))
        painter.drawLine(QPointF(middle, top + 4), QPointF(middle, top + 7))
        painter.drawPoint(QPointF(middle, top + 9))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_label(self, painter: QPainter, readings: ReadingsShown) -> None:
        scene = self._scene
        everything = (*(s for own in readings.readings for s in own), *readings.consensus)
        tops = [e[0] for span in everything if (e := scene.extent_in_view(span))]
        self.label_box = QRect()
        if not tops or scene.columns.names_width <= 0:
            return
        metrics = scene.fonts.label_metrics
        left = self._left(len(readings.readings)) + self._width + scene.fonts.step
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
        metrics, sides = scene.fonts.small_metrics, (columns.margin, scene.width)
        self.heads = placed(self._heads(readings), metrics, scene.fonts.step, sides)
        for box, name, ink in self.heads:
            painter.setPen(ink)
            painter.drawText(box.left(), box.top() + metrics.ascent(), name)

    def _heads(self, readings: ReadingsShown) -> list[Head]:
        tints = self._scene.tints
        named = [
            (readings.lane_of(number), name, tints.ink(reading_colour(number + 1).name()))
            for number, name in enumerate(readings.names)
        ]
        named.append((readings.consensus_lane, readings.consensus_name, tints.muted))
        return [Head(self._left(lane) + self._width // 2, name, ink) for lane, name, ink in named]


def _kept_apart(extents: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces that meet in a line, each with its part of that line and a gap between them."""
    apart: list[tuple[int, int]] = []
    for top, bottom in sorted(extents):
        begin = top
        if apart and top < apart[-1][1] + _GAP:
            above, line_end = apart[-1]
            # The line they share is the lowest of the one and the first of the other.
            middle = (max(above, top) + line_end) // 2
            apart[-1] = (above, max(above + 1, middle - _GAP // 2))
            begin = middle + _GAP - _GAP // 2
        apart.append((begin, max(begin + 1, bottom)))
    return apart


def _box(left: int, width: int, extent: tuple[int, int]) -> QRect:
    top, bottom = extent
    return QRect(left, top, width, bottom - top)
