"""Words that were highlighted without a code: a line above them, closed at both ends.

Codings are underlined; so the two are told apart by their place, whatever the colours.
"""

from PySide6.QtGui import QPainter

from qcoder.gui.transcript.highlights import Highlights
from qcoder.gui.transcript.laid_unit import LaidUnit
from qcoder.gui.transcript.scene import Row, Scene

_CORNER = 5


def paint_marked(painter: QPainter, scene: Scene, row: Row, laid: LaidUnit) -> None:
    """Draw what of a unit is marked."""
    if scene.marked is None or scene.readings is not None:
        return
    for highlights, width in zip(scene.marked, (2, 1), strict=True):
        _paint(painter, scene, (row, laid), highlights, width)


def _paint(
    painter: QPainter,
    scene: Scene,
    unit_in_view: tuple[Row, LaidUnit],
    highlights: Highlights,
    width: int,
) -> None:
    row, laid = unit_in_view
    unit, left = scene.shown.units[row.unit], scene.left_of(row.unit)
    for span in highlights.in_stretch(unit.start, unit.end):
        start = scene.shown.to_local(row.unit, span.start)
        end = scene.shown.to_local(row.unit, span.end)
        for line, x, length in laid.pieces(start, end):
            top = row.y + laid.tops[line]
            painter.fillRect(left + x, top, length, width, scene.tints.muted)
            if span.start >= unit.start and line == laid.line_of(start):
                painter.fillRect(left + x, top, width, _CORNER, scene.tints.muted)
            if span.end <= unit.end and line == laid.line_of(end - 1):
                right = left + x + length - width
                painter.fillRect(right, top, width, _CORNER, scene.tints.muted)
