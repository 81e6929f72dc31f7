"""File → Export memos: what the coder at work may read, as a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from qcoder.gui.actions import new_action
from qcoder.gui.asking import FileAsker
from qcoder.gui.background import Task
from qcoder.gui.desk import Desk
from qcoder.services.files.exporting import export_memos


class MemosExport(QObject):
    """Asks where to, and writes beside the window."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._asker = FileAsker(page, desk.settings, "export")
        self.action = new_action(page, "exportMemos", self.tr("Export me&mos…"), self._ask_target)
        desk.workbench.coder_changed.connect(self._enable)
        desk.workbench.project_changed.connect(self._enable)
        self._enable()

    def _enable(self) -> None:
        self.action.setEnabled(self._desk.workbench.coder is not None)

    def _ask_target(self) -> None:
        kinds = ";;".join(
            (
                self.tr("Word (*.docx)"),
                self.tr("Excel (*.xlsx)"),
                self.tr("CSV (*.csv)"),
                self.tr("JSON (*.json)"),
            )
        )
        name = self.tr("Memos")
        target = self._asker.to_save(self.tr("Export memos"), f"{name}.docx", kinds, ".docx")
        if target is not None:
            self.export(target)

    def export(self, target: Path) -> Task | None:
        """Write what the coder at work may see, beside the window."""
        workbench, interaction = self._desk.workbench, self._desk.interaction
        workspace, coder = workbench.workspace, workbench.coder
        if coder is None:
            return None
        task = self._desk.background.run(
            self.tr("Writing %s") % target.name,
            lambda _report: export_memos(workspace, target, coder),
        )
        task.finished.connect(lambda count: interaction.tell(self._saved(target.name, count)))
        task.refused.connect(interaction.refuse)
        task.failed.connect(interaction.report_bug)
        return task

    def _saved(self, name: str, count: int) -> str:
        if count == 1:
            return self.tr("Saved %s, 1 memo") % name
        return self.tr("Saved %s, %d memos") % (name, count)
