"""How sure coders are of what they have sealed."""

from collections.abc import Iterable

from sqlalchemy import select

from qcoder.domain.coding import BlindMark
from qcoder.domain.ids import CoderId, CodingId, TranscriptId
from qcoder.storage.repositories.rows import Repository
from qcoder.storage.schema import BlindMarkRow

_MARKS = select(*BlindMarkRow.__table__.columns).order_by(BlindMarkRow.coding)


class BlindMarkRepository(Repository):
    """At most one mark on each coding."""

    def of_transcript(
        self, transcript: TranscriptId, coder: CoderId | None = None
    ) -> list[BlindMark]:
        """Those on one transcript, or of one coder in it."""
        wanted = _MARKS.where(BlindMarkRow.transcript == transcript)
        if coder is not None:
            wanted = wanted.where(BlindMarkRow.coder == coder)
        return [
            BlindMark(
                CodingId(row.coding),
                TranscriptId(row.transcript),
                CoderId(row.coder),
                row.sure,
                row.at,
            )
            for row in self._select(wanted)
        ]

    def put(self, mark: BlindMark) -> None:
        """Write a mark, in the place of the one before."""
        values = {
            "transcript": mark.transcript,
            "coder": mark.coder,
            "sure": mark.sure,
            "at": mark.at,
        }
        present = self._session.get(BlindMarkRow, mark.coding)
        if present is None:
            self._insert(BlindMarkRow(coding=mark.coding, **values))
        else:
            self._update(present, values)

    def remove_all(self, marks: Iterable[BlindMark]) -> None:
        """Take marks away."""
        for mark in marks:
            self._delete(self._row(BlindMarkRow, mark.coding, "mark"))
