"""Memos on codings, codes, transcripts and the project."""

from typing import Any

from sqlalchemy import Executable, Row, select

from qcoder.domain.coding import Memo, MemoTarget
from qcoder.domain.ids import CoderId, CodingId, MemoId, TranscriptId
from qcoder.storage.repositories.rows import Repository
from qcoder.storage.schema import CodingRow, MemoRow

_MEMOS = select(*MemoRow.__table__.columns)


class MemoRepository(Repository):
    """A coder has at most one memo on each thing."""

    def of_codings(
        self, transcript: TranscriptId, coder: CoderId | None = None
    ) -> dict[CodingId, Memo]:
        """What coders wrote on their own codings of a transcript, or of one layer of it."""
        query = _MEMOS.join(CodingRow, CodingRow.id == MemoRow.target_id).where(
            MemoRow.target == MemoTarget.CODING,
            MemoRow.coder == CodingRow.coder,
            CodingRow.transcript == transcript,
        )
        if coder is not None:
            query = query.where(CodingRow.coder == coder)
        return {CodingId(memo.target_id): memo for memo in self._memos(query)}

    def get(self, target: MemoTarget, target_id: str, coder: CoderId) -> Memo | None:
        """The memo of one coder on one thing, if there is one."""
        mine = (memo for memo in self.on(target, target_id) if memo.coder == coder)
        return next(mine, None)

    def on(self, target: MemoTarget, target_id: str) -> list[Memo]:
        """Every coder's memo on one thing."""
        query = _MEMOS.where(MemoRow.target == target, MemoRow.target_id == target_id)
        return self._memos(query.order_by(MemoRow.changed_at, MemoRow.id))

    def put(self, memo: Memo) -> None:
        """Write a memo, in place of the one with the same id."""
        row = self._session.get(MemoRow, memo.id)
        if row is None:
            self._insert(MemoRow(id=memo.id, **_values(memo)))
        else:
            self._update(row, _values(memo))

    def remove(self, memo: MemoId) -> None:
        """Remove a memo."""
        self._delete(self._row(MemoRow, memo, "memo"))

    def _memos(self, query: Executable) -> list[Memo]:
        return [_memo_of(row) for row in self._select(query)]


def _values(memo: Memo) -> dict[str, Any]:
    return {
        "target": memo.target.value,
        "target_id": memo.target_id,
        "coder": memo.coder,
        "text": memo.text,
        "changed_at": memo.changed_at,
    }


def _memo_of(row: Row[Any]) -> Memo:
    return Memo(
        id=MemoId(row.id),
        target=MemoTarget(row.target),
        target_id=row.target_id,
        coder=CoderId(row.coder),
        text=row.text,
        changed_at=row.changed_at,
    )
