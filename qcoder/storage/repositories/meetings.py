"""Consensus meetings, and where an open one stands."""

from typing import Any

from sqlalchemy import Row, delete, insert, select

from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import CoderId, DifferenceId, MeetingId, TranscriptId
from qcoder.domain.meeting import Meeting, PlaceInHand
from qcoder.storage.repositories.rows import Repository
from qcoder.storage.schema import MeetingRow, PlaceInHandRow

_MEETINGS = select(*MeetingRow.__table__.columns).order_by(MeetingRow.opened_at, MeetingRow.number)


class MeetingRepository(Repository):
    """The meetings of all transcripts. Where one stands is not in the journal."""

    def all(self) -> list[Meeting]:
        """Every meeting, in the order they were opened."""
        return [_meeting_of(row) for row in self._select(_MEETINGS)]

    def of_transcript(self, transcript: TranscriptId) -> list[Meeting]:
        """Those on one transcript, in order."""
        rows = self._select(_MEETINGS.where(MeetingRow.transcript == transcript))
        return [_meeting_of(row) for row in rows]

    def open_on(self, transcript: TranscriptId) -> Meeting | None:
        """The one that goes on, if one does."""
        return next((m for m in self.of_transcript(transcript) if m.is_open), None)

    def add(self, meeting: Meeting) -> None:
        """Add a meeting, unless somebody has just opened it."""
        query = select(MeetingRow.id).where(
            MeetingRow.transcript == meeting.transcript, MeetingRow.number == meeting.number
        )
        if self._select(query).first():
            raise RuleBroken("Somebody has just opened a meeting on this transcript; join it.")
        self._insert(MeetingRow(id=meeting.id, **_values(meeting)))

    def update(self, meeting: Meeting) -> None:
        """Write what is new of a meeting."""
        self._update(self._row(MeetingRow, meeting.id, "meeting"), _values(meeting))

    def place(self, meeting: MeetingId) -> PlaceInHand:
        """Where it stands; at the beginning where nothing was kept."""
        row = self._select(
            select(PlaceInHandRow.difference, PlaceInHandRow.seconds).where(
                PlaceInHandRow.meeting == meeting
            )
        ).first()
        if row is None:
            return PlaceInHand(None, 0.0)
        return PlaceInHand(DifferenceId(row.difference) if row.difference else None, row.seconds)

    def keep_place(self, meeting: MeetingId, place: PlaceInHand) -> None:
        """Keep where it stands; no journal entry."""
        self._execute(delete(PlaceInHandRow).where(PlaceInHandRow.meeting == meeting))
        self._execute(
            insert(PlaceInHandRow).values(
                meeting=meeting, difference=place.difference, seconds=place.seconds
            )
        )


def _values(meeting: Meeting) -> dict[str, Any]:
    return {
        "transcript": meeting.transcript,
        "number": meeting.number,
        "round": meeting.round,
        "opened_at": meeting.opened_at,
        "closed_at": meeting.closed_at,
        "present": list(meeting.present),
        "driver": meeting.driver,
        "open_before": meeting.open_before,
        "open_after": meeting.open_after,
        "seconds": meeting.seconds,
        "named": list(meeting.named),
    }


def _meeting_of(row: Row[Any]) -> Meeting:
    return Meeting(
        id=MeetingId(row.id),
        transcript=TranscriptId(row.transcript),
        number=row.number,
        round=row.round,
        opened_at=row.opened_at,
        present=tuple(row.present),
        driver=CoderId(row.driver) if row.driver else None,
        open_before=row.open_before,
        closed_at=row.closed_at,
        open_after=row.open_after,
        seconds=row.seconds,
        named=tuple(row.named),
    )
