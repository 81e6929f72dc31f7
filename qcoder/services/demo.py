"""The demo study: six focus groups, coded, one consensus closed, one half done, one not begun."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qcoder.comparison.agreement_words import listed
from qcoder.domain.consensus import Status
from qcoder.services.closing.acts import close_consensus
from qcoder.services.consensus.room import Room, open_room
from qcoder.services.demo_meetings import HeldMeeting, read_meetings, record_meeting
from qcoder.services.files.excerpts import Request
from qcoder.services.files.exporting import export_excerpts
from qcoder.services.files.importing import (
    import_codebook_file,
    import_codings_file,
    import_decisions_file,
    import_transcripts,
)
from qcoder.services.prepare.assignments import assign, seal
from qcoder.services.prepare.coders import add_coder, coder_named
from qcoder.services.prepare.transcripts import summaries, transcript_named

if TYPE_CHECKING:
    from qcoder.services.workspace import Workspace
    from qcoder.storage.unit_of_work import UnitOfWork

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Assigned:
    """One row of ``assignments.csv``."""

    transcript: str
    coder: str
    is_sealed: bool


def build_demo(workspace: Workspace, samples: Path, codebook: Path, say: Say) -> None:
    """Do the whole job once on an empty project, saying what was made.

    ``samples`` holds the transcripts, ``assignments.csv``, ``codings.csv``, ``meetings.csv``
    and ``decisions.jsonl``.
    """
    load = import_codebook_file(workspace, codebook).value
    say(f"Codebook: {len(load.added)} codes from {codebook.name}")
    files = sorted([*samples.glob("FG*.docx"), *samples.glob("FG*.txt")], key=lambda p: p.stem)
    for item in import_transcripts(workspace, files).value:
        people = len(item.header.speakers)
        say(f"Transcript {item.header.name}: {item.header.turns} turns, {people} speakers")
    assigned = _read_assignments(samples / "assignments.csv")
    workspace.run("Assign coders", lambda uow: _assign_all(uow, assigned))
    codings = import_codings_file(workspace, samples / "codings.csv").value
    say(f"Codings: {codings.stored} by {len({a.coder for a in assigned})} coders")
    workspace.run("Seal layers", lambda uow: _seal_all(uow, assigned), undoable=False)
    _meet(workspace, samples, say)


def _read_assignments(table: Path) -> list[_Assigned]:
    with table.open(encoding="utf-8", newline="") as file:
        return [
            _Assigned(row["transcript"], row["coder"], row["sealed"] == "yes")
            for row in csv.DictReader(file)
        ]


def _assign_all(uow: UnitOfWork, assigned: list[_Assigned]) -> None:
    for name in dict.fromkeys(a.coder for a in assigned):
        add_coder(uow, name)
    for transcript in dict.fromkeys(a.transcript for a in assigned):
        coders = [coder_named(uow, a.coder).id for a in assigned if a.transcript == transcript]
        assign(uow, transcript_named(uow, transcript).id, coders)


def _seal_all(uow: UnitOfWork, assigned: list[_Assigned]) -> None:
    for a in assigned:
        if a.is_sealed:
            seal(uow, transcript_named(uow, a.transcript).id, coder_named(uow, a.coder).id)


def _meet(workspace: Workspace, samples: Path, say: Say) -> None:
    """Hold the meetings of the pairs that have sealed, and close what has nothing open."""
    held = {meeting.transcript: meeting for meeting in read_meetings(samples / "meetings.csv")}
    for summary in workspace.read(summaries):
        if not summary.is_revealed:
            continue
        name = summary.header.name
        before = room = _room(workspace, name)
        if meeting := held.get(name):
            decisions = samples / "decisions.jsonl"
            import_decisions_file(workspace, summary.header.id, decisions, of_all=True)
            room = _room(workspace, name)
            _record(workspace, meeting, before, room)
        say(_compared(room, name))
        if not room.still_open:
            _close(workspace, room, say)


def _record(workspace: Workspace, held: HeldMeeting, before: Room, after: Room) -> None:
    workspace.run(
        "Consensus meeting",
        lambda uow: record_meeting(uow, held, before, after),
        undoable=False,
    )


def _close(workspace: Workspace, room: Room, say: Say) -> None:
    """In the name of both coders, as they do it on the closing sheet."""
    workspace.run("Close the consensus", lambda uow: close_consensus(uow, room), undoable=False)
    names = workspace.read(lambda uow: [uow.coders.get(coder).name for coder in room.coders])
    say(f"Closed the consensus on {room.transcript.name}: {listed(names)} stand by it")


def _room(workspace: Workspace, name: str) -> Room:
    header = workspace.read(lambda uow: transcript_named(uow, name))
    transcript = workspace.transcript(header.id)
    return workspace.read(lambda uow: open_room(uow, transcript))


def _compared(room: Room, name: str) -> str:
    total = len(room.resolutions)
    same = sum(r.difference.kind.is_same for r in room.resolutions)
    unresolved = room.count(Status.UNRESOLVED)
    left = f", {unresolved} left unresolved" if unresolved else ""
    return f"Compared {name}: {total} places, {same} the same, {room.still_open} still open{left}"


def export_demo(workspace: Workspace, folder: Path, say: Say) -> None:
    """Write the excerpts of the final coding in all four formats."""
    folder.mkdir(parents=True, exist_ok=True)
    for suffix in ("docx", "xlsx", "csv", "json"):
        target = folder / f"excerpts.{suffix}"
        collection = export_excerpts(workspace, Request(), target)
        say(f"Exported {len(collection.excerpts)} excerpts of the final coding: {target}")
