"""Second stage: different codes on nearly the same words.

Only among what some coded and others did not: two codes given by both to one span are two
places, each the same, and never one code for the other. Candidates are compared by what they
share of all that either covers, and joined where neither has a better partner. That is
strictly local: an edit here pairs nothing anew elsewhere.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qcoder.comparison.alignment import Component
from qcoder.comparison.codes import UsedCode
from qcoder.comparison.speech_words import Stretch, hull
from qcoder.domain.ids import CodeId, CoderId


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that some coders coded alike and others did not code."""

    component: Component
    stretch: Stretch
    coders: frozenset[CoderId]
    code: UsedCode


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


def with_substitutions(
    components: Iterable[Component], codes: Mapping[CodeId, UsedCode]
) -> list[Component]:
    """One-sided components, those that stand for each other made one.

    Each must have words of speech.
    """
    candidates = sorted(
        (_candidate(component, codes) for component in components),
        key=lambda candidate: (candidate.stretch, candidate.code.rank),
    )
    pairs = _without_better(candidates, list(_alike(candidates)))
    return [
        tuple(run for number in group for run in candidates[number].component)
        for group in _joined(candidates, sorted(pairs))
    ]


def _candidate(component: Component, codes: Mapping[CodeId, UsedCode]) -> Candidate:
    return Candidate(
        component=component,
        stretch=hull([run.stretch for run in component]),
        coders=frozenset(run.coder for run in component),
        code=codes[component[0].code],
    )


def _alike(candidates: Sequence[Candidate]) -> Iterator[Pair]:
    """Pairs by different coders that share at least half of all that either covers.

    A candidate leaves the sweep at its middle: one that starts later shares less than half.
    """
    passing: list[int] = []
    for number, candidate in enumerate(candidates):
        start = candidate.stretch.start
        passing = [n for n in passing if sum(candidates[n].stretch) >= 2 * start]
        for other in passing:
            pair = _pair(candidates, other, number)
            if pair.distance <= 1 / 2 and candidate.coders.isdisjoint(candidates[other].coders):
                yield pair
        passing.append(number)


def _pair(candidates: Sequence[Candidate], first: int, second: int) -> Pair:
    one, other = candidates[first], candidates[second]
    shared = one.stretch.shared_with(other.stretch)
    covered = one.stretch.length + other.stretch.length - shared
    low, high = sorted((one.code.rank, other.code.rank))
    return Pair(
        distance=(covered - shared) / covered,
        crosses_groupings=one.code.grouping != other.code.grouping,
        ranks=(low, high),
        first=first,
        second=second,
    )


def _without_better(candidates: Sequence[Candidate], pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs that are best at both ends, among the partners by the same coders."""
    nearest: dict[tuple[int, CoderId], float] = {}
    for pair in pairs:
        for key in _keys(candidates, pair):
            nearest[key] = min(pair.distance, nearest.get(key, 1.0))
    return [
        pair
        for pair in pairs
        if all(nearest[key] == pair.distance for key in _keys(candidates, pair))
    ]


def _keys(candidates: Sequence[Candidate], pair: Pair) -> Iterator[tuple[int, CoderId]]:
    yield from ((pair.first, coder) for coder in candidates[pair.second].coders)
    yield from ((pair.second, coder) for coder in candidates[pair.first].coders)


def _joined(candidates: Sequence[Candidate], pairs: Iterable[Pair]) -> list[tuple[int, ...]]:
    """Groups of candidates in which no coder occurs twice; the best pairs are joined first."""
    groups: dict[int, tuple[int, ...]] = {number: (number,) for number in range(len(candidates))}
    for pair in pairs:
        one, other = groups[pair.first], groups[pair.second]
        if _coders(candidates, one).isdisjoint(_coders(candidates, other)):
            together = tuple(sorted((*one, *other)))
            groups.update(dict.fromkeys(together, together))
    return list(dict.fromkeys(groups.values()))


def _coders(candidates: Sequence[Candidate], group: Iterable[int]) -> frozenset[CoderId]:
    return frozenset().union(*(candidates[number].coders for number in group))
