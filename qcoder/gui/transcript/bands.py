"""The ground under coded words and the line of each coding, unit by unit."""

from itertools import pairwise
from typing import NamedTuple

from PySide6.QtGui import QColor

from qcoder.gui.transcript.coding_index import CodingIndex
from qcoder.gui.transcript.flow import Flow
from qcoder.gui.transcript.laid_unit import LaidUnit
from qcoder.gui.transcript.painted import PaintedCoding
from qcoder.gui.transcript.palette import Tints
from qcoder.gui.transcript.shown_text import UnitKind


class Ground(NamedTuple):
    """A stretch of a line filled with one opaque colour."""

    left: int
    width: int
    colour: QColor


class Underline(NamedTuple):
    """The line of one coding below a stretch of words."""

    left: int
    width: int
    lane: int
    coding: PaintedCoding


class LineBands(NamedTuple):
    """What lies under one line of text."""

    grounds: list[Ground]
    underlines: list[Underline]


class UnitBands(NamedTuple):
    """What lies under a unit; ``lanes`` is how many rows its underlines take."""

    lines: list[LineBands]
    lanes: int


class Segment(NamedTuple):
    """Characters between two ends of codings, with the numbers of all that cover them."""

    start: int
    end: int
    members: tuple[int, ...]


def flattened(stretches: list[tuple[int, int]]) -> list[Segment]:
    """Disjoint segments in order; where nothing lies there is none.

    Members are indices of ``stretches``. So each pixel is filled once, with a colour mixed
    beforehand, and no stretch hides another.
    """
    bounds = sorted({bound for stretch in stretches for bound in stretch})
    begins: dict[int, list[int]] = {}
    stops: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(stretches):
        begins.setdefault(start, []).append(index)
        stops.setdefault(end, []).append(index)
    segments: list[Segment] = []
    active: set[int] = set()
    for start, end in pairwise(bounds):
        active.difference_update(stops.get(start, ()))
        active.update(begins.get(start, ()))
        if active:
            segments.append(Segment(start, end, tuple(sorted(active))))
    return segments


class Bands:
    """Bands of all units, made when first painted and kept until something changes."""

    def __init__(self, flow: Flow, index: CodingIndex, tints: Tints) -> None:
        self._flow = flow
        self._index = index
        self._tints = tints
        self._made: dict[int, UnitBands] = {}

    def of(self, unit: int) -> UnitBands:
        """What lies under a unit."""
        found = self._made.get(unit)
        if found is None:
            found = self._made[unit] = self._make(unit)
        return found

    def forget(self, first: int, last: int) -> None:
        """Make the bands of these units anew."""
        for unit in range(first, last + 1):
            self._made.pop(unit, None)

    def forget_all(self) -> None:
        """Make all bands anew."""
        self._made.clear()

    def _make(self, unit: int) -> UnitBands:
        laid = self._flow.laid(unit)
        lines = [LineBands([], []) for _ in laid.lines]
        shown = self._flow.shown
        here = shown.units[unit]
        if here.kind is not UnitKind.SPEECH:
            # A coding goes over a heading to the speech behind it: that alone is coded.
            return UnitBands(lines, 0)
        numbers = self._index.touching(here.start, here.end)
        if not len(numbers):
            return UnitBands(lines, 0)
        codings = [self._index[number] for number in numbers.tolist()]
        stretches = [
            (shown.to_local(unit, c.span.start), shown.to_local(unit, c.span.end)) for c in codings
        ]
        lanes = self._index.text_lanes.of(numbers).tolist()
        self._add_grounds(laid, lines, stretches, codings)
        for coding, lane, (start, end) in zip(codings, lanes, stretches, strict=True):
            for line, left, width in laid.pieces(start, end):
                lines[line].underlines.append(Underline(left, width, lane, coding))
        return UnitBands(lines, max(lanes) + 1)

    def _add_grounds(
        self,
        laid: LaidUnit,
        lines: list[LineBands],
        stretches: list[tuple[int, int]],
        codings: list[PaintedCoding],
    ) -> None:
        for segment in flattened(stretches):
            colours = tuple(sorted({codings[member].colour for member in segment.members}))
            colour = self._tints.band(colours)
            for line, left, width in laid.pieces(segment.start, segment.end):
                lines[line].grounds.append(Ground(left, width, colour))
