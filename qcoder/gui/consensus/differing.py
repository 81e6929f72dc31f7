"""Which words the readings of a difference share, and which only one of them took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
    """A stretch of one reading's words; ``differs`` where not all who coded here took it."""

    text: str
    differs: bool


def spans_of(difference: Difference, reading: int) -> tuple[Span, ...]:
    """What a reading took, overlapping codings as one; readings count from 1."""
    return merged(coding.span for coding in difference.readings[reading - 1].codings)


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
            Piece(_cut(text, words, limits[differs]), differs) for text, words, differs in said
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
) -> list[tuple[str, Sequence[Span], bool]]:
    """Text of each stretch, where its words are in it, and whether it differs."""
    texts = ((transcript.speech_text(span), differs) for span, differs in marked)
    # Between pieces that end with their turns there is nothing but a speaker's label.
    return [(text, words_in(text, Span(0, len(text))), differs) for text, differs in texts if text]


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
