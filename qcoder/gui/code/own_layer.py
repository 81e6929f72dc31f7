"""The codings of one coder on the page, kept in text order and counted as they come and go."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodeId


class OwnLayer:
    """A layer that a single change does not sort or count anew, however long it is."""

    def __init__(self, codings: Iterable[Coding] = ()) -> None:
        self._codings = sorted(codings, key=in_text_order)
        self._counts = Counter(coding.code for coding in self._codings)

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

    def place_of(self, coding: Coding) -> int:
        """Where a coding stands, or would stand."""
        return bisect_left(self._codings, in_text_order(coding), key=in_text_order)


def in_text_order(coding: Coding) -> tuple[Any, ...]:
    """Codings on one span stand as they were made; the id settles what was made at once."""
    return coding.span, coding.created_at, coding.id
