"""What auditors say of decisions."""

from typing import Any

from sqlalchemy import Row, select

from qcoder.domain.audit import AuditMark, Opinion
from qcoder.domain.ids import AuditMarkId, CoderId, DecisionId, TranscriptId
from qcoder.storage.repositories.rows import Repository
from qcoder.storage.schema import AuditMarkRow

_MARKS = select(*AuditMarkRow.__table__.columns).order_by(AuditMarkRow.number)


class AuditMarkRepository(Repository):
    """Marks are appended; the session refuses to change or delete one."""

    def of_transcript(self, transcript: TranscriptId) -> list[AuditMark]:
        """Those on the decisions of one transcript, in the order they were made."""
        rows = self._select(_MARKS.where(AuditMarkRow.transcript == transcript))
        return [_mark_of(row) for row in rows]

    def append(self, mark: AuditMark) -> None:
        """Add a mark after all others."""
        last = self._last(AuditMarkRow.number)
        self._insert(
            AuditMarkRow(
                id=mark.id,
                number=last + 1,
                decision=mark.decision,
                transcript=mark.transcript,
                auditor=mark.auditor,
                opinion=mark.opinion.value,
                note=mark.note,
                at=mark.at,
            )
        )


def _mark_of(row: Row[Any]) -> AuditMark:
    return AuditMark(
        id=AuditMarkId(row.id),
        decision=DecisionId(row.decision),
        transcript=TranscriptId(row.transcript),
        auditor=CoderId(row.auditor),
        opinion=Opinion(row.opinion),
        note=row.note,
        at=row.at,
    )
