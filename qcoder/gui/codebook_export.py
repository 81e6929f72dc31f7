"""Writing the codebook to a file of its own, from wherever the codebook is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from qcoder.gui.actions import new_action
from qcoder.gui.asking import FileAsker
from qcoder.gui.counting import counted
from qcoder.gui.desk import Desk


class CodebookExport(QObject):
    """An action of ``parent`` by that name, which asks where to and writes."""

    def __init__(self, desk: Desk, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asker = FileAsker(parent, desk.settings, "codebook")
        self.action = new_action(parent, name, self.tr("&Export the codebook…"), self.ask)

    def ask(self) -> None:
        """Ask where to and write the codebook as a table."""
        from qcoder.services.files.exporting import export_codebook

        target = self._asker.to_save(
            self.tr("Export the codebook"),
            "codebook.csv",
            self.tr("Table (*.csv);;Workbook (*.xlsx);;Document (*.docx)"),
            ".csv",
        )
        if target is None:
            return
        workspace = self._desk.workbench.workspace
        count = self._desk.interaction.attempt(lambda: export_codebook(workspace, target))
        if count is not None:
            words = counted(count, self.tr("1 code"), self.tr("{count} codes"))
            self._desk.interaction.tell(
                self.tr("{codes} exported to {file}").format(codes=words, file=target.name)
            )
