"""What leaves the project as a file."""

from pathlib import Path

from qcoder.domain.excerpts import ExcerptCollection
from qcoder.domain.ids import CoderId, TranscriptId
from qcoder.exporters.codebook import write_codebook
from qcoder.exporters.excerpts import write_excerpts
from qcoder.exporters.memos import write_memos
from qcoder.exporters.tables import write_json_lines
from qcoder.services.consensus.decision_records import log_records
from qcoder.services.files.codings_table import export_codings
from qcoder.services.files.excerpts import Request, collect
from qcoder.services.memos.listing import memos_to_export
from qcoder.services.workspace import Workspace


def export_excerpts(workspace: Workspace, request: Request, target: Path) -> ExcerptCollection:
    """Write the excerpts asked for; returns them, so that they can be counted."""
    collection = workspace.read(lambda uow: collect(uow, request))
    write_excerpts(collection, target)
    return collection


def export_memos(workspace: Workspace, target: Path, viewer: CoderId | None = None) -> int:
    """Write all memos that a ``viewer`` may see; everybody's without one. Returns how many."""
    collection = workspace.read(lambda uow: memos_to_export(uow, viewer))
    write_memos(collection, target)
    return len(collection.records)


def export_codings_file(
    workspace: Workspace,
    target: Path,
    coder: CoderId | None = None,
    viewer: CoderId | None = None,
) -> int:
    """Write codings without loss; returns how many. A ``viewer`` gets what they may see."""
    return workspace.read(lambda uow: export_codings(uow, target, coder, viewer))


def export_codebook(workspace: Workspace, target: Path) -> int:
    """Write the codebook as a table that can be loaded again; returns how many codes."""
    return write_codebook(workspace.read(lambda uow: uow.codebook.load()), target)


def export_decisions(workspace: Workspace, transcript: TranscriptId, target: Path) -> int:
    """Write the log of decisions as JSON lines; returns how many."""
    parsed = workspace.transcript(transcript)
    records = workspace.read(lambda uow: log_records(uow, parsed))
    write_json_lines(target, records)
    return len(records)
