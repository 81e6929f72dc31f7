"""The ground under coded words and the line of each coding, unit by unit."""

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from qcoder.domain.ids import CodingId
from qcoder.gui.transcript.coding_index import MOST_KEPT, CodingIndex, Visible
from qcoder.gui.transcript.flow import Flow
from qcoder.gui.transcript.laid_unit import LaidUnit, Piece
from qcoder.gui.transcript.lanes import MOST_LANES
from qcoder.gui.transcript.painted import PaintedCoding
from qcoder.gui.transcript.palette import Tints
from qcoder.gui.transcript.shown_text import UnitKind
from qcoder.gui.transcript.strokes import Stroke
from qcoder.gui.transcript.underlines import Rule, Underlines

Stretch = tuple[int, int, PaintedCoding, int]
"""Start, end, coding and lane of what lies on a unit, as Qt counts in it."""

Key = TypeVar("Key", int, str)


class LineBands(NamedTuple):
    """What lies under one line of text, measured from the corner of its unit."""

    grounds: list[Stroke]
    underlines: list[Stroke]


class Lined(NamedTuple):
    """The underline of one coding in each line it runs through, kept while its lane stays."""

    coding: PaintedCoding
    start: int
    end: int
    lane: int
    lines: list[tuple[Piece, list[Stroke]]]


class UnitBands(NamedTuple):
    """What lies under a unit; ``rule`` is how its underlines stand, if it has any."""

    lines: list[LineBands]
    rule: Rule | None
    lined: dict[CodingId, Lined]


_NO_BANDS = UnitBands([], None, {})


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
        self._kept: dict[Visible, dict[int, UnitBands]] = {}
        self._before: dict[int, UnitBands] = {}
        self._ratio = 0.0
        self.set_ratio(1.0)

    def set_ratio(self, ratio: float) -> None:
        """Paint on a device with so many pixels in one of ours."""
        if ratio != self._ratio:
            self._ratio = ratio
            self._underlines = Underlines(self._flow.fonts, self._tints, ratio)
            self._kept.clear()
            self.show(self._index.visible)

    def of(self, unit: int) -> UnitBands:
        """What lies under a unit."""
        found = self._made.get(unit)
        if found is None:
            found = self._made[unit] = self._make(unit)
            self._before.pop(unit, None)
        return found

    def forget(self, first: int, last: int) -> None:
        """Make the bands of these units anew; what stays the same in them is kept."""
        for unit in range(first, last + 1):
            found = self._made.get(unit)
            if found is not None:
                self._before[unit] = found
            for made in self._kept.values():
                made.pop(unit, None)

    def is_ruled_anew(self, unit: int) -> bool:
        """Whether underlines of a forgotten unit stand elsewhere now; makes it."""
        before = self._before.get(unit, _NO_BANDS).rule
        now = self.of(unit).rule
        return before is not None and now is not None and before != now

    def show(self, visible: Visible) -> None:
        """Other codings are visible: make their bands, or take those of before."""
        self._made = self._kept.pop(visible, {})
        self._before.clear()
        if len(self._kept) >= MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[visible] = self._made

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
        grounds = self._grounds(laid, stretches)
        stretches = [stretch for stretch in stretches if stretch[3] < MOST_LANES]
        rule = self._underlines.rule_for(1 + max((lane for *_, lane in stretches), default=0))
        lined = self._lined(unit, laid, stretches, rule)
        underlines = _by_line(lined.values(), len(laid.lines), longest_first=rule.slots > 1)
        lines = [LineBands(*layers) for layers in zip(grounds, underlines, strict=True)]
        return UnitBands(lines, rule, lined)

    def _grounds(self, laid: LaidUnit, stretches: list[Stretch]) -> list[list[Stroke]]:
        """For each line what its words stand on."""
        grounds: list[list[Stroke]] = [[] for _ in laid.lines]
        height = self._flow.fonts.band_height
        coloured = [(start, end, coding.colour) for start, end, coding, _ in stretches]
        if len(coloured) > MOST_LANES:
            coloured = united(coloured)
        for start, end, mixture in flattened(coloured):
            colour = self._tints.band(mixture)
            for line, left, width in laid.pieces(start, end):
                grounds[line].append((left, laid.tops[line], width, height, colour))
        return grounds

    def _lined(
        self, unit: int, laid: LaidUnit, stretches: list[Stretch], rule: Rule
    ) -> dict[CodingId, Lined]:
        """What runs below the words; of what was there before only the changes are made."""
        before = self._before.get(unit, _NO_BANDS)
        kept = before.lined if before.rule == rule else {}
        lined = {}
        for start, end, coding, lane in stretches:
            found = kept.get(coding.coding)
            if found is None or found.coding is not coding or found[1:4] != (start, end, lane):
                pieces = [
                    (piece, self._underlines.strokes(piece, lane, coding, rule, laid.tops))
                    for piece in laid.pieces(start, end)
                ]
                found = Lined(coding, start, end, lane, pieces)
            lined[coding.coding] = found
        return lined


def united(stretches: Iterable[tuple[int, int, Key]]) -> list[tuple[int, int, Key]]:
    """The same ground as few stretches: those of one key that touch, in text order, are one."""
    last: dict[Key, tuple[int, int]] = {}
    found: list[tuple[int, int, Key]] = []
    for start, end, key in stretches:
        first, reach = last.get(key, (start, start))
        if start > reach:
            found.append((first, reach, key))
            first = start
        last[key] = first, max(end, reach)
    found.extend((first, reach, key) for key, (first, reach) in last.items())
    return found


def _by_line(lined: Iterable[Lined], count: int, *, longest_first: bool) -> list[list[Stroke]]:
    """The strokes of each line; of those that take turns the shortest are painted last."""
    rows: list[list[tuple[Piece, list[Stroke]]]] = [[] for _ in range(count)]
    for each in lined:
        for part in each.lines:
            rows[part[0].line].append(part)
    if longest_first:
        for row in rows:
            row.sort(key=_width_of, reverse=True)
    return [[stroke for _, strokes in row for stroke in strokes] for row in rows]


def _width_of(part: tuple[Piece, list[Stroke]]) -> int:
    return part[0].width
