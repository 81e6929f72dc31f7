"""Lines of codings as they are drawn: solid, dashed or dotted, alone or by turns."""

from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from qcoder.gui.transcript.painted import LineStyle
from qcoder.gui.transcript.strokes import Stroke, paint_strokes

# On and off in thicknesses of the line.
_PATTERNS = {LineStyle.DASHED: (3, 2), LineStyle.DOTTED: (1, 1)}
_LENGTH = 1200
_TILE = 4
"""Periods drawn one by one: together whole pixels of the device at all usual ratios."""
_GAP = 3
"""Pixels between two that take turns."""


class Braid(NamedTuple):
    """Lines that take turns in one row: which of how many, and how long each turn is."""

    slot: int
    slots: int
    stroke: int


class Lines:
    """Lines along the text and down the margin, for devices of one pixel ratio.

    A pattern is kept as one long strip and cut to size: tiling a short one, or a dashed pen,
    takes twenty times as long.
    """

    def __init__(self, ratio: float = 1.0) -> None:
        self._ratio = ratio
        self._strips: dict[tuple[int, str, int, bool, float], QPixmap] = {}
        self._braided: dict[tuple[str, str, int, Braid], QPixmap] = {}

    def across(self, box: QRect, colour: QColor, style: LineStyle) -> list[Stroke]:
        """A line from left to right that fills ``box``."""
        if style is LineStyle.SOLID:
            return [Stroke(box, colour)]
        strip = self._strip(colour, style, box.height(), self._ratio, is_upright=False)
        return self._cut(box, strip, _LENGTH, 0)

    def braided(
        self, box: QRect, colour: QColor, style: LineStyle, braid: Braid, phase: int
    ) -> list[Stroke]:
        """The turns of one line within ``box``, which begins so far from the start of the row."""
        cycle = braid.slots * braid.stroke
        strip = self._braided_strip(colour, style, box.height(), braid)
        return self._cut(box, strip, _whole_cycles(cycle), phase % cycle)

    def _cut(self, box: QRect, strip: QPixmap, length: int, first: int) -> list[Stroke]:
        """As much of a strip as fills ``box``, from ``first`` on and then from its start."""
        strokes = []
        ratio, at, stop = self._ratio, box.left(), box.left() + box.width()
        while at < stop:
            width = min(length - first, stop - at)
            part = QRect(round(first * ratio), 0, round(width * ratio), strip.height())
            strokes.append(Stroke(QRect(at, box.top(), width, box.height()), strip, part))
            at, first = at + width, 0
        return strokes

    def _braided_strip(
        self, colour: QColor, style: LineStyle, thickness: int, braid: Braid
    ) -> QPixmap:
        key = (colour.name(), style.value, thickness, braid)
        found = self._braided.get(key)
        if found is None:
            slot, slots, stroke = braid
            cycle = slots * stroke
            tile = _transparent(_TILE * cycle, thickness, self._ratio)
            painter = QPainter(tile)
            painter.scale(self._ratio, self._ratio)
            for start in range(slot * stroke, _TILE * cycle, cycle):
                turn = QRect(start, 0, max(2, stroke - _GAP), thickness)
                paint_strokes(painter, self.across(turn, colour, style))
            painter.end()
            strip = _transparent(_whole_cycles(cycle), thickness, self._ratio)
            found = self._braided[key] = _filled(strip, tile)
        return found

    def down(
        self, painter: QPainter, box: QRect, colour: QColor, style: LineStyle, phase: int = 0
    ) -> None:
        """A line from top to bottom that fills ``box``; its pattern is moved by ``phase``."""
        if style is LineStyle.SOLID:
            painter.fillRect(box, colour)
            return
        ratio = painter.device().devicePixelRatioF()
        strip = self._strip(colour, style, box.width(), ratio, is_upright=True)
        on, off = _PATTERNS[style]
        first = phase % ((on + off) * max(box.width(), 2))
        at, stop = box.top(), box.bottom() + 1
        while at < stop:
            length = min(_LENGTH - first, stop - at)
            part = QRect(0, round(first * ratio), round(box.width() * ratio), round(length * ratio))
            painter.drawPixmap(QRect(box.left(), at, box.width(), length), strip, part)
            at, first = at + length, 0

    def _strip(
        self, colour: QColor, style: LineStyle, thickness: int, ratio: float, *, is_upright: bool
    ) -> QPixmap:
        # The value, because hashing a member of an Enum runs Python code.
        key = (colour.rgb(), style.value, thickness, is_upright, ratio)
        found = self._strips.get(key)
        if found is None:
            found = self._strips[key] = _drawn_strip(
                colour, style, thickness, ratio, is_upright=is_upright
            )
        return found


def _drawn_strip(
    colour: QColor,
    style: LineStyle,
    thickness: int,
    ratio: float,
    *,
    is_upright: bool,
) -> QPixmap:
    """Dashes on nothing, a whole number of them."""
    on, off = (part * max(thickness, 2) for part in _PATTERNS[style])
    tile, strip = (
        _transparent(*((thickness, length) if is_upright else (length, thickness)), ratio)
        for length in (_TILE * (on + off), _LENGTH)
    )
    painter = QPainter(tile)
    painter.scale(ratio, ratio)
    for start in range(0, _TILE * (on + off), on + off):
        dash = (0, start, thickness, on) if is_upright else (start, 0, on, thickness)
        painter.fillRect(*dash, colour)
    painter.end()
    return _filled(strip, tile)


def _filled(strip: QPixmap, tile: QPixmap) -> QPixmap:
    """The strip with as many tiles as it takes: drawing each dash would take longer."""
    painter = QPainter(strip)
    painter.drawTiledPixmap(strip.rect(), tile)
    painter.end()
    return strip


def _transparent(width: int, height: int, ratio: float) -> QPixmap:
    empty = QPixmap(round(width * ratio), round(height * ratio))
    empty.fill(Qt.GlobalColor.transparent)
    return empty


def _whole_cycles(cycle: int) -> int:
    """The length of a strip that holds whole turns only."""
    return cycle * -(-_LENGTH // cycle)
