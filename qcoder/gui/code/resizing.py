"""A coding made longer or shorter by one word at either end."""

from qcoder.domain.spans import Span, span_or_none
from qcoder.domain.transcript import Transcript
from qcoder.domain.words import words_in

# The next word is nearly always within a line or two; a stretch without speech may be longer.
_NEAR = 4000


def end_moved(transcript: Transcript, span: Span, step: int) -> Span | None:
    """``span`` with one word more (``step`` 1) or less (-1) at its end; None if impossible."""
    if step > 0:
        reach = span_or_none(span.end, min(len(transcript.text), span.end + _NEAR))
        found = _words(transcript, reach)
        return Span(span.start, found[0].end) if found else None
    inside = _words(transcript, span)
    # A span that ends behind its last word loses its punctuation with the word.
    return Span(span.start, inside[-2].end) if len(inside) > 1 else None


def start_moved(transcript: Transcript, span: Span, step: int) -> Span | None:
    """``span`` beginning one word later (``step`` 1) or earlier (-1); None if impossible."""
    if step < 0:
        reach = span_or_none(max(0, span.start - _NEAR), span.start)
        found = _words(transcript, reach)
        return Span(found[-1].start, span.end) if found else None
    inside = _words(transcript, span)
    return Span(inside[1].start, span.end) if len(inside) > 1 else None


def _words(transcript: Transcript, span: Span | None) -> list[Span]:
    """The words that are spoken there."""
    pieces = transcript.speech_in(span) if span else ()
    return [word for piece in pieces for word in words_in(transcript.text, piece)]
