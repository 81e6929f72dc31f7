"""Groupings named, moved and removed in the codebook panel, and the codebook closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from qcoder.domain.codebook import Grouping
from qcoder.gui.actions import new_action, new_toggle, separator
from qcoder.gui.code.codebook_panel import CodebookPanel
from qcoder.gui.code.name_form import NameForm
from qcoder.gui.desk import Desk
from qcoder.services.codebook.closing import close_codebook, is_closed, open_codebook
from qcoder.services.codebook.rearranging import (
    add_grouping,
    move_grouping,
    remove_grouping,
    rename_grouping,
)

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


class GroupingEditing(QObject):
    """Acts on the grouping of the marked code, or on an empty one that is marked itself.

    Signals:
        left: the list should come back.
    """

    left = Signal()

    def __init__(self, desk: Desk, panel: CodebookPanel) -> None:
        super().__init__(panel)
        self._desk, self._panel = desk, panel
        self.form = NameForm()
        self._named: Grouping | None = None
        panel.add_instead(self.form)
        self._make_actions()
        self.form.stored.connect(self._store)
        self.form.left.connect(self.left)
        panel.codebook_shown.connect(self._show_closed)
        desk.workbench.project_changed.connect(self._show_closed)
        self.enable()
        self._show_closed()

    def _make_actions(self) -> None:
        panel = self._panel
        self.add = new_action(
            panel, "addGrouping", self.tr("New &grouping…"), self._add, keys="Ctrl+Shift+T"
        )
        self.rename = new_action(
            panel, "renameGrouping", self.tr("&Rename grouping…"), self._rename, keys="Ctrl+Shift+E"
        )
        self.up = new_action(
            panel, "groupingUp", self.tr("Move grouping u&p"), lambda: self._move(-1),
            keys="Ctrl+Alt+PgUp", anywhere=False,
        )  # fmt: skip
        self.down = new_action(
            panel, "groupingDown", self.tr("Move grouping dow&n"), lambda: self._move(1),
            keys="Ctrl+Alt+PgDown", anywhere=False,
        )  # fmt: skip
        self.remove = new_action(
            panel, "removeGrouping", self.tr("Remo&ve grouping"), self._remove,
            tip=self.tr("Remove a grouping that has no codes"),
        )  # fmt: skip
        self.closed = new_toggle(
            panel, "closeCodebook", self.tr("Closed for new code&s"), self._close,
            tip=self.tr("Nobody can add a code; those there are can still be edited"),
        )  # fmt: skip

    def actions(self) -> Sequence[QAction]:
        """For the menu."""
        line = separator(self)
        return (self.add, self.rename, self.up, self.down, self.remove, line, self.closed)

    def enable(self) -> None:
        """What can be done with what is marked now."""
        workbench = self._desk.workbench
        grouping = self._panel.current_grouping()
        groupings = self._panel.codebook.groupings
        place = groupings.index(grouping) if grouping else -1
        self.add.setEnabled(workbench.is_open)
        self.rename.setEnabled(grouping is not None)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(0 <= place < len(groupings) - 1)
        is_empty = grouping is not None and not self._panel.codebook.codes_of(grouping.id)
        self.remove.setEnabled(is_empty)

    def _show_closed(self) -> None:
        workbench = self._desk.workbench
        self.closed.setEnabled(workbench.is_open)
        closed = workbench.is_open and workbench.workspace.read(is_closed)
        self.closed.blockSignals(True)
        self.closed.setChecked(closed)
        self.closed.blockSignals(False)
        self._panel.show_closed(closed)

    # -- acts ----------------------------------------------------------------------------

    def _add(self) -> None:
        self._named = None
        self._ask(self.tr("New grouping"), "")

    def _rename(self) -> None:
        self._named = self._panel.current_grouping()
        if self._named is not None:
            self._ask(self.tr("Rename %s") % self._named.name, self._named.name)

    def _ask(self, heading: str, name: str) -> None:
        self._panel.reveal()
        self._panel.show_instead(self.form)
        self.form.ask(heading, name)

    def _store(self, name: str) -> None:
        named = self._named
        if named is None:
            stored = self._do(self.tr("Add %s") % name, lambda uow: add_grouping(uow, name))
        else:
            label = self.tr("Rename %s to %s") % (named.name, name)
            stored = self._do(label, lambda uow: rename_grouping(uow, named.id, name))
        if stored:
            self.left.emit()

    def _move(self, step: int) -> None:
        grouping = self._panel.current_grouping()
        if grouping is None:
            return
        place = self._panel.codebook.groupings.index(grouping) + step
        if place >= 0:
            label = self.tr("Move %s") % grouping.name
            self._do(label, lambda uow: move_grouping(uow, grouping.id, place))

    def _remove(self) -> None:
        grouping = self._panel.current_grouping()
        if grouping is not None:
            label = self.tr("Remove %s") % grouping.name
            self._do(label, lambda uow: remove_grouping(uow, grouping.id))

    def _close(self, is_closed_now: bool) -> None:
        coder = self._desk.workbench.coder
        if is_closed_now:
            label = self.tr("Close the codebook for new codes")
            self._do(label, lambda uow: close_codebook(uow, coder))
        else:
            self._do(self.tr("Open the codebook for new codes"), open_codebook)
        self._show_closed()

    def _do(self, label: str, act: Callable[[UnitOfWork], object]) -> bool:
        done = self._desk.acts.do(label, act)
        if done is not None and done.changes:
            self._desk.interaction.tell(label, undo=True)
        return done is not None
