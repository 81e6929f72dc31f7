"""Half-open ranges of Unicode code points, and what can be done with several of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``[start, end)`` in code points of a transcript's stored text; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}–{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Whether at least one code point is in both."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether all of ``other`` lies inside; a span contains itself."""
        return self.start <= other.start and other.end <= self.end

    def intersection(self, other: "Span") -> "Span | None":
        """What both share, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def hull(self, other: "Span") -> "Span":
        """The shortest span that contains both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


def span_or_none(start: int, end: int) -> Span | None:
    """The span, or None where it would be empty or turned round."""
    return Span(start, end) if 0 <= start < end else None


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same code points as disjoint spans in order; touching spans become one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = result[-1].hull(span)
        else:
            result.append(span)
    return tuple(result)


def intersected(first: Sequence[Span], second: Sequence[Span]) -> tuple[Span, ...]:
    """What is in both; each argument must be disjoint and in order."""
    result: list[Span] = []
    i = j = 0
    while i < len(first) and j < len(second):
        shared = first[i].intersection(second[j])
        if shared:
            result.append(shared)
        if first[i].end <= second[j].end:
            i += 1
        else:
            j += 1
    return tuple(result)


def subtracted(kept: Sequence[Span], removed: Sequence[Span]) -> tuple[Span, ...]:
    """What of ``kept`` is not in ``removed``; each must be disjoint and in order."""
    result: list[Span] = []
    j = 0
    for span in kept:
        start = span.start
        while j < len(removed) and removed[j].end <= start:
            j += 1
        k = j
        while k < len(removed) and removed[k].start < span.end:
            if removed[k].start > start:
                result.append(Span(start, removed[k].start))
            start = max(start, removed[k].end)
            k += 1
        if start < span.end:
            result.append(Span(start, span.end))
    return tuple(result)
