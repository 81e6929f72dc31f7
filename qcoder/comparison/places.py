"""Places in a transcript: what a difference will be, before it is known which passage it is in."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qcoder.comparison.codes import CodesOfPlace, UsedCode
from qcoder.comparison.fingerprints import fingerprint_of, identity_of
from qcoder.comparison.speech_words import Stretch, hull
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Difference, DifferenceKind, Reading
from qcoder.domain.ids import CodeId, CoderId, CodingId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript

_ONE_CODER_ONLY = DifferenceKind.ONE_CODER_ONLY
# Looking up a member of an enumeration takes longer than all else that is asked of a place.

TextOrder = tuple[int, int, tuple[int, ...], CodingId]
"""Longest first of those that start together, then as the codebook has the codes."""


class Place(NamedTuple):
    """Codings that are compared with each other, and with nothing else.

    Those of one coder are in text order. ``stretch`` is what they cover from the first to the
    last word; empty where they hold no word of speech.
    """

    codings: tuple[Coding, ...]
    stretch: Stretch
    kind: DifferenceKind
    codes: CodesOfPlace
    span: Span
    text_order: TextOrder

    @property
    def first_coding(self) -> CodingId:
        """No other place of a comparison has it."""
        return self.codings[0].id

    @property
    def is_one_sided(self) -> bool:
        """Whether those who coded it have the same words, and others none."""
        return self.kind is _ONE_CODER_ONLY and self.stretch.start < self.stretch.end

    @property
    def coders(self) -> set[CoderId]:
        """Those who coded anything here."""
        return {coding.coder for coding in self.codings}


def place_of(
    codings: tuple[Coding, ...],
    stretch: Stretch,
    kind: DifferenceKind,
    codes: CodesOfPlace,
    span: Span,
) -> Place:
    """The place of codings of these codes."""
    text_order = (span.start, -span.end, codes.ranks, codings[0].id)
    return Place(codings, stretch, kind, codes, span, text_order)


def joined(places: Sequence[Place]) -> Place:
    """Places of different codes as one: each code stands for the others."""
    codings = tuple([coding for place in places for coding in place.codings])
    codes = CodesOfPlace.of(*(code for place in places for code in place.codes.members))
    stretch = hull([place.stretch for place in places])
    span = Span(min([p.span.start for p in places]), max([p.span.end for p in places]))
    return place_of(codings, stretch, DifferenceKind.SUBSTITUTION, codes, span)


class DifferenceMaker(NamedTuple):
    """What is the same for all differences of a comparison."""

    transcript: Transcript
    coders: Sequence[CoderId]
    codes: Mapping[CodeId, UsedCode]

    def difference(self, place: Place, passage: int) -> Difference:
        """The difference that this place is."""
        # In their order, since naming the fields takes three times as long.
        return Difference(
            identity_of(place.codings),
            place.kind,
            self.transcript.id,
            place.codes.ids,
            self._readings(place.codings),
            place.span,
            passage,
            fingerprint_of(place.codings, self.codes),
        )

    def _readings(self, codings: Sequence[Coding]) -> tuple[Reading, ...]:
        own: dict[CoderId, tuple[Coding, ...]] = dict.fromkeys(self.coders, ())
        for coding in codings:
            own[coding.coder] += (coding,)
        return tuple([Reading(coder, codings) for coder, codings in own.items()])
