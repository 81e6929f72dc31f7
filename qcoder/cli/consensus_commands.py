"""differences, decide, consensus-report, close-consensus, rounds."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from qcoder.cli.opened import opened
from qcoder.cli.printing import print_json, print_table
from qcoder.comparison.agreement_words import counted, listed
from qcoder.domain.errors import QCoderError
from qcoder.exporters.report import shown_row
from qcoder.services.closing.acts import close_consensus, reopen
from qcoder.services.consensus.before_report import what_there_is
from qcoder.services.consensus.decision_records import difference_record, names_of
from qcoder.services.consensus.room import open_room
from qcoder.services.consensus.rounds import begin_round, rename_round
from qcoder.services.consensus.summary import summary_of
from qcoder.services.files.importing import import_decisions_file
from qcoder.services.files.reports import export_closing, export_log, export_own, export_rounds
from qcoder.services.prepare.assignments import code_again
from qcoder.services.prepare.coders import coder_named
from qcoder.services.prepare.transcripts import transcript_named
from qcoder.services.reports.rounds import rounds_report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qcoder.domain.ids import TranscriptId
    from qcoder.services.consensus.decision_records import Names
    from qcoder.services.consensus.room import Room
    from qcoder.services.files.decision_log import DecisionsImport
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
    for sentence in _remarks(room, names):
        print(sentence)
    print(f"{room.still_open} of {len(records)} still open.")
    return 0


def _remarks(room: Room, names: Names) -> Iterator[str]:
    """An empty layer is a reading, and nothing to discuss is a result: both are said."""
    summary = summary_of(room)
    for coder in summary.marked_nothing:
        yield f"{names.coders[coder]} has sealed {room.transcript.name} without marking anything."
    if not summary.to_discuss:
        yield what_there_is(summary)


def decide(options: Namespace) -> int:
    """``qcoder decide``: a file of decisions, ``--export``, or both in this order."""
    if options.file is None and options.export is None:
        raise QCoderError("Give a file of decisions to apply, or --export FILE.")
    with opened(options.project) as workspace:
        transcript = _transcript(workspace, options.transcript)
        if options.file is not None:
            _print_import(import_decisions_file(workspace, transcript, options.file).value)
        if options.export is not None:
            count = export_log(workspace, transcript, options.export)
            print(f"Wrote {counted(count, 'line')} of the log to {options.export}.")
    return 0


def consensus_report(options: Namespace) -> int:
    """``qcoder consensus-report``: what the pair stands by, or what became of one's coding."""
    if options.coder and options.balance:
        raise QCoderError("The balance is of the pair: give --coder or --balance, not both.")
    with opened(options.project) as workspace:
        transcript = _transcript(workspace, options.transcript)
        if options.coder:
            coder = workspace.read(lambda uow: coder_named(uow, options.coder)).id
            export_own(workspace, transcript, coder, options.file)
        else:
            export_closing(workspace, transcript, options.file, with_balance=options.balance)
    print(f"Wrote {options.file}.")
    return 0


def close(options: Namespace) -> int:
    """``qcoder close-consensus``: all its coders stand by it, or discuss it again."""
    with opened(options.project) as workspace:
        transcript = _transcript(workspace, options.transcript)
        if options.reopen:
            workspace.run("Reopen the consensus", lambda uow: reopen(uow, transcript))
            print(f"The consensus on {options.transcript} is open again.")
            return 0
        parsed = workspace.transcript(transcript)
        closing = workspace.run(
            "Close the consensus", lambda uow: close_consensus(uow, open_room(uow, parsed))
        ).value
        names = workspace.read(names_of).coders
        who = listed([names[assent.coder] for assent in closing.assent])
    print(f"The consensus on {options.transcript} is closed; {who} stand by it.")
    return 0


def rounds(options: Namespace) -> int:
    """``qcoder rounds``: list them side by side, begin the next, rename one."""
    with opened(options.project) as workspace:
        if options.begin:
            workspace.run("Begin a round", lambda uow: begin_round(uow, options.begin))
            print(
                f"The round “{options.begin}” has begun. It gets the transcripts whose layers are "
                "shown from now on; --again TRANSCRIPT opens one to be coded again.\n"
            )
        elif options.rename:
            number, name = options.rename
            if not number.isdecimal():
                raise QCoderError(f"{number} is no number of a round; rename by number, from 1.")
            workspace.run("Rename a round", lambda uow: rename_round(uow, int(number), name))
        elif options.again:
            transcript = _transcript(workspace, options.again)
            workspace.run("Code again", lambda uow: code_again(uow, transcript), undoable=False)
            print(f"All layers of {options.again} are open, to be coded again and sealed.\n")
        if options.output:
            export_rounds(workspace, options.output)
            print(f"Wrote {options.output}.")
            return 0
        report = workspace.read(rounds_report)
    for table in report.tables:
        print(f"{table.title}\n")
        columns = [column.title for column in table.columns]
        print_table(columns, [shown_row(table, row) for row in table.rows])
        print()
    return 0


def _print_import(done: DecisionsImport) -> None:
    was = "was" if done.already_there == 1 else "were"
    there = f", {done.already_there:,} {was} there already" if done.already_there else ""
    print(f"{counted(len(done.taken), 'decision')} taken{there}.")
    for sentence in done.passed_over:
        print(f"Passed over: {sentence}")


def _transcript(workspace: Workspace, name: str) -> TranscriptId:
    return workspace.read(lambda uow: transcript_named(uow, name)).id
