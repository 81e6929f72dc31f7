"""The codings at the caret, and the one of them that keys act on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from PySide6.QtCore import QObject, Signal

from qcoder.domain.changes import ChangeSet, Kind
from qcoder.domain.coding import Coding, Highlight
from qcoder.domain.ids import CodingId, HighlightId
from qcoder.domain.spans import Span
from qcoder.gui.code.marks import Marks
from qcoder.gui.code.page import TranscriptPage

_FEW = 100
"""As many are told apart by their time as well where they are on the very same words."""


class AtHand(QObject):
    """What the coder is looking at: a place, its codings, and the current one, outlined.

    With a caret alone the innermost coding is current at once; with words selected none is,
    until it is chosen or has just been made, so that no key acts on another than is meant.

    Signals:
        changed: other codings, or another one is current.
    """

    changed = Signal()

    def __init__(self, page: TranscriptPage, marks: Marks) -> None:
        super().__init__(page)
        self._page = page
        self._place = 0
        self._marks = marks
        self._chosen: CodingId | HighlightId | None = None
        self._current: Coding | None = None
        self._is_held = False
        self.codings: Sequence[Coding] = ()
        self.highlights: tuple[Highlight, ...] = ()
        page.view.caret_moved.connect(self._look_at)
        page.view.selection_changed.connect(lambda _span: self._look_at(page.view.caret()))
        page.view.coding_clicked.connect(lambda coding: self.choose(CodingId(coding)))
        page.contents_changed.connect(self.refresh)
        page.codings_changed.connect(self.refresh)
        marks.changed.connect(self.refresh)

    @property
    def current(self) -> Coding | None:
        """The coding that keys act on."""
        return self._current

    @property
    def highlight(self) -> Highlight | None:
        """The highlight that keys act on; then no coding is current."""
        return next((h for h in self.highlights if h.id == self._chosen), None)

    def choose(self, coding: CodingId | HighlightId) -> None:
        """Make a coding or highlight current, and its beginning the place that is looked at."""
        found = self._found(coding)
        if found is None:
            return
        if not _touches(found.span, self._place):
            self._place = found.span.start
        self._chosen = coding
        self._list()

    def step(self, step: int) -> None:
        """Make the next coding or highlight at the place current, round and round."""
        present = self._present()
        if present:
            numbers = [n for n, each in enumerate(present) if each.id == self._chosen]
            number = (numbers[0] + step) if numbers else (0 if step > 0 else -1)
            self._chosen = present[number % len(present)].id
            self._list()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Within an act that ends with choosing what it made: look once, at its end."""
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False
            self._list()

    def take_brought(self, changes: ChangeSet) -> None:
        """One that undo or redo has brought to the place is at hand as if just made."""
        brought = [c for c in changes.of(Kind.CODING) if c.before is None]
        here = {coding.id for coding in self.codings}
        if len(brought) == 1 and CodingId(brought[0].key) in here:
            self.choose(CodingId(brought[0].key))

    def refresh(self) -> None:
        """Codings have changed: list them anew at the same place."""
        self._list()

    def _look_at(self, position: int) -> None:
        self._place = position
        kept = self._found(self._chosen)
        selected = self._page.view.selection()
        if kept is None or not _touches(kept.span, position, selected):
            self._chosen = None
        self._list()

    def _list(self) -> None:
        if self._is_held:
            return
        selected = self._page.view.selection()
        self.codings = self._touching(selected)
        marked = [h for h in self._marks.shown() if _touches(h.span, self._place, selected)]
        self.highlights = tuple(sorted(marked, key=lambda h: (len(h.span), h.span.start)))
        self._current = next((c for c in self.codings if c.id == self._chosen), None)
        if self._current is None and self.highlight is None:
            first = next(iter(self._present()), None)
            self._chosen = first.id if first and selected is None else None
            self._current = first if isinstance(first, Coding) and self._chosen else None
        self._page.view.set_current_coding(self._current.id if self._current else None)
        self.changed.emit()

    def _present(self) -> Sequence[Coding | Highlight]:
        return (*self.codings, *self.highlights)

    def _found(self, chosen: CodingId | HighlightId | None) -> Coding | Highlight | None:
        """What has this identifier, wherever it stands."""
        if chosen is None:
            return None
        coding = self._page.codings.get(CodingId(chosen))
        return coding or self._marks.highlights.get(HighlightId(chosen))

    def _touching(self, selected: Span | None) -> Sequence[Coding]:
        """Codings in or beside the place, or sharing words with the selection; inner ones first."""
        index = self._page.view.scene.index
        numbers = index.touching(self._place - 1, self._place + 1)
        if selected is not None:
            numbers = np.union1d(numbers, index.touching(selected.start, selected.end))
        found = [self._page.codings[index[n].coding] for n in index.innermost_first(numbers)]
        if len(found) <= _FEW:
            found.sort(key=lambda c: (len(c.span), c.span.start, c.created_at))
        return found


def _touches(span: Span, place: int, selected: Span | None = None) -> bool:
    """Whether the caret stands in or beside the span, or the selection shares words with it."""
    if selected is not None and span.overlaps(selected):
        return True
    return span.start <= place <= span.end
