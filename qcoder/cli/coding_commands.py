"""assign, import-codings, export-codings, seal, unseal, excerpts."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from qcoder.cli.opened import opened
from qcoder.comparison.agreement_words import counted
from qcoder.domain.ids import CoderId, TranscriptId
from qcoder.services.codebook.editing import code_labelled
from qcoder.services.files.excerpts import Request
from qcoder.services.files.exporting import export_codings_file, export_excerpts, export_memos
from qcoder.services.files.importing import import_codings_file
from qcoder.services.prepare.assignments import assign, seal, unseal
from qcoder.services.prepare.coders import coder_named
from qcoder.services.prepare.transcripts import transcript_named

if TYPE_CHECKING:
    from qcoder.domain.people import Coder
    from qcoder.domain.transcript import TranscriptHeader
    from qcoder.storage.unit_of_work import UnitOfWork


def assign_coders(options: Namespace) -> int:
    """``qcoder assign``."""

    def act(uow: UnitOfWork) -> str:
        header = transcript_named(uow, options.transcript)
        coders = [coder_named(uow, name) for name in options.coders]
        before = uow.assignments.of_transcript(header.id)
        assign(uow, header.id, [coder.id for coder in coders])
        names = ", ".join(coder.name for coder in coders)
        taken_off = {a.coder for a in before} - {coder.id for coder in coders}
        notes = [_kept(uow, header.id, coder) for coder in sorted(taken_off)]
        return "\n".join((f"{header.name} is coded by {names}.", *filter(None, notes)))

    with opened(options.project) as workspace:
        print(workspace.run(f"Assign {options.transcript}", act).value)
    return 0


def _kept(uow: UnitOfWork, transcript: TranscriptId, coder: CoderId) -> str:
    """What has become of the codings of a coder who was taken off; empty if there are none."""
    count = len(uow.codings.of_transcript(transcript, coder))
    name = uow.coders.get(coder).name
    return f"{name} was taken off; codings kept for when {name} is back: {count}." if count else ""


def take_codings(options: Namespace) -> int:
    """``qcoder import-codings``."""
    with opened(options.project) as workspace:
        done = import_codings_file(workspace, options.file).value
    was = "was" if done.already_there == 1 else "were"
    there = f", {done.already_there} {was} there already" if done.already_there else ""
    print(f"{counted(done.stored, 'coding')} stored{there}.")
    for coder, transcript in done.assigned:
        print(f"{coder} was not assigned to {transcript} and is now.")
    return 0


def give_codings(options: Namespace) -> int:
    """``qcoder export-codings``."""
    with opened(options.project) as workspace:
        coder: CoderId | None = None
        if options.coder:
            coder = workspace.read(lambda uow: coder_named(uow, options.coder)).id
        count = export_codings_file(workspace, options.file, coder)
    print(f"Wrote {counted(count, 'coding')} to {options.file}.")
    return 0


def give_memos(options: Namespace) -> int:
    """``qcoder export-memos``."""
    with opened(options.project) as workspace:
        count = export_memos(workspace, options.file)
    print(f"Wrote {counted(count, 'memo')} to {options.file}.")
    return 0


def seal_layer(options: Namespace) -> int:
    """``qcoder seal``."""
    return _on_layer(options, seal, "Seal", "has sealed")


def unseal_layer(options: Namespace) -> int:
    """``qcoder unseal``."""
    return _on_layer(options, unseal, "Unseal", "has unsealed")


def _on_layer(
    options: Namespace,
    act: Callable[[UnitOfWork, TranscriptId, CoderId], None],
    label: str,
    done: str,
) -> int:
    with opened(options.project) as workspace:
        transcript, coder = workspace.read(lambda uow: _layer(uow, options))
        workspace.run(
            f"{label} {transcript.name}",
            lambda uow: act(uow, transcript.id, coder.id),
            actor=coder.id,
            undoable=False,
        )
    print(f"{coder.name} {done} {transcript.name}.")
    return 0


def _layer(uow: UnitOfWork, options: Namespace) -> tuple[TranscriptHeader, Coder]:
    return transcript_named(uow, options.transcript), coder_named(uow, options.coder)


def write_excerpts(options: Namespace) -> int:
    """``qcoder excerpts``."""
    with opened(options.project) as workspace:
        request = workspace.read(lambda uow: _request(uow, options))
        collection = export_excerpts(workspace, request, options.output)
    print(f"Wrote {counted(len(collection.excerpts), 'excerpt')} to {options.output}.")
    for note in collection.notes:
        print(f"  {note.sentence}")
    return 0


def _request(uow: UnitOfWork, options: Namespace) -> Request:
    codebook = uow.codebook.load()
    return Request(
        layer=options.layer,
        codes=frozenset(code_labelled(codebook, label).id for label in options.code),
        transcripts=frozenset(transcript_named(uow, name).id for name in options.transcript),
    )
