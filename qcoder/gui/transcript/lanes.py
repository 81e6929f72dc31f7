"""Which row each coding takes, so that those that overlap never share one."""

from collections.abc import Iterable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Overlapping(Protocol):
    """What lanes need to know of the codings."""

    def bounds(self, number: int) -> tuple[int, int]:
        """Start and end of one coding."""

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
        self._lanes = np.full(count, -1, dtype=np.int64)

    def set_distance(self, distance: int) -> None:
        """Keep codings of one lane at least this many characters apart."""
        if distance != self._distance:
            self._distance = distance
            self.forget(len(self._lanes))

    def insert(self, number: int) -> None:
        """Make place for a new coding."""
        self._lanes = np.insert(self._lanes, number, -1)

    def remove(self, number: int) -> None:
        """Close the place of a coding that is gone."""
        self._lanes = np.delete(self._lanes, number)

    def of(self, numbers: NDArray[np.intp]) -> NDArray[np.int64]:
        """The lanes of these codings, which must be visible and in text order."""
        given = self._lanes[numbers]
        if given.size and given.min() < 0:
            self._give(numbers[given < 0].tolist())
            given = self._lanes[numbers]
        return given

    def _give(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            start, end = self._codings.bounds(number)
            near = self._codings.touching(start - self._distance, end + self._distance)
            taken = set(self._lanes[near].tolist())
            lane = self._codings.lowest_lane(number)
            while lane in taken:
                lane += 1
            self._lanes[number] = lane
