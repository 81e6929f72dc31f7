"""All codings of a transcript, and quickly those that touch a place."""

from collections.abc import Collection, Iterable
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from qcoder.domain.ids import CoderId, CodingId
from qcoder.gui.transcript.arrays import inserted, without
from qcoder.gui.transcript.lanes import Lanes
from qcoder.gui.transcript.painted import PaintedCoding

_INT = np.int64

Visible = frozenset[CoderId] | None
"""Coders whose codings are shown; None stands for all."""

MOST_KEPT = 4
"""So many choices of what is visible are remembered: coders are switched to and fro."""


class _Names:
    """One name of each coding as a number, so that many are compared at once."""

    def __init__(self, names: Iterable[str | None]) -> None:
        self._known: dict[str | None, int] = {}
        numbers = [self._known.setdefault(name, len(self._known)) for name in names]
        self._numbers = np.array(numbers, dtype=np.intp)

    def insert(self, place: int, name: str | None) -> None:
        number = self._known.setdefault(name, len(self._known))
        self._numbers = inserted(self._numbers, place, number)

    def remove(self, place: int) -> None:
        self._numbers = without(self._numbers, place)

    def among(self, names: Collection[str] | None) -> NDArray[np.bool_]:
        """For each coding whether its name is one of these; None stands for all."""
        if names is None:
            return np.ones(len(self._numbers), dtype=np.bool_)
        table = np.array([name in names for name in self._known], dtype=np.bool_)
        return table[self._numbers] if len(table) else np.zeros(0, dtype=np.bool_)


class CodingIndex:
    """Codings in arrays sorted by start, beside the farthest end so far.

    No tree: what touches a stretch lies between two binary searches, and thirty thousand
    codings are few for that. Numbers are places in the arrays and change with every
    insertion; identifiers do not. Only visible codings are found.
    """

    def __init__(self, codings: Iterable[PaintedCoding] = ()) -> None:
        self.codings = sorted(codings, key=lambda c: (c.span.start, -c.span.end))
        self._starts = np.array([c.span.start for c in self.codings], dtype=_INT)
        self._ends = np.array([c.span.end for c in self.codings], dtype=_INT)
        self._by_id = {c.coding: c for c in self.codings}
        self._coders = _Names(c.coder for c in self.codings)
        self.visible: Visible = None
        self._is_visible = np.ones(len(self.codings), dtype=np.bool_)
        self._lanes: dict[Visible, tuple[Lanes, Lanes]] = {}
        self._distance = 0
        self._take_lanes()
        self._sum_up()

    def __len__(self) -> int:
        return len(self.codings)

    def __getitem__(self, number: int) -> PaintedCoding:
        return self.codings[number]

    def get(self, coding: CodingId | str | None) -> PaintedCoding | None:
        """The coding with that identifier, visible or not."""
        return self._by_id.get(CodingId(coding)) if coding else None

    def bounds(self, numbers: NDArray[np.intp]) -> tuple[NDArray[_INT], NDArray[_INT]]:
        """Starts and ends of several codings."""
        return self._starts[numbers], self._ends[numbers]

    def lowest_lane(self, number: int) -> int:
        """The first lane that it may take."""
        return self.codings[number].lane

    def touching(self, start: int, end: int) -> NDArray[np.intp]:
        """Numbers of the visible codings that have a character in ``[start, end)``."""
        low = int(self._reach.searchsorted(start, "right"))
        high = int(self._starts.searchsorted(end, "left"))
        if low >= high:
            return np.zeros(0, dtype=np.intp)
        inside = (self._ends[low:high] > start) & self._is_visible[low:high]
        return inside.nonzero()[0] + low

    def innermost_first(self, numbers: NDArray[np.intp]) -> list[int]:
        """The same numbers, those of short codings first, and of these the first in the text."""
        starts, ends = self._starts[numbers], self._ends[numbers]
        order: list[int] = numbers[np.lexsort((starts, ends - starts))].tolist()
        return order

    def insert(self, coding: PaintedCoding) -> None:
        """Add one; no other changes its lane."""
        number = int(self._starts.searchsorted(coding.span.start, "right"))
        self.codings.insert(number, coding)
        self._by_id[coding.coding] = coding
        self._starts = inserted(self._starts, number, coding.span.start)
        self._ends = inserted(self._ends, number, coding.span.end)
        self._coders.insert(number, coding.coder)
        self._is_visible = inserted(self._is_visible, number, self._shows(coding))
        for lanes in chain.from_iterable(self._lanes.values()):
            lanes.insert(number)
        self._sum_up()

    def remove(self, coding: CodingId) -> PaintedCoding | None:
        """Take one out and say which it was; None if it was not there."""
        gone = self._by_id.pop(coding, None)
        if gone is None:
            return None
        number = self._number_of(gone)
        del self.codings[number]
        self._starts = without(self._starts, number)
        self._ends = without(self._ends, number)
        self._coders.remove(number)
        self._is_visible = without(self._is_visible, number)
        for lanes in chain.from_iterable(self._lanes.values()):
            lanes.remove(number)
        self._sum_up()
        return gone

    def show_only(self, coders: Collection[CoderId] | None) -> None:
        """Hide what is of no coder named here; None stands for all."""
        self.visible = None if coders is None else frozenset(coders)
        self._is_visible = self._coders.among(self.visible)
        self._take_lanes()

    def keep_apart(self, distance: int) -> None:
        """Put codings into one lane of the margin only if so many characters are between them."""
        self._distance = distance
        for _, margin in self._lanes.values():
            margin.set_distance(distance)

    def is_shown(self, coding: PaintedCoding) -> bool:
        """Whether the coding is in the index and visible."""
        return coding.coding in self._by_id and self._shows(coding)

    def _shows(self, coding: PaintedCoding) -> bool:
        return self.visible is None or coding.coder in self.visible

    def _number_of(self, coding: PaintedCoding) -> int:
        first = int(self._starts.searchsorted(coding.span.start, "left"))
        return next(
            number
            for number in range(first, len(self.codings))
            if self.codings[number].coding == coding.coding
        )

    def _sum_up(self) -> None:
        self._reach: NDArray[_INT] = np.maximum.accumulate(self._ends)

    def _take_lanes(self) -> None:
        """Lanes for what is visible now: those of before, if it is shown again."""
        kept = self._lanes.pop(self.visible, None)
        if kept is None:
            kept = Lanes(self), Lanes(self, self._distance)
            for lanes in kept:
                lanes.forget(len(self.codings))
        if len(self._lanes) >= MOST_KEPT:
            del self._lanes[next(iter(self._lanes))]
        self._lanes[self.visible] = kept
        self.text_lanes, self.margin_lanes = kept
