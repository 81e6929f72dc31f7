"""Every coder against every other: one figure a pair, so that who codes otherwise is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcoder.exporters.report import Column, Form, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qcoder.services.agreement.pairs import AgreementReport

_CAPTION = (
    "Pooled kappa over the codes, as in the tables of the pairs; a dash: the two share no "
    "transcript, or no code varies. A row of low figures is a coder who codes otherwise than "
    "the rest, which does not say who is right."
)


def table_of_pairs(report: AgreementReport) -> Table | None:
    """A row and a column for each coder; None where there are only two."""
    kappas = {frozenset(pair.names): pair.pooled.kappa for pair in report.pairs}
    names = list(dict.fromkeys(name for pair in report.pairs for name in pair.names))
    if len(names) < 3:
        return None
    return Table(
        "Pair by pair",
        (
            Column("Coder", "one of the two"),
            *(Column(name, f"pooled kappa with {name}", Form.COEFFICIENT) for name in names),
            Column("Mean", "of the figures with the others, without weights", Form.COEFFICIENT),
        ),
        tuple(_row(name, names, kappas) for name in names),
        caption=_CAPTION,
    )


def _row(
    name: str, names: list[str], kappas: Mapping[frozenset[str], float | None]
) -> tuple[str | float | None, ...]:
    figures = [kappas.get(frozenset({name, other})) for other in names]
    known = [figure for figure in figures if figure is not None]
    return (name, *figures, sum(known) / len(known) if known else None)
