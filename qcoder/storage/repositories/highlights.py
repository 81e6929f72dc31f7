"""Highlights: what coders have marked without a code."""

from typing import Any

from sqlalchemy import Executable, Row, select

from qcoder.domain.coding import Highlight
from qcoder.domain.ids import CoderId, HighlightId, TranscriptId
from qcoder.domain.spans import Span
from qcoder.storage.repositories.rows import Repository, first_or_not_found
from qcoder.storage.schema import HighlightRow

_HIGHLIGHTS = select(*HighlightRow.__table__.columns).order_by(
    HighlightRow.start, HighlightRow.end, HighlightRow.created_at, HighlightRow.id
)


class HighlightRepository(Repository):
    """The highlights of all coders."""

    def of_transcript(
        self, transcript: TranscriptId, coder: CoderId | None = None
    ) -> list[Highlight]:
        """The highlights in one transcript, or in one layer of it, in text order."""
        query = _HIGHLIGHTS.where(HighlightRow.transcript == transcript)
        if coder is not None:
            query = query.where(HighlightRow.coder == coder)
        return self._highlights(query)

    def get(self, highlight: HighlightId) -> Highlight:
        """One highlight, or NotFound."""
        found = self._highlights(_HIGHLIGHTS.where(HighlightRow.id == highlight))
        return first_or_not_found(found, "highlight")

    def add(self, highlight: Highlight) -> None:
        """Store a highlight exactly as it is given."""
        self._insert(HighlightRow(id=highlight.id, **_values(highlight)))

    def update(self, highlight: Highlight) -> None:
        """Write what is new of a highlight: its span."""
        self._update(self._row(HighlightRow, highlight.id, "highlight"), _values(highlight))

    def remove(self, highlight: HighlightId) -> None:
        """Remove a highlight; a memo on it is removed by whoever calls."""
        self._delete(self._row(HighlightRow, highlight, "highlight"))

    def _highlights(self, query: Executable) -> list[Highlight]:
        return [_highlight_of(row) for row in self._select(query)]


def _values(highlight: Highlight) -> dict[str, Any]:
    return {
        "transcript": highlight.transcript,
        "coder": highlight.coder,
        "start": highlight.span.start,
        "end": highlight.span.end,
        "created_at": highlight.created_at,
    }


def _highlight_of(row: Row[Any]) -> Highlight:
    return Highlight(
        id=HighlightId(row.id),
        transcript=TranscriptId(row.transcript),
        coder=CoderId(row.coder),
        span=Span(row.start, row.end),
        created_at=row.created_at,
    )
