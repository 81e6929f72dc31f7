"""Words that carry little: whether one stands at the edge of a coding is seldom a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class FillerWords:
    """The filler words of one language; "you know" is one only where both words follow."""

    phrases: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, *phrases: str) -> "FillerWords":
        """Fillers of one or more words each; case does not matter."""
        return cls(frozenset(tuple(phrase.casefold().split()) for phrase in phrases))

    @cached_property
    def _single(self) -> frozenset[str]:
        return frozenset(phrase[0] for phrase in self.phrases if len(phrase) == 1)

    @cached_property
    def _longer(self) -> dict[str, list[tuple[str, ...]]]:
        """Phrases of several words by their first."""
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in self.phrases:
            if len(phrase) > 1:
                by_first.setdefault(phrase[0], []).append(phrase)
        return by_first

    def flags(self, words: Sequence[str]) -> list[bool]:
        """For each of these consecutive words, whether it is a filler or part of one."""
        single, longer = self._single, self._longer
        folded = [word.casefold() for word in words]
        flags = [word in single for word in folded]
        for number in [n for n, word in enumerate(folded) if word in longer]:
            for phrase in longer[folded[number]]:
                end = number + len(phrase)
                if tuple(folded[number:end]) == phrase:
                    flags[number:end] = [True] * len(phrase)
        return flags


ENGLISH = FillerWords.of(
    *("a", "an", "the", "and", "but", "so", "well", "like", "you know", "i mean"),
    *("um", "uh", "er", "erm", "hm", "mm", "yeah", "okay", "ok", "right"),
)
