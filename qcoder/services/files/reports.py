"""Reports as files: the log with words, the closing, one coder's codings, agreement, rounds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qcoder.domain.fairness import Balance, balance
from qcoder.domain.ids import CoderId, TranscriptId
from qcoder.exporters.progress import Told, nobody
from qcoder.exporters.report import Column, Heading, Report, Table, Words
from qcoder.exporters.reports import write_report_file
from qcoder.exporters.target import require_extension
from qcoder.services.agreement.report import AgreementWish, agreement_report
from qcoder.services.closing.report import closing_report
from qcoder.services.consensus.room import open_room
from qcoder.services.files.exporting import export_decisions
from qcoder.services.reports.log_table import log_table
from qcoder.services.reports.own_coding import own_report
from qcoder.services.reports.rounds import rounds_report

if TYPE_CHECKING:
    from qcoder.services.workspace import Workspace
    from qcoder.storage.unit_of_work import UnitOfWork

_NO_WORDS = (
    "The .jsonl export has no words of the transcript and can be applied to a copy of the project; "
    "in this file they were added."
)


def export_log(
    workspace: Workspace, transcript: TranscriptId, target: Path, told: Told = nobody
) -> int:
    """Write the log: .jsonl without words, .xlsx with them. Returns how many lines."""
    extension = require_extension(target, "the log of decisions", (".jsonl", ".xlsx"))
    if extension == ".jsonl":
        return export_decisions(workspace, transcript, target)
    parsed = workspace.transcript(transcript)
    table = workspace.read(lambda uow: log_table(uow, parsed))
    write_report_file(Report(table.title, "", (Words(_NO_WORDS), table)), target, told)
    return len(table.rows)


def export_closing(
    workspace: Workspace,
    transcript: TranscriptId,
    target: Path,
    told: Told = nobody,
    *,
    with_balance: bool = False,
) -> None:
    """Write what the pair stands by; the balance only where it is asked for."""
    parsed = workspace.transcript(transcript)

    def read(uow: UnitOfWork) -> Report:
        room = open_room(uow, parsed)
        report = closing_report(uow, room)
        if not with_balance:
            return report
        names = {coder: uow.coders.get(coder).name for coder in room.coders}
        return replace(
            report, parts=(*report.parts, *_balance(balance(room.coders, room.resolutions), names))
        )

    write_report_file(workspace.read(read), target, told)


def export_own(
    workspace: Workspace,
    transcript: TranscriptId,
    coder: CoderId,
    target: Path,
    told: Told = nobody,
) -> None:
    """Write what became of one coder's codings; refused until every coder has sealed."""
    parsed = workspace.transcript(transcript)
    report = workspace.read(lambda uow: own_report(uow, open_room(uow, parsed), coder))
    write_report_file(report, target, told)


def export_agreement(
    workspace: Workspace, wish: AgreementWish, target: Path, told: Told = nobody
) -> None:
    """Write one view of the agreement."""
    write_report_file(workspace.read(lambda uow: agreement_report(uow, wish)), target, told)


def export_rounds(workspace: Workspace, target: Path, told: Told = nobody) -> None:
    """Write the rounds side by side."""
    write_report_file(workspace.read(rounds_report), target, told)


def _balance(counts: Balance, names: dict[CoderId, str]) -> tuple[Heading, Words, Table]:
    columns = (
        Column("Coder", "in the order of assignment, which is no ranking"),
        Column("Taken from", "decisions in force that took this coder's reading"),
        Column("Gave way", "decisions in which this coder gave way"),
    )
    rows = tuple(
        (name, counts.taken[coder], counts.gave_way[coder]) for coder, name in names.items()
    )
    rest = (
        f"Besides, {counts.joint} joined {'both' if len(names) == 2 else 'several'} readings or "
        "found other words or another code, "
        f"{counts.none} left the words uncoded, {counts.unresolved} remained unresolved."
    )
    return Heading("Balance"), Words(rest), Table("Whose reading was taken", columns, rows)
