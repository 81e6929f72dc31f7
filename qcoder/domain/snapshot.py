"""The layers of a transcript as they were when they were first shown to each other."""

from dataclasses import dataclass

from qcoder.domain.coding import Coding
from qcoder.domain.ids import CoderId, SnapshotId, TranscriptId


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Sealed layers, kept as they were; never changed. ``number`` counts from 1 in a transcript.

    The first of a round is what is meant by "before". Later ones, made when layers that were
    unsealed are all sealed again and differ, are named later. ``is_late`` says that nobody
    froze the layers when they were revealed: decisions may be older.
    """

    id: SnapshotId
    transcript: TranscriptId
    number: int
    round: int
    taken_at: str
    is_late: bool
    text_sha256: str
    structure_sha256: str
    codebook_revision: int
    rule_version: int
    coders: tuple[CoderId, ...]
    """In the order of assignment."""
    codings: tuple[Coding, ...]

    def layers(self) -> dict[CoderId, tuple[Coding, ...]]:
        """Each coder's codings, also of those who marked nothing."""
        return {coder: tuple(c for c in self.codings if c.coder == coder) for coder in self.coders}
