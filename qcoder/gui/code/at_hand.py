"""The codings at the caret, and the one of them that keys act on."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodingId
from qcoder.domain.spans import Span
from qcoder.gui.code.page import TranscriptPage


class AtHand(QObject):
    """What the coder is looking at: a place, its codings, and the current one, outlined.

    With a caret alone the innermost coding is current at once; with words selected none is,
    until it is chosen or has just been made, so that no key acts on another than is meant.

    Signals:
        changed: other codings, or another one is current.
    """

    changed = Signal()

    def __init__(self, page: TranscriptPage) -> None:
        super().__init__(page)
        self._page = page
        self._place = 0
        self._chosen: CodingId | None = None
        self.codings: tuple[Coding, ...] = ()
        page.view.caret_moved.connect(self._look_at)
        page.view.selection_changed.connect(lambda _span: self._look_at(page.view.caret()))
        page.view.coding_clicked.connect(lambda coding: self.choose(CodingId(coding)))
        page.contents_changed.connect(self.refresh)
        page.codings_changed.connect(self.refresh)

    @property
    def current(self) -> Coding | None:
        """The coding that keys act on."""
        return next((c for c in self.codings if c.id == self._chosen), None)

    def choose(self, coding: CodingId) -> None:
        """Make a coding current, and its beginning the place that is looked at."""
        found = self._page.codings.get(coding)
        if found is None:
            return
        if not _touches(found.span, self._place):
            self._place = found.span.start
        self._chosen = coding
        self._list()

    def step(self, step: int) -> None:
        """Make the next coding at the place current, round and round."""
        if self.codings:
            numbers = [n for n, c in enumerate(self.codings) if c.id == self._chosen]
            number = (numbers[0] + step) if numbers else (0 if step > 0 else -1)
            self._chosen = self.codings[number % len(self.codings)].id
            self._list()

    def refresh(self) -> None:
        """Codings have changed: list them anew at the same place."""
        self._list()

    def _look_at(self, position: int) -> None:
        self._place = position
        kept = self._page.codings.get(self._chosen) if self._chosen else None
        selected = self._page.view.selection()
        if kept is None or not _touches(kept.span, position, selected):
            self._chosen = None
        self._list()

    def _list(self) -> None:
        selected = self._page.view.selection()
        found = [
            coding
            for coding in self._page.shown_codings()
            if _touches(coding.span, self._place, selected)
        ]
        found.sort(key=lambda c: (len(c.span), c.span.start, c.created_at))
        self.codings = tuple(found)
        if self.current is None:
            self._chosen = found[0].id if found and selected is None else None
        self._page.view.set_current_coding(self._chosen)
        self.changed.emit()


def _touches(span: Span, place: int, selected: Span | None = None) -> bool:
    """Whether the caret stands in or beside the span, or the selection shares words with it."""
    if selected is not None and span.overlaps(selected):
        return True
    return span.start <= place <= span.end
