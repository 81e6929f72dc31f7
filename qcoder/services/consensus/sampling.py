"""Samples of what was accepted as the same: drawn by lot, and recorded, to be repeated."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from secrets import randbelow
from typing import TYPE_CHECKING

from qcoder.domain.consensus import Outcome
from qcoder.domain.errors import RuleBroken
from qcoder.services.clock import now
from qcoder.services.consensus.summary import sample_of_same

if TYPE_CHECKING:
    from qcoder.domain.ids import TranscriptId
    from qcoder.services.consensus.room import Room
    from qcoder.storage.unit_of_work import UnitOfWork

_SEEDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Sample:
    """``differences`` are ids in text order, ``of`` so many places that were the same then.

    ``meeting`` is empty where none went on; ``at`` is UTC, ISO 8601.
    """

    seed: str
    of: int
    differences: tuple[str, ...]
    meeting: str
    at: str


def draw_sample(uow: UnitOfWork, room: Room, count: int, seed: str = "") -> Sample:
    """Draw so many of the same, all where there are fewer, and keep what was drawn.

    Without a ``seed`` one is drawn, too. The same seed draws the same places again.
    """
    if count < 1:
        raise RuleBroken("A sample has one place at least.")
    chosen = seed.strip() or str(randbelow(_SEEDS))
    drawn = sample_of_same(room, count, chosen)
    if not drawn:
        raise RuleBroken(f"In {room.transcript.name} nothing is the same, so there is no sample.")
    of = sum(difference.kind.is_same for difference in room.compared)
    meeting = room.meeting.id if room.meeting else ""
    sample = Sample(chosen, of, tuple(difference.id for difference in drawn), meeting, now())
    kept = (*samples_of(uow, room.transcript.id), sample)
    uow.project.set_setting(_key(room.transcript.id), [asdict(each) for each in kept])
    return sample


def samples_of(uow: UnitOfWork, transcript: TranscriptId) -> tuple[Sample, ...]:
    """Every sample that was drawn from a transcript, the first one first."""
    stored = uow.project.setting(_key(transcript)) or ()
    return tuple(
        Sample(**{**value, "differences": tuple(value["differences"])}) for value in stored
    )


def opened_again(room: Room, sample: Sample) -> int:
    """How many of a sample the pair did not leave as the same."""
    heads = (head for key, head in room.log.heads().items() if key in sample.differences)
    lines = [room.log.in_force(head) for head in heads]
    return sum(line is not None and line.outcome is not Outcome.AUTO for line in lines)


def _key(transcript: TranscriptId) -> str:
    return f"consensus/samples/{transcript}"
