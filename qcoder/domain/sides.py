"""Which reading is shown as 1, 2, …, and who explains first; drawn by lot, not chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from qcoder.domain.consensus import Difference
from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import CoderId, TranscriptId


@dataclass(frozen=True, slots=True)
class Sides:
    """The coders of one transcript as their readings are shown, and who explains first.

    ``shown`` is in the order of the numbers on the screen; ``assigned`` in that of the
    assignment, which is how readings are numbered in differences, decisions and files.
    """

    shown: tuple[CoderId, ...]
    assigned: tuple[CoderId, ...]
    start: int

    def reading(self, number: int) -> int:
        """The reading, as decisions number it, of what is shown as ``number``; both from 1."""
        if not 1 <= number <= len(self.shown):
            raise RuleBroken(f"Say which reading: 1 to {len(self.shown)}.")
        return self.assigned.index(self.shown[number - 1]) + 1

    def number(self, coder: CoderId) -> int:
        """The number under which the reading of ``coder`` is shown, from 1."""
        return self.shown.index(coder) + 1

    def explaining(self, turn: int) -> CoderId:
        """Who explains first in the passage that is discussed as number ``turn``, from 0."""
        return self.shown[(self.start + turn) % len(self.shown)]


def sides_of(transcript: TranscriptId, coders: Sequence[CoderId]) -> Sides:
    """The sides of a transcript, the same for ever and in every copy of the project.

    The lot is in the identifiers of transcript and coders, which are random: so nobody chose
    it, nothing has to be stored, and a coder more leaves the order of the others.
    """
    shown = sorted(coders, key=lambda coder: _lot("side", transcript, coder))
    first = _lot("first", transcript, *sorted(coders))
    return Sides(tuple(shown), tuple(coders), first % max(len(coders), 1))


def passages_to_discuss(differences: Iterable[Difference]) -> list[int]:
    """The passages that have anything but the same, in order."""
    return sorted({d.passage for d in differences if not d.kind.is_same})


def _lot(*parts: str) -> int:
    return int.from_bytes(sha256("\x1f".join(parts).encode("utf-8")).digest()[:8])
