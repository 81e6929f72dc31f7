"""Files to domain values, with a list of issues; touches no database."""

from qcoder.importers.imported import (
    ImportedTranscript,
    ImportReport,
    LineHint,
    Place,
    SpeakerCount,
    Speakers,
)
from qcoder.importers.structure import read_structure
from qcoder.importers.transcripts import read_transcript

__all__ = [
    "ImportReport",
    "ImportedTranscript",
    "LineHint",
    "Place",
    "SpeakerCount",
    "Speakers",
    "read_structure",
    "read_transcript",
]
