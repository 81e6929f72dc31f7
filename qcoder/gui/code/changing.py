"""Weighing, splitting and joining: of the coding at hand, or of those marked in the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from qcoder.domain.coding import Coding
from qcoder.domain.ids import CoderId, CodingId
from qcoder.gui.actions import new_action
from qcoder.gui.code.at_hand import AtHand
from qcoder.gui.code.codings_panel import CodingsPanel
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.desk import Desk
from qcoder.services.coding.chosen_together import join_codings, set_sure, split_codings

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


class Changing(QObject):
    """Each is one act and one undo step, whether of one coding or of many."""

    def __init__(
        self, desk: Desk, page: TranscriptPage, at_hand: AtHand, codings: CodingsPanel
    ) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._at_hand = at_hand
        self._codings = codings
        new = self._new
        self.actions: Sequence[QAction] = (
            new("toggleSure", self.tr("Sure or &unsure"), self._weigh, "Ctrl+U"),
            new("splitCoding", self.tr("Split at the caret"), self._split, "Ctrl+B"),
            new("joinCodings", self.tr("&Join with the next"), self._join, "Ctrl+Shift+B"),
        )
        at_hand.changed.connect(self._enable)
        codings.list.selectionModel().currentChanged.connect(lambda *_: self._look_at_listed())
        self._enable()

    def several(self) -> Sequence[CodingId]:
        """The codings marked in the list, where they are more than one and one is at hand."""
        current, marked = self._at_hand.current, self._codings.marked()
        return marked if current and len(marked) > 1 and current.id in marked else ()

    def _new(self, name: str, text: str, slot: Callable[[], object], keys: str) -> QAction:
        return new_action(self._page, name, text, slot, keys=keys)

    def _enable(self) -> None:
        current, contents = self._at_hand.current, self._page.contents
        is_own = current is not None and contents is not None and current.coder == contents.viewer
        for action in self.actions:
            action.setEnabled(is_own and self._page.can_code)

    def _look_at_listed(self) -> None:
        """Keys in the list go from coding to coding; the one they are at is at hand."""
        chosen = self._codings.list.current()
        if chosen is not None and self._codings.list.hasFocus():
            self._at_hand.choose(chosen)

    def _meant(self) -> list[Coding]:
        found = [self._page.codings.get(key) for key in self.several()]
        current = self._at_hand.current
        return [each for each in found if each] or ([current] if current else [])

    # -- the acts ------------------------------------------------------------------------

    def _weigh(self) -> None:
        """Unsure where all are sure, else sure."""
        meant = self._meant()
        coder, ids, is_sure = self._coder(), _ids(meant), not all(c.sure for c in meant)
        label = self.tr("Mark as sure") if is_sure else self.tr("Mark as unsure")
        said = self.tr("Sure of %s") if is_sure else self.tr("Unsure of %s")
        act = partial(set_sure, coder=coder, codings=ids, is_sure=is_sure)
        self._do(label, act, said % self._named(meant), rows=len(ids))
        # Rows that changed came anew; the same codings may be meant by the next key.
        if len(ids) > 1:
            self._codings.mark(ids)

    def _split(self) -> None:
        contents, meant = self._page.contents, self._meant()
        if contents is None:
            return
        coder, ids, transcript = self._coder(), _ids(meant), contents.transcript
        caret = self._page.view.caret()
        self._do(
            self.tr("Split %s") % self._named(meant),
            lambda uow: split_codings(uow, transcript, coder, ids, caret),
            self.tr("Split %s at the caret") % self._named(meant),
        )

    def _join(self) -> None:
        meant = self._meant()
        if len(meant) == 1:
            meant += self._next_of_same_code(meant[0])
        if len(meant) < 2:
            self._desk.interaction.tell(self.tr("There is no further coding of this code."))
            return
        coder, ids, named = self._coder(), _ids(meant), self._named(meant[:1])
        self._do(
            self.tr("Join %s") % named,
            lambda uow: join_codings(uow, coder, ids),
            self.tr("Joined %s") % named,
            rows=len(ids),
        )

    def _next_of_same_code(self, coding: Coding) -> list[Coding]:
        others = takewhile(lambda c: c.span >= coding.span, self._page.own.following(coding, 1))
        later = (c for c in others if c.code == coding.code and c.span > coding.span)
        return [found for found in (next(later, None),) if found]

    def _named(self, codings: Sequence[Coding]) -> str:
        contents = self._page.contents
        if len(codings) != 1 or contents is None:
            return self.tr("%d codings") % len(codings)
        return contents.codebook.by_id[codings[0].code].label

    def _do(
        self, label: str, act: Callable[[UnitOfWork], object], said: str, rows: int = 1
    ) -> None:
        if self._desk.acts.do(label, act, rows=rows) is not None:
            self._desk.interaction.tell(said, undo=True)

    def _coder(self) -> CoderId:
        coder = self._desk.workbench.coder
        if coder is None:
            raise RuntimeError("nobody is at work")
        return coder


def _ids(codings: Sequence[Coding]) -> list[CodingId]:
    return [coding.id for coding in codings]
