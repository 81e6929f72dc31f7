"""The comparison from end to end, and again after a change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qcoder.comparison.alignment import Component
from qcoder.comparison.clumps import Clump, Measure, clumps_of
from qcoder.comparison.codes import UsedCode, used_codes
from qcoder.comparison.passages import passage_numbers
from qcoder.comparison.places import Place, PlaceMaker
from qcoder.comparison.speech_words import SpeechWords
from qcoder.comparison.substitution import with_substitutions
from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Difference, DifferenceKind
from qcoder.domain.fillers import ENGLISH, FillerWords
from qcoder.domain.ids import CodeId, CoderId, CodingId, DifferenceId
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
    """The differences of a transcript's layers, and what of the work can be used again."""

    transcript: Transcript
    coders: tuple[CoderId, ...]
    codes: Mapping[CodeId, UsedCode]
    words: SpeechWords = field(repr=False)
    differences: tuple[Difference, ...]
    clumps: Mapping[CodeId, Mapping[CodingId, Clump]] = field(repr=False)
    places: Mapping[CodingId, Place] = field(repr=False)

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
        known = before.usable_for(transcript, coders, codes, words) if before else _Known()
        clumps = {
            code: _clumps(codings, Measure(words, codes[code].grain, len(coders)), known, code)
            for code, codings in sorted(by_code.items())
        }
        maker = PlaceMaker(transcript, coders, codes, words, known.places)
        places = sorted(_places(clumps, maker), key=lambda place: place.text_order)
        return cls(
            transcript=transcript,
            coders=coders,
            codes=codes,
            words=words,
            differences=_numbered(places, transcript, known.differences),
            clumps=clumps,
            places={place.runs[0].codings[0].id: place for place in places},
        )

    def usable_for(
        self,
        transcript: Transcript,
        coders: tuple[CoderId, ...],
        codes: Mapping[CodeId, UsedCode],
        words: SpeechWords,
    ) -> "_Known":
        """What another comparison need not do again: nothing if it measures otherwise."""
        if (transcript, coders, words) != (self.transcript, self.coders, self.words):
            return _Known()
        same = {code for code, used in self.codes.items() if codes.get(code) == used}
        return _Known(
            clumps={code: clumps for code, clumps in self.clumps.items() if code in same},
            places={
                coding: place
                for coding, place in self.places.items()
                if all(code.id in same for code in place.codes)
            },
            differences={difference.id: difference for difference in self.differences},
        )


@dataclass(frozen=True)
class _Known:
    """Results of an earlier comparison."""

    clumps: Mapping[CodeId, Mapping[CodingId, Clump]] = field(default_factory=dict)
    places: Mapping[CodingId, Place] = field(default_factory=dict)
    differences: Mapping[DifferenceId, Difference] = field(default_factory=dict)


def _by_code(layers: Layers) -> dict[CodeId, list[Coding]]:
    by_code: dict[CodeId, list[Coding]] = {}
    for codings in layers.values():
        for coding in codings:
            by_code.setdefault(coding.code, []).append(coding)
    return by_code


def _clumps(
    codings: Sequence[Coding], measure: Measure, known: _Known, code: CodeId
) -> dict[CodingId, Clump]:
    found = clumps_of(codings, measure, known.clumps.get(code, {}))
    return {clump.codings[0].id: clump for clump in found}


def _places(
    clumps: Mapping[CodeId, Mapping[CodingId, Clump]], maker: PlaceMaker
) -> Iterable[Place]:
    one_sided: list[Component] = []
    for of_code in clumps.values():
        for clump in of_code.values():
            for runs, kind in clump.places:
                if kind is DifferenceKind.ONE_CODER_ONLY and runs[0].has_words:
                    one_sided.append(runs)
                else:
                    yield maker.place(runs, kind)
    for runs in with_substitutions(one_sided, maker.codes):
        yield maker.place(runs, _one_sided_kind(runs))


def _one_sided_kind(runs: Component) -> DifferenceKind:
    is_substitution = len({run.code for run in runs}) > 1
    return DifferenceKind.SUBSTITUTION if is_substitution else DifferenceKind.ONE_CODER_ONLY


def _numbered(
    places: Sequence[Place], transcript: Transcript, known: Mapping[DifferenceId, Difference]
) -> tuple[Difference, ...]:
    numbers = passage_numbers(places)
    order = sorted(range(len(places)), key=lambda n: (numbers[n], -len(places[n].span), n))
    return tuple(_difference(places[n], numbers[n], transcript, known) for n in order)


def _difference(
    place: Place,
    passage: int,
    transcript: Transcript,
    known: Mapping[DifferenceId, Difference],
) -> Difference:
    before = known.get(place.id)
    if before and before.readings is place.readings and before.passage == passage:
        return before
    return place.difference(transcript, passage)
