"""One sheet: what can be chosen above, the report, and what can be done below."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qcoder.exporters.report import Report
from qcoder.gui.asking import FileAsker
from qcoder.gui.background import Task
from qcoder.gui.consensus.sheets.report_view import ReportView
from qcoder.gui.latest_answer import LatestAnswer
from qcoder.services.reports.kept import KeptReports

if TYPE_CHECKING:
    from qcoder.gui.desk import Desk
    from qcoder.storage.unit_of_work import UnitOfWork

_MARGIN = 24


class ReportSheet(QWidget):
    """Reads its report beside the window; of several asked for only the last is shown.

    Signals:
        opened: what a row of it is about.
        report_shown: the report asked for stands there.
    """

    opened = Signal(str)
    report_shown = Signal()

    def __init__(self, desk: Desk, name: str, spoken: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.desk = desk
        self.spoken = spoken
        self.view = ReportView(f"{name}View", spoken)
        self.view.opened.connect(self.opened)
        self.above, self.below = QHBoxLayout(), QHBoxLayout()
        for row in (self.above, self.below):
            row.setSpacing(8)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(_MARGIN, 8, _MARGIN, 12)
        rows.setSpacing(8)
        rows.addLayout(self.above)
        rows.addWidget(self.view, 1)
        rows.addLayout(self.below)
        self.setFocusProxy(self.view)
        self._latest = LatestAnswer(desk)
        self._kept: KeptReports | None = None
        self._asker = FileAsker(self, desk.settings, "export")

    def read(self, read: Callable[[UnitOfWork], Report], *, question: Hashable = None) -> Task:
        """Ask for a report, and show it when it has come.

        With a ``question`` that names all that ``read`` was told, the answer of before is taken
        while nothing it rests on has changed.
        """
        workspace = self.desk.workbench.workspace
        answer = partial(workspace.read, read)
        if question is not None:
            if self._kept is None or self._kept.workspace is not workspace:
                self._kept = KeptReports(workspace)
            answer = partial(self._kept.read, question, read)
        return self._latest.ask(self.spoken, answer, self.show_report)

    def show_report(self, report: Report) -> None:
        """Show one that is there already."""
        self.view.show_report(report)
        self.report_shown.emit()

    def ask_to_export(self, name: str, kinds: str, write: Callable[[Path], object]) -> None:
        """Ask for a file, and write it beside the window."""
        suffix = Path(name).suffix
        target = self._asker.to_save(self.tr("Export"), name, kinds, suffix)
        if target is not None:
            self.export(target, write)

    def export(self, target: Path, write: Callable[[Path], object]) -> Task:
        """Write a file, and say so."""
        task = self.desk.background.run(
            self.tr("Exporting {file}").format(file=target.name), lambda _report: write(target)
        )
        told = self.tr("Written: {file}").format(file=target.name)
        task.finished.connect(lambda _value: self.desk.interaction.tell(told))
        task.refused.connect(self.desk.interaction.refuse)
        task.failed.connect(self.desk.interaction.report_bug)
        return task

    def focus_view(self) -> None:
        """Put the keys where they scroll."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def documents(self) -> str:
        """The kinds of file of a report."""
        return self.tr("Word document (*.docx);;Excel workbook (*.xlsx)")
