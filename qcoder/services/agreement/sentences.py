"""Agreement in sentences: one figure over all codes, an interval, what there is to discuss."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcoder.comparison import agreement_words
from qcoder.domain.ids import CodeId
from qcoder.exporters.report import Form, shown

if TYPE_CHECKING:
    from qcoder.comparison.agreement import PooledAgreement
    from qcoder.comparison.jackknife import Interval
    from qcoder.services.agreement.pairs import PairAgreement


def interval_or_reason(interval: Interval | None, reason: str) -> str | None:
    """An interval in words, why there is none, or None where there is nothing to have one of."""
    if interval is None:
        return f"none: {reason}" if reason else None
    return f"{shown(interval.low, Form.COEFFICIENT)} to {shown(interval.high, Form.COEFFICIENT)}"


def pooled_sentence(pooled: PooledAgreement) -> str:
    """One kappa over the codes, and the range of theirs."""
    if pooled.kappa is None:
        return f"No figure over all codes: no code varies ({pooled.note})."
    values = [
        shown(value, Form.COEFFICIENT)
        for value in (pooled.kappa, pooled.lowest, pooled.median, pooled.highest)
    ]
    interval = interval_or_reason(pooled.interval, pooled.no_interval)
    return (
        f"Pooled kappa {values[0]} (De Vries et al. 2008); 95 % interval {interval}. Codes range "
        f"from {values[1]} over {values[2]} (median) to {values[3]}. {pooled.note}."
    )


@dataclass(frozen=True, slots=True)
class ToDiscuss:
    """The counts of one code in words that end in something to do."""

    code: CodeId
    sentence: str


def sentences_of(pair: PairAgreement) -> tuple[ToDiscuss, ...]:
    """Codes with anything to discuss, those with most first."""
    differing = [code for code in pair.codes if code.counts.differing]
    differing.sort(key=lambda code: -code.counts.differing)
    return tuple(
        ToDiscuss(code.code, agreement_words.summary_sentence(code.counts, pair.names, pair.unit))
        for code in differing
    )
