"""A coded transcript for paper and for Word: which layers are printed, and the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qcoder.domain.excerpts import LayerNote
from qcoder.domain.ids import TranscriptId
from qcoder.domain.transcript import Transcript
from qcoder.exporters.coded_frame import Paper
from qcoder.exporters.coded_transcript import A4, PrintedLayer, write_coded_transcript
from qcoder.services.consensus.room import open_room
from qcoder.services.files.excerpts import consensus_note
from qcoder.services.viewing import VisibleLayer

if TYPE_CHECKING:
    from qcoder.services.workspace import Workspace
    from qcoder.storage.unit_of_work import UnitOfWork


def export_coded_transcript(
    workspace: Workspace,
    transcript: TranscriptId,
    layers: Sequence[PrintedLayer],
    target: Path,
    paper: Paper = A4,
) -> int:
    """Write a transcript as .docx with the codings of ``layers`` as comments; returns how many.

    What it is given it prints: what a coder may see is for
    :func:`qcoder.services.viewing.visible_layers` to say.
    """
    codebook = workspace.read(lambda uow: uow.codebook.load())
    parsed = workspace.transcript(transcript)
    return write_coded_transcript(parsed, layers, codebook, target, paper)


def export_consensus(
    workspace: Workspace, transcript: TranscriptId, target: Path, paper: Paper = A4
) -> int:
    """Write the consensus as it has come so far; refused until every coder has sealed."""
    parsed = workspace.transcript(transcript)
    layer = workspace.read(lambda uow: consensus_to_print(uow, parsed))
    return export_coded_transcript(workspace, transcript, [layer], target, paper)


def printed(transcript: str, layer: VisibleLayer) -> PrintedLayer:
    """A layer as it is on screen; ``transcript`` is the name."""
    note = LayerNote(transcript, layer.coder.name, layer.is_sealed)
    memos = {coding: memo.text for coding, memo in layer.memos.items()}
    return PrintedLayer(note, layer.codings, memos)


def consensus_to_print(uow: UnitOfWork, transcript: Transcript) -> PrintedLayer:
    """The consensus as far as it has come; refused until every coder has sealed."""
    room = open_room(uow, transcript)
    return PrintedLayer(consensus_note(room), room.consensus, {})
