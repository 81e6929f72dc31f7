"""Editing in the codebook panel: menu, keys, and what stands in the list's place meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from qcoder.domain.codebook import Code, Codebook, CodeEntry
from qcoder.domain.ids import CodeId
from qcoder.gui.actions import new_action, separator
from qcoder.gui.code.change_preview import ChangePreview
from qcoder.gui.code.code_form import CodeForm
from qcoder.gui.code.code_moving import CodeMoving
from qcoder.gui.code.codebook_panel import CodebookPanel
from qcoder.gui.code.grain_effect import GrainEffectSaid
from qcoder.gui.code.grouping_editing import GroupingEditing
from qcoder.gui.code.revisions_panel import RevisionsPanel
from qcoder.gui.codebook_export import CodebookExport
from qcoder.gui.desk import Desk
from qcoder.gui.parts.words import quiet_button
from qcoder.services.codebook.closing import check_new_codes
from qcoder.services.codebook.editing import edit_code
from qcoder.services.codebook.rearranging import (
    add_code_of,
    code_of,
    delete_code,
    preview_deletion,
)
from qcoder.services.coding.code_merging import merge_codes, preview_merge

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


class CodebookEditing(QObject):
    """Acts on the code that is marked in the list; each one revision and one undo step."""

    def __init__(self, desk: Desk, panel: CodebookPanel) -> None:
        super().__init__(panel)
        self._desk, self._panel = desk, panel
        self.form, self.preview, self.revisions = CodeForm(), ChangePreview(), RevisionsPanel()
        self.grain_effect = GrainEffectSaid(desk, self.form)
        self.groupings = GroupingEditing(desk, panel)
        self.moving = CodeMoving(desk, panel)
        self._absorbed: Code | None = None
        self._confirmed: Callable[[], bool] = lambda: False
        for widget in (self.form, self.preview, self.revisions):
            panel.add_instead(widget)
        self._make_actions()
        self._connect()
        self._enable()

    def _make_actions(self) -> None:
        new = self._new
        self.edit = new("editCode", self.tr("&Edit code…"), self._edit, "Ctrl+E")
        self.add = new("addCode", self.tr("&New code here…"), self._add, "Ctrl+Shift+N")
        self.merge = new("mergeCode", self.tr("&Merge code into…"), self._ask_merge, "Ctrl+M")
        self.delete = new(
            "deleteCode", self.tr("De&lete code…"), self._ask_delete, "Ctrl+Shift+Delete"
        )
        self.history = new(
            "codebookHistory", self.tr("Revisions of the code&book"), self._show_history, "Ctrl+H"
        )
        self.export = CodebookExport(self._desk, self._panel, "exportCodebookHere").action
        self.actions: Sequence[QAction] = (
            *(self.edit, self.add, *self.moving.actions, self.merge, self.delete),
            separator(self),
            *self.groupings.actions(),
            separator(self),
            self.history,
            self.export,
        )

    def _new(self, name: str, text: str, slot: Callable[[], object], keys: str) -> QAction:
        return new_action(self._panel, name, text, slot, keys=keys)

    def _connect(self) -> None:
        panel = self._panel
        panel.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        panel.list.customContextMenuRequested.connect(self._open_menu)
        panel.code_shown.connect(lambda _code: self._enable())
        panel.codebook_shown.connect(self._enable)
        self.form.stored.connect(self._store)
        self.form.described.connect(self._store_new)
        self.preview.kept_chosen.connect(lambda kept: self._preview_merge(CodeId(kept)))
        self.preview.confirmed.connect(self._confirm)
        for part in (self.form, self.preview, self.revisions, self.groupings):
            part.left.connect(self.leave)
        self._desk.workbench.project_changed.connect(self.leave)
        self._desk.workbench.coder_changed.connect(self.leave)
        button = quiet_button("codebookMenu", "⋯", self._open_menu_at_button)
        button.setAccessibleName(self.tr("Edit the codebook"))
        button.setToolTip(self.tr("Edit the codebook"))
        panel.head.addWidget(button)
        self._button = button

    @property
    def _codebook(self) -> Codebook:
        return self._panel.codebook

    def _enable(self) -> None:
        code = self._panel.current()
        has_others = len(self._codebook.codes) > 1
        for action in (self.edit, *self.moving.actions, self.delete):
            action.setEnabled(code is not None)
        self.merge.setEnabled(code is not None and has_others)
        self.add.setEnabled(self._desk.workbench.is_open)
        for action in (self.history, self.export):
            action.setEnabled(self._desk.workbench.is_open)
        self.groupings.enable()

    def leave(self) -> None:
        """The list comes back."""
        held_focus = self._panel.is_instead_focused()
        self._panel.show_instead(None)
        if held_focus:
            self._panel.list.setFocus()

    def _show(self, widget: QWidget) -> None:
        self._panel.reveal()
        self._panel.show_instead(widget)

    # -- menu ----------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """What can be done with the code that is marked."""
        self._enable()
        menu = QMenu(self._panel)
        menu.setObjectName("codeMenu")
        menu.addActions([self.edit, self.add, separator(menu), *self.moving.actions])
        self.moving.add_targets(menu)
        menu.addActions([separator(menu), self.merge, self.delete, separator(menu)])
        menu.addActions([*self.groupings.actions(), separator(menu)])
        menu.addActions([self.history, self.export])
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _open_menu(self, point: QPoint) -> None:
        self.menu().popup(self._panel.list.viewport().mapToGlobal(point))

    def _open_menu_at_button(self) -> None:
        self.menu().popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))

    # -- editing -----------------------------------------------------------------------

    def _edit(self) -> None:
        code = self._panel.current()
        if code is not None:
            self._show(self.form)
            self.form.edit(code, self._codebook)

    def _store(self, code: Code) -> None:
        """Only what was changed here: somebody else may have changed the rest meanwhile."""
        begun = self.form.begun
        if begun is None:
            return
        label, wording_only = self.tr("Edit %s") % code.label, self.form.wording_only.isChecked()
        if self._do(
            label,
            lambda uow: edit_code(uow, _onto_present(uow, begun, code), wording_only=wording_only),
        ):
            self.leave()

    def _add(self) -> None:
        """Describe a new code for the grouping that is marked."""
        workspace = self._desk.workbench.workspace
        if not self._desk.interaction.attempt(lambda: workspace.read(check_new_codes)):
            return
        grouping = self._panel.current_grouping()
        name = grouping.name if grouping else self.tr("Codes")
        self._show(self.form)
        self.form.describe(self._codebook, name, "")

    def _store_new(self, entry: CodeEntry) -> None:
        label = self.tr("Add %s") % entry.label
        done = self._desk.acts.do(label, lambda uow: add_code_of(uow, entry))
        if done is not None:
            self._desk.interaction.tell(label, undo=True)
            self.leave()
            self._panel.filter.clear()
            self._panel.mark(done.value.id)

    # -- merging and deleting ------------------------------------------------------------

    def _ask_merge(self) -> None:
        code = self._panel.current()
        if code is None:
            return
        self._absorbed = code
        others = [each for each in self._codebook.codes if each.id != code.id]
        beside = [each for each in others if each.grouping == code.grouping]
        self._show(self.preview)
        self._preview_merge((beside or others)[0].id)

    def _preview_merge(self, kept: CodeId) -> None:
        absorbed, workbench = self._absorbed, self._desk.workbench
        if absorbed is None:
            return
        preview = self._desk.interaction.attempt(
            lambda: workbench.workspace.read(
                lambda uow: preview_merge(uow, kept, [absorbed.id], workbench.coder)
            )
        )
        if preview is None:
            self.leave()
            return
        others = [code for code in self._codebook.codes if code.id != absorbed.id]
        self.preview.show_merge(preview, others)
        label = self.tr("Merge %s into %s") % (absorbed.label, preview.kept.label)
        # Those that may not be seen take their time as well.
        rows = workbench.workspace.read(lambda uow: uow.codings.using_code(absorbed.id))
        self._confirmed = lambda: self._do(
            label, lambda uow: merge_codes(uow, kept, [absorbed.id]), rows
        )

    def _ask_delete(self) -> None:
        code, workbench = self._panel.current(), self._desk.workbench
        if code is None:
            return
        preview = workbench.workspace.read(
            lambda uow: preview_deletion(uow, code.id, workbench.coder)
        )
        self._show(self.preview)
        self.preview.show_deletion(preview)
        label = self.tr("Delete %s") % code.label
        self._confirmed = lambda: self._do(
            label, lambda uow: delete_code(uow, code.id, workbench.coder)
        )

    def _confirm(self) -> None:
        if self._confirmed():
            self.leave()

    def _show_history(self) -> None:
        self._show(self.revisions)
        self.revisions.open(self._desk.workbench)

    def _do(self, label: str, act: Callable[[UnitOfWork], object], rows: int = 1) -> bool:
        done = self._desk.acts.do(label, act, rows=rows)
        if done is not None and done.changes:
            self._desk.interaction.tell(label, undo=True)
        return done is not None


def _onto_present(uow: UnitOfWork, begun: Code, edited: Code) -> Code:
    """The code as it is now with what was edited since its editing began."""
    present = code_of(uow.codebook.load(), begun.id)
    changed = {
        field.name: getattr(edited, field.name)
        for field in fields(Code)
        if getattr(edited, field.name) != getattr(begun, field.name)
    }
    return replace(present, **changed)
