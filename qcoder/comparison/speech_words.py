"""The words of a transcript's speech, with their characters numbered without gaps.

Blanks, punctuation, labels, stamps and headings get no number. On this scale they have no
length, cannot differ, and spans become plain ranges of integers.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from qcoder.comparison.grain import WordCount
from qcoder.domain.fillers import FillerWords
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.domain.words import WORD

# As many transcripts as a pair goes back and forth between.
_KEPT = 8


class Stretch(NamedTuple):
    """Half-open range of word characters; empty where a span holds no word of speech."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Word characters in it."""
        return self.end - self.start

    def shared_with(self, other: "Stretch") -> int:
        """Word characters that are in both."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


def hull(stretches: Collection[Stretch]) -> Stretch:
    """The shortest stretch that contains all of them."""
    return Stretch(min([s.start for s in stretches]), max([s.end for s in stretches]))


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """All words of speech in text order.

    ``starts`` are positions in the text. ``offsets[i]`` is the number of word characters and
    ``fillers[i]`` the number of fillers before word ``i``; both have one entry more than
    there are words. ``characters[p]`` is the number of word characters before position ``p``,
    the end of the text included.
    """

    starts: list[int]
    offsets: list[int]
    fillers: list[int]
    characters: "array[int]"

    @classmethod
    def of(cls, transcript: Transcript, fillers: FillerWords) -> "SpeechWords":
        """Find the words once; everything else is looked up by halving.

        Of the last few transcripts they are kept: every decision compares the same words again.
        """
        return _found(transcript.text, transcript.speech, fillers)

    def stretch_of(self, span: Span) -> Stretch:
        """The word characters of ``span``."""
        return Stretch(self.characters[span.start], self.characters[span.end])

    def span_of(self, stretch: Stretch) -> Span:
        """Where a stretch that is not empty stands in the text, words only at its ends."""
        return Span(self._position_of(stretch.start), self._position_of(stretch.end - 1) + 1)

    def _position_of(self, character: int) -> int:
        word = bisect_right(self.offsets, character) - 1
        return self.starts[word] + character - self.offsets[word]

    def count(self, stretch: Stretch) -> WordCount:
        """Its words; one that it cuts counts as a whole one."""
        if not stretch.length:
            return WordCount(0, 0)
        first = bisect_right(self.offsets, stretch.start) - 1
        last = bisect_left(self.offsets, stretch.end)
        fillers = self.fillers[last] - self.fillers[first]
        return WordCount(last - first - fillers, fillers)


@lru_cache(maxsize=_KEPT)
def _found(text: str, speech: tuple[Span, ...], fillers: FillerWords) -> SpeechWords:
    found: list[tuple[int, int]] = []
    flags: list[bool] = []
    is_word = bytearray(len(text))
    for piece in speech:
        words = [match.span() for match in WORD.finditer(text, piece.start, piece.end)]
        flags.extend(fillers.flags([text[start:end] for start, end in words]))
        found.extend(words)
    for start, end in found:
        is_word[start:end] = b"\x01" * (end - start)
    return SpeechWords(
        starts=[start for start, _ in found],
        offsets=[*accumulate([end - start for start, end in found], initial=0)],
        fillers=[*accumulate(flags, initial=0)],
        characters=array("L", accumulate(is_word, initial=0)),
    )
