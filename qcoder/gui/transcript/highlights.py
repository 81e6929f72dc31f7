"""What was found or marked in the text, kind by kind."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qcoder.domain.spans import Span

CURRENT = "current"
"""The kind that is drawn strongest: the one hit the reader is at."""

Ends = NDArray[np.int64]
"""Rows of start and end, in text order."""


class Highlights:
    """Spans of one kind, and quickly those in a stretch of text.

    Kept as an array: a letter is found a quarter of a million times in a long transcript, and
    only what is in view is ever made a span.
    """

    def __init__(self, spans: Iterable[Span] | Ends) -> None:
        if isinstance(spans, np.ndarray):
            self.ends: Ends = spans
        else:
            ordered = sorted((span.start, span.end) for span in spans)
            self.ends = np.array(ordered, np.int64).reshape(-1, 2)
        # Columns of their own: whoever searches a column of the table copies it each time.
        self.starts: Ends = np.ascontiguousarray(self.ends[:, 0])
        self._reach: Ends = np.maximum.accumulate(self.ends[:, 1])

    def __len__(self) -> int:
        return len(self.ends)

    def __eq__(self, other: object) -> bool:
        """Whether the same words are meant."""
        return isinstance(other, Highlights) and np.array_equal(self.ends, other.ends)

    def __hash__(self) -> int:
        """As equality asks."""
        return hash(self.ends.tobytes())

    def in_stretch(self, start: int, end: int) -> list[Span]:
        """Those that have a character between two positions."""
        first = int(np.searchsorted(self._reach, start, "right"))
        last = int(np.searchsorted(self.starts, end, "left"))
        return [Span(low, high) for low, high in self.ends[first:last].tolist() if high > start]


class ReaderMarks(NamedTuple):
    """What one coder has highlighted without a code, and the flag that says whose it is."""

    flag: str
    """Empty where nobody else's are shown, so that there is nothing to tell."""
    is_own: bool
    highlights: Highlights


class MarkedWords(NamedTuple):
    """Highlights laid over each other; ``shared`` has where readers meet, by their number."""

    readers: tuple[ReaderMarks, ...] = ()
    shared: tuple[tuple[int, Highlights], ...] = ()
