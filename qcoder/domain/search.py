"""Finding words in what is said.

Only speech is searched: labels, stamps and headings are not there. The paragraphs of one turn are
searched as one text, joined by a line end; nothing is found from one turn into the next.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from qcoder.domain.ids import TranscriptId
from qcoder.domain.search_patterns import Query, TookTooLong, compiled, holds_unseen, matches_of
from qcoder.domain.spans import Span, intersected, span_or_none
from qcoder.domain.transcript import Transcript, Turn

if TYPE_CHECKING:
    from regex import Pattern

CONTEXT = 40
"""Characters shown before and after a hit."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose words are searched, and in which sections; empty means all.

    Sections are named by their titles, so that a question is found in every transcript.
    """

    speakers: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()


EVERYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words were found.

    ``turn`` is an index into ``Transcript.turns``. ``before``, ``words`` and ``after`` are for
    showing: speech with white space folded, and no further than the turn goes.
    """

    transcript: TranscriptId
    span: Span
    turn: int
    before: str
    words: str
    after: str


Found = Iterator[tuple[int, int]]
"""Starts and ends of hits: half a million of them are found in the time of a hundred thousand
spans."""


def find_in_turns(
    transcript: Transcript, query: Query, scope: Scope = EVERYWHERE
) -> Iterator[tuple[int, Found]]:
    """The number of each turn that is searched, with the hits in it, found as they are asked for.

    A bad pattern is refused at once; one that takes too long on a turn when that is reached.
    """
    pattern = compiled(query, may_hold_unseen=holds_unseen(transcript.text))
    return _by_turn(transcript, query, pattern, scope) if pattern else iter(())


def hit_at(transcript: Transcript, span: Span) -> Hit:
    """A place in the speech of one turn, with the words around it."""
    number = transcript.turn_numbers(span)[0]
    turn = transcript.turns[number].span
    # Twice as far: blanks are folded, and a stamp may stand between.
    low, high = max(turn.start, span.start - 2 * CONTEXT), min(turn.end, span.end + 2 * CONTEXT)
    before = _folded(transcript, low, span.start, "", "|")[:-1]
    after = _folded(transcript, span.end, high, "|", "")[1:]
    words = _folded(transcript, span.start, span.end)
    return Hit(transcript.id, span, number, before[-CONTEXT:], words, after[:CONTEXT])


def _folded(transcript: Transcript, start: int, end: int, *edges: str) -> str:
    """The speech between, its blanks folded; those at an edge that is given are kept."""
    first, last = edges or ("", "")
    span = span_or_none(start, end)
    pieces = transcript.speech_in(span) if span else ()
    words = "\n".join(transcript.text[piece.start : piece.end] for piece in pieces)
    return " ".join((first + words + last).split())


def _by_turn(
    transcript: Transcript, query: Query, pattern: Pattern[str], scope: Scope
) -> Iterator[tuple[int, Found]]:
    stretches = _stretches(transcript, scope)
    for number, turn in enumerate(transcript.turns):
        if not scope.speakers or turn.speaker in scope.speakers:
            searched = (_Joined(transcript.text, p) for p in _searched_of(turn, stretches))
            place = f"turn {number + 1} of {transcript.name}"
            yield number, _in_turn(place, searched, query, pattern)


def _in_turn(place: str, searched: Iterator[_Joined], query: Query, pattern: Pattern[str]) -> Found:
    try:
        for speech in searched:
            yield from speech.placed(matches_of(pattern, speech.words, query))
    except TimeoutError as error:
        raise TookTooLong(place) from error


def _stretches(transcript: Transcript, scope: Scope) -> tuple[Span, ...] | None:
    """The sections to search; None where there is no limit."""
    if not scope.sections:
        return None
    sections = transcript.structure.sections
    return tuple(section.span for section in sections if section.title in scope.sections)


def _searched_of(turn: Turn, stretches: Sequence[Span] | None) -> Iterator[Sequence[Span]]:
    """The speech of a turn that is searched as one; a turn may go on across a heading."""
    if stretches is None:
        yield turn.speech
        return
    first = bisect_right(stretches, turn.span.start, key=lambda stretch: stretch.end)
    for stretch in stretches[first:]:
        if stretch.start >= turn.span.end:
            return
        yield intersected(turn.speech, (stretch,))


class _Joined:
    """Pieces of speech as one text, and the way back to the transcript."""

    def __init__(self, text: str, pieces: Sequence[Span]) -> None:
        self.words = "\n".join([text[piece.start : piece.end] for piece in pieces])
        self._pieces = pieces
        self._starts = [0, *accumulate(len(piece) + 1 for piece in pieces[:-1])]

    def placed(self, matches: Found) -> Found:
        """Where matches stand in the transcript; without line ends between two pieces."""
        if len(self._pieces) > 1:
            return (ends for match in matches if (ends := self._placed(*match)))
        shift = self._pieces[0].start if self._pieces else 0
        return ((start + shift, end + shift) for start, end in matches)

    def _placed(self, start: int, end: int) -> tuple[int, int] | None:
        first, last = self._piece_at(start), self._piece_at(end - 1)
        low = self._pieces[first].start + start - self._starts[first]
        if low == self._pieces[first].end:
            low = self._pieces[first + 1].start
        high = self._pieces[last].start + end - self._starts[last]
        high = min(high, self._pieces[last].end)
        return (low, high) if low < high else None

    def _piece_at(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1
