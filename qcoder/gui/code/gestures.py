"""From keys, clicks and drags on the page to what the coder does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint

from qcoder.domain.codebook import Code, CodingUnit
from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodeId, CodingId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.domain.units import unit_at
from qcoder.gui.code.at_hand import AtHand
from qcoder.gui.code.coder_acts import CoderActs
from qcoder.gui.code.contents import Contents
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.desk import Desk
from qcoder.gui.parts.chooser import Chooser
from qcoder.gui.parts.rows import Row

# Around a caret these leave no doubt. Where a story begins and ends, only its coder can say.
_PLAIN_UNITS = frozenset(
    {CodingUnit.WORD, CodingUnit.SENTENCE, CodingUnit.TURN, CodingUnit.SECTION}
)

Moved = Callable[[Transcript, Span, int], Span | None]


class Gestures(QObject):
    """Decides which words and which coding a gesture means, and says so where it means none."""

    def __init__(self, desk: Desk, page: TranscriptPage, at_hand: AtHand) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._at_hand = at_hand
        self.acts = CoderActs(desk, self)
        self.palette = Chooser("codePalette", self.tr("Which code?"), page)
        self.palette.chosen.connect(self._palette_chosen)
        self._is_recoding = False
        view = page.view
        view.key_typed.connect(self.type_key)
        view.code_dropped.connect(self._drop)
        view.coding_resized.connect(self.resize_to)

    # -- applying ------------------------------------------------------------------------

    def type_key(self, letter: str) -> None:
        """A code's key: code what is selected, or what its unit makes plain at the caret."""
        contents = self._page.contents
        code = contents.codebook.by_key.get(letter.upper()) if contents else None
        if code is not None:
            self.apply(code)
        elif contents is not None and letter.isalnum():
            self._tell(self.tr("No code has the key %s") % letter.upper())

    def apply(self, code: Code) -> None:
        """Code what is selected, or what the code's unit makes plain at the caret."""
        self._apply_at(code, self._page.view.caret())

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

    def _apply_at(self, code: Code, position: int) -> None:
        contents = self._writable()
        if contents is None:
            return
        transcript = contents.transcript
        span = self._page.view.selection()
        if span is None and code.unit in _PLAIN_UNITS:
            span = unit_at(transcript, position, code.unit)
        if span is None:
            self._propose(transcript, code, position)
            return
        made = self.acts.apply(transcript, code, span)
        if made is not None:
            self._at_hand.choose(made.id)

    def _propose(self, transcript: Transcript, code: Code, position: int) -> None:
        """Select what may be meant; the same key again codes it."""
        key = code.key or code.label
        story = code.unit is CodingUnit.STORY and self._page.can_code
        span = unit_at(transcript, position, code.unit) if story else None
        if span is None:
            self._tell(self.tr("Select words first, then press %s.") % key)
            return
        self._page.view.set_selection(span)
        where = self.acts.turns(transcript, span)
        said = self.tr("Is the story in %s? Press %s again to code it, or select other words.")
        self._tell(said % (where, key))

    def _writable(self) -> Contents | None:
        """The page, where the coder may change it; else the reason is said."""
        contents = self._page.contents
        if contents is None:
            return None
        if self._desk.workbench.coder is None:
            self._tell(self.tr("Say who you are first."))
            return None
        return contents

    # -- the palette ---------------------------------------------------------------------

    def open_palette(self) -> None:
        """Choose a code by name, beside the words."""
        self._open_palette(is_recoding=False)

    def open_recoding(self) -> None:
        """Choose another code for the coding at hand."""
        if self._own_at_hand() is not None:
            self._open_palette(is_recoding=True)

    def _open_palette(self, *, is_recoding: bool) -> None:
        contents = self._writable()
        if contents is None:
            return
        self._is_recoding = is_recoding
        view = self._page.view
        box = view.scene.caret_rect(view.caret())
        place = view.viewport().mapTo(self._page, box.bottomLeft()) + QPoint(0, 6)
        self.palette.open(_rows(contents), place)

    def _palette_chosen(self, chosen: object) -> None:
        contents = self._page.contents
        code = contents.codebook.by_id.get(CodeId(str(chosen))) if contents else None
        coding = self._own_at_hand() if self._is_recoding else None
        if code is None:
            return
        if coding is not None:
            self.acts.recode(coding.id, code)
        elif not self._is_recoding:
            self.apply(code)

    # -- the coding at hand --------------------------------------------------------------

    def remove(self) -> None:
        """Remove the coding at hand."""
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
        """Store a memo."""
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
        own, here = self._page.own_codings(), self._at_hand.current
        ids = [coding.id for coding in own]
        if not own:
            self._tell(self.tr("You have coded nothing here yet."))
        elif here is not None and here.id in ids:
            self.go_to(ids[(ids.index(here.id) + step) % len(ids)])
        else:
            self.go_to(_nearest(own, self._page.view.caret(), step).id)

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


def _rows(contents: Contents) -> Sequence[Row]:
    return [
        Row(
            words=code.label,
            payload=code.id,
            colour=code.colour,
            key=code.key,
            tip=f"{code.rule.rstrip('.')}. {code.definition}".strip(". "),
        )
        for code in contents.codebook.codes
    ]


def _nearest(codings: Sequence[Coding], caret: int, step: int) -> Coding:
    if step > 0:
        return next((c for c in codings if c.span.start >= caret), codings[0])
    return next((c for c in reversed(codings) if c.span.start < caret), codings[-1])
