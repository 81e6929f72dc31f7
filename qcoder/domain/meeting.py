"""A consensus meeting: who was there, how long, and where it stands."""

from dataclasses import dataclass, field

from qcoder.domain.ids import CoderId, DifferenceId, MeetingId, TranscriptId


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting on one transcript. Times are UTC, ISO 8601; ``seconds`` the time spent.

    Of a transcript at most one meeting is open. ``named`` are the times at which the names of
    the readers were shown.
    """

    id: MeetingId
    transcript: TranscriptId
    number: int
    round: int
    opened_at: str
    present: tuple[str, ...]
    """Names, of coders or others."""
    driver: CoderId | None
    open_before: int
    closed_at: str | None = None
    open_after: int | None = None
    seconds: float = 0.0
    named: tuple[str, ...] = field(default=())

    @property
    def is_open(self) -> bool:
        """Whether it goes on, also after the program was closed or killed."""
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class PlaceInHand:
    """Where a meeting stands: the difference last looked at, and the time spent so far."""

    difference: DifferenceId | None
    seconds: float
