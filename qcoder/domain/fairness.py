"""Whose reading was taken, shown to the pair alone: no ranking, no score."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from qcoder.domain.consensus import Decision, Outcome, Status
from qcoder.domain.decisions import Resolution
from qcoder.domain.ids import CoderId

JOINT = (
    Outcome.UNION,
    Outcome.INTERSECTION,
    Outcome.BOTH,
    Outcome.OTHER_WORDS,
    Outcome.OTHER_CODE,
)
"""Outcomes made of several readings, or of none."""


@dataclass(frozen=True, slots=True)
class Balance:
    """How the decisions in force were reached. ``taken`` and ``gave_way`` have every coder."""

    taken: Mapping[CoderId, int]
    gave_way: Mapping[CoderId, int]
    joint: int
    """Made of both readings, or of neither: other words, another code."""
    none: int
    """Not coded at all; so is what a coder left out who was taken off since."""
    unresolved: int
    yielded: int
    """Decisions in which anybody gave way, however many did."""

    @property
    def taken_from_one(self) -> int:
        """Decisions that took one reading, whosever."""
        return sum(self.taken.values())

    @property
    def decided(self) -> int:
        """All of them."""
        return self.taken_from_one + self.joint + self.none + self.unresolved


def balance(coders: Iterable[CoderId], resolutions: Iterable[Resolution]) -> Balance:
    """Count the decisions in force; what is the same, open, put off or stale is left out."""
    in_force = [
        (r, r.decision)
        for r in resolutions
        if r.decision and r.status in (Status.DECIDED, Status.UNRESOLVED)
    ]
    outcomes = Counter(decision.outcome for _, decision in in_force)
    taken = Counter(
        r.difference.readings[decision.reading - 1].coder
        for r, decision in in_force
        if decision.outcome is Outcome.TAKE and decision.reading is not None
    )
    yielding = [_yielding(decision) for _, decision in in_force]
    gave_way = Counter(chain.from_iterable(yielding))
    coders = tuple(coders)
    return Balance(
        taken={coder: taken[coder] for coder in coders},
        gave_way={coder: gave_way[coder] for coder in coders},
        joint=sum(outcomes[outcome] for outcome in JOINT),
        none=outcomes[Outcome.NONE] + outcomes[Outcome.TAKE] - taken.total(),
        unresolved=outcomes[Outcome.UNRESOLVED],
        yielded=sum(not those.isdisjoint(coders) for those in yielding),
    )


def _yielding(decision: Decision) -> set[CoderId]:
    return {assent.coder for assent in decision.assent if assent.stance == "gave_way"}
