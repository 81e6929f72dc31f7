"""Where something was found, as arrays: a letter is found a quarter of a million times."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from qcoder.domain.ids import TranscriptId
from qcoder.domain.spans import Span
from qcoder.gui.transcript.highlights import Ends


class Place(NamedTuple):
    """Where something was found."""

    transcript: TranscriptId
    span: Span


class FoundIn(NamedTuple):
    """What was found in one transcript, in text order and without overlaps."""

    transcript: TranscriptId
    ends: Ends


_NONE: Ends = np.empty((0, 2), np.int64)


class FoundPlaces:
    """All places by their number, in the order of transcripts and text.

    ``is_in_labels`` says that there are none, because the words stand in labels, headings or
    time stamps alone.
    """

    is_in_labels = False

    def __init__(self, parts: Sequence[FoundIn] = ()) -> None:
        self.parts = tuple(part for part in parts if len(part.ends))
        self._firsts = [0, *accumulate(len(part.ends) for part in self.parts)]
        self._numbers = {part.transcript: number for number, part in enumerate(self.parts)}

    def __len__(self) -> int:
        return self._firsts[-1]

    def in_part(self, part: int, number: int) -> Place:
        """One place of a part, by its number in there."""
        start, end = self.parts[part].ends[number].tolist()
        return Place(self.parts[part].transcript, Span(start, end))

    def ends_in(self, transcript: TranscriptId | None) -> Ends:
        """What was found in one transcript; empty where nothing was."""
        part = self._part(transcript)
        return _NONE if part is None else self.parts[part].ends

    def number_of(self, place: Place) -> int | None:
        """The number of exactly that place, None where it is none that was found."""
        part = self._part(place.transcript)
        if part is None:
            return None
        ends = self.parts[part].ends
        number = int(np.searchsorted(ends[:, 0], place.span.start))
        is_there = number < len(ends) and ends[number].tolist() == [
            place.span.start,
            place.span.end,
        ]
        return self._firsts[part] + number if is_there else None

    def step(self, transcript: TranscriptId | None, start: int, step: int) -> Place:
        """The next place that begins at or after a position, or the one before; round the end.

        From a transcript that has none it goes on with the first of all, or the last.
        """
        part = self._part(transcript)
        number = 0
        if part is not None:
            inside = int(np.searchsorted(self.parts[part].ends[:, 0], start))
            number = self._firsts[part] + inside
        return self._place((number - (step < 0)) % len(self))

    def _part(self, transcript: TranscriptId | None) -> int | None:
        return None if transcript is None else self._numbers.get(transcript)

    def _place(self, number: int) -> Place:
        part = int(np.searchsorted(self._firsts, number, "right")) - 1
        return self.in_part(part, number - self._firsts[part])
