"""Preview, Print, Save as PDF: the same for whatever a workplace has to print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog, QProgressDialog, QWidget

from qcoder.gui.asking import FileAsker
from qcoder.gui.background import Task
from qcoder.gui.desk import Desk
from qcoder.gui.paper.page_setup import PageSetup
from qcoder.gui.paper.printing import PdfFile, Printing, paint_all, size_on
from qcoder.gui.transcript.paper import PaperPages

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Printed:
    """What is to be printed. ``pages`` lays it out for paper of a size."""

    title: str
    pages: Callable[[tuple[int, int]], PaperPages]


class PaperActs(QObject):
    """Prints what ``source`` has at that moment; None is nothing to print."""

    def __init__(self, desk: Desk, widget: QWidget, source: Callable[[], Printed | None]) -> None:
        super().__init__(widget)
        self._desk, self._widget, self._source = desk, widget, source
        self._asker = FileAsker(widget, desk.settings, "export")
        self.setup = PageSetup(desk.settings, widget)
        self._task: Task | None = None
        desk.workbench.project_changed.connect(self._stop)

    def _stop(self) -> None:
        """What is printed belongs to the project that goes; nothing half is kept."""
        if self._task is not None:
            self._task.cancel()

    def save_pdf(self, target: Path) -> Task | None:
        """Write it as PDF; None where the file cannot be written."""
        printed = self._source()
        if printed is None:
            return None
        title = printed.title
        file = self._desk.interaction.attempt(lambda: PdfFile(target, title, self.setup.layout()))
        if file is None:
            return None
        pages = printed.pages(size_on(file.device.pageLayout()))
        task = self._desk.background.follow(self.tr("Writing %s") % target.name)
        task.finished.connect(lambda count: self._keep(file, target, count))
        self._run(Printing(pages, file.device, file.device.resolution(), task), task)
        return task

    def _keep(self, file: PdfFile, target: Path, count: int) -> None:
        def keep() -> bool:
            file.keep()
            return True

        if self._desk.interaction.attempt(keep):
            said = self.tr("Saved %s, %d pages") % (target.name, count)
            if count == 1:
                said = self.tr("Saved %s, 1 page") % target.name
            self._desk.interaction.tell(said)

    def print_on(self, printer: QPrinter) -> Task | None:
        """Print it."""
        printed = self._source()
        if printed is None:
            return None
        pages = printed.pages(size_on(printer.pageLayout()))
        task = self._desk.background.follow(self.tr("Printing %s") % printed.title)
        said = self.tr("Sent %d pages to the printer")
        task.finished.connect(lambda count: self._desk.interaction.tell(said % count))
        self._run(Printing(pages, printer, printer.resolution(), task), task)
        return task

    def _run(self, printing: Printing, task: Task) -> None:
        self._task = task
        task.refused.connect(self._desk.interaction.refuse)
        printing.start()

    # -- asking --------------------------------------------------------------------------

    def ask_pdf(self) -> None:
        """Ask where to, and write it as PDF."""
        printed = self._source()
        if printed is None:
            return
        name = f"{printed.title}.pdf".replace("/", "-")
        target = self._asker.to_save(
            self.tr("Save as PDF"), name, self.tr("PDF (*.pdf)"), Path(name).suffix
        )
        if target is not None:
            self.save_pdf(target)

    def ask_printer(self) -> None:
        """Ask which printer, and print."""
        # Not at the top: the window shows before printing is loaded.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(self.setup.layout())
        dialogue = QPrintDialog(printer, self._widget)
        if dialogue.exec():
            self.print_on(printer)
        dialogue.deleteLater()

    def preview(self) -> None:
        """Show the pages, with progress and a way out while they are painted."""
        from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

        printed = self._source()
        if printed is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setPageLayout(self.setup.layout())
        dialogue = QPrintPreviewDialog(printer, self._widget)
        dialogue.setWindowTitle(self.tr("Print preview of %s") % printed.title)
        dialogue.paintRequested.connect(lambda on: self._paint_preview(dialogue, printed, on))
        dialogue.exec()
        self.setup.keep(printer.pageLayout())
        dialogue.deleteLater()

    def _paint_preview(self, dialogue: QDialog, printed: Printed, on: QPrinter) -> None:
        progress = QProgressDialog(
            self.tr("Laying out the pages…"), self.tr("Cancel"), 0, _STEPS, dialogue
        )
        progress.setObjectName("previewProgress")
        progress.setWindowModality(Qt.WindowModality.WindowModal)

        def goes_on(share: float) -> bool:
            # Lets the window live: a modal one takes its events here.
            progress.setValue(round(share * _STEPS))
            return not progress.wasCanceled()

        pages = printed.pages(size_on(on.pageLayout()))
        if not paint_all(pages, on, goes_on):
            # Not at once: a dialogue that is only just being shown would wait for ever.
            QTimer.singleShot(0, dialogue, dialogue.reject)
        progress.close()
        progress.deleteLater()
