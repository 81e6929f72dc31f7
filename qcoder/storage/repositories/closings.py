"""When a consensus was closed, and opened again."""

from typing import Any

from sqlalchemy import Row, select

from qcoder.domain.closing import Closing
from qcoder.domain.ids import ClosingId, TranscriptId
from qcoder.storage.repositories.decisions import assent_json, assent_of
from qcoder.storage.repositories.rows import Repository
from qcoder.storage.schema import ClosingRow

_CLOSINGS = select(*ClosingRow.__table__.columns).order_by(ClosingRow.number)


class ClosingRepository(Repository):
    """Closings are appended; the session refuses to change or delete one."""

    def of_transcript(self, transcript: TranscriptId) -> list[Closing]:
        """All of one transcript, in order."""
        rows = self._select(_CLOSINGS.where(ClosingRow.transcript == transcript))
        return [_closing_of(row) for row in rows]

    def in_force(self, transcript: TranscriptId) -> Closing | None:
        """The last one, if the consensus is closed by it."""
        last = next(reversed(self.of_transcript(transcript)), None)
        return last if last and last.is_closed else None

    def append(self, closing: Closing) -> None:
        """Write one after all others."""
        last = self._last(ClosingRow.number)
        self._insert(
            ClosingRow(
                id=closing.id,
                number=last + 1,
                transcript=closing.transcript,
                closed=closing.is_closed,
                at=closing.at,
                assent=assent_json(closing.assent),
                figures=dict(closing.figures),
            )
        )


def _closing_of(row: Row[Any]) -> Closing:
    return Closing(
        id=ClosingId(row.id),
        transcript=TranscriptId(row.transcript),
        is_closed=row.closed,
        at=row.at,
        assent=assent_of(row.assent),
        figures=row.figures,
    )
