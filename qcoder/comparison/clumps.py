"""Codings of one code that hang together by their words, and what they are.

A clump is the codings of all coders that overlap, one through another. Nothing outside it
has a say in what becomes of them in the first stage, so that a clump which is as it was
before need not be looked at again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from qcoder.comparison.alignment import Component, aligned
from qcoder.comparison.classify import kind_of
from qcoder.comparison.runs import Placed, run_of, runs_of
from qcoder.comparison.speech_words import SpeechWords
from qcoder.domain.codebook import Grain
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import DifferenceKind
from qcoder.domain.ids import CodingId


class Clump(NamedTuple):
    """The codings in the order of their words, and the places they make."""

    codings: tuple[Coding, ...]
    places: tuple[tuple[Component, DifferenceKind], ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """What the clumps of one code are measured with."""

    words: SpeechWords
    grain: Grain
    coder_count: int


def clumps_of(
    codings: Sequence[Coding], measure: Measure, before: Mapping[CodingId, Clump]
) -> Iterator[Clump]:
    """All codings of one code in clumps.

    ``before`` has clumps of the same code and measure by their first coding; those whose
    codings are the same are given back as they are.
    """
    for group in _hanging_together(_in_order(codings, measure.words)):
        members = tuple(coding for _, coding in group)
        known = before.get(members[0].id)
        yield known if known and known.codings == members else _clump(group, members, measure)


def _clump(group: Sequence[Placed], members: tuple[Coding, ...], measure: Measure) -> Clump:
    if len(group) == 1:
        alone = (run_of(*group[0]),)
        return Clump(members, ((alone, DifferenceKind.ONE_CODER_ONLY),))
    places = [
        (component, kind_of(component, measure.grain, measure.words, measure.coder_count))
        for component in aligned(runs_of(group))
    ]
    return Clump(members, tuple(places))


def _in_order(codings: Sequence[Coding], words: SpeechWords) -> list[Placed]:
    placed = [(words.stretch_of(coding.span), coding) for coding in codings]
    return sorted(placed, key=lambda p: (p[0], p[1].id))


def _hanging_together(placed: Iterable[Placed]) -> Iterator[list[Placed]]:
    """Neighbours that overlap; those without a word of speech by their spans."""
    wordless: list[Placed] = []
    group: list[Placed] = []
    end = 0
    for item in placed:
        stretch = item[0]
        if not stretch.length:
            wordless.append(item)
            continue
        if group and stretch.start >= end:
            yield group
            group = []
        group.append(item)
        end = max(end, stretch.end)
    if group:
        yield group
    wordless.sort(key=lambda p: (p[1].span, p[1].id))
    yield from (list(same) for _, same in groupby(wordless, key=lambda p: p[1].span))
