"""How far apart two coders begin and end what both coded, code by code."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median
from typing import NamedTuple

from qcoder.comparison.speech_words import SpeechWords, Stretch, hull
from qcoder.domain.consensus import Difference, DifferenceKind
from qcoder.domain.ids import CodeId

_SHARE = 0.9


class Distance(NamedTuple):
    """Between two starts or two ends: letters and digits of speech, and words."""

    characters: int
    words: int


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Over the matched places of one code. What differs by a full stop or a label is 0.

    ``split_by_first`` are wholes of the second coder that the first has coded in pieces;
    ``crossed`` places have several pieces of both.
    """

    starts: tuple[Distance, ...] = ()
    ends: tuple[Distance, ...] = ()
    split_by_first: int = 0
    split_by_second: int = 0
    crossed: int = 0

    def __add__(self, other: "Boundaries") -> "Boundaries":
        return Boundaries(
            self.starts + other.starts,
            self.ends + other.ends,
            self.split_by_first + other.split_by_first,
            self.split_by_second + other.split_by_second,
            self.crossed + other.crossed,
        )


def boundaries_by_code(
    differences: Iterable[Difference], words: SpeechWords
) -> dict[CodeId, Boundaries]:
    """Of differences of two coders, in that order."""
    found: dict[CodeId, Boundaries] = {}
    for difference in differences:
        for code in difference.codes:
            found[code] = found.get(code, Boundaries()) + _of(difference, code, words)
    return found


def _of(difference: Difference, code: CodeId, words: SpeechWords) -> Boundaries:
    first, second = (
        [words.stretch_of(coding.span) for coding in reading.codings if coding.code == code]
        for reading in difference.readings
    )
    if not first or not second:
        return Boundaries()
    if difference.kind is DifferenceKind.TANGLE:
        return Boundaries(crossed=1)
    if difference.kind is DifferenceKind.SPLIT:
        by_first = _pieces(first) > _pieces(second)
        return Boundaries(split_by_first=int(by_first), split_by_second=int(not by_first))
    one, other = hull(first), hull(second)
    return Boundaries(
        starts=(_distance(one.start, other.start, words),),
        ends=(_distance(one.end, other.end, words),),
    )


def _pieces(stretches: Iterable[Stretch]) -> int:
    """How many there are; those that overlap are one, as in the comparison."""
    count = end = 0
    for stretch in sorted(stretches):
        count += stretch.start >= end
        end = max(end, stretch.end)
    return count


def _distance(one: int, other: int, words: SpeechWords) -> Distance:
    between = Stretch(min(one, other), max(one, other))
    count = words.count(between)
    return Distance(between.length, count.content + count.filler)


def middle(values: Sequence[int]) -> float | None:
    """The median; None of nothing."""
    return float(median(values)) if values else None


def nine_in_ten(values: Sequence[int]) -> int | None:
    """The 90th percentile by nearest rank: nine in ten are this or less. None of nothing."""
    return sorted(values)[ceil(_SHARE * len(values)) - 1] if values else None
