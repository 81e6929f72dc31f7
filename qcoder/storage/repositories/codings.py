"""Codings: read in thousands, written a few at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Integer, Select, bindparam, false, func, select, type_coerce

from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodeId, CoderId, CodingId, TranscriptId
from qcoder.domain.spans import Span
from qcoder.storage.repositories.rows import Repository, first_or_not_found, not_found
from qcoder.storage.schema import CodingRow, TranscriptRow

T = TypeVar("T")

_CODINGS = select(
    CodingRow.id,
    CodingRow.transcript,
    CodingRow.coder,
    CodingRow.code,
    CodingRow.start,
    CodingRow.end,
    CodingRow.created_at,
    CodingRow.codebook_revision,
    # Without a call for each row that turns the 1 of a file into True.
    type_coerce(CodingRow.sure, Integer),
)
_TWIN = select(CodingRow.id).where(
    CodingRow.transcript == bindparam("transcript"),
    CodingRow.coder == bindparam("coder"),
    CodingRow.code == bindparam("code"),
    CodingRow.start == bindparam("start"),
    CodingRow.end == bindparam("end"),
    CodingRow.id != bindparam("id"),
)
# SQLite takes some 32,000 parameters in a statement; older builds 999.
_AT_ONCE = 500
# Codings on one span stand as they were made; the id settles what was made at once.
_IN_TEXT_ORDER = (CodingRow.start, CodingRow.end, CodingRow.created_at, CodingRow.id)


class CodingRepository(Repository):
    """All codings of all coders. The consensus layer is computed and not among them."""

    def all(self) -> list[Coding]:
        """Every coding of transcripts that are not removed, in text order in each."""
        present = select(TranscriptRow.id).where(TranscriptRow.removed == false())
        query = _CODINGS.where(CodingRow.transcript.in_(present))
        return self._codings(query.order_by(CodingRow.transcript, *_IN_TEXT_ORDER))

    def of_transcript(self, transcript: TranscriptId, coder: CoderId | None = None) -> list[Coding]:
        """The codings of one transcript, or one layer of it, ordered by start and end."""
        query = _CODINGS.where(CodingRow.transcript == transcript)
        if coder is not None:
            query = query.where(CodingRow.coder == coder)
        return self._codings(query.order_by(*_IN_TEXT_ORDER))

    def layers(self, transcript: TranscriptId) -> dict[CoderId, list[Coding]]:
        """The layers of one transcript in one query, their codings in any order."""
        layers: dict[CoderId, list[Coding]] = {}
        for coding in self._codings(_CODINGS.where(CodingRow.transcript == transcript)):
            layers.setdefault(coding.coder, []).append(coding)
        return layers

    def get(self, coding: CodingId) -> Coding:
        """One coding, or NotFound."""
        found = self._codings(_CODINGS.where(CodingRow.id == coding))
        return first_or_not_found(found, "coding")

    def get_all(self, codings: Iterable[CodingId]) -> list[Coding]:
        """These codings in text order in each transcript, each once, or NotFound."""
        keys = list(dict.fromkeys(codings))
        found = [c for some in _some(keys) for c in self._codings(_CODINGS.where(_among(some)))]
        if len(found) < len(keys):
            raise not_found("coding")
        return sorted(found, key=lambda c: (c.transcript, c.span, c.created_at, c.id))

    def on_span(self, transcript: TranscriptId, coder: CoderId, span: Span) -> list[Coding]:
        """What one coder has coded on exactly these words."""
        return self._codings(
            _CODINGS.where(
                CodingRow.transcript == transcript,
                CodingRow.coder == coder,
                CodingRow.start == span.start,
                CodingRow.end == span.end,
            ).order_by(*_IN_TEXT_ORDER)
        )

    def places(self, transcript: TranscriptId, coder: CoderId) -> list[tuple[str, str, int, int]]:
        """Id, code, start and end of all codings of a layer: less than half the work of values."""
        query = select(CodingRow.id, CodingRow.code, CodingRow.start, CodingRow.end).where(
            CodingRow.transcript == transcript, CodingRow.coder == coder
        )
        return [(key, code, start, end) for key, code, start, end in self._select(query)]

    def twins_of(self, coding: Coding) -> frozenset[CodingId]:
        """Other codings of the same coder with the same code on the very same words."""
        found = self._select(
            _TWIN,
            id=coding.id,
            transcript=coding.transcript,
            coder=coding.coder,
            code=coding.code,
            start=coding.span.start,
            end=coding.span.end,
        )
        return frozenset(CodingId(key) for key in found.scalars())

    def add(self, coding: Coding) -> None:
        """Store a coding exactly as it is given."""
        self._insert(_coding_row(coding))

    def add_all(self, codings: Iterable[Coding]) -> None:
        """Store many at once, in the order given."""
        for some in _some(list(codings)):
            self._insert(*map(_coding_row, some))

    def update(self, coding: Coding) -> None:
        """Write what is new of a coding: its span, its code, whether the coder is sure."""
        self._update(self._row(CodingRow, coding.id, "coding"), _values(coding))

    def update_all(self, codings: Iterable[Coding]) -> None:
        """Write what is new of many at once."""
        wanted = {coding.id: coding for coding in codings}
        for rows in self._rows(wanted):
            for row in rows:
                for name, value in _values(wanted[CodingId(row.id)]).items():
                    setattr(row, name, value)
            self._session.flush()

    def remove_all(self, codings: Iterable[CodingId]) -> None:
        """Remove many at once; memos on them are removed by whoever calls."""
        for rows in self._rows(codings):
            for row in rows:
                self._session.delete(row)
            self._session.flush()

    def remove(self, coding: CodingId) -> None:
        """Remove a coding; a memo on it is removed by whoever calls."""
        self._delete(self._row(CodingRow, coding, "coding"))

    def count_by_layer(self) -> dict[tuple[TranscriptId, CoderId], int]:
        """How many codings each layer has; layers without any are left out."""
        query = select(CodingRow.transcript, CodingRow.coder, func.count()).group_by(
            CodingRow.transcript, CodingRow.coder
        )
        return {(TranscriptId(t), CoderId(c)): count for t, c, count in self._select(query)}

    def count_by_code(self, coder: CoderId) -> dict[CodeId, int]:
        """How often a coder uses each code; removed transcripts and codes not used are left out."""
        present = select(TranscriptRow.id).where(TranscriptRow.removed == false())
        query = (
            select(CodingRow.code, func.count())
            .where(CodingRow.transcript.in_(present), CodingRow.coder == coder)
            .group_by(CodingRow.code)
        )
        return {CodeId(code): count for code, count in self._select(query)}

    def using_code(self, code: CodeId) -> int:
        """How many codings use a code, those of removed transcripts included."""
        query = select(func.count()).where(CodingRow.code == code)
        return int(self._select(query).scalar_one())

    def _rows(self, codings: Iterable[CodingId]) -> Iterator[list[CodingRow]]:
        """Some at a time, so that what is done with them can be told and ended in between."""
        for some in _some(list(dict.fromkeys(codings))):
            found = list(self._session.scalars(select(CodingRow).where(_among(some))))
            if len(found) < len(some):
                raise not_found("coding")
            yield found

    def _codings(self, query: Select[*tuple[Any, ...]]) -> list[Coding]:
        # Not a call for each of thirty thousand.
        return [
            Coding(key, transcript, coder, code, Span(start, end), created_at, revision, sure == 1)
            for (
                key, transcript, coder, code, start, end, created_at, revision, sure
            ) in self._select(query).all()
        ]  # fmt: skip


def _some(all_of_them: list[T]) -> Iterator[list[T]]:
    """As many at a time as a statement takes parameters."""
    starts = range(0, len(all_of_them), _AT_ONCE)
    return (all_of_them[first : first + _AT_ONCE] for first in starts)


def _among(keys: list[CodingId]) -> ColumnElement[bool]:
    return CodingRow.id.in_(keys)


def _values(coding: Coding) -> dict[str, Any]:
    return {
        "transcript": coding.transcript,
        "coder": coding.coder,
        "code": coding.code,
        "start": coding.span.start,
        "end": coding.span.end,
        "created_at": coding.created_at,
        "codebook_revision": coding.codebook_revision,
        "sure": coding.sure,
    }


def _coding_row(coding: Coding) -> CodingRow:
    return CodingRow(id=coding.id, **_values(coding))
