"""One sheet: what can be chosen above, the report, and what can be done below."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qcoder.exporters.report import Report
from qcoder.gui.asking import FileAsker
from qcoder.gui.background import Task
from qcoder.gui.consensus.sheets.report_view import ReportView
from qcoder.gui.latest_answer import LatestAnswer
from qcoder.services.reports.kept import KeptReports

if TYPE_CHECKING:
    from qcoder.exporters.progress import Told
    from qcoder.gui.desk import Desk
    from qcoder.storage.unit_of_work import UnitOfWork

_MARGIN = 24
_PATIENCE_MS = 150
"""Until it is said that a report is still to come: one that comes sooner would make it flicker."""


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
        self._about: Hashable = None
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.wait)
        self._asker = FileAsker(self, desk.settings, "export")

    def read(
        self,
        read: Callable[[UnitOfWork], Report],
        *,
        about: Hashable = None,
        question: Hashable = None,
    ) -> Task:
        """Ask for a report, and show it when it has come; until then one ``about`` the same.

        With a ``question`` that names all that ``read`` was told, the answer of before is taken
        while nothing it rests on has changed.
        """
        about = question if about is None else about
        if about != self._about:
            self._about = about
            self._patience.start()
        workspace = self.desk.workbench.workspace
        answer = partial(workspace.read, read)
        if question is not None:
            if self._kept is None or self._kept.workspace is not workspace:
                self._kept = KeptReports(workspace)
            answer = partial(self._kept.read, question, read)
        task = self._latest.ask(self.spoken, answer, self.show_report)
        for ended in (task.refused, task.failed):
            ended.connect(lambda _error: self._give_up(task))
        return task

    def _give_up(self, task: Task) -> None:
        """Why there is no report is said by the window."""
        if self._latest.is_waited_for(task):
            self._patience.stop()
            self.view.say("")

    def wait(self) -> None:
        """Say that the report is still to come, instead of showing another."""
        self.view.say(self.tr("%s: being reckoned …") % self.spoken)

    def show_report(self, report: Report) -> None:
        """Show one that is there already."""
        self._patience.stop()
        self.view.show_report(report)
        self.report_shown.emit()

    def ask_to_export(self, name: str, kinds: str, write: Callable[[Path, Told], object]) -> None:
        """Ask for a file, and write it beside the window."""
        suffix = Path(name).suffix
        target = self._asker.to_save(self.tr("Export"), name, kinds, suffix)
        if target is not None:
            self.export(target, write)

    def export(self, target: Path, write: Callable[[Path, Told], object]) -> Task:
        """Write a file, and say so; the status line shows how far it is, and cancels it."""
        task = self.desk.background.run(
            self.tr("Exporting {file}").format(file=target.name), lambda told: write(target, told)
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
