"""Speakers recognised anew from the original file: structure changes, text never."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcoder.domain.errors import QCoderError
from qcoder.domain.transcript import Structure, TranscriptHeader, text_hash

if TYPE_CHECKING:
    from qcoder.importers.imported import Speakers
    from qcoder.services.workspace import Workspace


def structure_anew(workspace: Workspace, header: TranscriptHeader, speakers: Speakers) -> Structure:
    """Turns and speakers as an import of the same file would find them now.

    Refused where the text has been changed since, or there is no file to read again.
    """
    from qcoder.importers.structure import recognise_structure
    from qcoder.importers.transcript_file import read_raw

    kept = header.source_sha256
    source = workspace.read(lambda uow: uow.contents.get(kept)) if kept else None
    if source is None:
        raise QCoderError(f"The file that {header.name} was read from is not in the project.")
    raw = read_raw(f"{header.name}.{header.format}", source)
    if text_hash(raw.text) != header.text_sha256:
        raise QCoderError(f"The text of {header.name} has been changed since it was imported.")
    return recognise_structure(raw.text, speakers, raw.hints).structure
