"""Paints the text column: bands, selection, lines of codings, words, caret."""

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPen

from qcoder.gui.transcript.dog_ears import paint_flags
from qcoder.gui.transcript.highlights import CURRENT
from qcoder.gui.transcript.laid_unit import LaidUnit
from qcoder.gui.transcript.marked_words import paint_marked
from qcoder.gui.transcript.palette import Tints
from qcoder.gui.transcript.readings import Hatches
from qcoder.gui.transcript.scene import Row, Scene
from qcoder.gui.transcript.strokes import paint_strokes


class Page:
    """Draws what lies between gutter and margin, line by line."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._hatched: tuple[Tints, Hatches] | None = None

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Draw what of the text lies in ``area``."""
        scene = self._scene
        scene.bands.set_ratio(painter.device().devicePixelRatioF())
        for row in scene.rows():
            laid = scene.flow.laid(row.unit)
            if scene.left_of(row.unit) > area.right():
                continue
            if row.y < area.bottom() + 1 and row.y + laid.height > area.top():
                self._paint_unit(painter, row, laid, area)

    def _paint_unit(self, painter: QPainter, row: Row, laid: LaidUnit, area: QRect) -> None:
        scene = self._scene
        left = scene.left_of(row.unit)
        first = laid.line_at(area.top() - row.y)
        last = laid.line_at(area.bottom() - row.y)
        bands = scene.bands.of(row.unit).lines[first : last + 1]
        if scene.readings is not None:
            bands = []
            self._hatches().paint(painter, scene, row)
        painter.translate(left, row.y)
        for line in bands:
            paint_strokes(painter, line.grounds)
        painter.translate(-left, -row.y)
        self._paint_highlights(painter, row, laid, left)
        self._paint_selection(painter, row, laid, left)
        paint_marked(painter, scene, row, laid)
        painter.translate(left, row.y)
        for line in bands:
            paint_strokes(painter, line.underlines)
        painter.translate(-left, -row.y)
        paint_flags(painter, scene, row, laid)
        painter.setPen(scene.tints.text)
        laid.layout.draw(painter, QPointF(left, row.y), [], QRectF(area))

    def _paint_highlights(self, painter: QPainter, row: Row, laid: LaidUnit, left: int) -> None:
        scene, unit = self._scene, self._scene.shown.units[row.unit]
        for kind, highlights in scene.highlights.items():
            colour = scene.tints.found if kind == CURRENT else scene.tints.search
            for span in highlights.in_stretch(unit.start, unit.end):
                start = scene.shown.to_local(row.unit, span.start)
                end = scene.shown.to_local(row.unit, span.end)
                for line, x, width in laid.pieces(start, end):
                    top = row.y + laid.tops[line]
                    painter.fillRect(left + x, top, width, scene.fonts.band_height, colour)

    def _hatches(self) -> Hatches:
        """For the colours of now."""
        if self._hatched is None or self._hatched[0] is not self._scene.tints:
            self._hatched = (self._scene.tints, Hatches(self._scene.tints))
        return self._hatched[1]

    def _paint_selection(self, painter: QPainter, row: Row, laid: LaidUnit, left: int) -> None:
        scene = self._scene
        selected = scene.selection.raw
        unit = scene.shown.units[row.unit]
        if selected is None or selected.end <= unit.start or selected.start >= unit.end:
            return
        start = scene.shown.to_local(row.unit, selected.start)
        end = scene.shown.to_local(row.unit, selected.end)
        height = scene.fonts.band_height
        painter.setPen(QPen(scene.tints.selection_edge, 1))
        painter.setBrush(scene.tints.selection)
        for line, x, width in laid.pieces(start, end):
            painter.drawRect(left + x, row.y + laid.tops[line], width, height)
