"""Second stage: different codes on nearly the same words.

Only among what some coded and others did not: two codes given by both to one span are two
places, each the same, and never one code for the other. Candidates are compared by what they
share of all that either covers, and joined where neither has a better partner. That is
strictly local: an edit here pairs nothing anew elsewhere.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from qcoder.comparison.places import Place, joined
from qcoder.comparison.speech_words import Stretch
from qcoder.domain.ids import CoderId, CodingId


class Pair(NamedTuple):
    """Two candidates, by number, and how alike they are. What is joined first sorts first.

    Where several codes share the words equally well, one of the same grouping is taken for
    the other, then the first in the codebook.
    """

    distance: float
    crosses_groupings: bool
    ranks: tuple[int, int]
    first: int
    second: int


class Region(NamedTuple):
    """One-sided places that overlap, one through another, whatever their codes.

    Nothing outside has a say in which of them stand for each other. ``places`` are what they
    come to.
    """

    candidates: tuple[Place, ...]
    places: tuple[Place, ...]

    @property
    def first_coding(self) -> CodingId:
        """No other region of a comparison has it."""
        return self.candidates[0].first_coding


def regions_of(one_sided: Iterable[Place], before: Mapping[CodingId, Region]) -> Iterator[Region]:
    """All one-sided places in regions; each place is of one code and has words of speech.

    Regions of ``before``, by their first coding, that are the same are given back as they are.
    """
    for candidates in _overlapping(one_sided):
        known = before.get(candidates[0].first_coding)
        if known and known.candidates == candidates:
            yield known
        elif len(candidates) == 1:
            yield Region(candidates, candidates)
        else:
            groups = _substitutes(candidates)
            yield Region(candidates, tuple([_one_of(group) for group in groups]))


def _overlapping(one_sided: Iterable[Place]) -> Iterator[tuple[Place, ...]]:
    region: list[Place] = []
    region_end = 0
    for place in sorted(one_sided, key=_by_words_and_code):
        if region and place.stretch.start >= region_end:
            yield tuple(region)
            region = []
        region.append(place)
        region_end = max(region_end, place.stretch.end)
    if region:
        yield tuple(region)


def _by_words_and_code(place: Place) -> tuple[Stretch, int]:
    return place.stretch, place.codes.ranks[0]


def _one_of(group: Sequence[Place]) -> Place:
    return group[0] if len(group) == 1 else joined(group)


def _substitutes(candidates: Sequence[Place]) -> list[list[Place]]:
    """Every candidate once, with those that stand for it."""
    coders = [candidate.coders for candidate in candidates]
    pairs = list(_alike(candidates, coders))
    if not pairs:
        return [[candidate] for candidate in candidates]
    groups = _joined(sorted(_without_better(pairs, coders)), coders)
    return [[candidates[number] for number in group] for group in groups]


def _alike(candidates: Sequence[Place], coders: Sequence[Set[CoderId]]) -> Iterator[Pair]:
    """Pairs by different coders that share at least half of all that either covers.

    A candidate leaves the sweep at its middle: one that starts later shares less than half.
    """
    passing: list[tuple[int, int, int]] = []
    for number, candidate in enumerate(candidates):
        start, end = candidate.stretch
        passing = [one for one in passing if one[0] + one[1] >= 2 * start]
        for first, last, other in passing:
            shared, covered = min(last, end) - start, max(last, end) - first
            if 2 * shared >= covered and coders[other].isdisjoint(coders[number]):
                yield _pair(candidates, other, number, (covered - shared) / covered)
        passing.append((start, end, number))


def _pair(candidates: Sequence[Place], first: int, second: int, distance: float) -> Pair:
    (one,), (other,) = candidates[first].codes.members, candidates[second].codes.members
    low, high = sorted((one.rank, other.rank))
    return Pair(distance, one.grouping != other.grouping, (low, high), first, second)


def _without_better(pairs: Sequence[Pair], coders: Sequence[Set[CoderId]]) -> list[Pair]:
    """The pairs that are best at both ends, among the partners by the same coders."""
    nearest: dict[tuple[int, CoderId], float] = {}
    for pair in pairs:
        for key in _keys(pair, coders):
            nearest[key] = min(pair.distance, nearest.get(key, 1.0))
    return [
        pair for pair in pairs if all(nearest[key] == pair.distance for key in _keys(pair, coders))
    ]


def _keys(pair: Pair, coders: Sequence[Set[CoderId]]) -> list[tuple[int, CoderId]]:
    return [
        *[(pair.first, coder) for coder in coders[pair.second]],
        *[(pair.second, coder) for coder in coders[pair.first]],
    ]


def _joined(pairs: Iterable[Pair], coders: Sequence[Set[CoderId]]) -> list[tuple[int, ...]]:
    """Groups of candidates in which no coder occurs twice; the first pairs are joined first."""
    groups: dict[int, tuple[int, ...]] = {number: (number,) for number in range(len(coders))}
    for pair in pairs:
        one, other = groups[pair.first], groups[pair.second]
        if all(coders[n].isdisjoint(coders[m]) for n in one for m in other):
            together = tuple(sorted((*one, *other)))
            groups.update(dict.fromkeys(together, together))
    return list(dict.fromkeys(groups.values()))
