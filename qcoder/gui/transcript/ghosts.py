"""The other differences of a transcript as thin lines, and quickly those that touch a place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from qcoder.domain.ids import DifferenceId
from qcoder.domain.spans import Span


@dataclass(frozen=True, slots=True)
class Ghost:
    """One side of another difference than the one in hand: a thin line in its lane."""

    difference: DifferenceId
    reading: int
    span: Span


class Ghosts:
    """Sorted by start beside the farthest end so far, so that those in view are found at once.

    What is hidden stays in its place: showing it again costs nothing.
    """

    def __init__(self, ghosts: Iterable[Ghost] = ()) -> None:
        self._ghosts = sorted(ghosts, key=lambda ghost: (ghost.span.start, ghost.span.end))
        self._starts = [ghost.span.start for ghost in self._ghosts]
        self._reach = list(accumulate((ghost.span.end for ghost in self._ghosts), max))
        self._hidden: set[DifferenceId] = set()

    def show(self, difference: DifferenceId, is_shown: bool) -> None:
        """Show the lines of a difference, or hide them."""
        (self._hidden.discard if is_shown else self._hidden.add)(difference)

    def touching(self, start: int, end: int) -> list[Ghost]:
        """Those shown that have a character in ``[start, end)``."""
        low, high = bisect_right(self._reach, start), bisect_left(self._starts, end)
        return [
            ghost
            for ghost in self._ghosts[low:high]
            if ghost.span.end > start and ghost.difference not in self._hidden
        ]
