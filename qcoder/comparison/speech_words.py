"""The words of a transcript's speech, with their characters numbered without gaps.

Blanks, punctuation, labels, stamps and headings get no number. On this scale they have no
length, cannot differ, and spans become plain ranges of integers.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from operator import sub
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

    ``starts`` and ``ends`` are positions in the text. ``offsets[i]`` is the number of word
    characters and ``fillers[i]`` the number of fillers before word ``i``; both have one entry
    more than there are words.
    """

    starts: list[int]
    ends: list[int]
    offsets: list[int]
    fillers: list[int]

    @classmethod
    def of(cls, transcript: Transcript, fillers: FillerWords) -> "SpeechWords":
        """Find the words once; everything else is looked up by halving.

        Of the last few transcripts they are kept: every decision compares the same words again.
        """
        return _found(transcript.text, transcript.speech, fillers)

    def stretch_of(self, span: Span) -> Stretch:
        """The word characters of ``span``."""
        return Stretch(self._characters_before(span.start), self._characters_before(span.end))

    def _characters_before(self, position: int) -> int:
        word = bisect_right(self.starts, position) - 1
        if word < 0:
            return 0
        if position >= self.ends[word]:
            return self.offsets[word + 1]
        return self.offsets[word] + position - self.starts[word]

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
    for piece in speech:
        words = [match.span() for match in WORD.finditer(text, piece.start, piece.end)]
        flags.extend(fillers.flags([text[start:end] for start, end in words]))
        found.extend(words)
    starts = [start for start, _ in found]
    ends = [end for _, end in found]
    offsets = accumulate(map(sub, ends, starts), initial=0)
    return SpeechWords(starts, ends, [*offsets], [*accumulate(flags, initial=0)])
