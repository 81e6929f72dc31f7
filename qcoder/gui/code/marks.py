"""The stories and highlights of the shown transcript, beside its codings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from qcoder.domain.changes import Change, ChangeSet, Kind
from qcoder.domain.coding import Highlight, Memo, MemoTarget, Story, story_at
from qcoder.domain.ids import CoderId, HighlightId, MemoId, StoryId
from qcoder.domain.laid_over import shared_words, short_names
from qcoder.domain.people import Coder
from qcoder.domain.spans import Span
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.desk import Desk
from qcoder.gui.transcript.highlights import Highlights, MarkedWords, ReaderMarks


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
        page.others_shown.connect(self._show)
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
        return [h for h in self.highlights.values() if self.is_own(h) or self._is_on(h.coder)]

    def is_own(self, highlight: Highlight) -> bool:
        """Whether it is the highlight of the coder at work."""
        contents = self._page.contents
        return contents is not None and highlight.coder == contents.viewer

    def _is_on(self, coder: CoderId) -> bool:
        return self._page.is_other_shown(coder)

    def _show(self) -> None:
        by_reader: dict[CoderId, list[Span]] = {}
        waiting: list[Span] = []
        for mark in self.shown():
            by_reader.setdefault(mark.coder, []).append(mark.span)
            if not self._page.is_stored(mark.id):
                waiting.append(mark.span)
        flags = self._flags() if len(self._readers_shown()) > 1 else {}
        readers = [
            ReaderMarks(flags.get(coder, ""), coder == self._viewer(), Highlights(spans))
            for coder, spans in by_reader.items()
        ]
        if waiting:
            # Drawn over their reader's: only the words come on top.
            said = self.tr("not stored yet")
            readers.append(ReaderMarks(said, is_own=True, highlights=Highlights(waiting)))
        self._page.view.set_marked(MarkedWords(tuple(readers), _shared(by_reader)))

    def _viewer(self) -> CoderId | None:
        return self._page.contents.viewer if self._page.contents else None

    def _readers_shown(self) -> list[Coder]:
        contents = self._page.contents
        layers = contents.layers if contents else ()
        return [la.coder for la in layers if la.is_own or self._is_on(la.coder.id)]

    def _flags(self) -> dict[CoderId, str]:
        """Whose a highlight is, in as few letters as tell these readers apart."""
        readers = self._readers_shown()
        short = short_names([reader.name for reader in readers])
        return {reader.id: short[reader.name] for reader in readers}

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


def _shared(by_reader: Mapping[CoderId, Sequence[Span]]) -> tuple[tuple[int, Highlights], ...]:
    """The stretches where readers meet, by how many they are."""
    marks = ((span, coder) for coder, spans in by_reader.items() for span in spans)
    found: dict[int, list[Span]] = {}
    for shared in shared_words(marks):
        found.setdefault(shared.readers, []).append(shared.span)
    return tuple((readers, Highlights(spans)) for readers, spans in sorted(found.items()))
