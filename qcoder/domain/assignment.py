"""Who codes what, when a layer is sealed, and who may see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from qcoder.domain.ids import CoderId, TranscriptId


@dataclass(frozen=True, slots=True)
class Assignment:
    """One coder codes one transcript. ``sealed_at`` is UTC, ISO 8601, None until sealed."""

    transcript: TranscriptId
    coder: CoderId
    position: int
    """Order of the coders of a transcript, as they were assigned."""
    sealed_at: str | None = None
    in_blind_pass: bool = False
    """Whether the coder, having sealed, still weighs their own readings before any are shown."""

    @property
    def is_sealed(self) -> bool:
        """Whether the coder has declared this transcript done."""
        return self.sealed_at is not None


def is_paired(assignments: Sequence[Assignment]) -> bool:
    """Whether the transcript of these assignments is coded by two or more."""
    return len(assignments) > 1


def is_revealed(assignments: Sequence[Assignment]) -> bool:
    """Whether a paired transcript's layers may be shown to each other.

    All have sealed, and none goes through their own readings in a blind pass.
    """
    return all(a.is_sealed and not a.in_blind_pass for a in assignments)


def may_see(viewer: CoderId | None, owner: CoderId, assignments: Sequence[Assignment]) -> bool:
    """Whether ``viewer`` may see the layer of ``owner`` on the transcript of ``assignments``.

    A coder always sees their own. Another coder's layer of a paired transcript shows only when
    every coder has sealed theirs and ended the blind pass; of a single-coded one it is always open.
    """
    return viewer == owner or not is_paired(assignments) or is_revealed(assignments)
