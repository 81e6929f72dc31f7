"""What was found or marked in the text, kind by kind."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from qcoder.domain.spans import Span

CURRENT = "current"
"""The kind that is drawn strongest: the one hit the reader is at."""


class Highlights:
    """Spans of one kind, and quickly those in a stretch of text."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = sorted(spans)
        self._reach = list(accumulate((span.end for span in self.spans), max))

    def __eq__(self, other: object) -> bool:
        """Whether the same words are meant."""
        return isinstance(other, Highlights) and self.spans == other.spans

    def __hash__(self) -> int:
        """As equality asks."""
        return hash(tuple(self.spans))

    def in_stretch(self, start: int, end: int) -> list[Span]:
        """Those that have a character between two positions."""
        first = bisect_left(self._reach, start + 1)
        last = bisect_left(self.spans, (end, -1), key=lambda span: (span.start, span.end))
        return [span for span in self.spans[first:last] if span.end > start]


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
