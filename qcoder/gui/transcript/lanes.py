"""Which row each coding takes, so that those that overlap never share one."""

from heapq import heappop, heappush
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from qcoder.gui.transcript.arrays import inserted, without

MOST_LANES = 48
"""That are drawn at one place; more have no pixels of their own, and are counted."""

_NOT_GIVEN, _WANTED = -1, -2


class Overlapping(Protocol):
    """What lanes need to know of the codings."""

    def bounds(self, numbers: NDArray[np.intp]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Starts and ends of several codings."""

    def lowest_lane(self, number: int) -> int:
        """The first lane that it may take."""

    def touching(self, start: int, end: int) -> NDArray[np.intp]:
        """Numbers of the visible codings that have a character in between."""


class Lanes:
    """Lanes given out when first asked for, and kept until everything is laid anew.

    A coding takes the lowest lane that no other one has that comes nearer to it than
    ``distance``. So a new coding moves no other, and a screenful costs a screenful.
    """

    def __init__(self, codings: Overlapping, distance: int = 0) -> None:
        self._codings = codings
        self._distance = distance
        self._lanes: NDArray[np.int64] = np.zeros(0, dtype=np.int64)

    def forget(self, count: int) -> None:
        """Give out all lanes anew, to ``count`` codings."""
        self._lanes = np.full(count, _NOT_GIVEN, dtype=np.int64)

    def set_distance(self, distance: int) -> None:
        """Keep codings of one lane at least this many characters apart."""
        if distance != self._distance:
            self._distance = distance
            self.forget(len(self._lanes))

    def insert(self, number: int) -> None:
        """Make place for a new coding."""
        self._lanes = inserted(self._lanes, number, _NOT_GIVEN)

    def remove(self, number: int) -> None:
        """Close the place of a coding that is gone."""
        self._lanes = without(self._lanes, number)

    def of(self, numbers: NDArray[np.intp]) -> NDArray[np.int64]:
        """The lanes of these codings, which must be visible and in text order."""
        given = self._lanes[numbers]
        if given.size and given.min() < 0:
            wanted = numbers[given < 0]
            if len(wanted) == 1:
                self._give_one(int(wanted[0]))
            else:
                self._give(wanted)
            given = self._lanes[numbers]
        return given

    def _give_one(self, number: int) -> None:
        """One more among many: they are not gone through."""
        starts, ends = self._codings.bounds(np.array([number]))
        start, end = int(starts[0]) - self._distance, int(ends[0]) + self._distance
        taken = set(self._lanes[self._codings.touching(start, end)].tolist())
        lane = self._codings.lowest_lane(number)
        while lane in taken:
            lane += 1
        self._lanes[number] = lane

    def _give(self, numbers: NDArray[np.intp]) -> None:
        """Go through the text once, and know at each coding which lanes are taken there."""
        self._lanes[numbers] = _WANTED
        starts, ends = self._codings.bounds(numbers)
        distance = self._distance
        near = self._codings.touching(int(starts.min()) - distance, int(ends.max()) + distance)
        near = near[self._lanes[near] != _NOT_GIVEN]
        starts, ends = self._codings.bounds(near)
        lanes = self._lanes[near].tolist()
        is_alone = max(lanes) < 0
        taken = _TakenLanes()
        for place, (number, start, end) in enumerate(
            zip(near.tolist(), starts.tolist(), ends.tolist(), strict=True)
        ):
            taken.release(start - distance)
            if lanes[place] < 0:
                last = 0 if is_alone else int(starts.searchsorted(end + distance))
                lowest = self._codings.lowest_lane(number)
                lanes[place] = taken.lowest_free(lowest, besides=lanes[place + 1 : last])
            taken.take(lanes[place], end)
        self._lanes[near] = lanes


class _TakenLanes:
    """Lanes as bits of a number: thousands over each other cost little more than few."""

    def __init__(self) -> None:
        self._bits = 0
        self._ends: list[tuple[int, int]] = []

    def take(self, lane: int, end: int) -> None:
        self._bits |= 1 << lane
        heappush(self._ends, (end, lane))

    def release(self, position: int) -> None:
        """Free the lanes of what ends here or before."""
        while self._ends and self._ends[0][0] <= position:
            self._bits &= ~(1 << heappop(self._ends)[1])

    def lowest_free(self, lowest: int, besides: list[int]) -> int:
        """The first free lane from ``lowest`` on that is none of those ``besides`` either."""
        bits = self._bits
        for lane in besides:
            if lane >= 0:
                bits |= 1 << lane
        free = ~(bits >> lowest)
        return lowest + (free & -free).bit_length() - 1
