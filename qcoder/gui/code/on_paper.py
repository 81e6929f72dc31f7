"""File → Print, Save as PDF, Export as .docx: the transcript as it is shown; and its memos."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QPageLayout
from PySide6.QtWidgets import QDialog, QProgressDialog

from qcoder.exporters.coded_frame import Paper
from qcoder.gui.actions import Keys, new_action
from qcoder.gui.asking import FileAsker
from qcoder.gui.background import Task
from qcoder.gui.code.contents import Contents
from qcoder.gui.code.memos_export import MemosExport
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.code.page_setup import PageSetup
from qcoder.gui.code.printing import PdfFile, Printing, paint_all, size_on
from qcoder.gui.desk import Desk
from qcoder.gui.transcript.painted import PaintedCoding
from qcoder.gui.transcript.paper import PaperPages
from qcoder.gui.transcript.paper_legend import Legend, LegendEntry
from qcoder.services.coded_transcript import export_coded_transcript, export_consensus, printed
from qcoder.services.viewing import VisibleLayer, visible_layers

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_STEPS = 1000


class OnPaper(QObject):
    """Prints the layers that are switched on, which are never more than the coder may see."""

    def __init__(self, desk: Desk, page: TranscriptPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._asker = FileAsker(page, desk.settings, "export")
        self.setup = PageSetup(desk.settings, page)
        self._task: Task | None = None
        print_keys = QKeySequence.StandardKey.Print
        new = self._new
        self.actions: Sequence[QAction] = (
            new("pageSetup", self.tr("Pa&ge setup…"), self.setup.ask),
            new("previewTranscript", self.tr("Print pre&view…"), self._preview),
            new("printTranscript", self.tr("&Print…"), self._ask_printer, print_keys),
            new("savePdf", self.tr("Save as P&DF…"), self._ask_pdf, "Ctrl+Shift+P"),
            new("exportDocx", self.tr("E&xport with comments (.docx)…"), self._ask_docx),
            new("exportConsensus", self.tr("Export conse&nsus (.docx)…"), self._ask_consensus),
        )
        self.memos = MemosExport(desk, page)
        page.contents_changed.connect(self._enable)
        desk.workbench.project_changed.connect(self._stop)
        self._enable()

    def _new(
        self, name: str, text: str, slot: Callable[[], object], keys: Keys | None = None
    ) -> QAction:
        return new_action(self._page, name, text, slot, keys=keys)

    def _enable(self) -> None:
        for action in self.actions:
            action.setEnabled(self._page.contents is not None)

    def _stop(self) -> None:
        """What is printed belongs to the project that goes; nothing half is kept."""
        if self._task is not None:
            self._task.cancel()

    # -- PDF and printer -----------------------------------------------------------------

    def save_pdf(self, target: Path) -> Task | None:
        """Write the transcript that is shown; None where the file cannot be written."""
        contents = self._page.contents
        if contents is None:
            return None
        title = contents.transcript.name
        file = self._desk.interaction.attempt(lambda: PdfFile(target, title, self.setup.layout()))
        if file is None:
            return None
        pages = self._pages(contents, size_on(file.device.pageLayout()))
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
        """Print the transcript that is shown."""
        contents = self._page.contents
        if contents is None:
            return None
        pages = self._pages(contents, size_on(printer.pageLayout()))
        task = self._desk.background.follow(self.tr("Printing %s") % contents.transcript.name)
        said = self.tr("Sent %d pages to the printer")
        task.finished.connect(lambda count: self._desk.interaction.tell(said % count))
        self._run(Printing(pages, printer, printer.resolution(), task), task)
        return task

    def _run(self, printing: Printing, task: Task) -> None:
        self._task = task
        task.refused.connect(self._desk.interaction.refuse)
        printing.start()

    def _pages(self, contents: Contents, size: tuple[int, int]) -> PaperPages:
        layers = self._layers(contents)
        codings = [contents.painted(coding) for layer in layers for coding in layer.codings]
        names = [self._name(layer) for layer in layers]
        revision = self.tr("codebook rev. %d") % contents.codebook.revision
        path = self._desk.workbench.workspace.path
        titles = [*([path.stem] if path else []), contents.transcript.name]
        heads = (" · ".join(titles), " · ".join([*names, revision]))
        legend = self._legend(contents, codings)
        return PaperPages(contents.transcript, codings, size, heads, legend)

    def _legend(self, contents: Contents, codings: Sequence[PaintedCoding]) -> Legend:
        """The codes that are printed, in the order of the codebook."""
        counts = Counter(coding.code for coding in codings)
        codebook = contents.codebook
        entries = [
            LegendEntry(
                code.label,
                codebook.grouping(code).name,
                code.colour,
                contents.styles[code.grouping],
                counts[code.id],
            )
            for code in codebook.codes
            if counts[code.id]
        ]
        return Legend(self.tr("Codes"), entries)

    def _name(self, layer: VisibleLayer) -> str:
        name = layer.coder.name
        return name if layer.is_sealed else self.tr("%s, not sealed") % name

    def _layers(self, contents: Contents) -> list[VisibleLayer]:
        """One's own and those that are switched on, as they are stored now."""
        viewer, where = contents.viewer, contents.transcript.id
        if viewer is None:
            return []
        workspace = self._desk.workbench.workspace
        layers = workspace.read(lambda uow: visible_layers(uow, where, viewer))
        return [la for la in layers if la.is_own or self._page.is_other_shown(la.coder.id)]

    # -- Word ----------------------------------------------------------------------------

    def export_docx(self, target: Path) -> Task | None:
        """Write the transcript with its codings as comments, beside the window."""
        contents = self._page.contents
        if contents is None:
            return None
        transcript, workspace = contents.transcript, self._desk.workbench.workspace
        layers = [printed(transcript.name, layer) for layer in self._layers(contents)]
        paper = self._paper()
        return self._write_docx(
            target,
            lambda: export_coded_transcript(workspace, transcript.id, layers, target, paper),
        )

    def export_consensus(self, target: Path) -> Task | None:
        """Write the consensus as it has come so far; refused until every coder has sealed."""
        contents = self._page.contents
        if contents is None:
            return None
        workspace, paper = self._desk.workbench.workspace, self._paper()
        where = contents.transcript.id
        return self._write_docx(target, lambda: export_consensus(workspace, where, target, paper))

    def _write_docx(self, target: Path, write: Callable[[], int]) -> Task:
        task = self._desk.background.run(
            self.tr("Writing %s") % target.name, lambda _report: write()
        )
        task.finished.connect(lambda count: self._tell_comments(target.name, count))
        task.refused.connect(self._desk.interaction.refuse)
        task.failed.connect(self._desk.interaction.report_bug)
        return task

    def _paper(self) -> Paper:
        size = self.setup.layout().fullRect(QPageLayout.Unit.Millimeter).size()
        return Paper(size.width(), size.height())

    def _tell_comments(self, name: str, count: int) -> None:
        said = self.tr("Saved %s, %d codings as comments") % (name, count)
        if count == 1:
            said = self.tr("Saved %s, 1 coding as a comment") % name
        self._desk.interaction.tell(said)

    # -- asking --------------------------------------------------------------------------

    def _ask_pdf(self) -> None:
        target = self._ask(self.tr("Save as PDF"), self.tr("PDF (*.pdf)"), ".pdf")
        if target is not None:
            self.save_pdf(target)

    def _ask_docx(self) -> None:
        target = self._ask(self.tr("Export with comments"), self.tr("Word (*.docx)"), ".docx")
        if target is not None:
            self.export_docx(target)

    def _ask_consensus(self) -> None:
        kinds, suffix = self.tr("Word (*.docx)"), self.tr(" consensus.docx")
        target = self._ask(self.tr("Export the consensus"), kinds, suffix)
        if target is not None:
            self.export_consensus(target)

    def _ask(self, title: str, kinds: str, suffix: str) -> Path | None:
        contents = self._page.contents
        if contents is None:
            return None
        name = f"{contents.transcript.name}{suffix}".replace("/", "-")
        return self._asker.to_save(title, name, kinds, Path(name).suffix)

    def _preview(self) -> None:
        """Show the pages, with progress and a way out while they are painted."""
        from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

        contents = self._page.contents
        if contents is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setPageLayout(self.setup.layout())
        dialogue = QPrintPreviewDialog(printer, self._page)
        dialogue.setWindowTitle(self.tr("Print preview of %s") % contents.transcript.name)
        dialogue.paintRequested.connect(lambda on: self._paint_preview(dialogue, contents, on))
        dialogue.exec()
        self.setup.keep(printer.pageLayout())
        dialogue.deleteLater()

    def _paint_preview(self, dialogue: QDialog, contents: Contents, on: QPrinter) -> None:
        progress = QProgressDialog(
            self.tr("Laying out the pages…"), self.tr("Cancel"), 0, _STEPS, dialogue
        )
        progress.setObjectName("previewProgress")
        progress.setWindowModality(Qt.WindowModality.WindowModal)

        def goes_on(share: float) -> bool:
            # Lets the window live: a modal one takes its events here.
            progress.setValue(round(share * _STEPS))
            return not progress.wasCanceled()

        pages = self._pages(contents, size_on(on.pageLayout()))
        if not paint_all(pages, on, goes_on):
            # Not at once: a dialogue that is only just being shown would wait for ever.
            QTimer.singleShot(0, dialogue, dialogue.reject)
        progress.close()
        progress.deleteLater()

    def _ask_printer(self) -> None:
        # Not at the top: the window shows before printing is loaded.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(self.setup.layout())
        dialogue = QPrintDialog(printer, self._page)
        if dialogue.exec():
            self.print_on(printer)
        dialogue.deleteLater()
