"""Files to domain values, with a list of issues; touches no database."""

from qcoder.importers.codebook_file import read_codebook
from qcoder.importers.codings_file import CodingRow, read_codings
from qcoder.importers.decisions_file import DecisionLine, read_decisions
from qcoder.importers.imported import (
    ImportedTranscript,
    ImportReport,
    LineHint,
    Place,
    SpeakerCount,
    Speakers,
)
from qcoder.importers.structure import read_structure
from qcoder.importers.transcript_file import read_transcript

__all__ = [
    "CodingRow",
    "DecisionLine",
    "ImportReport",
    "ImportedTranscript",
    "LineHint",
    "Place",
    "SpeakerCount",
    "Speakers",
    "read_codebook",
    "read_codings",
    "read_decisions",
    "read_structure",
    "read_transcript",
]
