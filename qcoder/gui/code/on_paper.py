"""File → Print, Save as PDF, Export as .docx: the transcript as it is shown; and its memos."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence, QPageLayout

from qcoder.exporters.coded_frame import Paper
from qcoder.gui.actions import Keys, new_action
from qcoder.gui.asking import FileAsker
from qcoder.gui.background import Task
from qcoder.gui.code.contents import Contents
from qcoder.gui.code.memos_export import MemosExport
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.desk import Desk
from qcoder.gui.paper.legends import legend_of
from qcoder.gui.paper.paper_acts import PaperActs, Printed
from qcoder.gui.transcript.paper import PaperPages
from qcoder.services.files.coded_transcript import (
    export_coded_transcript,
    export_consensus,
    printed,
)
from qcoder.services.viewing import VisibleLayer, visible_layers


class OnPaper(QObject):
    """Prints the layers that are switched on, which are never more than the coder may see."""

    def __init__(self, desk: Desk, page: TranscriptPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._asker = FileAsker(page, desk.settings, "export")
        self.paper = PaperActs(desk, page, self._printed)
        print_keys = QKeySequence.StandardKey.Print
        new = self._new
        self.actions: Sequence[QAction] = (
            new("pageSetup", self.tr("Pa&ge setup…"), self.paper.setup.ask),
            new("previewTranscript", self.tr("Print pre&view…"), self.paper.preview),
            new("printTranscript", self.tr("&Print…"), self.paper.ask_printer, print_keys),
            new("savePdf", self.tr("Save as P&DF…"), self.paper.ask_pdf, "Ctrl+Shift+P"),
            new("exportDocx", self.tr("E&xport with comments (.docx)…"), self._ask_docx),
            new("exportConsensus", self.tr("Export conse&nsus (.docx)…"), self._ask_consensus),
        )
        self.memos = MemosExport(desk, page)
        page.contents_changed.connect(self._enable)
        self._enable()

    def _new(
        self, name: str, text: str, slot: Callable[[], object], keys: Keys | None = None
    ) -> QAction:
        return new_action(self._page, name, text, slot, keys=keys)

    def _enable(self) -> None:
        for action in self.actions:
            action.setEnabled(self._page.contents is not None)

    # -- PDF and printer -----------------------------------------------------------------

    def _printed(self) -> Printed | None:
        contents = self._page.contents
        if contents is None:
            return None
        return Printed(contents.transcript.name, lambda size: self._pages(contents, size))

    def _pages(self, contents: Contents, size: tuple[int, int]) -> PaperPages:
        layers = self._layers(contents)
        codings = [contents.painted(coding) for layer in layers for coding in layer.codings]
        names = [self._name(layer) for layer in layers]
        revision = self.tr("codebook rev. %d") % contents.codebook.revision
        path = self._desk.workbench.workspace.path
        titles = [*([path.stem] if path else []), contents.transcript.name]
        heads = (" · ".join(titles), " · ".join([*names, revision]))
        legend = legend_of(self.tr("Codes"), contents.codebook, codings)
        return PaperPages(contents.transcript, codings, size, heads, legend)

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
        size = self.paper.setup.layout().fullRect(QPageLayout.Unit.Millimeter).size()
        return Paper(size.width(), size.height())

    def _tell_comments(self, name: str, count: int) -> None:
        said = self.tr("Saved %s, %d codings as comments") % (name, count)
        if count == 1:
            said = self.tr("Saved %s, 1 coding as a comment") % name
        self._desk.interaction.tell(said)

    # -- asking --------------------------------------------------------------------------

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
