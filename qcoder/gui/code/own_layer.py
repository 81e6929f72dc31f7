"""The codings of one coder on the page, kept in text order and counted as they come and go."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodeId
from qcoder.domain.spans import Span


class OwnLayer:
    """A layer that a single change does not sort or count anew, however long it is."""

    def __init__(self, codings: Iterable[Coding] = ()) -> None:
        self._codings = sorted(codings, key=in_text_order)
        self._counts = Counter(coding.code for coding in self._codings)
        self._longest = max((len(coding.span) for coding in self._codings), default=0)
        self._by_time: list[Coding] | None = None

    def __len__(self) -> int:
        return len(self._codings)

    @property
    def codings(self) -> Sequence[Coding]:
        """In text order."""
        return self._codings

    @property
    def counts(self) -> Mapping[CodeId, int]:
        """How often each code is used."""
        return self._counts

    def replace(self, before: Coding | None, after: Coding | None) -> None:
        """Leave out one that is there and take another; None for neither."""
        if before is not None:
            del self._codings[self.place_of(before)]
            self._counts[before.code] -= 1
        if after is not None:
            self._codings.insert(self.place_of(after), after)
            self._counts[after.code] += 1
            self._longest = max(self._longest, len(after.span))
        self._keep_time(before, after)

    def _keep_time(self, before: Coding | None, after: Coding | None) -> None:
        if self._by_time is None:
            return
        if before is not None:
            del self._by_time[bisect_left(self._by_time, _in_time(before), key=_in_time)]
        if after is not None:
            insort(self._by_time, after, key=_in_time)

    def latest(self) -> Iterator[Coding]:
        """From the one made last to the one made first."""
        if self._by_time is None:
            self._by_time = sorted(self._codings, key=_in_time)
        return reversed(self._by_time)

    def sharing_words(self, span: Span) -> Iterator[Coding]:
        """What overlaps ``span``; only what could reach into it is looked at."""
        first = bisect_left(self._codings, span.start - self._longest, key=_start)
        stop = bisect_left(self._codings, span.end, lo=first, key=_start)
        found = (self._codings[number] for number in range(first, stop))
        return (coding for coding in found if coding.span.overlaps(span))

    def following(self, coding: Coding, step: int) -> Iterator[Coding]:
        """All others from this one on in text order, or backwards, round the end.

        The coding itself may be of another layer.
        """
        count, place = len(self._codings), self.place_of(coding)
        is_there = place < count and self._codings[place].id == coding.id
        first = 1 if is_there or step < 0 else 0
        far = range(first, first + count - is_there)
        return (self._codings[(place + step * each) % count] for each in far)

    def nearest(self, position: int, step: int) -> Coding | None:
        """The first that begins at ``position`` or later, or the last before it; round the end."""
        if not self._codings:
            return None
        place = bisect_left(self._codings, position, key=_start)
        return self._codings[(place if step > 0 else place - 1) % len(self._codings)]

    def place_of(self, coding: Coding) -> int:
        """Where a coding stands, or would stand."""
        return bisect_left(self._codings, in_text_order(coding), key=in_text_order)


def in_text_order(coding: Coding) -> tuple[Any, ...]:
    """Codings on one span stand as they were made; the id settles what was made at once."""
    return coding.span, coding.created_at, coding.id


def _in_time(coding: Coding) -> tuple[str, str]:
    return coding.created_at, coding.id


def _start(coding: Coding) -> int:
    return coding.span.start
