"""qcoder audit."""

from __future__ import annotations

import json
from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qcoder.cli.opened import opened
from qcoder.cli.printing import print_json
from qcoder.comparison.agreement_words import counted
from qcoder.domain.audit import Opinion
from qcoder.domain.consensus import DifferenceKind, Outcome
from qcoder.domain.errors import QCoderError
from qcoder.exporters.target import require_extension, write_whole
from qcoder.importers.audit_file import MarkLine, read_marks
from qcoder.services.closing.audit_records import audit_record, mark_all
from qcoder.services.closing.auditing import decisions_to_audit
from qcoder.services.consensus.outcome_words import KINDS, OUTCOMES
from qcoder.services.consensus.room import open_room
from qcoder.services.prepare.coders import coder_named
from qcoder.services.prepare.transcripts import transcript_named

if TYPE_CHECKING:
    from qcoder.domain.ids import TranscriptId
    from qcoder.domain.transcript import Transcript
    from qcoder.services.workspace import Workspace
    from qcoder.storage.unit_of_work import UnitOfWork

Record = dict[str, Any]


def audit(options: Namespace) -> int:
    """``qcoder audit``: list the decisions in force without names, or mark them."""
    marks = _marks(options)
    if marks and not options.auditor:
        raise QCoderError("Say who audits: --as NAME, a coder who does not code this transcript.")
    with opened(options.project) as workspace:
        transcript = workspace.read(lambda uow: transcript_named(uow, options.transcript)).id
        if marks:
            _mark(workspace, transcript, options.auditor, marks)
            return 0
        records = workspace.read(partial(_records, parsed=workspace.transcript(transcript)))
    if options.export:
        _export(records, options.export)
    elif options.json:
        print_json(records)
    else:
        _show(records)
    return 0


def _marks(options: Namespace) -> list[MarkLine]:
    """Those of the file, and then those of the command itself, which count as lines, too."""
    marks = read_marks(options.file) if options.file else []
    for difference in options.concur:
        marks.append(MarkLine(len(marks) + 1, difference, Opinion.CONCUR, ""))
    for difference, note in options.query:
        marks.append(MarkLine(len(marks) + 1, difference, Opinion.QUERY, note))
    return marks


def _mark(
    workspace: Workspace, transcript: TranscriptId, auditor: str, lines: list[MarkLine]
) -> None:
    parsed = workspace.transcript(transcript)
    who = workspace.read(lambda uow: coder_named(uow, auditor)).id
    marks = workspace.run(
        f"Audit {parsed.name}",
        lambda uow: mark_all(uow, parsed, who, lines),
        actor=who,
        undoable=False,
    ).value
    queried = sum(mark.opinion is Opinion.QUERY for mark in marks)
    print(f"{counted(len(marks) - queried, 'decision')} found right, {queried} queried.")
    if queried:
        print(f"What was queried is open again: {counted(queried, 'difference')}.")


def _records(uow: UnitOfWork, parsed: Transcript) -> list[Record]:
    room = open_room(uow, parsed)
    return [audit_record(room, one) for one in decisions_to_audit(uow, room)]


def _export(records: list[Record], target: Path) -> None:
    require_extension(target, "the list for an auditor", (".jsonl",))
    write_whole(target, partial(_write_lines, records))
    print(f"Wrote {counted(len(records), 'decision')} to {target}.")


def _write_lines(records: list[Record], file: Path) -> None:
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    file.write_text("".join(lines), encoding="utf-8")


def _show(records: list[Record]) -> None:
    for number, record in enumerate(records, start=1):
        _print(number, record)
    if not records:
        print("No decision is in force on this transcript, so there is none to audit yet.")
        return
    marked = sum(bool(record["opinion"]) for record in records)
    print(f"{marked} of {counted(len(records), 'decision')} marked.")


def _print(number: int, record: Record) -> None:
    codes = " or ".join(record["codes"])
    kind = KINDS[DifferenceKind(record["kind"])]
    print(f"{number}. {codes}, turn {record['turn']}, {kind} ({record['difference']})")
    for reading in record["readings"]:
        words = "; ".join(map(_quoted, reading["codings"])) or "nothing coded"
        print(f"   Reading {reading['reading']}: {words}")
    outcome = OUTCOMES[Outcome(record["outcome"])]
    taken = record["taken"]
    print(f"   Decided: {f'reading {taken}' if taken else outcome}")
    for coded in record["result"] if not taken else ():
        print(f"   In the consensus: {_quoted(coded)}")
    why = "; ".join(filter(None, (record["reason"], record["reason_note"])))
    print(f"   Reason: {why or 'none given'}")
    if record["opinion"]:
        print(f"   Marked: {record['opinion']} {record['note']}".rstrip())
    print()


def _quoted(coded: Record) -> str:
    words = " ".join(coded["words"].split())
    return f"{coded['code']}: “{words}”"
