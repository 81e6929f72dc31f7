"""A transcript's codable text as a scale without gaps, in turns, sentences or characters.

Labels, stamps, headings and, unless asked for, the moderator's turns are not on it. On such a
scale what a coder marked is a half-open range of whole numbers whatever the unit, and one
arithmetic of lengths serves all three.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qcoder.domain.sentences import sentences
from qcoder.domain.spans import Span
from qcoder.domain.transcript import SpeakerRole, Transcript, Turn

Marks = Sequence[tuple[int, int]]
"""Half-open ranges of a scale: disjoint, in order, none touching the next."""


class AgreementUnit(StrEnum):
    """What is marked or not by each coder. A turn or a sentence is, if any of it is."""

    TURN = "turn"
    SENTENCE = "sentence"
    CHARACTER = "character"


@dataclass(frozen=True, slots=True)
class UnitScale:
    """The units of one transcript, numbered from 0.

    ``starts`` and ``ends`` are the pieces of text they consist of, ``numbers`` the unit that
    each piece begins with, and at the end how many units there are. A turn of two paragraphs
    is two pieces with one number.
    """

    unit: AgreementUnit
    starts: list[int]
    ends: list[int]
    numbers: list[int]

    @classmethod
    def of(
        cls, transcript: Transcript, unit: AgreementUnit, *, with_moderator: bool = False
    ) -> "UnitScale":
        """Find the units once; what a coder marked is then looked up by halving."""
        starts: list[int] = []
        ends: list[int] = []
        numbers: list[int] = []
        count = 0
        for pieces in _units(transcript, unit, with_moderator):
            starts += [piece.start for piece in pieces]
            ends += [piece.end for piece in pieces]
            numbers += [count] * len(pieces)
            count += len(pieces[0]) if unit is AgreementUnit.CHARACTER else 1
        return cls(unit, starts, ends, [*numbers, count])

    @property
    def length(self) -> int:
        """How many units the transcript has."""
        return self.numbers[-1]

    def stretch_of(self, span: Span) -> tuple[int, int] | None:
        """The units that ``span`` marks; None where it touches none."""
        first = bisect_right(self.ends, span.start)
        last = bisect_left(self.starts, span.end) - 1
        if first > last:
            return None
        start, end = self.numbers[first], self.numbers[last]
        if self.unit is not AgreementUnit.CHARACTER:
            return start, end + 1
        start += max(0, span.start - self.starts[first])
        return start, end + min(span.end, self.ends[last]) - self.starts[last]

    def marks_of(self, spans: Iterable[Span]) -> Marks:
        """What all of ``spans`` mark together; what is marked twice counts once."""
        result: list[tuple[int, int]] = []
        for start, end in sorted(filter(None, map(self.stretch_of, spans))):
            if result and start <= result[-1][1]:
                result[-1] = (result[-1][0], max(end, result[-1][1]))
            else:
                result.append((start, end))
        return result


def moderator_turns(transcript: Transcript) -> int:
    """How many turns with speech the moderators have."""
    return sum(bool(turn.speech) and _is_moderators(transcript, turn) for turn in transcript.turns)


def _is_moderators(transcript: Transcript, turn: Turn) -> bool:
    return transcript.roles.get(turn.speaker or "") is SpeakerRole.MODERATOR


def _units(
    transcript: Transcript, unit: AgreementUnit, with_moderator: bool
) -> Iterator[Sequence[Span]]:
    """The pieces of each unit in text order; of characters, all of a paragraph together."""
    for turn in transcript.turns:
        if not turn.speech or (not with_moderator and _is_moderators(transcript, turn)):
            continue
        if unit is AgreementUnit.TURN:
            yield turn.speech
        elif unit is AgreementUnit.CHARACTER:
            yield from ([piece] for piece in turn.speech)
        else:
            for piece in turn.speech:
                yield from ([sentence] for sentence in sentences(transcript.text, piece))


def marked_length(marks: Marks) -> int:
    """How many units are marked."""
    return sum(end - start for start, end in marks)


def shared_length(first: Marks, second: Marks) -> int:
    """How many units are marked in both."""
    shared = i = j = 0
    while i < len(first) and j < len(second):
        (start, end), (other_start, other_end) = first[i], second[j]
        shared += max(0, min(end, other_end) - max(start, other_start))
        if end <= other_end:
            i += 1
        else:
            j += 1
    return shared
