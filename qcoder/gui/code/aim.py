"""Which words a code would be applied to: its unit at the caret, or around the selection."""

from __future__ import annotations

from qcoder.domain.codebook import Code, CodingUnit
from qcoder.domain.ids import CodeId, GroupingId
from qcoder.domain.spans import Span, subtracted
from qcoder.domain.stories import propose_story
from qcoder.domain.transcript import Transcript
from qcoder.domain.units import asks_for_whole, snapped, unit_at
from qcoder.gui.code.marks import Marks
from qcoder.gui.code.page import TranscriptPage

NO_CODE = Code(CodeId(""), GroupingId(""), "", "", "", CodingUnit.FREE, "", "", 0)
"""Stands for a code that is not there yet: words are taken as one with a free unit takes them."""


class Aim:
    """What is at the caret or selected on a page, as one code or another takes it."""

    def __init__(self, page: TranscriptPage, marks: Marks) -> None:
        self._page = page
        self._marks = marks

    def span(
        self, code: Code, position: int | None = None, *, is_exact: bool = False
    ) -> Span | None:
        """The words; None where there are none.

        ``position`` stands for the caret. If it ``is_exact``, a selection is taken as it is.
        """
        contents, view = self._page.contents, self._page.view
        if contents is None:
            return None
        place, selected = view.caret() if position is None else position, view.selection()
        if selected is not None and is_exact:
            return selected
        story = self._marks.story_at(selected.start if selected else place)
        known = story.span if story else None
        if selected is not None:
            return snapped(contents.transcript, selected, code, known)
        if code.unit is CodingUnit.STORY:
            return known or self.proposed_story(contents.transcript, place)
        return unit_at(contents.transcript, place, code.unit)

    def is_story(self, code: Code, *, is_exact: bool = False) -> bool:
        """Whether what the code takes is a story of the coder's, to be set as such."""
        if code.unit is not CodingUnit.STORY:
            return False
        return self._page.view.selection() is None or (asks_for_whole(code) and not is_exact)

    def proposed_story(self, transcript: Transcript, place: int) -> Span | None:
        """The story proposed around a place, as far as none that is set has it."""
        proposed = propose_story(transcript, place)
        if proposed is None:
            return None
        taken = sorted(story.span for story in self._marks.stories.values())
        for piece in subtracted((proposed,), taken):
            if piece.start <= place <= piece.end:
                return transcript.clipped_to_speech(piece)
        return proposed
