"""First stage: in every code by itself, what different coders coded in one place.

Runs that overlap are joined, and what hangs together is one place: a story and the three
pieces another coder made of it, or a phrase inside a story. An edge is weighed by the share
of the *shorter* run that lies in the other, so that the phrase counts as wholly inside.
Weak edges are cut, or a story that nibbles at the first words of the next one would chain
both together.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qcoder.comparison.clusters import connected
from qcoder.comparison.runs import Run
from qcoder.domain.ids import CoderId

Component = Sequence[Run]
"""Runs of one place, in text order."""

KEPT_SHARE = 0.30
"""An edge of at least this overlap coefficient stays; a weaker one if best at both ends."""


class Edge(NamedTuple):
    """Two overlapping runs, by number, and their overlap coefficient."""

    first: int
    second: int
    weight: float


def aligned(runs: Sequence[Run]) -> list[Component]:
    """Every run in exactly one component.

    ``runs`` are of one code, in text order, and hang together; without a word of speech
    there is nothing to measure, and they have the same span.
    """
    if len(runs) <= 2 or runs[0].start == runs[0].end:
        # Of two that overlap each is the other's best.
        return [runs]
    components = connected(len(runs), ((e.first, e.second) for e in _kept(runs)))
    return [[runs[number] for number in component] for component in components]


def _kept(runs: Sequence[Run]) -> Iterator[Edge]:
    edges = list(_overlapping(runs))
    best: dict[tuple[int, CoderId], float] = {}
    for first, second, weight in edges:
        for key in ((first, runs[second].coder), (second, runs[first].coder)):
            best[key] = max(weight, best.get(key, 0.0))
    for edge in edges:
        first, second, weight = edge
        is_best = best[first, runs[second].coder] == weight == best[second, runs[first].coder]
        if is_best or weight >= KEPT_SHARE:
            yield edge


def _overlapping(runs: Sequence[Run]) -> Iterator[Edge]:
    """Sweep through the text, remembering the last run of every coder.

    Earlier ones need no look: runs of one coder and code do not overlap, so they have ended.
    """
    latest: dict[CoderId, int] = {}
    for number, run in enumerate(runs):
        for coder, other in latest.items():
            if coder != run.coder and run.start < runs[other].end:
                yield Edge(other, number, _overlap_coefficient(runs[other], run))
        latest[run.coder] = number


def _overlap_coefficient(one: Run, later: Run) -> float:
    shared = min(one.end, later.end) - later.start
    return shared / min(one.end - one.start, later.end - later.start)
