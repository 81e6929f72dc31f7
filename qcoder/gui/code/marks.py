"""The stories and highlights of the shown transcript, beside its codings."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from qcoder.domain.changes import Change, ChangeSet, Kind
from qcoder.domain.coding import Highlight, Memo, MemoTarget, Story, story_at
from qcoder.domain.ids import CoderId, HighlightId, MemoId, StoryId
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
        self.memos: dict[HighlightId, Memo] = {}
        page.contents_changed.connect(self._read)
        page.codings_changed.connect(self._show)
        desk.notifier.marks_changed.connect(self._take)
        desk.notifier.codings_changed.connect(self._take_memos)

    def story_at(self, position: int) -> Story | None:
        """The story that the coder at work has set around a caret, or that ends there."""
        return story_at(self.stories.values(), position)

    def story_of(self, span: Span) -> Span | None:
        """The own story with most of ``span``, None where none has any of it."""
        shares = [(s.span.intersection(span), s.span) for s in self.stories.values()]
        found = [(len(share), story) for share, story in shares if share]
        return max(found)[1] if found else None

    def shown(self) -> list[Highlight]:
        """Own highlights, and those of the coders switched on."""
        return [h for h in self.highlights.values() if self.is_own(h) or self._is_on(h)]

    def is_own(self, highlight: Highlight) -> bool:
        """Whether it is the highlight of the coder at work."""
        contents = self._page.contents
        return contents is not None and highlight.coder == contents.viewer

    def _is_on(self, highlight: Highlight) -> bool:
        return self._page.is_other_shown(highlight.coder)

    def _show(self) -> None:
        shown = self.shown()
        own = [h.span for h in shown if self.is_own(h)]
        self._page.view.set_marked(own, [h.span for h in shown if not self.is_own(h)])

    def _read(self) -> None:
        contents = self._page.contents
        layers = contents.layers if contents else ()
        self.stories = {s.id: s for layer in layers if layer.is_own for s in layer.stories}
        self.highlights = {h.id: h for layer in layers for h in layer.highlights}
        self.memos = {k: m for layer in layers for k, m in layer.highlight_memos.items()}
        self._show()
        self.changed.emit()

    def _take(self, changes: ChangeSet) -> None:
        for change in (*changes.of(Kind.STORY), *changes.of(Kind.HIGHLIGHT)):
            if self._is_shown(change):
                self._take_one(change)
        self._show()
        self.changed.emit()

    def _take_memos(self, changes: ChangeSet) -> None:
        taken = [c for c in changes.of(Kind.MEMO) if self._take_memo(c)]
        if taken:
            self.changed.emit()

    def _take_memo(self, change: Change) -> bool:
        """Whether it is a memo of a highlight that is here, by who marked it."""
        row, key = change.either, HighlightId(change.either["target_id"])
        mark = self.highlights.get(key)
        if row["target"] != MemoTarget.HIGHLIGHT or mark is None or mark.coder != row["coder"]:
            return False
        self.memos.pop(key, None)
        if change.after is not None:
            words = row["text"], row["changed_at"]
            self.memos[key] = Memo(
                MemoId(change.key), MemoTarget.HIGHLIGHT, key, mark.coder, *words
            )
        return True

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
