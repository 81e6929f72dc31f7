"""Whose reading was taken, shown to the pair alone: no ranking, no score."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qcoder.domain.consensus import Outcome, Status
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
    """Not coded at all."""
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
    coders = tuple(coders)
    in_force = [
        r for r in resolutions if r.status in (Status.DECIDED, Status.UNRESOLVED) and r.decision
    ]
    outcomes = [r.decision.outcome for r in in_force if r.decision]
    return Balance(
        taken={coder: sum(_took(r, coder) for r in in_force) for coder in coders},
        gave_way={coder: sum(_gave_way(r, coder) for r in in_force) for coder in coders},
        joint=sum(outcome in JOINT for outcome in outcomes),
        none=outcomes.count(Outcome.NONE),
        unresolved=outcomes.count(Outcome.UNRESOLVED),
        yielded=sum(any(_gave_way(r, coder) for coder in coders) for r in in_force),
    )


def _took(resolution: Resolution, coder: CoderId) -> bool:
    decision = resolution.decision
    if decision is None or decision.outcome is not Outcome.TAKE or decision.reading is None:
        return False
    return resolution.difference.readings[decision.reading - 1].coder == coder


def _gave_way(resolution: Resolution, coder: CoderId) -> bool:
    assent = resolution.decision.assent if resolution.decision else ()
    return any(a.coder == coder and a.stance == "gave_way" for a in assent)
