"""A small dog-ear where a coding begins that does not keep its code's rule.

Shape and place tell it, not a colour; it stays above the letters and beside the code's name.
"""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPainter, QPolygon

from qcoder.gui.transcript.laid_unit import LaidUnit
from qcoder.gui.transcript.scene import Row, Scene


def paint_flags(painter: QPainter, scene: Scene, row: Row, laid: LaidUnit) -> None:
    """Draw those of a unit; several that begin at one place stand side by side.

    Those for which the text is not wide enough are left out.
    """
    flags, unit = scene.rule_flags, scene.shown.units[row.unit]
    if not flags.codings or scene.readings is not None:
        return
    size, room = flag_size(scene), scene.columns.margin - scene.columns.text
    taken: dict[int, int] = {}
    for span, key in flags.starting_in(unit.start, unit.end):
        coding = scene.index.get(key)
        if coding is None or coding.span != span or not scene.index.is_shown(coding):
            continue
        local = scene.shown.to_local(row.unit, span.start)
        if taken.get(local, 0) > room:
            continue
        line = laid.line_of(local)
        x = scene.left_of(row.unit) + round(laid.x_of(local, line)) + taken.get(local, 0)
        taken[local] = taken.get(local, 0) + size + 2
        if x + size <= scene.columns.margin:
            corner = QPoint(x, row.y + laid.tops[line])
            paint_flag(painter, corner, size, scene.tints.ink(coding.colour))


def flag_size(scene: Scene) -> int:
    """Edge of a dog-ear: what is free above the letters."""
    return max(5, round(scene.fonts.text_height * 0.32))


def paint_flag(painter: QPainter, corner: QPoint, size: int, colour: QColor) -> None:
    """Draw one with its right angle at ``corner``."""
    painter.save()
    painter.setPen(colour)
    painter.setBrush(colour)
    across, down = QPoint(size - 1, 0), QPoint(0, size - 1)
    painter.drawPolygon(QPolygon([corner, corner + across, corner + down]))
    painter.restore()
