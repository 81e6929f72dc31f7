"""Codes put elsewhere in the codebook: by keys, by menu, or dragged within the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from qcoder.domain.codebook import Code, Codebook, Grouping
from qcoder.domain.ids import CodeId, GroupingId
from qcoder.gui.actions import new_action
from qcoder.gui.code.codebook_panel import CodebookPanel
from qcoder.gui.desk import Desk
from qcoder.services.codebook.rearranging import move_code


class CodeMoving(QObject):
    """However a code is moved: one revision and one undo step, and it stays marked."""

    def __init__(self, desk: Desk, panel: CodebookPanel) -> None:
        super().__init__(panel)
        self._desk, self._panel = desk, panel
        self.actions: Sequence[QAction] = (
            self._step_action("codeUp", self.tr("Move code &up"), -1, "Ctrl+Shift+PgUp"),
            self._step_action("codeDown", self.tr("Move code &down"), 1, "Ctrl+Shift+PgDown"),
        )
        panel.list.code_dropped.connect(self._drop)

    def _step_action(self, name: str, text: str, step: int, keys: str) -> QAction:
        """Its keys mean something else in the transcript."""
        return new_action(
            self._panel, name, text, lambda: self._move(step), keys=keys, anywhere=False
        )

    def add_targets(self, menu: QMenu) -> None:
        """Offer the other groupings for the code that is marked."""
        code = self._panel.current()
        others = [g for g in self._codebook.groupings if code and g.id != code.grouping]
        if code is not None and others:
            into = menu.addMenu(self.tr("Move to &grouping"))
            for grouping in others:
                self._add_target(into, code, grouping)

    def _add_target(self, menu: QMenu, code: Code, grouping: Grouping) -> None:
        entry = menu.addAction(grouping.name.replace("&", "&&"))
        entry.triggered.connect(lambda _checked: self._put_last(code, grouping.id))

    @property
    def _codebook(self) -> Codebook:
        return self._panel.codebook

    def _move(self, step: int) -> None:
        """One place up or down; from the end of a grouping into the next."""
        code, codebook = self._panel.current(), self._codebook
        if code is None:
            return
        here = codebook.codes_of(code.grouping)
        place = here.index(code) + step
        if 0 <= place < len(here):
            self._put(code, code.grouping, place)
            return
        groupings = [grouping.id for grouping in codebook.groupings]
        number = groupings.index(code.grouping) + step
        if not 0 <= number < len(groupings):
            return
        if step < 0:
            self._put_last(code, groupings[number])
        else:
            self._put(code, groupings[number], 0)

    def _drop(self, dragged: str, target: object, is_below: bool) -> None:
        """Beside the code it was let go at; at the head of a grouping, or behind all codes."""
        codebook = self._codebook
        code = codebook.by_id.get(CodeId(dragged))
        if code is None or target == code.id or not codebook.groupings:
            return
        beside = next((each for each in codebook.codes if each.id == target), None)
        if beside is not None:
            others = [c for c in codebook.codes_of(beside.grouping) if c.id != code.id]
            self._put(code, beside.grouping, others.index(beside) + is_below)
        elif target is None:
            self._put_last(code, codebook.groupings[-1].id)
        else:
            # The heads of the columns stand over the first grouping.
            found = (grouping.id for grouping in codebook.groupings if grouping.id == target)
            self._put(code, next(found, codebook.groupings[0].id), 0)

    def _put_last(self, code: Code, grouping: GroupingId) -> None:
        self._put(code, grouping, len(self._codebook.codes_of(grouping)))

    def _put(self, code: Code, grouping: GroupingId, place: int) -> None:
        label = self.tr("Move %s") % code.label
        done = self._desk.acts.do(label, lambda uow: move_code(uow, code.id, grouping, place))
        if done is None:
            return
        if done.changes:
            self._desk.interaction.tell(label, undo=True)
        self._panel.mark(code.id)
