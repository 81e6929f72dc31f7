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

    def span_of(self, stretch: tuple[int, int]) -> Span:
        """Where a stretch that is not empty stands in the text, words only at its ends."""
        start, end = stretch
        first = bisect_right(self.offsets, start) - 1
        last = bisect_right(self.offsets, end - 1, first) - 1
        return Span(
            self.starts[first] + start - self.offsets[first],
            self.starts[last] + end - self.offsets[last],
        )

    def count(self, *stretches: tuple[int, int]) -> WordCount:
        """The words of these stretches; one that a stretch cuts counts as a whole one."""
        words = fillers = 0
        for start, end in stretches:
            if start < end:
                first = bisect_right(self.offsets, start) - 1
                last = bisect_right(self.offsets, end - 1, first)
                words += last - first
                fillers += self.fillers[last] - self.fillers[first]
        return WordCount(words - fillers, fillers)

    @cached_property
    def characters_before(self) -> Found:
        """The number of word characters before a position in the text."""

        def count(position: int) -> int:
            word = bisect_right(self.starts, position) - 1
            if word < 0:
                return 0
            return min(self.offsets[word] + position - self.starts[word], self.offsets[word + 1])

        return Found(count)


_kept = lru_cache(maxsize=_KEPT)(SpeechWords.found)
