"""``qcoder agreement``: how alike paired coders coded before they met."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

from qcoder.cli.opened import opened
from qcoder.cli.printing import print_json, print_table
from qcoder.comparison.agreement_units import AgreementUnit
from qcoder.comparison.agreement_words import NOTHING_DOUBLE_CODED, as_now, frozen, touched
from qcoder.comparison.coefficients import overlap
from qcoder.exporters.report import shown_row
from qcoder.services.agreement.matrix import table_of_pairs
from qcoder.services.agreement.pairs import agreement
from qcoder.services.agreement.records import agreement_record
from qcoder.services.agreement.report import AgreementView, AgreementWish
from qcoder.services.files.reports import export_agreement

if TYPE_CHECKING:
    from qcoder.comparison.agreement import CodeAgreement, PooledAgreement
    from qcoder.comparison.agreement_of_several import SeveralAgreement
    from qcoder.comparison.jackknife import Interval
    from qcoder.domain.codebook import Codebook
    from qcoder.services.agreement.pairs import AgreementReport, PairAgreement

UNDEFINED = "–"


def show_agreement(options: Namespace) -> int:
    """``qcoder agreement``."""
    unit = AgreementUnit(options.unit)
    with opened(options.project) as workspace:
        if options.output:
            wish = AgreementWish(
                view=AgreementView(options.view),
                unit=unit,
                with_moderator=options.moderator,
                as_now=options.now,
                number=options.round,
            )
            export_agreement(workspace, wish, options.output)
            print(f"Wrote {options.output}.")
            return 0
        report = workspace.read(
            lambda uow: agreement(
                uow,
                unit,
                with_moderator=options.moderator,
                as_now=options.now,
                number=options.round,
            )
        )
    if options.json:
        print_json(agreement_record(report))
    else:
        _print_report(report)
    return 0


def _print_report(report: AgreementReport) -> None:
    if report.as_now and report.pairs:
        print(f"{as_now(report.rounds)}\n")
    for pair in report.pairs:
        _print_pair(pair, report.codebook)
    if len(report.pairs) != 1:
        print(
            f"All pairs: {_pooled(report.pooled)}" if report.pairs else f"{NOTHING_DOUBLE_CODED}."
        )
    matrix = table_of_pairs(report)
    if matrix is not None:
        print("\nPooled kappa, pair by pair:\n")
        rows = [shown_row(matrix, row) for row in matrix.rows]
        print_table([column.title for column in matrix.columns], rows)
    _print_several(report.several, report.codebook)
    for transcript, frozen_at in report.frozen:
        print(f"{frozen(transcript, frozen_at)}.")
    for transcript, frozen_at in report.touched:
        see = " The layers as they are: --now." if frozen_at else ""
        print(f"Mind: {touched(transcript, frozen_at)}.{see}")
    if report.left_out:
        print("Left out:")
    for entry in report.left_out:
        print(f"  {entry.transcript}: {entry.note}")


def _print_pair(pair: PairAgreement, codebook: Codebook) -> None:
    first, second = pair.names
    columns = (
        *("code", "matched", f"only {first}", f"only {second}", "split", "overlap of characters"),
        *(f"{pair.unit.value}s: both", f"{first} alone", f"{second} alone", "neither"),
        *("kappa", "95 % interval", "note"),
    )
    print(f"{pair.caption}\n")
    print_table(columns, [_cells(code, codebook) for code in pair.codes])
    print(f"\n{first} and {second} over all codes: {_pooled(pair.pooled)}\n")


def _cells(agreed: CodeAgreement, codebook: Codebook) -> tuple[object, ...]:
    places, units = agreed.cell.matches, agreed.counts
    return (
        codebook.label_of(agreed.code),
        *(places.matched, places.only_first, places.only_second, places.split),
        _percent(overlap(agreed.cell.characters)),
        *(units.n11, units.n10, units.n01, units.n00),
        _number(agreed.kappa),
        _interval(agreed.interval) or agreed.no_interval or UNDEFINED,
        "; ".join(agreed.notes),
    )


def _pooled(pooled: PooledAgreement) -> str:
    if pooled.kappa is None:
        return f"{pooled.note}."
    interval = _interval(pooled.interval) or f"none ({pooled.no_interval})"
    return (
        f"pooled kappa {_number(pooled.kappa)}, 95 % interval {interval}; codes from "
        f"{_number(pooled.lowest)} over {_number(pooled.median)} (median) to "
        f"{_number(pooled.highest)}; {pooled.note}."
    )


def _print_several(several: Iterable[SeveralAgreement], codebook: Codebook) -> None:
    rows = [
        (
            codebook.label_of(one.code),
            _number(one.alpha),
            _interval(one.interval) or one.no_interval or UNDEFINED,
        )
        for one in several
    ]
    if rows:
        print("\nKrippendorff's alpha over all coders:\n")
        print_table(("code", "alpha", "95 % interval"), rows)
        print()


def _number(value: float | None) -> str:
    # Adding nought makes of -0.0 a 0.0.
    return UNDEFINED if value is None else f"{round(value, 2) + 0.0:.2f}"


def _percent(value: float | None) -> str:
    return UNDEFINED if value is None else f"{value:.0%}"


def _interval(interval: Interval | None) -> str:
    return f"{_number(interval.low)} to {_number(interval.high)}" if interval else ""
