"""Agreement of two coders over their double-coded transcripts, from the cells of each."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from statistics import median
from typing import TypeVar

from qcoder.comparison import agreement_words as words
from qcoder.comparison.agreement_cells import Cell
from qcoder.comparison.agreement_units import AgreementUnit
from qcoder.comparison.coefficients import Counts, cohens_kappa, pooled_kappa
from qcoder.comparison.jackknife import FEWEST_TRANSCRIPTS, Interval, jackknife_interval
from qcoder.domain.ids import CodeId

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """One code of one pair over all their transcripts. ``interval`` is that of kappa.

    ``no_interval`` says why there is none; empty also where kappa itself is undefined.
    """

    code: CodeId
    cell: Cell
    kappa: float | None
    interval: Interval | None
    no_interval: str
    notes: tuple[str, ...]

    @property
    def counts(self) -> Counts:
        """The units in which the agreement is reckoned."""
        return self.cell.counts


@dataclass(frozen=True, slots=True)
class PooledAgreement:
    """One kappa over many codes, and the range of theirs. What is undefined is None.

    Codes without variation do not enter; those that only one coder used do, with 0.
    """

    kappa: float | None
    interval: Interval | None
    no_interval: str
    lowest: float | None
    median: float | None
    highest: float | None
    entering: int
    of: int
    pairs: int = 1
    """Of several, ``entering`` and ``of`` count a code once for each pair of coders."""

    @property
    def note(self) -> str:
        """How many codes it is made of."""
        return words.entering(self.entering, self.of, self.pairs)


def code_agreements(
    cells: Sequence[Mapping[CodeId, Cell]], names: Sequence[str], unit: AgreementUnit
) -> tuple[CodeAgreement, ...]:
    """Code by code, from the cells of each transcript of a pair with those ``names``.

    Every transcript must have a cell of every code.
    """
    codes = cells[0] if cells else ()
    return tuple(_code_agreement(code, [c[code] for c in cells], names, unit) for code in codes)


def _code_agreement(
    code: CodeId, cells: Sequence[Cell], names: Sequence[str], unit: AgreementUnit
) -> CodeAgreement:
    total = reduce(add, cells)
    kappa = cohens_kappa(total.counts)
    without = [cohens_kappa(total.counts - cell.counts) for cell in cells]
    interval, reason = interval_or_reason(kappa, without, is_fixed=_is_fixed(total.counts))
    notes = words.notes_on(total.counts, names, unit)
    return CodeAgreement(code, total, kappa, interval, reason, tuple(notes))


def interval_or_reason(
    estimate: float | None, without_each: Sequence[float | None], *, is_fixed: bool = False
) -> tuple[Interval | None, str]:
    """The interval, or None and why; without an estimate there is nothing more to say."""
    if estimate is None:
        return None, ""
    if len(without_each) < FEWEST_TRANSCRIPTS:
        return None, words.too_few(len(without_each))
    if is_fixed:
        return None, words.NO_FIXED_INTERVAL
    defined = [value for value in without_each if value is not None]
    if len(defined) < len(without_each):
        return None, words.NO_REST_INTERVAL
    return jackknife_interval(estimate, defined), ""


def _is_fixed(counts: Counts) -> bool:
    """Whether one coder marked nothing or everything, so that kappa cannot be but 0."""
    return {0, counts.units} & {counts.by_first, counts.by_second} != set()


def pooled_agreement(tables: Sequence[Mapping[Key, Counts]]) -> PooledAgreement:
    """Over all keys (codes, or codes of pairs), from the counts of each transcript."""
    total = _summed(tables)
    kappas = [kappa for counts in total.values() if (kappa := cohens_kappa(counts)) is not None]
    kappa = pooled_kappa(total.values())
    without = [pooled_kappa(_less(total, table).values()) for table in tables]
    interval, reason = interval_or_reason(kappa, without)
    return PooledAgreement(
        kappa=kappa,
        interval=interval,
        no_interval=reason,
        lowest=min(kappas, default=None),
        median=median(kappas) if kappas else None,
        highest=max(kappas, default=None),
        entering=len(kappas),
        of=len(total),
    )


def _summed(tables: Sequence[Mapping[Key, Counts]]) -> dict[Key, Counts]:
    total: dict[Key, Counts] = {}
    for table in tables:
        for key, counts in table.items():
            total[key] = total.get(key, Counts()) + counts
    return total


def _less(total: Mapping[Key, Counts], table: Mapping[Key, Counts]) -> dict[Key, Counts]:
    return {key: counts - table.get(key, Counts()) for key, counts in total.items()}
