"""The closing sheet as a report: what a pair stands by, to be read, attached and published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from qcoder.comparison import agreement_words
from qcoder.domain.consensus import DifferenceKind, Outcome, Status
from qcoder.domain.proposal import ProposalState
from qcoder.exporters.report import (
    Bars,
    Column,
    Form,
    Heading,
    Part,
    Point,
    Points,
    Report,
    Table,
    Tone,
    Words,
)
from qcoder.services.agreement.report import remarks_on
from qcoder.services.agreement.sentences import pooled_sentence
from qcoder.services.agreement.tables import table_by_code
from qcoder.services.closing.drift import drift_parts
from qcoder.services.closing.methods_paragraph import methods_paragraph
from qcoder.services.closing.records import changed_since
from qcoder.services.closing.sheet import closing_sheet
from qcoder.services.closing.sources import source_parts
from qcoder.services.consensus.outcome_words import KINDS, OUTCOMES

if TYPE_CHECKING:
    from qcoder.domain.codebook import Codebook
    from qcoder.domain.coding import Coding
    from qcoder.domain.decisions import Resolution
    from qcoder.services.agreement.pairs import PairAgreement
    from qcoder.services.closing.sheet import ClosingSheet
    from qcoder.services.consensus.room import Room
    from qcoder.storage.unit_of_work import UnitOfWork

STATES = {
    ProposalState.OPEN: "open",
    ProposalState.ACCEPTED: "accepted",
    ProposalState.DECLINED: "declined",
    ProposalState.DONE: "done",
}


def closing_report(uow: UnitOfWork, room: Room) -> Report:
    """The whole sheet but the balance, which is for the pair alone."""
    sheet = closing_sheet(uow, room)
    closing = uow.closings.in_force(room.transcript.id)
    names = agreement_words.listed(tuple(sheet.names.values()))
    if closing is None:
        return report_of(sheet)
    changed = (_CHANGED,) if changed_since(closing, sheet) else ()
    return report_of(sheet, f"Closed by {names} on {closing.at[:10]}", changed)


_CHANGED = Words(
    "Coding, codebook or text changed since this consensus was closed, and the figures are those "
    "of now. What it was closed with stays on record; reopen it to decide what is open.",
    Tone.WARNING,
)


def report_of(sheet: ClosingSheet, closed: str = "", remarks: tuple[Words, ...] = ()) -> Report:
    """Its parts in the order in which a reader asks for them; ``closed`` says when and by whom."""
    room = sheet.room
    parts = [
        *remarks,
        *_state(sheet),
        Heading("Method"),
        Words(methods_paragraph(sheet)),
        *_agreement(sheet),
        *_differences(sheet),
        *_changes(sheet),
        *_reasons(sheet),
        *_unresolved(sheet),
        *_proposals(sheet),
        *drift_parts(sheet.drift),
        *source_parts(sheet.agreement),
    ]
    names = agreement_words.listed(tuple(sheet.names.values()))
    revision = f"codebook revision {room.codebook.revision}"
    subtitle = " · ".join(filter(None, (names, revision, closed)))
    return Report(f"Consensus on {room.transcript.name}", subtitle, tuple(parts))


def _state(sheet: ClosingSheet) -> Iterator[Part]:
    still_open = sheet.room.still_open
    if still_open:
        are = "difference is" if still_open == 1 else "differences are"
        yield Words(f"{still_open} {are} still open: the figures are not final.", Tone.WARNING)
    if sheet.gone:
        yield Words(
            f"{agreement_words.counted(len(sheet.gone), 'decision')} in the log "
            "belong to differences that are no more; the exported log has them.",
            Tone.REMARK,
        )


def _agreement(sheet: ClosingSheet) -> Iterator[Part]:
    report = sheet.agreement
    yield Heading("Agreement before discussion")
    for pair in report.pairs:
        yield _kappas(pair, report.codebook)
        yield table_by_code(pair, report.codebook)
        yield Words(pooled_sentence(pair.pooled))
    if not report.pairs:
        yield Words(f"{agreement_words.NOTHING_DOUBLE_CODED}.")
    yield from remarks_on(report)


def _kappas(pair: PairAgreement, codebook: Codebook) -> Points:
    """The column of kappa as a picture, with intervals or why there are none."""
    return Points(
        f"Kappa by code before discussion, {' and '.join(pair.names)}",
        tuple(
            Point(
                codebook.label_of(code.code),
                code.kappa,
                (code.interval.low, code.interval.high) if code.interval else None,
                f"no interval, {code.no_interval}" if code.no_interval else "",
            )
            for code in pair.codes
        ),
    )


def _differences(sheet: ClosingSheet) -> Iterator[Part]:
    yield Heading("Differences by kind and outcome")
    outcomes = [o for o in Outcome if any(of[o] for of in _counted(sheet))]
    kinds = [kind for kind in DifferenceKind if sheet.summary.kinds[kind] or _decided(sheet, kind)]
    if not kinds:
        yield Words("Nobody coded anything here, so there is no difference.")
        return
    yield Bars(
        "What became of the differences",
        ("accepted or decided", "unresolved", "open"),
        tuple((KINDS[kind], _bar(sheet, kind)) for kind in kinds),
    )
    yield Table(
        title="Differences and decisions",
        columns=(
            Column("Kind", "how the readings differ"),
            Column("Found", "places of this kind when the sealed layers were compared"),
            *(Column(OUTCOMES[o], f"decisions in force: {OUTCOMES[o]}") for o in outcomes),
        ),
        rows=tuple(
            (
                KINDS[kind],
                sheet.summary.kinds[kind],
                *(sheet.outcomes.get(kind, {}).get(outcome, 0) for outcome in outcomes),
            )
            for kind in kinds
        ),
        caption=(
            "Found counts places as compared; decisions are those in force. What was taken apart "
            "or joined is decided on other places than were found. What is the same is accepted "
            "without a decision."
        ),
    )


def _counted(sheet: ClosingSheet) -> Iterable[dict[Outcome, int]]:
    return [{o: of.get(o, 0) for o in Outcome} for of in sheet.outcomes.values()]


def _decided(sheet: ClosingSheet, kind: DifferenceKind) -> int:
    return sum(sheet.outcomes.get(kind, {}).values())


def _bar(sheet: ClosingSheet, kind: DifferenceKind) -> tuple[int, int, int]:
    """Settled, unresolved and open places of a kind, as they are arranged now."""
    of_kind = [r.status for r in sheet.room.resolutions if r.difference.kind is kind]
    settled = of_kind.count(Status.AUTO) + of_kind.count(Status.DECIDED)
    unresolved = of_kind.count(Status.UNRESOLVED)
    return settled, unresolved, len(of_kind) - settled - unresolved


def _changes(sheet: ClosingSheet) -> Iterator[Part]:
    yield Heading("What changed for each coder")
    yield Words(
        "Nothing that a coder wrote was edited. The tables say how the consensus differs from it.",
        Tone.REMARK,
    )
    for coder, changes in sheet.changes.items():
        name = sheet.names[coder]
        if not sheet.summary.codings[coder]:
            yield Words(f"{name} sealed this transcript without marking anything.")
        rows = tuple(
            (
                sheet.room.codebook.label_of(change.code),
                *(change.codings, change.changed, change.words, change.lost, change.gained),
                change.changed_share,
            )
            for change in changes
        )
        if rows:
            yield Bars(
                f"What became of {name}'s codings",
                ("in the consensus as they were", "not as they were"),
                tuple(
                    (str(row[0]), (c.kept, c.changed)) for row, c in zip(rows, changes, strict=True)
                ),
            )
            yield Table(f"{name}'s codings", _CHANGE_COLUMNS, rows)


_CHANGE_COLUMNS = (
    Column("Code", "label of the code"),
    Column("Codings", "codings in the coder's layer"),
    Column("Changed", "codings that are not in the consensus on the same words"),
    Column("Content words", "words but fillers under the code in the coder's layer"),
    Column("Lost", "content words of these that are not under the code in the consensus"),
    Column("Gained", "content words under the code in the consensus that were not in the layer"),
    Column("Share changed", "lost and gained, of the content words in either", Form.SHARE),
)


def _reasons(sheet: ClosingSheet) -> Iterator[Part]:
    yield Heading("Reasons")
    if not sheet.reasons:
        yield Words("No reason was given with a decision in force.")
        return
    ordered = sorted(sheet.reasons.items(), key=lambda item: (-item[1], item[0]))
    columns = (
        Column("Reason", "class of reason, as chosen by the pair"),
        Column("Decisions", "decisions in force that give it"),
    )
    yield Table("Reasons given", columns, tuple(ordered))


def _unresolved(sheet: ClosingSheet) -> Iterator[Part]:
    yield Heading("Left unresolved on purpose")
    if not sheet.unresolved:
        yield Words("Nothing was left unresolved.")
    for resolution in sheet.unresolved:
        yield from _place(sheet, resolution)


def _place(sheet: ClosingSheet, resolution: Resolution) -> Iterator[Part]:
    room, difference = sheet.room, resolution.difference
    labels = " or ".join(room.codebook.label_of(code) for code in difference.codes)
    decision = resolution.decision
    why = "; ".join(filter(None, (decision.reason, decision.note))) if decision else ""
    yield Words(f"{KINDS[difference.kind]}. {why}", lead=f"{labels}:")
    for number, reading in enumerate(_as_shown(sheet, resolution), start=1):
        words = _quoted(sheet, reading, names_codes=len(difference.codes) > 1)
        yield Words(words or "nothing coded", Tone.QUOTE, lead=f"Reading {number}:")


def _quoted(sheet: ClosingSheet, reading: tuple[Coding, ...], *, names_codes: bool) -> str:
    """Codings of one reading; with their code where the readings differ in it."""
    room = sheet.room
    return " […] ".join(
        f"{room.codebook.label_of(c.code)}: {room.transcript.speech_text(c.span)}"
        if names_codes
        else room.transcript.speech_text(c.span)
        for c in reading
    )


def _as_shown(sheet: ClosingSheet, resolution: Resolution) -> list[tuple[Coding, ...]]:
    """Readings by the numbers that the pair saw."""
    by_coder = {reading.coder: reading.codings for reading in resolution.difference.readings}
    return [by_coder[coder] for coder in sheet.room.sides.shown]


def _proposals(sheet: ClosingSheet) -> Iterator[Part]:
    yield Heading("Proposals to change the codebook")
    if not sheet.proposals:
        yield Words("None was made.")
        return
    columns = (
        Column("Code", "the code it is about; empty for the whole codebook"),
        Column("Proposal", "what should be otherwise"),
        Column("State", "open, accepted, declined or done"),
        Column("Answer", "what was said to it"),
    )
    rows = tuple(
        (
            sheet.room.codebook.label_of(proposal.code) if proposal.code else "",
            *(proposal.text, STATES[proposal.state], proposal.answer),
        )
        for proposal in sheet.proposals
    )
    yield Table("Proposals", columns, rows)
