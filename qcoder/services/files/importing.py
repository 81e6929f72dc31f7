"""Files taken into the project: transcripts, codebooks, codings, decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qcoder.domain.ids import TranscriptId
from qcoder.domain.transcript import TranscriptHeader
from qcoder.importers.codebook_file import read_codebook
from qcoder.importers.codings_file import read_codings
from qcoder.importers.decisions_file import read_decisions
from qcoder.importers.imported import ImportedTranscript, Speakers
from qcoder.importers.transcript_file import read_transcript
from qcoder.services.codebook.loading import CodebookLoad, load_codebook, preview_load
from qcoder.services.files.codings_table import CodingsImport, import_codings
from qcoder.services.files.decision_log import DecisionsImport, apply_decisions
from qcoder.services.prepare.transcripts import add_transcript
from qcoder.services.workspace import Done, Workspace


@dataclass(frozen=True, slots=True)
class TranscriptImport:
    """What one file became, with the numbers to show; ``same_text_as`` names a twin."""

    header: TranscriptHeader
    imported: ImportedTranscript
    same_text_as: str | None


def import_transcripts(
    workspace: Workspace, files: Sequence[Path], speakers: Speakers = "auto"
) -> Done[list[TranscriptImport]]:
    """Read all files, then take them in as one act; a file that is refused refuses all."""
    return store_transcripts(workspace, [read_transcript(path, speakers) for path in files])


def store_transcripts(
    workspace: Workspace, read: Sequence[ImportedTranscript]
) -> Done[list[TranscriptImport]]:
    """Take transcripts in that were read before, as one act."""
    twins = {
        header.text_sha256: header.name
        for header in workspace.read(lambda uow: uow.transcripts.headers())
    }
    names = ", ".join(imported.name for imported in read)
    done = workspace.run(
        f"Import {names}", lambda uow: [add_transcript(uow, imported) for imported in read]
    )
    imports = [
        TranscriptImport(header, imported, twins.get(header.text_sha256))
        for header, imported in zip(done.value, read, strict=True)
    ]
    return Done(imports, done.changes)


def preview_codebook_file(workspace: Workspace, file: Path) -> CodebookLoad:
    """What loading a codebook table would do."""
    entries = read_codebook(file)
    return workspace.read(lambda uow: preview_load(uow, entries))


def import_codebook_file(workspace: Workspace, file: Path) -> Done[CodebookLoad]:
    """Load a codebook table as one act."""
    entries = read_codebook(file)
    return workspace.run(f"Load codebook {file.name}", lambda uow: load_codebook(uow, entries))


def import_codings_file(workspace: Workspace, file: Path) -> Done[CodingsImport]:
    """Take the codings of a table in as one act: all rows or none."""
    rows = read_codings(file)
    return workspace.run(f"Import codings {file.name}", lambda uow: import_codings(uow, rows))


def import_decisions_file(
    workspace: Workspace, transcript: TranscriptId, file: Path, *, of_all: bool = False
) -> Done[DecisionsImport]:
    """Decide what the lines of a file say, as one act.

    ``of_all`` says that the file holds the logs of several transcripts: lines that name
    another one are passed over. Without it they are refused.
    """
    parsed = workspace.transcript(transcript)
    lines = [
        line
        for line in read_decisions(file)
        if not of_all or line.transcript in (None, parsed.name)
    ]
    return workspace.run(
        f"Decide {parsed.name} from {file.name}",
        lambda uow: apply_decisions(uow, parsed, lines),
    )
