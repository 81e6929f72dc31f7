"""Find in the transcript: every hit is shown, Enter goes to the next."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit

from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.gui.parts.words import push_button, quiet_button, set_tone
from qcoder.gui.transcript.view import TranscriptView

_HIGHLIGHTS = "search"


class FindBar(QFrame):
    """A line under the transcript, there while something is searched for. Speech only."""

    def __init__(self, view: TranscriptView) -> None:
        super().__init__()
        self.setObjectName("findBar")
        self.setProperty("place", "notice")
        self._view = view
        self._hits: list[Span] = []
        self.field = QLineEdit()
        self.field.setObjectName("findField")
        self.field.setPlaceholderText(self.tr("Find in what was said"))
        self.field.setAccessibleName(self.tr("Find in what was said"))
        self.field.setMaximumWidth(320)
        self.count = QLabel()
        self.count.setObjectName("findCount")
        set_tone(self.count, "muted")
        self._lay_out()
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(lambda: self.go(1))
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.addWidget(self.field)
        row.addWidget(push_button("findPrevious", self.tr("Previous"), lambda: self.go(-1)))
        row.addWidget(push_button("findNext", self.tr("Next"), lambda: self.go(1)))
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(quiet_button("closeFind", self.tr("Close"), self.leave))

    def open(self) -> None:
        """Search; words that are selected are what is searched for first."""
        selected, transcript = self._view.selection(), self._view.transcript
        if selected is not None and transcript is not None and len(selected) < 80:
            self.field.setText(" ".join(transcript.speech_text(selected).split()))
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self._search()

    def leave(self) -> None:
        """Stop searching; the marks go, the focus returns to the words."""
        self.hide()
        self._view.set_highlights(_HIGHLIGHTS, ())
        self._view.setFocus()

    def renew(self) -> None:
        """Another transcript is shown: search it."""
        if self.isVisible():
            self._search()

    def go(self, step: int) -> None:
        """Select the next hit after the caret, or the one before it; round the end."""
        if not self._hits:
            return
        selected, caret = self._view.selection(), self._view.caret()
        if step > 0:
            hit = next((h for h in self._hits if h.start >= caret), self._hits[0])
        else:
            before = selected.start if selected else caret
            hit = next((h for h in reversed(self._hits) if h.end <= before), self._hits[-1])
        self._view.set_selection(hit)
        self._view.scroll_to(hit)
        number = self._hits.index(hit) + 1
        self.count.setText(self.tr("%d of %d") % (number, len(self._hits)))

    def _search(self) -> None:
        transcript = self._view.transcript
        self._hits = _hits(transcript, self.field.text()) if transcript else []
        self._view.set_highlights(_HIGHLIGHTS, self._hits)
        if not self.field.text().strip():
            self.count.clear()
        else:
            found = len(self._hits)
            self.count.setText(self.tr("%d found") % found if found else self.tr("not found"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape stops searching."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


def _hits(transcript: Transcript, typed: str) -> list[Span]:
    """Where the words stand in the speech, case ignored, blanks alike."""
    words = typed.split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words), re.IGNORECASE)
    return [
        Span(*match.span())
        for piece in transcript.speech
        for match in pattern.finditer(transcript.text, piece.start, piece.end)
    ]
