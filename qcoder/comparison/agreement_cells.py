"""What two coders coded in one transcript, counted code by code. Counts of transcripts add up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qcoder.comparison.agreement_units import (
    AgreementUnit,
    Marks,
    UnitScale,
    marked_length,
    shared_length,
)
from qcoder.comparison.boundaries import Boundaries, boundaries_by_code
from qcoder.comparison.coefficients import Counts
from qcoder.comparison.differences import compare
from qcoder.comparison.speech_words import SpeechWords
from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Difference, DifferenceKind
from qcoder.domain.fillers import ENGLISH
from qcoder.domain.ids import CodeId, CoderId
from qcoder.domain.transcript import Transcript

_NO_EDGES = Boundaries()
_IN_PIECES = (DifferenceKind.SPLIT, DifferenceKind.TANGLE)


@dataclass(frozen=True, slots=True)
class Matches:
    """Places of one code, as the consensus room lists them.

    Matched is what both coded there as one, whatever the edges; split, what at least one of
    them coded in pieces. One code for another is by one coder only, under either code.
    """

    matched: int = 0
    only_first: int = 0
    only_second: int = 0
    split: int = 0

    def __add__(self, other: "Matches") -> "Matches":
        return Matches(
            self.matched + other.matched,
            self.only_first + other.only_first,
            self.only_second + other.only_second,
            self.split + other.split,
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """One code of one pair: in units, in characters of speech, in places, and at their edges."""

    counts: Counts
    characters: Counts
    matches: Matches
    boundaries: Boundaries = _NO_EDGES

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(
            self.counts + other.counts,
            self.characters + other.characters,
            self.matches + other.matches,
            self.boundaries + other.boundaries,
        )


def cells_of(
    transcript: Transcript,
    layers: Mapping[CoderId, Sequence[Coding]],
    codebook: Codebook,
    codes: Iterable[CodeId],
    unit: AgreementUnit,
    *,
    with_moderator: bool = False,
) -> dict[CodeId, Cell]:
    """The cell of each of ``codes``, used or not.

    ``layers`` are those of two coders, in the order of the pair. Codings that touch none of
    the units, as those of the moderator's words alone, are not counted at all.
    """
    scale = UnitScale.of(transcript, unit, with_moderator=with_moderator)
    characters = UnitScale.of(transcript, AgreementUnit.CHARACTER, with_moderator=with_moderator)
    differences = _touching(compare(transcript, layers, codebook), scale)
    places = matches_by_code(differences)
    edges = boundaries_by_code(differences, SpeechWords.of(transcript, ENGLISH))
    first, second = (_by_code(codings) for codings in layers.values())
    return {
        code: Cell(
            _counted(scale, first.get(code, ()), second.get(code, ())),
            _counted(characters, first.get(code, ()), second.get(code, ())),
            places.get(code, Matches()),
            edges.get(code, Boundaries()),
        )
        for code in codes
    }


def codes_to_count(codebook: Codebook, codings: Iterable[Coding]) -> tuple[CodeId, ...]:
    """The codes of the codebook in its order, then those of ``codings`` that are gone from it."""
    gone = sorted({coding.code for coding in codings} - codebook.by_id.keys())
    return (*(code.id for code in codebook.codes), *gone)


def counts_of(first: Marks, second: Marks, length: int) -> Counts:
    """What two coders marked on a scale of that length."""
    by_first, by_second = marked_length(first), marked_length(second)
    both = shared_length(first, second)
    return Counts(both, by_first - both, by_second - both, length - by_first - by_second + both)


def _touching(differences: Iterable[Difference], scale: UnitScale) -> list[Difference]:
    """Those that touch a unit of ``scale``."""
    return [
        difference
        for difference in differences
        if any(scale.stretch_of(coding.span) for coding in difference.codings)
    ]


def matches_by_code(differences: Iterable[Difference]) -> dict[CodeId, Matches]:
    """Places of two coders, by code."""
    found: dict[CodeId, Matches] = {}
    for difference in differences:
        for code in difference.codes:
            found[code] = found.get(code, Matches()) + _match(difference, code)
    return found


def _match(difference: Difference, code: CodeId) -> Matches:
    if difference.kind in _IN_PIECES:
        return Matches(split=1)
    first, second = (
        any(coding.code == code for coding in reading.codings) for reading in difference.readings
    )
    return Matches(
        matched=int(first and second),
        only_first=int(first and not second),
        only_second=int(second and not first),
    )


def _by_code(codings: Iterable[Coding]) -> dict[CodeId, list[Coding]]:
    by_code: dict[CodeId, list[Coding]] = {}
    for coding in codings:
        by_code.setdefault(coding.code, []).append(coding)
    return by_code


def _counted(scale: UnitScale, first: Iterable[Coding], second: Iterable[Coding]) -> Counts:
    return counts_of(
        scale.marks_of(coding.span for coding in first),
        scale.marks_of(coding.span for coding in second),
        scale.length,
    )
