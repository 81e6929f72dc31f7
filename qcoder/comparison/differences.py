"""The comparison from end to end, and again after a change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from qcoder.comparison.clumps import Clumps, Measure, clumps_of
from qcoder.comparison.codes import UsedCode, used_codes
from qcoder.comparison.passages import passages_of
from qcoder.comparison.places import DifferenceMaker, Place, joined
from qcoder.comparison.speech_words import SpeechWords
from qcoder.comparison.substitution import substitutes
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


@dataclass(frozen=True)
class Comparison:
    """The differences of a transcript's layers, and what of the work can be used again.

    ``places`` are those of the differences, in their order.
    """

    transcript: Transcript
    coders: tuple[CoderId, ...]
    codes: Mapping[CodeId, UsedCode]
    words: SpeechWords = field(repr=False)
    clumps: Mapping[CodeId, Clumps] = field(repr=False)
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

        So after one changed coding only what overlaps it, under its code, is measured anew.
        """
        if len(layers) < 2:
            raise ValueError("a comparison needs the layers of two coders or more")
        words = SpeechWords.of(transcript, fillers)
        by_code = _by_code(layers)
        codes = used_codes(by_code, codebook)
        coders = tuple(layers)
        known = _Known.of(before, (transcript, coders, words))
        clumps = {
            code: clumps_of(
                codings, Measure(codes[code], words, len(coders)), known.clumps_of(codes[code])
            )
            for code, codings in by_code.items()
        }
        places = _by_passage(_across_codes(clumps.values(), words), transcript)
        return cls(
            transcript=transcript,
            coders=coders,
            codes=codes,
            words=words,
            clumps=clumps,
            places=tuple([place for place, _ in places]),
            differences=_differences(places, DifferenceMaker(transcript, coders, codes), known),
        )


@dataclass(frozen=True)
class _Known:
    """Results of an earlier comparison, each to be used where it would be made the same."""

    clumps: Mapping[CodeId, tuple[UsedCode, Clumps]] = field(default_factory=dict)
    differences: Mapping[CodingId, tuple[Place, Difference]] = field(default_factory=dict)
    """With their places, by the first coding of these."""

    @classmethod
    def of(
        cls,
        before: Comparison | None,
        measured_by: tuple[Transcript, tuple[CoderId, ...], SpeechWords],
    ) -> "_Known":
        """Nothing where another transcript, others or other words were compared."""
        if before is None or (before.transcript, before.coders, before.words) != measured_by:
            return cls()
        found = zip(before.places, before.differences, strict=True)
        return cls(
            {code: (before.codes[code], clumps) for code, clumps in before.clumps.items()},
            {place.first_coding: (place, difference) for place, difference in found},
        )

    def clumps_of(self, code: UsedCode) -> Clumps | None:
        """Those of a code that means what it meant."""
        used, clumps = self.clumps.get(code.id, (None, None))
        return clumps if used == code else None

    def difference(self, place: Place, passage: int) -> Difference | None:
        """That of a place which is as it was, with the number that its passage has now."""
        former, difference = self.differences.get(place.first_coding, (None, None))
        if difference is None or former != place:
            return None
        return difference if difference.passage == passage else replace(difference, passage=passage)


def _by_code(layers: Layers) -> dict[CodeId, list[Coding]]:
    by_code: dict[CodeId, list[Coding]] = {}
    for codings in layers.values():
        for coding in codings:
            by_code.setdefault(coding.code, []).append(coding)
    return by_code


def _across_codes(found: Iterable[Clumps], words: SpeechWords) -> Iterable[Place]:
    """All places, those that are one code for another made one."""
    one_sided: list[Place] = []
    for of_code in found:
        for place in of_code.places:
            if place.is_one_sided:
                one_sided.append(place)
            else:
                yield place
    for group in substitutes(one_sided):
        yield group[0] if len(group) == 1 else joined(group, words)


def _by_passage(places: Iterable[Place], transcript: Transcript) -> list[tuple[Place, int]]:
    """Places in the order of their differences, with the numbers of their passages."""
    passages = passages_of(sorted(places, key=attrgetter("text_order")), transcript)
    return [(place, number) for number, passage in enumerate(passages, 1) for place in passage]


def _differences(
    places: Iterable[tuple[Place, int]], maker: DifferenceMaker, known: _Known
) -> tuple[Difference, ...]:
    return tuple(
        [
            known.difference(place, passage) or maker.difference(place, passage)
            for place, passage in places
        ]
    )
