"""Finding words in what is said.

Only speech is searched: labels, stamps and headings are not there. The paragraphs of one turn are
searched as one text, joined by a line end; nothing is found from one turn into the next.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from qcoder.domain.ids import TranscriptId
from qcoder.domain.search_patterns import Query, compiled, matches_of
from qcoder.domain.spans import Span, intersected, span_or_none
from qcoder.domain.transcript import Transcript, Turn

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


def search(transcript: Transcript, query: Query, scope: Scope = EVERYWHERE) -> Iterator[Hit]:
    """The hits in text order, found one by one as they are asked for.

    Hits do not overlap. A bad pattern is refused at once, not with the first hit.
    """
    return (hit_at(transcript, span) for span in find_spans(transcript, query, scope))


def find_spans(transcript: Transcript, query: Query, scope: Scope = EVERYWHERE) -> Iterator[Span]:
    """Where :func:`search` has its hits, in a sixth of the time: enough to paint them."""
    pattern = compiled(query, may_hold_soft_hyphens="\u00ad" in transcript.text)
    return _spans(transcript, query, pattern, scope) if pattern else iter(())


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


def _spans(
    transcript: Transcript, query: Query, pattern: re.Pattern[str], scope: Scope
) -> Iterator[Span]:
    stretches = _stretches(transcript, scope)
    for turn in transcript.turns:
        if scope.speakers and turn.speaker not in scope.speakers:
            continue
        for pieces in _searched_of(turn, stretches):
            speech = _Joined(transcript.text, pieces)
            found = (speech.span(match) for match in matches_of(pattern, speech.words, query))
            yield from (span for span in found if span)


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

    def span(self, match: Span) -> Span | None:
        """Where a match stands in the transcript; None for a line end between two pieces."""
        first = self._piece_at(match.start)
        last = self._piece_at(match.end - 1)
        start = self._pieces[first].start + match.start - self._starts[first]
        if start == self._pieces[first].end:
            start = self._pieces[first + 1].start
        end = self._pieces[last].start + match.end - self._starts[last]
        return span_or_none(start, min(end, self._pieces[last].end))

    def _piece_at(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1 if len(self._starts) > 1 else 0
