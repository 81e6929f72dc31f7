"""Code points, which we count, and UTF-16 units, which Qt counts: the one place they meet."""

from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray

Positions = NDArray[np.int64]


def code_points_of(text: str) -> NDArray[np.uint32]:
    """The text as an array of code points."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


class Offsets:
    """Translates positions of one text in both directions.

    Only characters beyond U+FFFF make a difference, and most transcripts have none, so
    their places are all that is kept.
    """

    def __init__(self, points: NDArray[np.uint32]) -> None:
        self._astral: Positions = np.flatnonzero(points > 0xFFFF).astype(np.int64)
        self._astral_list: list[int] = self._astral.tolist()
        self._pair_list: list[int] = (self._astral + np.arange(len(self._astral))).tolist()

    def to_utf16(self, position: int) -> int:
        """Where Qt would count ``position``."""
        return position + bisect_left(self._astral_list, position)

    def to_code_point(self, unit: int) -> int:
        """Where we count ``unit``; the middle of a pair becomes the start of its character."""
        return unit - bisect_left(self._pair_list, unit)

    def all_to_utf16(self, positions: Positions) -> Positions:
        """:meth:`to_utf16` for many."""
        return positions + np.searchsorted(self._astral, positions)
