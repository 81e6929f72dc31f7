"""The ground under coded words and the line of each coding, unit by unit."""

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from PySide6.QtCore import QRect

from qcoder.gui.transcript.coding_index import CodingIndex
from qcoder.gui.transcript.flow import Flow
from qcoder.gui.transcript.laid_unit import LaidUnit
from qcoder.gui.transcript.painted import PaintedCoding
from qcoder.gui.transcript.palette import Tints
from qcoder.gui.transcript.shown_text import UnitKind
from qcoder.gui.transcript.strokes import Stroke
from qcoder.gui.transcript.underlines import Underline, Underlines

MOST_UNDERLINES = 48
"""At one place; more have no pixels of their own. Grounds, stripes and lists show them."""

Stretch = tuple[int, int, PaintedCoding, int]
"""Start, end, coding and lane of what lies on a unit, as Qt counts in it."""

Key = TypeVar("Key", int, str)


class LineBands(NamedTuple):
    """What lies under one line of text, measured from the corner of its unit."""

    grounds: list[Stroke]
    underlines: list[Stroke]


class UnitBands(NamedTuple):
    """What lies under a unit; ``lanes`` is how many underlines stand over each other."""

    lines: list[LineBands]
    lanes: int


_NO_BANDS = UnitBands([], 0)


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
        self._ratio = 0.0
        self.set_ratio(1.0)

    def set_ratio(self, ratio: float) -> None:
        """Paint on a device with so many pixels in one of ours."""
        if ratio != self._ratio:
            self._ratio = ratio
            self._underlines = Underlines(self._flow.fonts, self._tints, ratio)
            self.forget_all()

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
        shown = self._flow.shown
        here = shown.units[unit]
        if here.kind is not UnitKind.SPEECH:
            # A coding goes over a heading to the speech behind it: that alone is coded.
            return _NO_BANDS
        numbers = self._index.touching(here.start, here.end)
        if not len(numbers):
            return _NO_BANDS
        codings = [self._index[number] for number in numbers.tolist()]
        starts, ends = (shown.all_to_local(unit, bounds) for bounds in self._index.bounds(numbers))
        lanes = self._index.text_lanes.of(numbers).tolist()
        stretches = list(zip(starts, ends, codings, lanes, strict=True))
        laid = self._flow.laid(unit)
        return UnitBands(
            [
                LineBands(*layers)
                for layers in zip(
                    self._grounds(laid, stretches), self._lined(laid, stretches), strict=True
                )
            ],
            min(max(lanes) + 1, MOST_UNDERLINES),
        )

    def _grounds(self, laid: LaidUnit, stretches: list[Stretch]) -> list[list[Stroke]]:
        """For each line what its words stand on."""
        grounds: list[list[Stroke]] = [[] for _ in laid.lines]
        height = self._flow.fonts.band_height
        coloured = ((start, end, coding.colour) for start, end, coding, _ in stretches)
        for start, end, mixture in flattened(coloured):
            colour = self._tints.band(mixture)
            for line, left, width in laid.pieces(start, end):
                box = QRect(left, laid.tops[line], width, height)
                grounds[line].append(Stroke(box, colour))
        return grounds

    def _lined(self, laid: LaidUnit, stretches: list[Stretch]) -> list[list[Stroke]]:
        """For each line what runs below its words."""
        underlines: list[list[Underline]] = [[] for _ in laid.lines]
        stretches = [stretch for stretch in stretches if stretch[3] < MOST_UNDERLINES]
        for start, end, coding, lane in stretches:
            for line, left, width in laid.pieces(start, end):
                underlines[line].append(Underline(left, width, lane, coding))
        rule = self._underlines.rule_for(1 + max((lane for *_, lane in stretches), default=0))
        return [
            self._underlines.strokes(of_line, rule, top)
            for of_line, top in zip(underlines, laid.tops, strict=False)
        ]
