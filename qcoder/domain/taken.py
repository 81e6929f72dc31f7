"""Whose reading a decision took, also where the coders stand in another order since."""

from collections.abc import Sequence
from dataclasses import replace

from qcoder.domain.consensus import CodingAtDecision, Decision, Reading, joined
from qcoder.domain.ids import CoderId


def numbered_now(decision: Decision, readings: Sequence[Reading]) -> Decision:
    """The decision with the number that the reading it took has among the ``readings`` of now.

    Readings are numbered by the order of assignment, which may have changed. The number is None
    where that coder codes the transcript no more.
    """
    coders = tuple(reading.coder for reading in readings)
    if decision.reading is None or coders == _assented(decision):
        return decision
    coder = whose_reading(decision, coders)
    return replace(decision, reading=coders.index(coder) + 1 if coder in coders else None)


def _assented(decision: Decision) -> tuple[CoderId, ...]:
    """In the order of the readings of then; at one screen all coders."""
    return tuple(assent.coder for assent in decision.assent)


def whose_reading(decision: Decision, coders: Sequence[CoderId]) -> CoderId | None:
    """Who has the words that came of it; of several who have the same, by the number of then.

    None where it took nobody's, or where it cannot be told any more.
    """
    if decision.reading is None:
        return None
    assented = _assented(decision)
    named = assented[: decision.reading][-1:] if len(assented) >= decision.reading else ()
    known = dict.fromkeys((*named, *assented, *coders))
    fitting = [coder for coder in known if joined(_of(decision, coder)) == decision.result]
    return fitting[0] if fitting else None


def _of(decision: Decision, coder: CoderId) -> list[CodingAtDecision]:
    return [member for member in decision.readings if member.coder == coder]
