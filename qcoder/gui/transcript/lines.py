"""Lines of codings as they are drawn: solid, dashed, dotted, or hollow."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from qcoder.gui.transcript.painted import LineStyle

# On and off in thicknesses of the line.
_PATTERNS = {LineStyle.DASHED: (3, 2), LineStyle.DOTTED: (1, 1)}
_REPEATS = 12


class Lines:
    """Draws lines along the text and down the margin, with patterns kept as tiles."""

    def __init__(self) -> None:
        self._tiles: dict[tuple[int, LineStyle, int, bool, float], QPixmap] = {}

    def across(self, painter: QPainter, box: QRect, colour: QColor, style: LineStyle) -> None:
        """A line from left to right that fills ``box``."""
        self._draw(painter, box, colour, style, is_upright=False)

    def down(self, painter: QPainter, box: QRect, colour: QColor, style: LineStyle) -> None:
        """A line from top to bottom that fills ``box``."""
        self._draw(painter, box, colour, style, is_upright=True)

    def _draw(
        self, painter: QPainter, box: QRect, colour: QColor, style: LineStyle, is_upright: bool
    ) -> None:
        if style is LineStyle.SOLID:
            painter.fillRect(box, colour)
            return
        thickness = box.width() if is_upright else box.height()
        ratio = painter.device().devicePixelRatioF()
        key = (colour.rgb(), style, thickness, is_upright, ratio)
        if key not in self._tiles:
            self._tiles[key] = _tile(colour, style, thickness, is_upright, ratio)
        painter.drawTiledPixmap(box, self._tiles[key], QPoint(0, 0))


def _tile(
    colour: QColor, style: LineStyle, thickness: int, is_upright: bool, ratio: float
) -> QPixmap:
    """A few dashes on nothing; longer tiles are drawn faster."""
    on, off = (part * max(thickness, 2) for part in _PATTERNS[style])
    length = (on + off) * _REPEATS
    width, height = (thickness, length) if is_upright else (length, thickness)
    tile = QPixmap(round(width * ratio), round(height * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    for start in range(0, length, on + off):
        dash = (0, start, thickness, on) if is_upright else (start, 0, on, thickness)
        painter.fillRect(*dash, colour)
    painter.end()
    return tile
