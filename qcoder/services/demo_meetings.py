"""The demo study's consensus meetings: who was present, who drove, what was decided in each."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qcoder.domain.ids import MeetingId
from qcoder.domain.meeting import Meeting
from qcoder.services.consensus.rounds import current_round
from qcoder.services.prepare.coders import coder_named

if TYPE_CHECKING:
    from qcoder.services.consensus.room import Room
    from qcoder.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """One row of ``meetings.csv``. Lines of ``decisions.jsonl`` name its ``id``; times are UTC."""

    transcript: str
    id: MeetingId
    opened_at: str
    closed_at: str
    present: tuple[str, ...]
    driver: str

    @property
    def seconds(self) -> float:
        """How long it took."""
        opened, closed = map(datetime.fromisoformat, (self.opened_at, self.closed_at))
        return (closed - opened).total_seconds()


def read_meetings(table: Path) -> list[HeldMeeting]:
    """The meetings of a sample study; names in ``present`` stand apart by semicolons."""
    with table.open(encoding="utf-8", newline="") as file:
        return [
            HeldMeeting(
                transcript=row["transcript"],
                id=MeetingId(row["id"]),
                opened_at=row["opened_at"],
                closed_at=row["closed_at"],
                present=tuple(name.strip() for name in row["present"].split(";")),
                driver=row["driver"],
            )
            for row in csv.DictReader(file)
        ]


def record_meeting(uow: UnitOfWork, held: HeldMeeting, before: Room, after: Room) -> None:
    """Put a meeting on record that is over, with what was open before and after it."""
    transcript = before.transcript.id
    uow.meetings.add(
        Meeting(
            id=held.id,
            transcript=transcript,
            number=len(uow.meetings.of_transcript(transcript)) + 1,
            round=current_round(uow).number,
            opened_at=held.opened_at,
            present=held.present,
            driver=coder_named(uow, held.driver).id,
            open_before=before.still_open,
            closed_at=held.closed_at,
            open_after=after.still_open,
            seconds=held.seconds,
        )
    )
