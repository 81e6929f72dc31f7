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

    def in_stretch(self, start: int, end: int) -> list[Span]:
        """Those that have a character between two positions."""
        first = bisect_left(self._reach, start + 1)
        last = bisect_left(self.spans, (end, -1), key=lambda span: (span.start, span.end))
        return [span for span in self.spans[first:last] if span.end > start]


class MarkedWords(NamedTuple):
    """What coders have highlighted without a code: the one at work, and the others."""

    own: Highlights
    others: Highlights
