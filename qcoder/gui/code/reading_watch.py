"""Notes what a coder has had in view long enough to read it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from qcoder.domain.ids import CoderId, TranscriptId
from qcoder.domain.spans import Span, span_or_none
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.code.reading import Reading, steps_of

GLANCE = 700
"""Milliseconds; what is gone again before that was only scrolled past."""


class ReadingWatch(QObject):
    """What is in view twice, a glance apart, is read; a jump over the rest reads nothing of it.

    Signals:
        has_read: some more of a transcript is read; its identifier.
    """

    has_read = Signal(str)

    def __init__(self, page: TranscriptPage, reading: Reading) -> None:
        super().__init__(page)
        self._page = page
        self._reading = reading
        self._seen: tuple[TranscriptId, CoderId, Span] | None = None
        self._glance = QTimer(self, singleShot=True, interval=GLANCE)
        self._glance.timeout.connect(self._look_again)
        page.view.verticalScrollBar().valueChanged.connect(lambda _value: self.begin())
        page.contents_changed.connect(self.begin)

    def begin(self) -> None:
        """Something else is in view, or is again."""
        if not self._glance.isActive():
            self._seen = self._in_view()
            if self._seen is not None:
                self._glance.start()

    def _look_again(self) -> None:
        before, now = self._seen, self._in_view()
        if before is not None and now is not None and before[:2] == now[:2]:
            both = span_or_none(max(before[2].start, now[2].start), min(before[2].end, now[2].end))
            if both is not None:
                self._note(before[0], before[1], both)
        if now != before:
            self.begin()

    def _note(self, transcript: TranscriptId, coder: CoderId, span: Span) -> None:
        shown = self._page.view.scene.shown
        # Blanks and stamps that are not shown, at either end, belong to what is.
        start = 0 if span.start <= shown.starts[0] else span.start
        end = len(shown.text) if span.end >= shown.units[-1].end else span.end
        if self._reading.add(transcript, coder, steps_of(Span(start, end), len(shown.text))):
            self.has_read.emit(transcript)

    def _in_view(self) -> tuple[TranscriptId, CoderId, Span] | None:
        contents, view = self._page.contents, self._page.view
        if contents is None or contents.viewer is None or not view.isVisible():
            return None
        span = view.words_in_view()
        return (contents.transcript.id, contents.viewer, span) if span else None
