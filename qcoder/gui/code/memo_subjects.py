"""What a memo can be written on: what is at the caret, the code, the transcript, the project."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from qcoder.domain.coding import Coding, Highlight, MemoTarget
from qcoder.domain.ids import CoderId
from qcoder.domain.spans import Span
from qcoder.gui.code.at_hand import AtHand
from qcoder.gui.code.codebook_panel import CodebookPanel
from qcoder.gui.code.contents import Contents, turns_of
from qcoder.gui.code.marks import Marks
from qcoder.gui.code.page import TranscriptPage
from qcoder.services.coding.highlights import annotate_span
from qcoder.services.memos.writing import write_memo

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


class Follows(Enum):
    """What the memo panel looks at."""

    CARET = "caret"
    CODE = "code"
    TRANSCRIPT = "transcript"
    PROJECT = "project"


class Subject(NamedTuple):
    """What a memo is on. A ``span`` without ``target_id`` is words that have no mark yet."""

    target: MemoTarget
    target_id: str
    words: str
    can_write: bool
    span: Span | None = None

    @property
    def key(self) -> str:
        """Tells subjects apart, also in time: words are others when the selection is."""
        return f"{self.target.value}/{self.target_id}/{self.span}"


class MemoSubjects(QObject):
    """Finds what is meant, and writes on it."""

    def __init__(
        self, page: TranscriptPage, at_hand: AtHand, marks: Marks, codebook: CodebookPanel
    ) -> None:
        super().__init__(page)
        self._page, self._at_hand, self._marks = page, at_hand, marks
        self._codebook = codebook

    def subject(self, follows: Follows) -> Subject | None:
        """What is meant now; None where nobody is at work or nothing is shown."""
        contents = self._page.contents
        if contents is None or contents.viewer is None:
            return None
        if follows is Follows.CARET:
            return self._at_caret(contents)
        if follows is Follows.CODE:
            return self._code(contents)
        if follows is Follows.TRANSCRIPT:
            return self._transcript(contents)
        return Subject(MemoTarget.PROJECT, "", self.tr("The project"), True)

    def write(self, subject: Subject, coder: CoderId, text: str, uow: UnitOfWork) -> None:
        """Store; words get a highlight to carry the memo."""
        contents = self._page.contents
        if subject.span is not None and not subject.target_id and contents is not None:
            if text.strip():
                annotate_span(uow, contents.transcript, coder, subject.span, text)
            return
        write_memo(uow, coder, subject.target, subject.target_id, text)

    def _at_caret(self, contents: Contents) -> Subject:
        coding, selected = self._at_hand.current, self._page.view.selection()
        if coding is not None:
            return self._coding(contents, coding)
        mark = self._highlight(contents, selected)
        if mark is not None:
            words = self.tr("Highlight, %s") % self._where(contents, mark.span)
            return Subject(MemoTarget.HIGHLIGHT, mark.id, words, self._page.can_code)
        if selected is not None and self._page.can_code:
            words = self.tr("The words selected in %s") % self._where(contents, selected)
            return Subject(MemoTarget.HIGHLIGHT, "", words, True, selected)
        return self._transcript(contents)

    def _coding(self, contents: Contents, coding: Coding) -> Subject:
        label = contents.codebook.by_id[coding.code].label
        is_own = coding.coder == contents.viewer
        words = f"{label}, {self._where(contents, coding.span)}"
        return Subject(MemoTarget.CODING, coding.id, words, is_own and self._page.can_code)

    def _highlight(self, contents: Contents, selected: Span | None) -> Highlight | None:
        """One's own around the caret, or on the very words that are selected."""
        caret = self._page.view.caret()
        own = (h for h in self._marks.highlights.values() if h.coder == contents.viewer)
        if selected is not None:
            return next((h for h in own if h.span == selected), None)
        around = [h for h in own if h.span.start <= caret <= h.span.end]
        return min(around, key=lambda h: len(h.span), default=None)

    def _code(self, contents: Contents) -> Subject | None:
        coding = self._at_hand.current
        code = self._codebook.current()
        if code is None and coding is not None:
            code = contents.codebook.by_id.get(coding.code)
        if code is None:
            return None
        return Subject(MemoTarget.CODE, code.id, self.tr("The code %s") % code.label, True)

    def _transcript(self, contents: Contents) -> Subject:
        transcript = contents.transcript
        words = self.tr("The transcript %s") % transcript.name
        return Subject(MemoTarget.TRANSCRIPT, transcript.id, words, True)

    def _where(self, contents: Contents, span: Span) -> str:
        first, last = turns_of(contents.transcript, span)
        if first == last:
            return self.tr("turn %d") % first
        return self.tr("turns %d–%d") % (first, last)
