"""Selects by units from the keyboard: word, sentence, turn, story, section, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from qcoder.domain.codebook import CodingUnit
from qcoder.domain.spans import Span
from qcoder.domain.units import unit_at
from qcoder.gui.actions import new_action
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.code.stories import Stories
from qcoder.gui.desk import Desk

_UNITS = (CodingUnit.WORD, CodingUnit.SENTENCE, CodingUnit.TURN, CodingUnit.SECTION)


class Growing(QObject):
    """Two actions: the next larger unit around what is selected, and what was selected before."""

    def __init__(self, desk: Desk, page: TranscriptPage, stories: Stories) -> None:
        super().__init__(page)
        self._desk, self._page, self._stories = desk, page, stories
        self._before: list[tuple[int, Span | None]] = []
        self._last: Span | None = None
        self._place = 0
        self.actions: Sequence[QAction] = (
            self._new(
                "selectMore", self.tr("Select a larger unit"), self._grow, ["+", "Ctrl+Space"]
            ),
            self._new(
                "selectLess",
                self.tr("Select less again"),
                self._shrink,
                ["-", "Ctrl+Shift+Space"],
            ),
        )

    def _new(
        self, name: str, text: str, slot: Callable[[], object], keys: Sequence[str]
    ) -> QAction:
        return new_action(self._page.view, name, text, slot, keys=keys, anywhere=False)

    def _grow(self) -> None:
        view = self._page.view
        if self._page.contents is None:
            return
        selected, place = view.selection(), view.caret()
        if selected is None or selected != self._last:
            self._before = []
            self._place = selected.start if selected else place
        larger = [unit for unit in self._units() if _is_larger(unit, selected)]
        if not larger:
            self._desk.interaction.tell(self.tr("There is no larger unit here."))
            return
        self._before.append((place, selected))
        self._take(min(larger, key=len))

    def _shrink(self) -> None:
        if self._page.contents is None or not self._before:
            return
        if self._page.view.selection() != self._last:
            self._before = []
            return
        place, selected = self._before.pop()
        if selected is None:
            self._last = None
            self._page.view.set_selection(None)
            self._page.view.set_caret(place)
        else:
            self._take(selected)

    def _take(self, span: Span) -> None:
        self._page.view.set_selection(span)
        self._last = self._page.view.selection()

    def _units(self) -> Iterator[Span]:
        """All units around the place where growing began."""
        contents = self._page.contents
        assert contents is not None
        transcript = contents.transcript
        found = [unit_at(transcript, self._place, unit) for unit in _UNITS]
        story = self._stories.around(self._place)
        found.append(story.span if story else None)
        yield from (unit for unit in found if unit is not None)


def _is_larger(unit: Span, selected: Span | None) -> bool:
    return selected is None or (unit.contains(selected) and unit != selected)
