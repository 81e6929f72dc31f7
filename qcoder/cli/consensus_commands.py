"""differences, decide."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from qcoder.cli.opened import opened
from qcoder.cli.printing import print_json, print_table
from qcoder.domain.errors import QCoderError
from qcoder.services.consensus import open_room
from qcoder.services.decision_records import difference_record, names_of
from qcoder.services.exporting import export_decisions
from qcoder.services.importing import import_decisions_file
from qcoder.services.transcripts import transcript_named

if TYPE_CHECKING:
    from qcoder.domain.ids import TranscriptId
    from qcoder.services.decision_log import DecisionsImport
    from qcoder.services.workspace import Workspace


def differences(options: Namespace) -> int:
    """``qcoder differences``."""
    with opened(options.project) as workspace:
        transcript = workspace.transcript(_transcript(workspace, options.transcript))
        room = workspace.read(lambda uow: open_room(uow, transcript))
        names = workspace.read(names_of)
        records = [difference_record(resolution, names) for resolution in room.resolutions]
    if options.json:
        print_json(records)
        return 0
    keys = ("passage", "kind", "status", "codes", "start", "end", "id")
    rows = [[", ".join(r[k]) if k == "codes" else r[k] for k in keys] for r in records]
    print_table(keys, rows)
    print(f"{room.still_open} of {len(records)} still open.")
    return 0


def decide(options: Namespace) -> int:
    """``qcoder decide``: a file of decisions, ``--export``, or both in this order."""
    if options.file is None and options.export is None:
        raise QCoderError("Give a file of decisions to apply, or --export FILE.jsonl.")
    with opened(options.project) as workspace:
        transcript = _transcript(workspace, options.transcript)
        if options.file is not None:
            _print_import(import_decisions_file(workspace, transcript, options.file).value)
        if options.export is not None:
            count = export_decisions(workspace, transcript, options.export)
            print(f"Wrote {count} decisions to {options.export}.")
    return 0


def _print_import(done: DecisionsImport) -> None:
    there = f", {done.already_there} were there already" if done.already_there else ""
    print(f"{len(done.taken)} decisions taken{there}.")
    for sentence in done.passed_over:
        print(f"Passed over: {sentence}")


def _transcript(workspace: Workspace, name: str) -> TranscriptId:
    return workspace.read(lambda uow: transcript_named(uow, name)).id
