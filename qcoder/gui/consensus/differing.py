"""Which words the readings of a difference share, and which only one of them took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qcoder.domain.consensus import Difference
from qcoder.domain.spans import Span, intersected, merged, subtracted
from qcoder.domain.transcript import Transcript
from qcoder.domain.words import words_in

_SHARED_WORDS = 5
_DIFFERING_WORDS = 10


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one reading's words; ``differs`` where not everybody took it."""

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


def quoted(transcript: Transcript, difference: Difference, reading: int) -> list[Piece]:
    """The words of one reading for the card; long stretches are cut short in their middle."""
    own, shared = spans_of(difference, reading), shared_spans(difference)
    marked = [(span, False) for span in intersected(own, shared)]
    marked += [(span, True) for span in subtracted(own, shared)]
    said = ((_said(transcript, span, differs), differs) for span, differs in sorted(marked))
    return [Piece(words, differs) for words, differs in said if words]


def _said(transcript: Transcript, span: Span, differs: bool) -> str:
    limit = _DIFFERING_WORDS if differs else _SHARED_WORDS
    words = transcript.speech_text(span)
    # Between pieces that end with their turns there is nothing but a speaker's label.
    return shortened(words, limit) if words else ""


def shortened(text: str, limit: int) -> str:
    """``text`` with its middle left out where it has more than twice ``limit`` words."""
    words = words_in(text, Span(0, len(text)))
    if len(words) <= 2 * limit + 2:
        return text
    return f"{text[: words[limit - 1].end]} … {text[words[-limit].start :]}"


def word_count(transcript: Transcript, spans: Sequence[Span]) -> int:
    """How many words of speech the spans have together."""
    pieces = (piece for span in spans for piece in transcript.speech_in(span))
    return sum(len(words_in(transcript.text, piece)) for piece in pieces)
