"""Agreement of more than two coders, who need not be the same in every transcript."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qcoder.comparison.agreement import interval_or_reason
from qcoder.comparison.agreement_units import Marks
from qcoder.comparison.coefficients import alpha_of_several
from qcoder.comparison.jackknife import Interval
from qcoder.domain.ids import CodeId

Tally = Counter[tuple[int, ...]]
"""Of how many units so many coders marked each, and so many did not."""


@dataclass(frozen=True, slots=True)
class SeveralAgreement:
    """Krippendorff's alpha of one code over all coders and double-coded transcripts."""

    code: CodeId
    alpha: float | None
    interval: Interval | None
    no_interval: str


def tally_of(readings: Sequence[Marks], length: int) -> Tally:
    """Sweep once through what several coders marked on a scale of that length."""
    edges = sorted((place, step) for marks in readings for place, step in _edges(marks))
    tally: Tally = Counter()
    marking = at = 0
    for place, step in (*edges, (length, 0)):
        tally[marking, len(readings) - marking] += place - at
        marking, at = marking + step, place
    return +tally


def _edges(marks: Marks) -> list[tuple[int, int]]:
    return [edge for start, end in marks for edge in ((start, 1), (end, -1))]


def several_agreement(code: CodeId, tallies: Sequence[Tally]) -> SeveralAgreement:
    """From the tallies of each transcript."""
    total = sum(tallies, Counter[tuple[int, ...]]())
    alpha = alpha_of_several(total)
    without = [alpha_of_several(total - tally) for tally in tallies]
    interval, reason = interval_or_reason(alpha, without)
    return SeveralAgreement(code, alpha, interval, reason)
