"""Grounds of words that only some readings took: a tint and a hatch for each reading."""

from PySide6.QtCore import QLineF
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from qcoder.gui.transcript.palette import READING_COLOURS, Tints, average

_TILE = 10
_WIDTH = 3.2
_OVER = 2
_FORWARD = ((-_OVER, _TILE + _OVER, _TILE + _OVER, -_OVER),)
_BACK = ((-_OVER, -_OVER, _TILE + _OVER, _TILE + _OVER),)
_LEVEL = ((-_OVER, _TILE / 2, _TILE + _OVER, _TILE / 2),)
_UPRIGHT = ((_TILE / 2, -_OVER, _TILE / 2, _TILE + _OVER),)
_CROSS = (*_FORWARD, *_BACK)
_GRID = (*_LEVEL, *_UPRIGHT)
_HATCHES = (_FORWARD, _BACK, _LEVEL, _UPRIGHT, _CROSS, _GRID)
_SLANTED = (_FORWARD, _BACK, _CROSS)


def reading_colour(reading: int) -> QColor:
    """The hue of a reading, counted from 1."""
    return QColor(READING_COLOURS[(reading - 1) % len(READING_COLOURS)])


class HatchBrushes:
    """The brush for what some of the readings took; each is made when it is first needed."""

    def __init__(self, tints: Tints) -> None:
        self._tints = tints
        self._made: dict[tuple[int, ...], QBrush] = {}

    def of(self, sides: tuple[int, ...], count: int) -> QBrush:
        """The ground of words that the readings ``sides``, of ``count``, took; both from 0."""
        if len(sides) == count:
            return QBrush(self._tints.shared)
        if sides not in self._made:
            self._made[sides] = QBrush(_tile(self._tints, sides))
        return self._made[sides]


def _tile(tints: Tints, sides: tuple[int, ...]) -> QPixmap:
    """Stripes that meet themselves on all sides, each reading's its own way."""
    colours = [tints.reading_ground(reading_colour(side + 1)) for side in sides]
    tile = QPixmap(_TILE, _TILE)
    tile.fill(average(ground for ground, _ in colours))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for side, (_, stripe) in zip(sides, colours, strict=True):
        hatch = _HATCHES[side % len(_HATCHES)]
        painter.setPen(QPen(stripe, _WIDTH / len(sides)))
        for line in hatch:
            shifts = (-_TILE, 0, _TILE) if hatch in _SLANTED else (0,)
            for shift in shifts:
                painter.drawLine(QLineF(*line).translated(shift, 0))
    painter.end()
    return tile
