"""What can be done with a difference: each verb with its key and what it results in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from qcoder.domain.consensus import (
    OFFERED_FIRST,
    CodedSpan,
    Difference,
    DifferenceKind,
    Outcome,
    Status,
    result_of,
)
from qcoder.domain.decisions import Resolution
from qcoder.domain.spans import Span

translate = QCoreApplication.translate

KEYS = {
    Outcome.UNION: "U",
    Outcome.INTERSECTION: "I",
    Outcome.BOTH: "B",
    Outcome.OTHER_WORDS: "E",
    Outcome.OTHER_CODE: "C",
    Outcome.NONE: "X",
    Outcome.LATER: "D",
    Outcome.UNRESOLVED: "O",
    Outcome.AUTO: "A",
    Outcome.REOPENED: "A",
}
"""The letter of every outcome; readings are taken by their number."""

ACTIONS = {
    Outcome.UNION: "takeUnion",
    Outcome.INTERSECTION: "takeShared",
    Outcome.BOTH: "keepBoth",
    Outcome.OTHER_WORDS: "otherWords",
    Outcome.OTHER_CODE: "otherCode",
    Outcome.NONE: "notThisCode",
    Outcome.LATER: "discussLater",
    Outcome.UNRESOLVED: "leaveUnresolved",
    Outcome.AUTO: "openAgain",
    Outcome.REOPENED: "openAgain",
}
"""The names of their actions, under which their keys can be changed."""

PUT_ASIDE = (Outcome.LATER, Outcome.UNRESOLVED)
"""Offered for every kind, after the others."""

BACK = (Outcome.REOPENED, Outcome.AUTO)
"""Offered last, where anything is settled: what was offered before stays in its place."""

_IN_ORDER = (
    Outcome.TAKE,
    Outcome.UNION,
    Outcome.INTERSECTION,
    Outcome.BOTH,
    Outcome.OTHER_WORDS,
    Outcome.OTHER_CODE,
    Outcome.NONE,
)


@dataclass(frozen=True, slots=True)
class Verb:
    """One way to decide a difference."""

    outcome: Outcome
    text: str
    reading: int | None = None

    @property
    def key(self) -> str:
        """What is pressed for it."""
        return str(self.reading) if self.reading else KEYS[self.outcome]

    @property
    def action(self) -> str:
        """The name of the action that does the same."""
        return f"takeReading{self.reading}" if self.reading else ACTIONS[self.outcome]

    @property
    def name(self) -> str:
        """Stable, for object names."""
        return f"{self.outcome.value}{self.reading or ''}"


def fitting(resolution: Resolution) -> list[Verb]:
    """The verbs offered first for this kind, putting off and leaving unresolved, and back."""
    difference = resolution.difference
    outcomes = [o for o in OFFERED_FIRST[difference.kind] if o is not Outcome.AUTO]
    verbs = list(_spelled_out(difference, outcomes, with_empty=False))
    verbs.extend(Verb(outcome, _text(outcome, difference)) for outcome in PUT_ASIDE)
    again = agreement_verb(resolution)
    return [*verbs, again] if again else verbs


def most_offered(readings: int) -> int:
    """How many verbs are offered first for any kind, beside putting off and back."""
    return max(map(len, OFFERED_FIRST.values())) - 1 + readings


def most_possible(readings: int) -> int:
    """How many there are at all, beside putting off and back."""
    return len(_IN_ORDER) - 1 + readings


def others(resolution: Resolution) -> list[Verb]:
    """What is possible as well, in the order of the keys' sheet."""
    difference, offered = resolution.difference, fitting(resolution)
    every = _spelled_out(difference, _IN_ORDER, with_empty=True)
    return [verb for verb in every if verb.name not in {shown.name for shown in offered}]


def agreement_verb(resolution: Resolution) -> Verb | None:
    """Opening again what is settled, or accepting as the same what was opened again."""
    if resolution.status in (Status.AUTO, Status.DECIDED, Status.UNRESOLVED):
        return Verb(Outcome.REOPENED, translate("Consensus", "open again"))
    if resolution.difference.kind.is_same:
        return Verb(Outcome.AUTO, translate("Consensus", "accept as the same"))
    return None


def result_shown(difference: Difference, verb: Verb) -> tuple[CodedSpan, ...] | None:
    """What the verb puts into the consensus, where that is known before it is given."""
    given_later = (Outcome.OTHER_WORDS, Outcome.OTHER_CODE, *PUT_ASIDE, Outcome.REOPENED)
    if verb.outcome in given_later:
        return None
    return result_of(difference, verb.outcome, verb.reading)


def words_for_another_code(current: Resolution) -> list[Span]:
    """Those chosen before, else what either reading took."""
    decision = current.decision
    if current.status is Status.DECIDED and decision and decision.outcome is Outcome.OTHER_WORDS:
        return [coded.span for coded in decision.result]
    return sorted({coded.span for coded in result_of(current.difference, Outcome.UNION)})


def _spelled_out(
    difference: Difference, outcomes: Iterable[Outcome], *, with_empty: bool
) -> Iterable[Verb]:
    for outcome in outcomes:
        if outcome is not Outcome.TAKE:
            yield Verb(outcome, _text(outcome, difference))
            continue
        for number, reading in enumerate(difference.readings, start=1):
            if reading.codings or with_empty:
                yield Verb(outcome, _take_text(difference, number), number)


def _take_text(difference: Difference, reading: int) -> str:
    if difference.kind is DifferenceKind.ONE_CODER_ONLY:
        if difference.readings[reading - 1].codings:
            return translate("Consensus", "keep reading {number}").format(number=reading)
        return translate("Consensus", "as reading {number}: not coded").format(number=reading)
    return translate("Consensus", "take reading {number}").format(number=reading)


def _text(outcome: Outcome, difference: Difference) -> str:
    if outcome is Outcome.UNION and difference.kind is DifferenceKind.SPLIT:
        return translate("Consensus", "as one")
    if len(difference.readings) > 2 and outcome in _TEXTS_OF_MANY:
        return _TEXTS_OF_MANY[outcome]()
    return _TEXTS[outcome]()


_TEXTS = {
    Outcome.UNION: lambda: translate("Consensus", "everything either took"),
    Outcome.INTERSECTION: lambda: translate("Consensus", "only what both took"),
    Outcome.BOTH: lambda: translate("Consensus", "keep both"),
    Outcome.OTHER_WORDS: lambda: translate("Consensus", "other words"),
    Outcome.OTHER_CODE: lambda: translate("Consensus", "another code"),
    Outcome.NONE: lambda: translate("Consensus", "not this code"),
    Outcome.LATER: lambda: translate("Consensus", "discuss later"),
    Outcome.UNRESOLVED: lambda: translate("Consensus", "unresolved"),
}
_TEXTS_OF_MANY = {
    Outcome.UNION: lambda: translate("Consensus", "everything anybody took"),
    Outcome.INTERSECTION: lambda: translate("Consensus", "only what all took"),
    Outcome.BOTH: lambda: translate("Consensus", "keep all"),
}
"""Said where there are more readings than two."""
