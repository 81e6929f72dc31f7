"""Layers as they were when they were shown to each other."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodeId, CoderId, CodingId, SnapshotId, TranscriptId
from qcoder.domain.snapshot import Snapshot
from qcoder.domain.spans import Span
from qcoder.storage.recorded_session import RecordedSession
from qcoder.storage.repositories.rows import Repository
from qcoder.storage.schema import SnapshotRow

_SNAPSHOTS = select(*SnapshotRow.__table__.columns).order_by(
    SnapshotRow.transcript, SnapshotRow.number
)


class SnapshotRepository(Repository):
    """Snapshots are appended; the session refuses to change or delete one.

    What was read is kept for as long as the transaction: a report asks several times, and each
    snapshot has thousands of codings.
    """

    def __init__(self, session: RecordedSession) -> None:
        super().__init__(session)
        self._read: dict[TranscriptId, list[Snapshot]] = {}
        self._read_in: Connection | None = None
        """One for each transaction."""

    def of_transcript(self, transcript: TranscriptId) -> list[Snapshot]:
        """Those of one transcript, the first one first."""
        if self._session.connection() is not self._read_in:
            self._read, self._read_in = {}, self._session.connection()
        if transcript not in self._read:
            rows = self._select(_SNAPSHOTS.where(SnapshotRow.transcript == transcript))
            self._read[transcript] = [_snapshot_of(row) for row in rows]
        return list(self._read[transcript])

    def append(self, snapshot: Snapshot) -> None:
        """Keep one more."""
        self._read.pop(snapshot.transcript, None)
        self._insert(
            SnapshotRow(
                id=snapshot.id,
                transcript=snapshot.transcript,
                number=snapshot.number,
                round=snapshot.round,
                taken_at=snapshot.taken_at,
                late=snapshot.is_late,
                text_sha256=snapshot.text_sha256,
                structure_sha256=snapshot.structure_sha256,
                codebook_revision=snapshot.codebook_revision,
                rule_version=snapshot.rule_version,
                coders=list(snapshot.coders),
                codings=[_coding_json(coding) for coding in snapshot.codings],
            )
        )


def _snapshot_of(row: Row[Any]) -> Snapshot:
    transcript = TranscriptId(row.transcript)
    return Snapshot(
        id=SnapshotId(row.id),
        transcript=transcript,
        number=row.number,
        round=row.round,
        taken_at=row.taken_at,
        is_late=row.late,
        text_sha256=row.text_sha256,
        structure_sha256=row.structure_sha256,
        codebook_revision=row.codebook_revision,
        rule_version=row.rule_version,
        coders=tuple(CoderId(coder) for coder in row.coders),
        codings=tuple(_coding_of(value, transcript) for value in row.codings),
    )


def _coding_json(coding: Coding) -> dict[str, Any]:
    return {
        "id": coding.id,
        "coder": coding.coder,
        "code": coding.code,
        "start": coding.span.start,
        "end": coding.span.end,
        "created_at": coding.created_at,
        "codebook_revision": coding.codebook_revision,
        "sure": coding.sure,
    }


def _coding_of(value: Mapping[str, Any], transcript: TranscriptId) -> Coding:
    return Coding(
        CodingId(value["id"]),
        transcript,
        CoderId(value["coder"]),
        CodeId(value["code"]),
        Span(value["start"], value["end"]),
        value["created_at"],
        value["codebook_revision"],
        value["sure"],
    )
