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
from qcoder.comparison.codes import CodesOfPlace, UsedCode
from qcoder.comparison.places import Place, place_of
from qcoder.comparison.runs import Run, codings_of, pieces_of, runs_of
from qcoder.comparison.speech_words import SpeechWords, Stretch
from qcoder.domain.coding import Coding
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
    def places(self) -> Sequence[Place]:
        """All of them, clump by clump."""
        return [place for clump in self.clumps for place in clump.places]


class Measure(NamedTuple):
    """What the clumps of one code are measured with."""

    code: UsedCode
    alone: CodesOfPlace
    """This code and no other."""
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
    for pieces in _hanging_together(pieces_of(codings, measure.words)):
        members = tuple([piece.codings[0] for piece in pieces])
        same = known.get(members[0].id)
        is_same = same is not None and same.codings == members
        clumps.append(same if same and is_same else _clump(pieces, members, measure))
    return Clumps(codings, clumps)


def _clump(pieces: Sequence[Run], codings: tuple[Coding, ...], measure: Measure) -> Clump:
    if len(pieces) == 1:
        return Clump(codings, (_place(pieces, codings, measure),))
    components = aligned(runs_of(pieces))
    if len(components) == 1:
        return Clump(codings, (_place(components[0], codings, measure),))
    return Clump(codings, tuple([_place(runs, codings_of(runs), measure) for runs in components]))


def _place(runs: Sequence[Run], codings: tuple[Coding, ...], measure: Measure) -> Place:
    covered = Stretch(runs[0].start, max([run.end for run in runs]))
    kind = kind_of(runs, measure.code.grain, measure.words, measure.coder_count)
    span = measure.words.span_of(covered) if covered.length else codings[0].span
    return place_of(codings, covered, kind, measure.alone, span)


def _hanging_together(in_order: Iterable[Run]) -> Iterator[list[Run]]:
    """Neighbours that overlap; those without a word of speech by their spans."""
    wordless: list[Run] = []
    group: list[Run] = []
    group_end = 0
    for piece in in_order:
        if piece.start == piece.end:
            wordless.append(piece)
        elif piece.start >= group_end:
            if group:
                yield group
            group, group_end = [piece], piece.end
        else:
            group.append(piece)
            group_end = max(group_end, piece.end)
    if group:
        yield group
    yield from _of_one_span(wordless)


def _of_one_span(wordless: Iterable[Run]) -> Iterator[list[Run]]:
    in_order = sorted(wordless, key=lambda piece: (piece.codings[0].span, piece.first))
    yield from (list(same) for _, same in groupby(in_order, key=lambda p: p.codings[0].span))
