"""Which codings do not keep their code's rule."""

from bisect import bisect_left, insort
from collections.abc import Mapping

from qcoder.domain.ids import CodingId
from qcoder.domain.spans import Span


class RuleFlags:
    """Which codings break their rule; one that comes or goes costs no more among thousands."""

    def __init__(self, codings: Mapping[CodingId, Span]) -> None:
        self.codings = dict(codings)
        self._sorted = sorted((span, coding) for coding, span in codings.items())

    def put(self, coding: CodingId, span: Span | None) -> None:
        """A coding breaks its rule there, or no longer."""
        before = self.codings.pop(coding, None)
        if before is not None:
            del self._sorted[bisect_left(self._sorted, (before, coding))]
        if span is not None:
            self.codings[coding] = span
            insort(self._sorted, (span, coding))

    def starting_in(self, start: int, end: int) -> list[tuple[Span, CodingId]]:
        """Those that begin between two positions, in text order."""
        first = bisect_left(self._sorted, start, key=_start_of)
        return self._sorted[first : bisect_left(self._sorted, end, key=_start_of)]


def _start_of(flag: tuple[Span, CodingId]) -> int:
    return flag[0].start
