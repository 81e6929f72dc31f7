"""Codings of one code that hang together by their words, and the places they make.

A clump is the codings of all coders that overlap, one through another. Nothing outside it
has a say in what becomes of them in the first stage, so that a clump which is as it was
before need not be looked at again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from qcoder.comparison.alignment import aligned
from qcoder.comparison.classify import kind_of
from qcoder.comparison.codes import UsedCode
from qcoder.comparison.places import Place, place_of
from qcoder.comparison.runs import Placed, codings_of, in_text_order, runs_of
from qcoder.comparison.speech_words import SpeechWords, Stretch
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import DifferenceKind
from qcoder.domain.ids import CodingId


class Clump(NamedTuple):
    """The codings in the order of their words, and the places they make."""

    codings: tuple[Coding, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Clumps:
    """All codings of one code, as they were given, in clumps."""

    codings: Sequence[Coding]
    clumps: Sequence[Clump]

    @cached_property
    def by_first(self) -> Mapping[CodingId, Clump]:
        """The clumps by their first coding."""
        return {clump.codings[0].id: clump for clump in self.clumps}

    @cached_property
    def one_sided(self) -> Sequence[Place]:
        """The places that may be one code for another."""
        return [place for place in self._places if place.is_one_sided]

    @cached_property
    def shared(self) -> Sequence[Place]:
        """All the others."""
        return [place for place in self._places if not place.is_one_sided]

    @property
    def _places(self) -> Iterator[Place]:
        return (place for clump in self.clumps for place in clump.places)


class Measure(NamedTuple):
    """What the clumps of one code are measured with."""

    code: UsedCode
    words: SpeechWords
    coder_count: int


def clumps_of(codings: Sequence[Coding], measure: Measure, before: Clumps | None) -> Clumps:
    """All codings of one code in clumps.

    ``before`` has clumps of the same code and measure; those whose codings are the same are
    given back as they are.
    """
    if before and before.codings == codings:
        return before
    known = before.by_first if before else {}
    clumps: list[Clump] = []
    for group in _hanging_together(in_text_order(codings, measure.words)):
        members = tuple([coding for _, _, _, coding in group])
        same = known.get(members[0].id)
        is_same = same is not None and same.codings == members
        clumps.append(same if same and is_same else _clump(group, members, measure))
    return Clumps(codings, clumps)


def _clump(group: Sequence[Placed], codings: tuple[Coding, ...], measure: Measure) -> Clump:
    code, words, coder_count = measure
    if len(group) == 1:
        start, end, _, _ = group[0]
        alone = DifferenceKind.ONE_CODER_ONLY
        return Clump(codings, (place_of(codings, Stretch(start, end), alone, (code,), words),))
    components = aligned(runs_of(group))
    places: list[Place] = []
    for runs in components:
        members = codings if len(components) == 1 else codings_of(runs)
        covered = Stretch(runs[0].start, max([run.end for run in runs]))
        kind = kind_of(runs, code.grain, words, coder_count)
        places.append(place_of(members, covered, kind, (code,), words))
    return Clump(codings, tuple(places))


def _hanging_together(in_order: Iterable[Placed]) -> Iterator[list[Placed]]:
    """Neighbours that overlap; those without a word of speech by their spans."""
    wordless: list[Placed] = []
    group: list[Placed] = []
    group_end = 0
    for placed in in_order:
        start, end, _, _ = placed
        if start == end:
            wordless.append(placed)
            continue
        if group and start >= group_end:
            yield group
            group = []
        group.append(placed)
        group_end = max(group_end, end)
    if group:
        yield group
    yield from _of_one_span(wordless)


def _of_one_span(wordless: Iterable[Placed]) -> Iterator[list[Placed]]:
    in_order = sorted(wordless, key=lambda placed: (placed[3].span, placed[2]))
    yield from (list(same) for _, same in groupby(in_order, key=lambda placed: placed[3].span))
