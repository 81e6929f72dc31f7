"""The words of a transcript's speech, with their characters numbered without gaps.

Blanks, punctuation, labels, stamps and headings get no number. On this scale they have no
length, cannot differ, and spans become plain ranges of integers.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from qcoder.comparison.grain import WordCount
from qcoder.domain.fillers import FillerWords
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.domain.words import WORD

# As many transcripts as a pair goes back and forth between.
_KEPT = 8
_NO_WORDS = WordCount(0, 0)


class Stretch(NamedTuple):
    """Half-open range of word characters; empty where a span holds no word of speech."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Word characters in it."""
        return self.end - self.start


def hull(stretches: Collection[Stretch]) -> Stretch:
    """The shortest stretch that contains all of them."""
    starts, ends = zip(*stretches, strict=True)
    return Stretch(min(starts), max(ends))


class Found(dict[int, int]):
    """What a halving finds for a number; looked for once, and kept."""

    def __init__(self, find: Callable[[int], int]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, number: int) -> int:
        found = self[number] = self._find(number)
        return found


@dataclass(frozen=True)
class SpeechWords:
    """All words of speech in text order.

    ``starts`` are positions in the text. ``offsets[i]`` is the number of word characters and
    ``fillers[i]`` the number of fillers before word ``i``; both have one entry more than
    there are words.
    """

    starts: list[int]
    offsets: list[int]
    fillers: list[int]

    @classmethod
    def of(cls, transcript: Transcript, fillers: FillerWords) -> "SpeechWords":
        """Find the words once; everything else is looked up by halving.

        Of the last few transcripts they are kept: each is compared again and again.
        """
        return _kept(transcript.text, transcript.speech, fillers)

    @classmethod
    def found(cls, text: str, speech: Iterable[Span], fillers: FillerWords) -> "SpeechWords":
        """The words of these pieces of speech, which are disjoint and in order."""
        starts: list[int] = []
        lengths: list[int] = []
        flags: list[bool] = []
        for piece in speech:
            words = [match.span() for match in WORD.finditer(text, piece.start, piece.end)]
            starts.extend([start for start, _ in words])
            lengths.extend([end - start for start, end in words])
            flags.extend(fillers.flags([text[start:end] for start, end in words]))
        return cls(
            starts=starts,
            offsets=[*accumulate(lengths, initial=0)],
            fillers=[*accumulate(flags, initial=0)],
        )

    def stretch_of(self, span: Span) -> Stretch:
        """The word characters of ``span``."""
        before = self.characters_before
        return Stretch(before[span.start], before[span.end])

    def span_of(self, stretch: Stretch) -> Span:
        """Where a stretch that is not empty stands in the text, words only at its ends."""
        position = self._position_of
        return Span(position[stretch.start], position[stretch.end - 1] + 1)

    def count(self, stretch: Stretch) -> WordCount:
        """Its words; one that it cuts counts as a whole one."""
        start, end = stretch
        if start == end:
            return _NO_WORDS
        word_at = self._word_at
        first, last = word_at[start], word_at[end - 1] + 1
        fillers = self.fillers[last] - self.fillers[first]
        return WordCount(last - first - fillers, fillers)

    @cached_property
    def characters_before(self) -> Found:
        """The number of word characters before a position in the text."""

        def count(position: int) -> int:
            word = bisect_right(self.starts, position) - 1
            if word < 0:
                return 0
            return min(self.offsets[word] + position - self.starts[word], self.offsets[word + 1])

        return Found(count)

    @cached_property
    def _word_at(self) -> Found:
        """The word that a word character is in."""
        return Found(lambda character: bisect_right(self.offsets, character) - 1)

    @cached_property
    def _position_of(self) -> Found:
        """Where a word character stands in the text."""

        def find(character: int) -> int:
            word = self._word_at[character]
            return self.starts[word] + character - self.offsets[word]

        return Found(find)


_kept = lru_cache(maxsize=_KEPT)(SpeechWords.found)
