"""Agreement as tables: the default one, in detail, in several units, and at the boundaries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qcoder.comparison.agreement_units import AgreementUnit
from qcoder.comparison.boundaries import middle, nine_in_ten
from qcoder.comparison.coefficients import (
    Counts,
    cohens_kappa,
    gwets_ac1,
    krippendorff_alpha,
    overlap,
    percent_agreement,
    scotts_pi,
)
from qcoder.exporters.report import Column, Form, Table, Value
from qcoder.services.agreement.records import what_is_gone
from qcoder.services.agreement.sentences import interval_or_reason

if TYPE_CHECKING:
    from qcoder.comparison.agreement import CodeAgreement
    from qcoder.domain.codebook import Codebook
    from qcoder.services.agreement.pairs import AgreementReport, PairAgreement

_CODE = Column("Code", "label of the code; its id where it is no longer in the codebook")


def table_by_code(
    pair: PairAgreement, codebook: Codebook, *, advanced: bool = False, as_now: bool = False
) -> Table:
    """One row a code. A row's link is the code."""
    codes = pair.codes
    extra = _advanced_columns(pair.unit) if advanced else ()
    return Table(
        title=f"Agreement {_when(as_now=as_now)} discussion, {' and '.join(pair.names)}",
        columns=(*_columns(pair), *extra, Column("Note", "what to know before believing a figure")),
        rows=tuple(
            (
                *_cells(code, codebook),
                *(_advanced_cells(code) if advanced else ()),
                _note(code, codebook),
            )
            for code in codes
        ),
        caption=pair.caption,
        links=tuple(code.code for code in codes),
    )


def _when(*, as_now: bool) -> str:
    return "now, after" if as_now else "before"


def _columns(pair: PairAgreement) -> tuple[Column, ...]:
    first, second = pair.names
    units = f"{pair.unit.value}s"
    return (
        _CODE,
        Column("Matched", "places that both coded as one, whatever the edges"),
        Column(f"Only {first}", f"places that {first} coded and {second} did not"),
        Column(f"Only {second}", f"places that {second} coded and {first} did not"),
        Column("Split", "places that at least one of them coded in pieces"),
        Column(
            "Overlap", "characters both marked of those either marked (Jaccard 1912)", Form.SHARE
        ),
        *_columns_of_counts(pair),
        Column(f"Kappa ({units})", f"Cohen's kappa (1960) on {units}", Form.COEFFICIENT),
        Column("95 % interval", "of kappa: jackknife over transcripts; or why there is none"),
    )


def _columns_of_counts(pair: PairAgreement) -> tuple[Column, ...]:
    first, second = pair.names
    units = f"{pair.unit.value}s"
    return (
        Column(f"Both ({units})", f"{units} that both marked"),
        Column(f"{first} alone", f"{units} that only {first} marked"),
        Column(f"{second} alone", f"{units} that only {second} marked"),
        Column("Neither", f"{units} that neither marked"),
    )


def _cells(code: CodeAgreement, codebook: Codebook) -> tuple[Value, ...]:
    places, counts = code.cell.matches, code.counts
    return (
        codebook.label_of(code.code),
        *(places.matched, places.only_first, places.only_second, places.split),
        overlap(code.cell.characters),
        *(counts.n11, counts.n10, counts.n01, counts.n00),
        code.kappa,
        interval_or_reason(code.interval, code.no_interval),
    )


def _note(code: CodeAgreement, codebook: Codebook) -> str:
    return "; ".join((*what_is_gone(code.code, codebook), *code.notes))


def _advanced_columns(unit: AgreementUnit) -> tuple[Column, ...]:
    units = f"{unit.value}s"
    return (
        Column(f"Pi ({units})", f"Scott's pi (1955) on {units}", Form.COEFFICIENT),
        Column(f"Alpha ({units})", f"Krippendorff's nominal alpha on {units}", Form.COEFFICIENT),
        Column(f"AC1 ({units})", f"Gwet's AC1 (2008) on {units}", Form.COEFFICIENT),
        Column(
            f"Brennan–Prediger ({units})",
            f"2 × percent agreement − 1, on {units}: chance is one half",
            Form.COEFFICIENT,
        ),
        Column(
            "Kappa (characters)",
            "Cohen's kappa on characters of speech, as some programs print it",
            Form.COEFFICIENT,
        ),
    )


def _advanced_cells(code: CodeAgreement) -> tuple[Value, ...]:
    counts = code.counts
    agreed = percent_agreement(counts) if counts.varies else None
    return (
        *(scotts_pi(counts), krippendorff_alpha(counts), gwets_ac1(counts)),
        None if agreed is None else 2 * agreed - 1,
        cohens_kappa(code.cell.characters),
    )


def table_in_detail(pair: PairAgreement, codebook: Codebook) -> Table:
    """One row a code and transcript. No interval: one transcript gives no honest one."""
    first, second = pair.names
    units = f"{pair.unit.value}s"
    rows = [
        (codebook.label_of(code.code), name, *_detail(cells[code.code].counts))
        for code in pair.codes
        for name, cells in zip(pair.transcripts, pair.cells, strict=True)
    ]
    return Table(
        title=f"By transcript, {first} and {second}",
        columns=(
            _CODE,
            Column("Transcript", "name of the transcript"),
            *_columns_of_counts(pair),
            Column(f"Overlap ({units})", f"{units} both marked of those either did", Form.SHARE),
            Column(f"Kappa ({units})", f"Cohen's kappa on {units}", Form.COEFFICIENT),
            Column(f"Pi ({units})", f"Scott's pi on {units}", Form.COEFFICIENT),
            Column(f"Alpha ({units})", f"Krippendorff's alpha on {units}", Form.COEFFICIENT),
        ),
        rows=tuple(rows),
        caption="One transcript gives no honest interval, so there is none here.",
        links=tuple(code.code for code in pair.codes for _ in pair.transcripts),
    )


def _detail(counts: Counts) -> tuple[Value, ...]:
    return (
        *(counts.n11, counts.n10, counts.n01, counts.n00, overlap(counts)),
        *(cohens_kappa(counts), scotts_pi(counts), krippendorff_alpha(counts)),
    )


def table_by_unit(pairs: Sequence[PairAgreement], codebook: Codebook) -> Table:
    """The same coders and codes in each unit: one value is comparable to none of the others."""
    one = pairs[0]
    columns = [
        column
        for pair in pairs
        for column in (
            Column(f"Overlap ({pair.unit.value}s)", "both marked of either marked", Form.SHARE),
            Column(f"Kappa ({pair.unit.value}s)", "Cohen's kappa in this unit", Form.COEFFICIENT),
        )
    ]
    rows = [
        (
            codebook.label_of(codes[0].code),
            *(value for c in codes for value in (overlap(c.counts), c.kappa)),
        )
        for codes in zip(*(pair.codes for pair in pairs), strict=True)
    ]
    return Table(
        title=f"Units side by side, {' and '.join(one.names)}",
        columns=(_CODE, *columns),
        rows=tuple(rows),
        caption=(
            "The same coding in different units: which one is chosen changes the figure, "
            "so a figure without its unit can be compared with nothing."
        ),
        links=tuple(code.code for code in one.codes),
    )


def table_of_boundaries(pair: PairAgreement, codebook: Codebook) -> Table:
    """How far the edges of matched places are apart, and what was cut into pieces."""
    first, second = pair.names
    codes = [code for code in pair.codes if code.counts.by_either]
    columns = [
        Column(f"{edge}, {unit}, {name}", f"{meaning} of the distance between both {edge.lower()}s")
        for edge in ("Start", "End")
        for unit in ("characters", "words")
        for name, meaning in (("median", "median"), ("90 %", "90th percentile"))
    ]
    return Table(
        title=f"Boundaries, {first} and {second}",
        columns=(
            _CODE,
            Column("Matched", "places that both coded as one"),
            *columns,
            Column(f"Split by {first}", f"wholes of {second} that {first} coded in pieces"),
            Column(f"Split by {second}", f"wholes of {first} that {second} coded in pieces"),
            Column("Crossed", "places with several pieces of both"),
        ),
        rows=tuple(_boundary_row(code, codebook) for code in codes),
        caption=(
            "Distances over matched places, in characters of words of speech and in words. "
            "A full stop or a label more is no distance."
        ),
        links=tuple(code.code for code in codes),
    )


def _boundary_row(code: CodeAgreement, codebook: Codebook) -> tuple[Value, ...]:
    found = code.cell.boundaries
    values: list[Value] = []
    for edges in (found.starts, found.ends):
        for lengths in ([e.characters for e in edges], [e.words for e in edges]):
            values += [_whole(middle(lengths)), nine_in_ten(lengths)]
    return (
        *(codebook.label_of(code.code), len(found.starts), *values),
        *(found.split_by_first, found.split_by_second, found.crossed),
    )


def _whole(value: float | None) -> Value:
    return int(value) if value is not None and value.is_integer() else value


def table_of_several(report: AgreementReport) -> Table | None:
    """Krippendorff's alpha over all coders; None where there are only two."""
    if not report.several:
        return None
    return Table(
        title="All coders together",
        columns=(
            _CODE,
            Column(
                f"Alpha ({report.unit.value}s)",
                "Krippendorff's nominal alpha; each unit counts with those who looked at it",
                Form.COEFFICIENT,
            ),
            Column("95 % interval", "jackknife over transcripts; or why there is none"),
        ),
        rows=tuple(
            (
                report.codebook.label_of(one.code),
                one.alpha,
                interval_or_reason(one.interval, one.no_interval),
            )
            for one in report.several
        ),
        links=tuple(one.code for one in report.several),
    )
