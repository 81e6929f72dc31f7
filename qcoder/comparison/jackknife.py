"""An interval from leaving out one transcript at a time (Quenouille 1956, Tukey 1958).

Units of one transcript are not independent of each other, transcripts are. An analytic interval
from 60,000 characters pretends that they are 60,000 observations. Nothing is drawn at random, so
the same codings always give the same interval.
"""

from collections.abc import Sequence
from functools import cache
from math import cos, pi, sin, sqrt, tan
from statistics import mean, stdev
from typing import NamedTuple

FEWEST_TRANSCRIPTS = 4
"""With fewer the interval would miss the truth far too often to be printed."""

_HALVINGS = 60


class Interval(NamedTuple):
    """From the lower to the upper end, both within -1 and 1."""

    low: float
    high: float


def jackknife_interval(estimate: float, without_each: Sequence[float]) -> Interval:
    """The 95 % interval of ``estimate``, given what it is without each transcript in turn.

    Mean of the pseudo-values, plus and minus Student's t times their standard error.
    """
    count = len(without_each)
    if count < FEWEST_TRANSCRIPTS:
        raise ValueError(f"an interval takes {FEWEST_TRANSCRIPTS} transcripts, not {count}")
    values = [count * estimate - (count - 1) * without for without in without_each]
    middle = mean(values)
    reach = student_t(count - 1) * stdev(values) / sqrt(count)
    return Interval(_clipped(middle - reach), _clipped(middle + reach))


@cache
def student_t(degrees: int) -> float:
    """What Student's t exceeds, on either side, five times in a hundred."""
    low, high = 0.0, pi / 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _within(middle, degrees) < 0.95:
            low = middle
        else:
            high = middle
    return sqrt(degrees) * tan(low)


def _within(angle: float, degrees: int) -> float:
    """Chance that Student's t is nearer to 0 than ``sqrt(degrees) * tan(angle)``.

    Abramowitz and Stegun (1964), 26.7.3 for odd and 26.7.4 for even degrees of freedom.
    """
    is_odd = degrees % 2
    term = cos(angle) if is_odd else 1.0
    total = term if degrees > 1 else 0.0
    for power in range(2 + is_odd, degrees - 1, 2):
        term *= cos(angle) ** 2 * (power - 1) / power
        total += term
    total *= sin(angle)
    return 2 / pi * (angle + total) if is_odd else total


def _clipped(value: float) -> float:
    return max(-1.0, min(1.0, value))
