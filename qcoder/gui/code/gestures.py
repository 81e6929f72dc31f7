"""From keys, clicks and drags on the page to what the coder does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from qcoder.domain.codebook import Code
from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodeId, CodingId, HighlightId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.gui.code.aim import NO_CODE, Aim
from qcoder.gui.code.at_hand import AtHand
from qcoder.gui.code.choosing import CodeChoosing
from qcoder.gui.code.coder_acts import CoderActs
from qcoder.gui.code.contents import Contents
from qcoder.gui.code.marks import Marks
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.code.palette_rows import Choice
from qcoder.gui.desk import Desk

Moved = Callable[[Transcript, Span, int], Span | None]


class Gestures(QObject):
    """Decides which words and which coding a gesture means, and says so where it means none."""

    def __init__(self, desk: Desk, page: TranscriptPage, at_hand: AtHand, marks: Marks) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._at_hand = at_hand
        self.acts = CoderActs(desk, self)
        self._marks = marks
        self._aim = Aim(page, marks)
        self.choosing = CodeChoosing(page, self._aim)
        self.choosing.code_chosen.connect(self._apply_here)
        self.choosing.new_code_chosen.connect(self._apply_new)
        self.choosing.other_code_chosen.connect(self._recode)
        self.several: Callable[[], Sequence[CodingId]] = lambda: ()
        """Codings that are meant together, if more than the one at hand is meant."""
        view = page.view
        view.key_typed.connect(self.type_key)
        view.code_dropped.connect(self._drop)
        view.coding_resized.connect(self.resize_to)

    # -- applying ------------------------------------------------------------------------

    def type_key(self, letter: str) -> None:
        """A code's key: code its unit at the caret or around what is selected.

        With Shift what is selected is taken as it is.
        """
        contents = self._page.contents
        code = contents.codebook.by_key.get(letter.upper()) if contents else None
        if code is not None:
            self._apply_here(code, letter.isupper())
        elif contents is not None and letter.isalnum():
            self._tell(self.tr("No code has the key %s") % letter.upper())

    def apply(self, code: Code) -> None:
        """Code the unit at the caret or around what is selected."""
        self._apply_here(code, is_exact=False)

    def _apply_here(self, code: Code, is_exact: bool) -> None:
        self._apply_at(code, self._page.view.caret(), is_exact=is_exact)

    def _drop(self, code: str, position: int) -> None:
        contents = self._page.contents
        found = contents.codebook.by_id.get(CodeId(code)) if contents else None
        if found is None:
            return
        selected = self._page.view.selection()
        if selected is not None and not selected.start <= position <= selected.end:
            self._page.view.set_selection(None)
        self._apply_at(found, position)
        self._page.view.setFocus()

    def _apply_at(self, code: Code, position: int, *, is_exact: bool = False) -> None:
        contents = self._writable()
        if contents is None:
            return
        span = self._aim.span(code, position, is_exact=is_exact)
        if span is None:
            key = code.key or code.label
            self._tell(self.tr("Select words first, then press %s.") % key)
            return
        apply = self.acts.apply
        if self._aim.is_story(code, is_exact=is_exact):
            apply = self.acts.apply_to_story
        with self._at_hand.held():
            made = apply(contents.transcript, code, span)
            if made is not None:
                self._at_hand.choose(made.id)

    def _apply_new(self, choice: Choice) -> None:
        """Make a code for the words and apply it."""
        contents, span = self._writable(), self.choosing.span_for(choice)
        if contents is not None and span is not None:
            made = self.acts.code_in_vivo(contents.transcript, choice.label, choice.grouping, span)
            if made is not None:
                self._at_hand.choose(made.id)

    def _writable(self) -> Contents | None:
        """The page, where the coder may change it; else the reason is said."""
        contents = self._page.contents
        if contents is None:
            return None
        if self._desk.workbench.coder is None:
            self._tell(self.tr("Say who you are first."))
            return None
        return contents

    def mark_words(self) -> None:
        """Highlight what is selected, or the sentence at the caret, without a code."""
        contents, span = self._writable(), self._aim.span(NO_CODE)
        if contents is None:
            return
        if span is None:
            self._tell(self.tr("Select words first, then highlight them."))
            return
        made = self.acts.highlight(contents.transcript, span)
        if made is not None:
            self._at_hand.choose(made.id)

    # -- the palette ---------------------------------------------------------------------

    def open_palette(self) -> None:
        """Choose a code by name, beside the words."""
        if self._writable() is not None:
            self.choosing.open()

    def open_recoding(self) -> None:
        """Choose another code for the coding at hand."""
        coding = self._own_at_hand()
        if coding is not None and self._writable() is not None:
            self.choosing.open(coding)

    def _recode(self, coding: Coding, code: Code) -> None:
        if several := self.several():
            self.acts.recode_all(several, code)
        else:
            self.acts.recode(coding.id, code)

    # -- the coding at hand --------------------------------------------------------------

    def remove(self) -> None:
        """Remove the coding or the highlight at hand."""
        if self._at_hand.highlight is not None:
            self.acts.remove_highlight(self._at_hand.highlight.id)
            return
        if several := self.several():
            self.acts.remove_all(several)
            return
        coding = self._own_at_hand()
        if coding is not None:
            self.acts.remove(coding.id, self._code(coding))

    def move_end(self, moved: Moved, step: int) -> None:
        """Make the coding at hand longer or shorter by a word."""
        contents, coding = self._page.contents, self._own_at_hand()
        if contents is None or coding is None:
            return
        span = moved(contents.transcript, coding.span, step)
        if span is None:
            self._tell(self.tr("There is no word more to take or to leave."))
        else:
            self.acts.resize(contents.transcript, coding.id, self._code(coding), span)

    def write_memo(self, coding: str, text: str) -> None:
        """Store a memo on a coding or on a highlight."""
        if HighlightId(coding) in self._marks.highlights:
            self.acts.annotate_highlight(HighlightId(coding), text)
            return
        found = self._page.codings.get(CodingId(coding))
        if found is not None:
            self.acts.annotate(found.id, self._code(found), text)

    def go_to(self, coding: CodingId) -> None:
        """Show a coding and make it the one at hand."""
        found = self._page.codings.get(coding)
        if found is not None:
            self._page.show_place(found.span)
            self._at_hand.choose(coding)

    def step_through(self, step: int) -> None:
        """Go to the next or previous of one's own codings in the text."""
        own, here = self._page.own, self._at_hand.current
        found: Coding | None
        if here is not None and here.coder == self._desk.workbench.coder:
            found = next(own.following(here, step), here)
        else:
            found = own.nearest(self._page.view.caret(), step)
        if found is None:
            self._tell(self.tr("You have coded nothing here yet."))
        else:
            self.go_to(found.id)

    def resize_to(self, coding: str, span: Span) -> None:
        """Put a coding on other words: its handles were dragged, or its rule is to be kept."""
        contents, found = self._page.contents, self._page.codings.get(CodingId(coding))
        if contents is not None and found is not None:
            self.acts.resize(contents.transcript, found.id, self._code(found), span)

    def _own_at_hand(self) -> Coding | None:
        coding = self._at_hand.current
        if coding is None:
            self._tell(self.tr("Put the caret into a coding first."))
        return coding

    def _code(self, coding: Coding) -> Code:
        contents = self._page.contents
        assert contents is not None
        return contents.codebook.by_id[coding.code]

    def _tell(self, sentence: str) -> None:
        self._desk.interaction.tell(sentence)
