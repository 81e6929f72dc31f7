"""How much of a transcript one coder has coded, and where, in as many steps as can be seen."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from qcoder.domain.spans import Span
from qcoder.gui.code.reading import STEPS, Steps

Bar = tuple[tuple[float, float], ...]
Place = tuple[str, int, int]
"""Identifier, start and end of a coding."""


class Coverage:
    """Counts the codings on each step of a text, so that one can be taken away again.

    Steps are finer than any bar is wide; so a coding costs no more among thousands.
    """

    def __init__(self, length: int, places: Iterable[Place]) -> None:
        self._length = max(1, length)
        self._places = {key: (start, end) for key, start, end in places}
        ends = np.array(list(self._places.values()), dtype=np.int64).reshape(-1, 2)
        changes = np.zeros(STEPS + 1, dtype=np.int64)
        np.add.at(changes, ends[:, 0] * STEPS // self._length, 1)
        np.add.at(changes, -(-ends[:, 1] * STEPS // self._length), -1)
        self._counts = np.cumsum(changes)[:STEPS]

    def put(self, coding: str, span: Span | None) -> None:
        """A coding is on that span now, or gone; telling it twice does nothing more."""
        before = self._places.pop(coding, None)
        if before is not None:
            self._add(*before, -1)
        if span is not None:
            self._places[coding] = (span.start, span.end)
            self._add(span.start, span.end, 1)

    def _add(self, start: int, end: int, by: int) -> None:
        first = start * STEPS // self._length
        self._counts[first : -(-end * STEPS // self._length)] += by

    @property
    def bar(self) -> Bar:
        """Stretches between 0 and 1 that are coded."""
        is_coded = np.concatenate(([False], self._counts > 0, [False]))
        ends = np.flatnonzero(is_coded[1:] != is_coded[:-1]).tolist()
        return tuple(
            (start / STEPS, end / STEPS) for start, end in zip(ends[::2], ends[1::2], strict=True)
        )

    @property
    def steps(self) -> Steps:
        """The parts of the text that are coded."""
        packed = np.packbits(self._counts > 0, bitorder="little")
        return int.from_bytes(packed.tobytes(), "little")
