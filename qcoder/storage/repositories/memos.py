"""Memos on codings, highlights, codes, transcripts and the project."""

from typing import Any, NamedTuple

from sqlalchemy import Executable, Row, Select, select

from qcoder.domain.coding import Memo, MemoTarget
from qcoder.domain.ids import CodeId, CoderId, CodingId, HighlightId, MemoId, TranscriptId
from qcoder.domain.spans import Span
from qcoder.storage.repositories.rows import Repository
from qcoder.storage.schema import CodingRow, HighlightRow, MemoRow

_MEMOS = select(*MemoRow.__table__.columns)


class AnnotatedMark(NamedTuple):
    """A coding or highlight that has a memo, and where it is; highlights have no code."""

    target: MemoTarget
    id: str
    transcript: TranscriptId
    span: Span
    code: CodeId | None


class MemoRepository(Repository):
    """A coder has at most one memo on each thing."""

    def of_codings(
        self, transcript: TranscriptId, coder: CoderId | None = None
    ) -> dict[CodingId, Memo]:
        """What coders wrote on their own codings of a transcript, or of one layer of it."""
        found = self._of_layers(CodingRow, MemoTarget.CODING, transcript, coder)
        return {CodingId(memo.target_id): memo for memo in found}

    def of_highlights(
        self, transcript: TranscriptId, coder: CoderId | None = None
    ) -> dict[HighlightId, Memo]:
        """What coders wrote on their own highlights of a transcript, or of one layer of it."""
        found = self._of_layers(HighlightRow, MemoTarget.HIGHLIGHT, transcript, coder)
        return {HighlightId(memo.target_id): memo for memo in found}

    def all(self) -> list[Memo]:
        """Everything everybody wrote, in the order it was last changed."""
        return self._memos(_in_order_of_change(_MEMOS))

    def marks(self) -> list[AnnotatedMark]:
        """The codings and highlights that have a memo, and nothing of all the others."""
        return [
            *self._marks(CodingRow, MemoTarget.CODING),
            *self._marks(HighlightRow, MemoTarget.HIGHLIGHT),
        ]

    def _marks(
        self, marked: type[CodingRow | HighlightRow], target: MemoTarget
    ) -> list[AnnotatedMark]:
        annotated = select(MemoRow.target_id).where(MemoRow.target == target)
        query = select(*marked.__table__.columns).where(marked.id.in_(annotated))
        return [
            AnnotatedMark(
                target,
                row.id,
                TranscriptId(row.transcript),
                Span(row.start, row.end),
                CodeId(row.code) if target is MemoTarget.CODING else None,
            )
            for row in self._select(query)
        ]

    def annotated(self, target: MemoTarget) -> frozenset[str]:
        """The ids of all things of one kind that have a memo."""
        query = select(MemoRow.target_id).where(MemoRow.target == target)
        return frozenset(self._select(query).scalars())

    def get(self, target: MemoTarget, target_id: str, coder: CoderId) -> Memo | None:
        """The memo of one coder on one thing, if there is one."""
        mine = (memo for memo in self.on(target, target_id) if memo.coder == coder)
        return next(mine, None)

    def on(self, target: MemoTarget, target_id: str) -> list[Memo]:
        """Every coder's memo on one thing."""
        query = _MEMOS.where(MemoRow.target == target, MemoRow.target_id == target_id)
        return self._memos(_in_order_of_change(query))

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

    def _of_layers(
        self,
        marked: type[CodingRow | HighlightRow],
        target: MemoTarget,
        transcript: TranscriptId,
        coder: CoderId | None,
    ) -> list[Memo]:
        query = _MEMOS.join(marked, marked.id == MemoRow.target_id).where(
            MemoRow.target == target,
            MemoRow.coder == marked.coder,
            marked.transcript == transcript,
        )
        return self._memos(query if coder is None else query.where(marked.coder == coder))

    def _memos(self, query: Executable) -> list[Memo]:
        return [_memo_of(row) for row in self._select(query)]


def _in_order_of_change(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return query.order_by(MemoRow.changed_at, MemoRow.id)


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
