"""Differences between paired coders, and what the pair can decide on one.

The words here are those of the consensus log; ``docs/consensus.md`` explains each.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from qcoder.domain.coding import Coding
from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import CodeId, CoderId, CodingId, DecisionId, DifferenceId, TranscriptId
from qcoder.domain.spans import Span, intersected, merged


class DifferenceKind(StrEnum):
    """How two readings of one place differ."""

    EXACT = "exact"
    TRIVIAL = "trivial"
    BOUNDARY = "boundary"
    EXTENT = "extent"
    ONE_CODER_ONLY = "one_coder_only"
    SUBSTITUTION = "substitution"
    SPLIT = "split"
    TANGLE = "tangle"

    @property
    def is_same(self) -> bool:
        """Whether it is accepted without discussion, always visible and reversible."""
        return self in (DifferenceKind.EXACT, DifferenceKind.TRIVIAL)


class Status(StrEnum):
    """Where a difference stands."""

    AUTO = "auto"
    OPEN = "open"
    PROPOSED = "proposed"
    DECIDED = "decided"
    LATER = "later"
    UNRESOLVED = "unresolved"
    STALE = "stale"


class Outcome(StrEnum):
    """What was decided."""

    TAKE = "take"
    UNION = "union"
    INTERSECTION = "intersection"
    BOTH = "both"
    OTHER_WORDS = "other_words"
    OTHER_CODE = "other_code"
    NONE = "none"
    UNRESOLVED = "unresolved"
    LATER = "later"
    AUTO = "auto"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    APART = "apart"
    JOINED = "joined"

    @property
    def rearranges(self) -> bool:
        """Whether it says what is decided together, and nothing of what is coded."""
        return self in (Outcome.APART, Outcome.JOINED)

    @property
    def takes_result(self) -> bool:
        """Whether the words are given with the decision, and not made of the readings."""
        return self in (Outcome.OTHER_WORDS, Outcome.OTHER_CODE)


REASONS = (
    "slip",
    "boundary habit",
    "definition unclear",
    "two codes overlap",
    "genuinely two readings",
    "needs context",
    "transcript error",
)
"""Classes of reasons a project starts with."""


class Reading(NamedTuple):
    """The codings of one coder in one difference, as stored; empty if they coded nothing.

    A tuple, as a difference is: a comparison makes thousands, in a third of the time.
    """

    coder: CoderId
    codings: tuple[Coding, ...]


class Difference(NamedTuple):
    """One place where the coders of a transcript differ, or are the same.

    ``readings`` has one entry for every coder, in the order of their assignment.
    ``span`` reaches from the first to the last word that anybody coded here. Differences of
    one ``passage`` touch each other; passages count from 1 in text order. The id depends on
    the member codings only, the fingerprint also on what they cover and on the wording of
    their codes.
    """

    id: DifferenceId
    kind: DifferenceKind
    transcript: TranscriptId
    codes: tuple[CodeId, ...]
    readings: tuple[Reading, ...]
    span: Span
    passage: int
    fingerprint: str

    @property
    def codings(self) -> tuple[Coding, ...]:
        """All member codings, reading by reading."""
        return tuple(coding for reading in self.readings for coding in reading.codings)


@dataclass(frozen=True, slots=True, order=True)
class CodedSpan:
    """A code on a span that belongs to no coder: the result of a decision."""

    span: Span
    code: CodeId


STANCES = ("agree", "gave_way", "reserve")
"""How a coder can stand to a decision."""


@dataclass(frozen=True, slots=True)
class Assent:
    """How one coder stands to a decision; ``stance`` is one of ``STANCES``."""

    coder: CoderId
    stance: str
    at: str


@dataclass(frozen=True, slots=True)
class CodingAtDecision:
    """A member coding as it was when the decision was taken; never changed afterwards."""

    coder: CoderId
    coding: CodingId
    code: CodeId
    span: Span
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the append-only log. Nothing in it is ever changed.

    ``supersedes`` is the decision that was in force on this difference before, None for
    the first. A line that takes apart or joins is about no difference: its ``difference`` is
    an id made of the codings it speaks of. ``reading`` counts from 1 and is given for ``take``
    alone. Transcript words are never in it, so that redaction can reach them all.
    """

    id: DecisionId
    supersedes: DecisionId | None
    difference: DifferenceId
    fingerprint: str
    kind: DifferenceKind
    transcript: TranscriptId
    text_sha256: str
    codebook_revision: int
    rule_version: int
    readings: tuple[CodingAtDecision, ...]
    outcome: Outcome
    reading: int | None
    result: tuple[CodedSpan, ...]
    reason: str = ""
    note: str = ""
    proposed_by: CoderId | None = None
    assent: tuple[Assent, ...] = ()
    meeting: str = ""
    decided_at: str = ""
    seconds: float | None = None
    parts: tuple[tuple[CodingId, ...], ...] = ()
    """For ``apart`` and ``joined``: the members of each part, those of a part in order."""
    batch: str = ""
    """The same for all decisions that one act took on several differences at once."""

    @property
    def codes_named(self) -> frozenset[CodeId]:
        """All codes of its readings and its result: what it rests on."""
        read = {member.code for member in self.readings}
        return frozenset(read.union(coded.code for coded in self.result))

    @property
    def codes_brought_in(self) -> frozenset[CodeId]:
        """Codes that its result names and no reading has: the pair chose them from the codebook."""
        brought = frozenset(coded.code for coded in self.result)
        return brought and brought - {member.code for member in self.readings}


RULE_VERSION = 1
"""Version of the comparison; a decision names the one it was taken under."""

OFFERED_FIRST: Mapping[DifferenceKind, tuple[Outcome, ...]] = {
    DifferenceKind.BOUNDARY: (
        Outcome.TAKE,
        Outcome.UNION,
        Outcome.INTERSECTION,
        Outcome.OTHER_WORDS,
    ),
    DifferenceKind.EXTENT: (Outcome.TAKE, Outcome.BOTH, Outcome.OTHER_WORDS),
    DifferenceKind.ONE_CODER_ONLY: (
        Outcome.TAKE,
        Outcome.NONE,
        Outcome.OTHER_CODE,
        Outcome.OTHER_WORDS,
    ),
    DifferenceKind.SUBSTITUTION: (Outcome.TAKE, Outcome.BOTH, Outcome.OTHER_CODE),
    DifferenceKind.SPLIT: (Outcome.UNION, Outcome.TAKE, Outcome.BOTH),
    DifferenceKind.TANGLE: (Outcome.TAKE, Outcome.UNION, Outcome.OTHER_WORDS),
    DifferenceKind.EXACT: (Outcome.AUTO,),
    DifferenceKind.TRIVIAL: (Outcome.AUTO, Outcome.TAKE, Outcome.UNION),
}
"""The verbs that fit each kind, most likely first; the others stay possible."""  # fmt: skip

_WITHOUT_RESULT = frozenset(
    {
        *(Outcome.NONE, Outcome.UNRESOLVED, Outcome.LATER),
        *(Outcome.REOPENED, Outcome.WITHDRAWN, Outcome.APART, Outcome.JOINED),
    }
)


def result_of(
    difference: Difference,
    outcome: Outcome,
    reading: int | None = None,
    given: Sequence[CodedSpan] = (),
) -> tuple[CodedSpan, ...]:
    """What ``outcome`` puts into the consensus; in text order, the same words once.

    ``given`` is the result for other words and other code. Raises :class:`RuleBroken` where
    the outcome needs a reading or a result and has none, or would leave no words.
    """
    if outcome in _WITHOUT_RESULT:
        return ()
    if outcome.takes_result:
        if not given:
            raise RuleBroken(f"“{outcome.value}” needs the words and the code it results in.")
        return tuple(sorted(set(given)))
    if outcome is Outcome.TAKE:
        return _taken(difference, reading)
    if outcome is Outcome.BOTH:
        return tuple(sorted({CodedSpan(c.span, c.code) for c in difference.codings}))
    if outcome is Outcome.INTERSECTION:
        return _shared(difference)
    return joined(difference.codings)


def _taken(difference: Difference, reading: int | None) -> tuple[CodedSpan, ...]:
    if reading is None or not 1 <= reading <= len(difference.readings):
        raise RuleBroken(f"Say which reading to take: 1 to {len(difference.readings)}.")
    return joined(difference.readings[reading - 1].codings)


def joined(codings: Iterable[Coding | CodingAtDecision]) -> tuple[CodedSpan, ...]:
    """Per code, overlapping and touching codings as one."""
    by_code: dict[CodeId, list[Span]] = {}
    for coding in codings:
        by_code.setdefault(coding.code, []).append(coding.span)
    return tuple(
        sorted(CodedSpan(span, code) for code, spans in by_code.items() for span in merged(spans))
    )


def _shared(difference: Difference) -> tuple[CodedSpan, ...]:
    result: list[CodedSpan] = []
    for code in difference.codes:
        per_reading = [
            merged(coding.span for coding in reading.codings if coding.code == code)
            for reading in difference.readings
        ]
        shared = per_reading[0]
        for spans in per_reading[1:]:
            shared = intersected(shared, spans)
        result.extend(CodedSpan(span, code) for span in shared)
    if not result:
        raise RuleBroken("The readings share no words under the same code.")
    return tuple(sorted(result))
