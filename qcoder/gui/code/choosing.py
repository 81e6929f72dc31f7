"""Choosing a code by name: what the palette offers at a place, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect, Signal

from qcoder.domain.codebook import Code, CodingUnit
from qcoder.domain.coding import Coding
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.gui.code.aim import NO_CODE, Aim
from qcoder.gui.code.code_palette import CodePalette, Explained
from qcoder.gui.code.contents import Contents, turns_of
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.code.palette_rows import (
    Choice,
    codes_on,
    recent_codes,
    rows_of_codes,
    rows_of_new_code,
)
from qcoder.gui.parts.row import Row

_FEW = 40
"""Characters that are quoted whole; of more, the turns are named."""


class CodeChoosing(QObject):
    """Opens the palette at the words and tells what was chosen in it.

    Signals:
        code_chosen: a Code for the words, and whether they are meant exactly as selected.
        new_code_chosen: the Choice of a code that is to be made for the words.
        other_code_chosen: a Coding, and the Code it shall have instead.
    """

    code_chosen = Signal(object, bool)
    new_code_chosen = Signal(object)
    other_code_chosen = Signal(object, object)

    def __init__(self, page: TranscriptPage, aim: Aim) -> None:
        super().__init__(page)
        self._page = page
        self._aim = aim
        self._recoded: Coding | None = None
        self._transcript: Transcript | None = None
        self.palette = CodePalette(page, self._offers, self._explain)
        self.palette.chosen.connect(self._take)
        page.contents_changed.connect(self._renew)

    def open(self, recoded: Coding | None = None) -> None:
        """Offer codes for the words, or another code for a coding."""
        self._recoded = recoded
        self._transcript = self._page.view.transcript
        self.palette.open(self._words())

    def _renew(self) -> None:
        """A code may be gone; with other words in view there is nothing left to choose for."""
        if self.palette.isVisible() and self._page.view.transcript is not self._transcript:
            self.palette.leave()
        self.palette.refresh()

    def _words(self) -> QRect:
        """Where the caret or the selection is, in the page's coordinates."""
        view = self._page.view
        span = view.selection()
        ends = (span.start, span.end) if span else (view.caret(), view.caret())
        first, last = (view.scene.caret_rect(end) for end in ends)
        box = QRect(last.left(), first.top(), 1, last.bottom() - first.top())
        return box.translated(view.viewport().mapTo(self._page, QPoint()))

    def _offers(self, typed: str) -> Sequence[Row]:
        contents = self._page.contents
        if contents is None:
            return ()
        own = self._page.own
        on_story = codes_on(own, self._story(contents))
        found = rows_of_codes(contents.codebook, typed, recent_codes(own), on_story)
        if self._recoded is not None or (found and typed.strip()):
            return found
        label = typed if typed.strip() else self._selected_words(contents)
        return [*found, *rows_of_new_code(contents.codebook, label)]

    def _story(self, contents: Contents) -> Span:
        """What a story code would take, else the turn: whose codes come first."""
        caret = self._page.view.caret()
        for code in contents.codebook.codes:
            if code.unit is CodingUnit.STORY:
                return self._aim.span(code) or Span(caret, caret + 1)
        return Span(caret, caret + 1)

    def _selected_words(self, contents: Contents) -> str:
        selected = self._page.view.selection()
        return contents.transcript.speech_text(selected) if selected else ""

    def _explain(self, choice: Choice) -> Explained:
        contents = self._page.contents
        if contents is None:
            return Explained("", "", "")
        code = self._code(choice)
        span = self._recoded.span if self._recoded else self.span_for(choice)
        if span is None:
            target = self.tr("Select words first: there is nothing to code at the caret.")
        elif self._recoded is not None:
            target = self.tr("Enter gives this code to %s") % self._where(contents, span)
        else:
            target = self.tr("Enter applies to %s") % self._where(contents, span)
        return Explained(code.rule if code else "", code.definition if code else "", target)

    def span_for(self, choice: Choice) -> Span | None:
        """The words that a choice would be applied to."""
        return self._aim.span(self._code(choice) or NO_CODE)

    def _where(self, contents: Contents, span: Span) -> str:
        """The words themselves where they are few, else the turns."""
        words = contents.transcript.speech_text(span)
        if len(words) <= _FEW and "\n" not in words:
            return f"“{words}”"
        first, last = turns_of(contents.transcript, span)
        part = self.tr("turn %d") % first
        return part if first == last else self.tr("turns %d–%d") % (first, last)

    def _code(self, choice: Choice) -> Code | None:
        contents = self._page.contents
        return contents.codebook.by_id.get(choice.code) if contents and choice.code else None

    def _take(self, choice: Choice, is_exact: bool) -> None:
        code, recoded = self._code(choice), self._recoded
        if choice.code is None:
            self.new_code_chosen.emit(choice)
        elif code is not None and recoded is not None:
            self.other_code_chosen.emit(recoded, code)
        elif code is not None:
            self.code_chosen.emit(code, is_exact)
