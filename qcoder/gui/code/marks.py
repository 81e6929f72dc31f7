"""The stories and highlights of the shown transcript, beside its codings."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from qcoder.domain.changes import Change, ChangeSet, Kind
from qcoder.domain.coding import Highlight, Story, story_at
from qcoder.domain.ids import CoderId, HighlightId, StoryId
from qcoder.domain.spans import Span
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.desk import Desk


class Marks(QObject):
    """Kept in step with what is stored, as the page keeps its codings.

    ``stories`` are those of the coder at work; ``highlights`` those of all layers that may be
    seen.

    Signals:
        changed: some stories or highlights are others.
    """

    changed = Signal()

    def __init__(self, desk: Desk, page: TranscriptPage) -> None:
        super().__init__(page)
        self._page = page
        self.stories: dict[StoryId, Story] = {}
        self.highlights: dict[HighlightId, Highlight] = {}
        page.contents_changed.connect(self._read)
        desk.notifier.marks_changed.connect(self._take)

    def story_at(self, position: int) -> Story | None:
        """The story that the coder at work has set around a caret, or that ends there."""
        return story_at(self.stories.values(), position)

    def _read(self) -> None:
        contents = self._page.contents
        layers = contents.layers if contents else ()
        self.stories = {s.id: s for layer in layers if layer.is_own for s in layer.stories}
        self.highlights = {h.id: h for layer in layers for h in layer.highlights}
        self.changed.emit()

    def _take(self, changes: ChangeSet) -> None:
        for change in (*changes.of(Kind.STORY), *changes.of(Kind.HIGHLIGHT)):
            if self._is_shown(change):
                self._take_one(change)
        self.changed.emit()

    def _is_shown(self, change: Change) -> bool:
        contents, row = self._page.contents, change.either
        if contents is None or row["transcript"] != contents.transcript.id:
            return False
        if change.kind is Kind.STORY:
            return bool(row["coder"] == contents.viewer)
        return contents.coder(row["coder"]) is not None

    def _take_one(self, change: Change) -> None:
        row = change.either
        span = Span(row["start"], row["end"])
        where, coder = row["transcript"], CoderId(row["coder"])
        if change.kind is Kind.STORY:
            story = Story(StoryId(change.key), where, coder, span)
            self.stories.pop(story.id, None)
            if change.after is not None:
                self.stories[story.id] = story
            return
        mark = Highlight(HighlightId(change.key), where, coder, span, row["created_at"])
        self.highlights.pop(mark.id, None)
        if change.after is not None:
            self.highlights[mark.id] = mark
