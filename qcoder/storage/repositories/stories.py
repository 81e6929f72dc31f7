"""Stories: the spans that the codings of one layer share."""

from typing import Any

from sqlalchemy import Executable, Row, select

from qcoder.domain.coding import Story
from qcoder.domain.ids import CoderId, StoryId, TranscriptId
from qcoder.domain.spans import Span
from qcoder.storage.repositories.rows import Repository, first_or_not_found
from qcoder.storage.schema import StoryRow

_STORIES = select(*StoryRow.__table__.columns).order_by(StoryRow.start, StoryRow.end, StoryRow.id)


class StoryRepository(Repository):
    """The stories of all coders."""

    def of_transcript(self, transcript: TranscriptId, coder: CoderId | None = None) -> list[Story]:
        """The stories in one transcript, or in one layer of it, in text order."""
        query = _STORIES.where(StoryRow.transcript == transcript)
        if coder is not None:
            query = query.where(StoryRow.coder == coder)
        return self._stories(query)

    def get(self, story: StoryId) -> Story:
        """One story, or NotFound."""
        return first_or_not_found(self._stories(_STORIES.where(StoryRow.id == story)), "story")

    def add(self, story: Story) -> None:
        """Store a story exactly as it is given."""
        self._insert(StoryRow(id=story.id, **_values(story)))

    def update(self, story: Story) -> None:
        """Write what is new of a story: its span."""
        self._update(self._row(StoryRow, story.id, "story"), _values(story))

    def remove(self, story: StoryId) -> None:
        """Remove a story; the codings on it stay."""
        self._delete(self._row(StoryRow, story, "story"))

    def _stories(self, query: Executable) -> list[Story]:
        return [_story_of(row) for row in self._select(query)]


def _values(story: Story) -> dict[str, Any]:
    return {
        "transcript": story.transcript,
        "coder": story.coder,
        "start": story.span.start,
        "end": story.span.end,
    }


def _story_of(row: Row[Any]) -> Story:
    span = Span(row.start, row.end)
    return Story(StoryId(row.id), TranscriptId(row.transcript), CoderId(row.coder), span)
