"""Which words the readings of a difference share, and which only one of them took."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from qcoder.domain.consensus import Difference
from qcoder.domain.spans import Span, intersected, merged, subtracted
from qcoder.domain.transcript import Transcript
from qcoder.domain.words import count_words, words_in

_WORDS_AT_EACH_END = ((5, 10), (4, 7), (3, 5), (2, 4), (1, 3))
"""Of a stretch that all took, and of one that not all took; the first that fits is taken."""
_MOST_LETTERS = 500


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one reading's words; ``differs`` where not all who coded here took it.

    ``goes_on`` where no blank is between it and the one before.
    """

    text: str
    differs: bool
    goes_on: bool = False


def joined(pieces: Iterable[Piece]) -> str:
    """What they say together."""
    return "".join(f"{'' if piece.goes_on else ' '}{piece.text}" for piece in pieces).strip()


def spans_of(difference: Difference, reading: int) -> tuple[Span, ...]:
    """What a reading took, overlapping codings as one; readings count from 1."""
    codings = difference.readings[reading - 1].codings
    # Nearly always: the page asks of thousands.
    return (codings[0].span,) if len(codings) == 1 else merged(c.span for c in codings)


def shared_spans(difference: Difference) -> tuple[Span, ...]:
    """What every reading took, whatever the code."""
    shared = spans_of(difference, 1)
    for reading in range(2, len(difference.readings) + 1):
        shared = intersected(shared, spans_of(difference, reading))
    return shared


def shared_by_takers(difference: Difference) -> tuple[Span, ...]:
    """What every reading took that took anything, as the kind of a difference is among these.

    Nothing where only one did: all its words are what the readings differ in.
    """
    taken = [spans_of(difference, n + 1) for n in range(len(difference.readings))]
    takers = [spans for spans in taken if spans]
    return reduce(intersected, takers) if len(takers) > 1 else ()


def quoted(
    transcript: Transcript, difference: Difference, reading: int, most: int = _MOST_LETTERS
) -> list[Piece]:
    """The words of one reading for the card; long stretches are cut short in their middle.

    The more there is, the shorter they are cut, down to a few words, until all has no more
    than ``most`` letters.
    """
    said = _said(transcript, _marked(difference, reading))
    pieces: list[Piece] = []
    for limits in _WORDS_AT_EACH_END:
        pieces = [
            replace(piece, text=_cut(piece.text, words, limits[piece.differs]))
            for piece, words in said
        ]
        if sum(len(piece.text) for piece in pieces) <= most:
            break
    return pieces


def _marked(difference: Difference, reading: int) -> list[tuple[Span, bool]]:
    own, shared = spans_of(difference, reading), shared_by_takers(difference)
    marked = [(span, False) for span in intersected(own, shared)]
    marked += [(span, True) for span in subtracted(own, shared)]
    return sorted(marked)


def _said(
    transcript: Transcript, marked: Sequence[tuple[Span, bool]]
) -> list[tuple[Piece, Sequence[Span]]]:
    """Each stretch whole, and where its words are in it."""
    said: list[tuple[Piece, Sequence[Span]]] = []
    before = 0
    for span, differs in marked:
        text = transcript.speech_text(span)
        # Between pieces that end with their turns there is nothing but a speaker's label.
        if text:
            goes_on = span.start == before and _is_within(transcript.text, before)
            words = words_in(text, Span(0, len(text)))
            said.append((Piece(text, differs, goes_on), words))
            before = span.end
    return said


def _is_within(text: str, place: int) -> bool:
    """Whether no blank is on either side."""
    return not any(letter.isspace() for letter in text[max(0, place - 1) : place + 1])


def shortened(text: str, limit: int) -> str:
    """``text`` with its middle left out where it has more than twice ``limit`` words."""
    return _cut(text, words_in(text, Span(0, len(text))), limit)


def _cut(text: str, words: Sequence[Span], limit: int) -> str:
    if len(words) <= 2 * limit + 2:
        return text
    return f"{text[: words[limit - 1].end]} … {text[words[-limit].start :]}"


def word_count(transcript: Transcript, spans: Sequence[Span]) -> int:
    """How many words of speech the spans have together."""
    pieces = (piece for span in spans for piece in transcript.speech_in(span))
    return sum(count_words(transcript.text, piece) for piece in pieces)
