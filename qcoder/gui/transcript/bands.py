"""The ground under coded words and the line of each coding, unit by unit."""

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from PySide6.QtGui import QColor

from qcoder.gui.transcript.coding_index import CodingIndex
from qcoder.gui.transcript.flow import Flow
from qcoder.gui.transcript.painted import PaintedCoding
from qcoder.gui.transcript.palette import Tints
from qcoder.gui.transcript.shown_text import UnitKind

MOST_UNDERLINES = 48
"""At one place; more have no pixels of their own. Grounds, stripes and lists show them."""

Key = TypeVar("Key", int, str)


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


class Segment(NamedTuple, Generic[Key]):
    """Characters between two positions, with the keys of all that cover them in order."""

    start: int
    end: int
    keys: tuple[Key, ...]


def flattened(stretches: Iterable[tuple[int, int, Key]]) -> list[Segment[Key]]:
    """Disjoint segments in order; where nothing lies there is none.

    Stretches are start, end and key. So each pixel is filled once, with a colour mixed
    beforehand, and no stretch hides another.
    """
    changes: dict[int, list[tuple[Key, int]]] = {}
    for start, end, key in stretches:
        changes.setdefault(start, []).append((key, 1))
        changes.setdefault(end, []).append((key, -1))
    segments: list[Segment[Key]] = []
    counts: dict[Key, int] = {}
    keys: tuple[Key, ...] = ()
    since = 0
    for bound in sorted(changes):
        for key, step in changes[bound]:
            counts[key] = counts.get(key, 0) + step
        now = tuple(sorted(key for key, count in counts.items() if count))
        if now != keys:
            if keys:
                segments.append(Segment(since, bound, keys))
            keys, since = now, bound
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
        starts, ends = (shown.all_to_local(unit, bounds) for bounds in self._index.bounds(numbers))
        colours = [coding.colour for coding in codings]
        for start, end, mixture in flattened(zip(starts, ends, colours, strict=True)):
            ground = self._tints.band(mixture)
            for line, left, width in laid.pieces(start, end):
                lines[line].grounds.append(Ground(left, width, ground))
        lanes = self._index.text_lanes.of(numbers).tolist()
        for coding, lane, start, end in zip(codings, lanes, starts, ends, strict=True):
            if lane < MOST_UNDERLINES:
                for line, left, width in laid.pieces(start, end):
                    lines[line].underlines.append(Underline(left, width, lane, coding))
        return UnitBands(lines, min(max(lanes) + 1, MOST_UNDERLINES))
