"""Where a quoted passage stands in the speech of a transcript.

A quote is matched word for word with white space folded. Long ones may be written
``first words […] last words``.
"""

import re
from dataclasses import dataclass

from qcoder.domain.errors import NotFound
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript

_ELISION = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")


@dataclass(frozen=True, slots=True)
class FoldedSpeech:
    """The speech of a transcript with every run of white space as one blank.

    ``positions[i]`` is the code point in the transcript of character ``i`` of ``text``.
    """

    text: str
    positions: tuple[int, ...]


def fold_speech(transcript: Transcript) -> FoldedSpeech:
    """Join all speech, one blank between pieces."""
    characters: list[str] = []
    positions: list[int] = []
    for piece in transcript.speech:
        # A new piece is white space: what stands between is a label or a line end.
        blank_before = bool(characters)
        for position in range(piece.start, piece.end):
            character = transcript.text[position]
            if character.isspace():
                blank_before = bool(characters)
                continue
            if blank_before:
                characters.append(" ")
                positions.append(position)
                blank_before = False
            characters.append(character)
            positions.append(position)
    return FoldedSpeech("".join(characters), tuple(positions))


def find_quote(speech: FoldedSpeech, quote: str, occurrence: int | None = None) -> Span:
    """The span of ``quote``; ``occurrence`` counts from 1 in text order.

    Raises :class:`NotFound` where the quote is not there, is there fewer times than
    ``occurrence`` says, or is there more than once and ``occurrence`` is None.
    """
    parts = [" ".join(part.split()) for part in _ELISION.split(quote.strip(), maxsplit=1)]
    if not all(parts) or len(parts) == 0:
        raise NotFound("The quote is empty.")
    starts = _starts(speech.text, parts[0])
    if len(parts) > 1 and starts:
        starts = _followed(speech.text, starts, parts)
    start = _chosen(starts, occurrence, parts[0])
    end = start + len(parts[0])
    if len(parts) > 1:
        end = speech.text.find(parts[1], end) + len(parts[1])
    return Span(speech.positions[start], speech.positions[end - 1] + 1)


def _starts(text: str, words: str) -> list[int]:
    found: list[int] = []
    at = text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _followed(text: str, starts: list[int], parts: list[str]) -> list[int]:
    """Places of the first words that the last ones follow: the quote stands nowhere else.

    These come before all other places, so that occurrences keep their numbers.
    """
    last = text.rfind(parts[1])
    followed = [start for start in starts if start + len(parts[0]) <= last]
    if not followed:
        raise NotFound(f"“{parts[0]}” is followed nowhere by “{parts[1]}”.")
    return followed


def _chosen(starts: list[int], occurrence: int | None, words: str) -> int:
    if not starts:
        raise NotFound(f"“{words}” is not in the speech of this transcript.")
    if occurrence is None:
        if len(starts) > 1:
            raise NotFound(f"“{words}” occurs {len(starts)} times; say which (occurrence).")
        return starts[0]
    if not 1 <= occurrence <= len(starts):
        times = "once" if len(starts) == 1 else f"{len(starts)} times"
        raise NotFound(f"“{words}” occurs {times}, not {occurrence} times.")
    return starts[occurrence - 1]
