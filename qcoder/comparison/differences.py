"""The comparison from end to end, and again after a change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from qcoder.comparison.clumps import Clumps, Measure, clumps_of
from qcoder.comparison.codes import CodesOfPlace, UsedCode, used_codes
from qcoder.comparison.passages import passages_of
from qcoder.comparison.places import DifferenceMaker, Place
from qcoder.comparison.speech_words import SpeechWords
from qcoder.comparison.substitution import Region, regions_of
from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Difference
from qcoder.domain.fillers import ENGLISH, FillerWords
from qcoder.domain.ids import CodeId, CoderId, CodingId
from qcoder.domain.transcript import Transcript

Layers = Mapping[CoderId, Sequence[Coding]]


def compare(
    transcript: Transcript,
    layers: Layers,
    codebook: Codebook,
    *,
    fillers: FillerWords = ENGLISH,
) -> tuple[Difference, ...]:
    """Every coding of two or more layers in exactly one difference, the same ones included.

    ``layers`` are in the order of assignment, which is the order of every difference's
    readings; the order of the codings has no effect. Only speech counts; codings without a
    word of it are the same where their spans are. Differences come passage by passage in text
    order, the longest first in each.
    """
    return Comparison.of(transcript, layers, codebook, fillers=fillers).differences


class Basis(NamedTuple):
    """What is compared of whom; on another one nothing is the same."""

    transcript: Transcript
    coders: tuple[CoderId, ...]
    words: SpeechWords


@dataclass(frozen=True)
class Comparison:
    """The differences of a transcript's layers, and what of the work can be used again.

    ``places`` are those of the differences, in their order.
    """

    basis: Basis = field(repr=False)
    codes: Mapping[CodeId, UsedCode]
    clumps: Mapping[CodeId, Clumps] = field(repr=False)
    regions: tuple[Region, ...] = field(repr=False)
    places: tuple[Place, ...] = field(repr=False)
    differences: tuple[Difference, ...]

    @classmethod
    def of(
        cls,
        transcript: Transcript,
        layers: Layers,
        codebook: Codebook,
        *,
        fillers: FillerWords = ENGLISH,
        before: "Comparison | None" = None,
    ) -> "Comparison":
        """As :func:`compare`. What is as it was in ``before`` is taken from there.

        So after one changed coding only what overlaps it, under its code, is measured anew; and
        where nothing has changed it is the one before.
        """
        if len(layers) < 2:
            raise ValueError("a comparison needs the layers of two coders or more")
        basis = Basis(transcript, tuple(layers), SpeechWords.of(transcript, fillers))
        if before and before.basis != basis:
            before = None
        by_code = _by_code(layers)
        codes = used_codes(by_code, codebook)
        clumps = _clumps(by_code, codes, basis, before)
        if before and (before.codes, before.clumps) == (codes, clumps):
            return before
        shared, one_sided = _by_sides(clumps.values())
        regions = _regions(one_sided, before)
        shared.extend([place for region in regions for place in region.places])
        places = _by_passage(shared, transcript)
        return cls(
            basis=basis,
            codes=codes,
            clumps=clumps,
            regions=regions,
            places=tuple([place for place, _ in places]),
            differences=_differences(places, basis, codes, before),
        )

    @cached_property
    def by_first_coding(self) -> Mapping[CodingId, tuple[Place, Difference]]:
        """The places with what was made of them."""
        made = zip(self.places, self.differences, strict=True)
        return {place.first_coding: (place, difference) for place, difference in made}


def _by_code(layers: Layers) -> dict[CodeId, list[Coding]]:
    by_code: dict[CodeId, list[Coding]] = {}
    for codings in layers.values():
        for coding in codings:
            by_code.setdefault(coding.code, []).append(coding)
    return by_code


def _clumps(
    by_code: Mapping[CodeId, Sequence[Coding]],
    codes: Mapping[CodeId, UsedCode],
    basis: Basis,
    before: Comparison | None,
) -> dict[CodeId, Clumps]:
    """Code by code; what was ``before`` counts for a code that means what it meant."""
    clumps: dict[CodeId, Clumps] = {}
    for code, codings in by_code.items():
        is_same = before and before.codes.get(code) == codes[code]
        former = before.clumps.get(code) if before and is_same else None
        used = codes[code]
        measure = Measure(used, CodesOfPlace.of(used), basis.words, len(basis.coders))
        clumps[code] = clumps_of(codings, measure, former)
    return clumps


def _by_sides(clumps: Iterable[Clumps]) -> tuple[list[Place], list[Place]]:
    """What the coders share, and what may be one code for another."""
    shared: list[Place] = []
    one_sided: list[Place] = []
    for of_code in clumps:
        for place in of_code.places:
            (one_sided if place.is_one_sided else shared).append(place)
    return shared, one_sided


def _regions(one_sided: Iterable[Place], before: Comparison | None) -> tuple[Region, ...]:
    known = {region.first_coding: region for region in before.regions} if before else {}
    return tuple(regions_of(one_sided, known))


def _by_passage(places: Iterable[Place], transcript: Transcript) -> list[tuple[Place, int]]:
    """Places in the order of their differences, with the numbers of their passages."""
    passages = passages_of(sorted(places, key=attrgetter("text_order")), transcript)
    return [(place, number) for number, passage in enumerate(passages, 1) for place in passage]


def _differences(
    places: Iterable[tuple[Place, int]],
    basis: Basis,
    codes: Mapping[CodeId, UsedCode],
    before: Comparison | None,
) -> tuple[Difference, ...]:
    known = before.by_first_coding if before else {}
    maker = DifferenceMaker(basis.transcript, basis.coders, codes)
    differences: list[Difference] = []
    for place, passage in places:
        former, difference = known.get(place.first_coding, _UNKNOWN)
        if difference is None or former != place:
            difference = maker.difference(place, passage)
        elif difference.passage != passage:
            difference = difference._replace(passage=passage)
        differences.append(difference)
    return tuple(differences)


_UNKNOWN: tuple[Place | None, Difference | None] = (None, None)
