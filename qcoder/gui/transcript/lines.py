"""Lines of codings as they are drawn: solid, dashed or dotted, alone or by turns."""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from qcoder.gui.transcript.painted import LineStyle
from qcoder.gui.transcript.strokes import Box, Stroke, paint_strokes

# On and off in thicknesses of the line.
_PATTERNS = {LineStyle.DASHED: (3, 2), LineStyle.DOTTED: (1, 1)}
_LENGTH = 1200
_TILE = 4
"""Periods drawn one by one: together whole pixels of the device at all usual ratios."""
_GAP = 3
"""Pixels between two that take turns."""
_MOST_STRIPS = 400
"""Kept of each kind: more than a page of many codes needs, and some megabytes at most."""


class Braid(NamedTuple):
    """Lines that take turns in one row: which of how many, and how long each turn is."""

    slot: int
    slots: int
    stroke: int


class Lines:
    """Lines along the text and down the margin, for devices of one pixel ratio.

    A pattern is one long strip that is cut to size: tiling a short one, or a dashed pen, takes
    twenty times as long. Strips outlive the page, so that another size of it needs no new ones.
    """

    def __init__(self, ratio: float = 1.0) -> None:
        self.ratio = ratio

    def across(self, box: Box, colour: QColor, style: LineStyle) -> list[Stroke]:
        """A line from left to right that fills ``box``."""
        if style is LineStyle.SOLID:
            return [(*box, colour)]
        left, top, width, height = box
        # The value, because hashing a member of an Enum runs Python code.
        strip = _strip(colour.rgb(), style.value, height, self.ratio, False)
        return self._cut_across(strip, _cuts(left, width, 0, _LENGTH), top, height)

    def braided(
        self, box: Box, colour: QColor, style: LineStyle, braid: Braid, phase: int
    ) -> list[Stroke]:
        """The turns of one line within ``box``, which begins so far from the start of the row."""
        left, top, width, height = box
        cycle = braid.slots * braid.stroke
        strip = _braided_strip(colour.rgb(), style.value, height, self.ratio, braid)
        cuts = _cuts(left, width, phase % cycle, _whole_cycles(cycle))
        return self._cut_across(strip, cuts, top, height)

    def down(self, box: Box, colour: QColor, style: LineStyle, phase: int = 0) -> list[Stroke]:
        """A line from top to bottom that fills ``box``; its pattern is moved by ``phase``."""
        if style is LineStyle.SOLID:
            return [(*box, colour)]
        left, top, width, height = box
        ratio, (on, off) = self.ratio, _PATTERNS[style]
        strip = _strip(colour.rgb(), style.value, width, ratio, True)
        across = round(width * ratio)
        cuts = _cuts(top, height, phase % ((on + off) * max(width, 2)), _LENGTH)
        return [
            (left, at, width, size, strip, 0, round(first * ratio), across, round(size * ratio))
            for at, size, first in cuts
        ]

    def _cut_across(
        self, strip: QPixmap, cuts: list[tuple[int, int, int]], top: int, height: int
    ) -> list[Stroke]:
        ratio, depth = self.ratio, round(height * self.ratio)
        return [
            (at, top, size, height, strip, round(first * ratio), 0, round(size * ratio), depth)
            for at, size, first in cuts
        ]


def _cuts(at: int, size: int, first: int, length: int) -> list[tuple[int, int, int]]:
    """Where to put how much of a strip, from ``first`` on and then from its start."""
    if size <= length - first:
        return [(at, size, first)]
    return [
        (at, length - first, first),
        *_cuts(at + length - first, size - length + first, 0, length),
    ]


@lru_cache(_MOST_STRIPS)
def _braided_strip(colour: int, style: str, thickness: int, ratio: float, braid: Braid) -> QPixmap:
    """Whole turns of one line, with nothing where the others have theirs."""
    slot, slots, stroke = braid
    cycle = slots * stroke
    tile = _transparent(_TILE * cycle, thickness, ratio)
    painter = QPainter(tile)
    painter.scale(ratio, ratio)
    for start in range(slot * stroke, _TILE * cycle, cycle):
        turn = (start, 0, max(2, stroke - _GAP), thickness)
        paint_strokes(painter, Lines(ratio).across(turn, QColor(colour), LineStyle(style)))
    painter.end()
    return _filled(_transparent(_whole_cycles(cycle), thickness, ratio), tile)


@lru_cache(_MOST_STRIPS)
def _strip(colour: int, style: str, thickness: int, ratio: float, is_upright: bool) -> QPixmap:
    """Dashes on nothing, a whole number of them."""
    on, off = (part * max(thickness, 2) for part in _PATTERNS[LineStyle(style)])
    tile, strip = (
        _transparent(*((thickness, length) if is_upright else (length, thickness)), ratio)
        for length in (_TILE * (on + off), _LENGTH)
    )
    painter = QPainter(tile)
    painter.scale(ratio, ratio)
    for start in range(0, _TILE * (on + off), on + off):
        dash = (0, start, thickness, on) if is_upright else (start, 0, on, thickness)
        painter.fillRect(*dash, QColor(colour))
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
