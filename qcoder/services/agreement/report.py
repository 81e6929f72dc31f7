"""Agreement before consensus as a report, in the views that the panel and the files have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from qcoder.comparison import agreement_words
from qcoder.comparison.agreement_units import AgreementUnit
from qcoder.domain.ids import TranscriptId
from qcoder.exporters.report import Part, Report, Tone, Words
from qcoder.services.agreement.matrix import table_of_pairs
from qcoder.services.agreement.pairs import AgreementReport, agreement
from qcoder.services.agreement.sentences import pooled_sentence, sentences_of
from qcoder.services.agreement.tables import (
    table_by_code,
    table_by_unit,
    table_in_detail,
    table_of_boundaries,
    table_of_several,
)

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

_SENTENCES = 3


class AgreementView(StrEnum):
    """What of it is shown."""

    CODES = "codes"
    TRANSCRIPTS = "transcripts"
    UNITS = "units"
    BOUNDARIES = "boundaries"


@dataclass(frozen=True, slots=True)
class AgreementWish:
    """What is reckoned, and how; ``only`` is one transcript, ``number`` one round."""

    view: AgreementView = AgreementView.CODES
    unit: AgreementUnit = AgreementUnit.TURN
    with_moderator: bool = False
    advanced: bool = False
    as_now: bool = False
    only: TranscriptId | None = None
    number: int | None = None


def agreement_report(uow: UnitOfWork, wish: AgreementWish) -> Report:
    """The tables of one view, for every pair, between what must be known of them."""
    report = _reckon(uow, wish)
    parts: list[Part] = []
    if report.as_now:
        parts.append(Words(agreement_words.as_now(report.rounds), Tone.WARNING))
    if not report.pairs:
        parts.append(Words(f"{agreement_words.NOTHING_DOUBLE_CODED}."))
    parts += _tables(uow, report, wish)
    parts += remarks_on(report)
    moderator = "included" if wish.with_moderator else "excluded"
    title = "Agreement now, after discussion" if wish.as_now else "Agreement before discussion"
    revision = f"codebook revision {report.codebook.revision}"
    return Report(title, f"{', '.join(report.transcripts)} · moderator {moderator} · {revision}"
                  if report.transcripts else "", tuple(parts))  # fmt: skip


def _reckon(uow: UnitOfWork, wish: AgreementWish) -> AgreementReport:
    return agreement(
        uow,
        wish.unit,
        with_moderator=wish.with_moderator,
        only=wish.only,
        number=wish.number,
        as_now=wish.as_now,
    )


def _tables(uow: UnitOfWork, report: AgreementReport, wish: AgreementWish) -> Iterator[Part]:
    if wish.view is AgreementView.UNITS:
        of_unit = [
            report if unit is wish.unit else _reckon(uow, replace(wish, unit=unit))
            for unit in AgreementUnit
        ]
        for pairs in zip(*(one.pairs for one in of_unit), strict=True):
            yield table_by_unit(pairs, report.codebook)
        return
    matrix = table_of_pairs(report)
    if matrix is not None and wish.view is AgreementView.CODES:
        yield matrix
    for pair in report.pairs:
        if wish.view is AgreementView.TRANSCRIPTS:
            yield table_in_detail(pair, report.codebook)
        elif wish.view is AgreementView.BOUNDARIES:
            yield table_of_boundaries(pair, report.codebook)
        else:
            yield Words(pooled_sentence(pair.pooled), lead=f"{' and '.join(pair.names)}.")
            yield table_by_code(pair, report.codebook, advanced=wish.advanced, as_now=report.as_now)
            for one in sentences_of(pair)[:_SENTENCES]:
                label = report.codebook.by_id.get(one.code)
                lead = f"{label.label}:" if label else ""
                yield Words(one.sentence, Tone.BULLET, lead=lead)
    if wish.view is AgreementView.CODES:
        yield from _together(report)


def _together(report: AgreementReport) -> Iterator[Part]:
    if len(report.pairs) > 1:
        yield Words(pooled_sentence(report.pooled), lead="All pairs.")
    several = table_of_several(report)
    if several:
        yield several


def remarks_on(report: AgreementReport) -> Iterator[Part]:
    """When the layers were frozen, what is otherwise now, what is left out, and what it means."""
    for transcript, frozen_at in report.frozen:
        yield Words(f"{agreement_words.frozen(transcript, frozen_at)}.", Tone.REMARK)
    for transcript, frozen_at in report.touched:
        yield Words(f"Mind: {agreement_words.touched(transcript, frozen_at)}.", Tone.REMARK)
    for entry in report.left_out:
        yield Words(f"Left out: {entry.transcript}, {entry.note}.", Tone.REMARK)
    yield Words(agreement_words.FRAMING, Tone.REMARK)
