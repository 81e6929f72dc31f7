"""Report: find coded passages again, count them, take them along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from qcoder.domain.codebook import Codebook
from qcoder.domain.excerpts import Excerpt, ExcerptCollection, LayerNote
from qcoder.domain.ids import CoderId, TranscriptId
from qcoder.gui.actions import new_action
from qcoder.gui.asking import FileAsker
from qcoder.gui.background import Task
from qcoder.gui.counting import counted
from qcoder.gui.latest_answer import LatestAnswer
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.parts.words import push_button
from qcoder.gui.report.counts_panel import CountsPanel
from qcoder.gui.report.excerpts_list import ExcerptsView
from qcoder.gui.report.request_panel import RequestPanel
from qcoder.gui.workplaces import Workplace
from qcoder.services.files.excerpts import Request, collect
from qcoder.services.files.exporting import export_excerpts
from qcoder.services.prepare.transcripts import TranscriptSummary, summaries

if TYPE_CHECKING:
    from qcoder.gui.desk import Desk

_WIDTHS = (232, 700, 284)
_NOBODY = CoderId("")
_NOTHING = ExcerptCollection((), Codebook(), ())


class ReportWorkplace(Workplace):
    """Retrieval at the left, excerpts in the middle, counts at the right, one Export.

    Excerpts are collected beside the window; codes and transcripts only filter what has been
    collected. Layers hidden from the coder at work are neither shown nor exported.

    Signals:
        collected: the excerpts of the layer asked for are shown.
    """

    name = "report"
    collected = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("reportWorkplace")
        self.setAccessibleName(self.tr("Report"))
        self._is_active = False
        self._is_outdated = True
        self._is_collecting = False
        self._collection = _NOTHING
        self._shown: list[Excerpt] = []
        self._ids: dict[str, TranscriptId] = {}
        self._latest = LatestAnswer(desk)
        self._asker = FileAsker(self, desk.settings, "export")
        self.request = RequestPanel()
        self.counts = CountsPanel()
        self.export_action = new_action(
            self, "exportExcerpts", self.tr("Export excerpts…"), self._ask_to_export, keys="Ctrl+E"
        )
        self.excerpts_panel = self._build_excerpts()
        self._lay_out()
        self._listen()

    def _build_excerpts(self) -> Panel:
        panel = Panel("excerptsPanel", self.tr("Excerpts"))
        self.list = ExcerptsView(self.tr("Excerpts"))
        self.list.activated.connect(self._go_to)
        self.export_button = push_button(
            "exportButton", self.tr("Export…"), self.export_action.trigger, "first"
        )
        panel.head.addWidget(self.export_button)
        code = push_button("reportGoToCode", self.tr("Go to Code"), self._go_to_code)
        panel.add_contents(self.list, EmptyPlace("", [code]))
        return panel

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("reportSplitter")
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for column in (self.request, self.excerpts_panel, self.counts):
            splitter.addWidget(column)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes(_WIDTHS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)

    def _listen(self) -> None:
        workbench, notifier = self.desk.workbench, self.desk.notifier
        workbench.project_changed.connect(self._begin_anew)
        workbench.coder_changed.connect(self._begin_anew)
        notifier.changed.connect(lambda _changes: self._follow())
        self.request.layer_changed.connect(self._collect)
        self.request.filter_changed.connect(self._filter)

    # -- what the window asks --------------------------------------------------------------

    def actions_by_menu(self) -> Mapping[str, Sequence[QAction]]:
        """What leaves the project."""
        return {self.tr("Report"): [self.export_action]}

    def panes(self) -> Sequence[QWidget]:
        """Request, excerpts, counts."""
        return (self.request, self.excerpts_panel, self.counts)

    def status_parts(self) -> Sequence[str]:
        """How much is listed."""
        return (self._counted(len(self._shown)),) if self._shown else ()

    def activated(self) -> None:
        """Collect what has changed since it was last shown."""
        self._is_active = True
        if self._is_outdated:
            self._read()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def deactivated(self) -> None:
        """From now on changes only make it outdated."""
        self._is_active = False

    # -- collecting ------------------------------------------------------------------------

    def _begin_anew(self) -> None:
        """Somebody else looks: nothing of what was collected for another may stay until then."""
        self._latest.forget()
        self._is_collecting, self._collection = True, _NOTHING
        self._filter()
        self._follow()

    def _follow(self) -> None:
        self._is_outdated = True
        if self._is_active:
            self._read()

    def _read(self) -> None:
        """Offer what there is now, then collect."""
        self._is_outdated = False
        workbench = self.desk.workbench
        found: list[TranscriptSummary] = []
        codebook = Codebook()
        if workbench.is_open:
            found = workbench.workspace.read(lambda uow: summaries(uow, self._viewer))
            codebook = workbench.workspace.read(lambda uow: uow.codebook.load())
        self._ids = {summary.header.name: summary.header.id for summary in found}
        self.request.offer(found, codebook)
        self._collect()

    @property
    def _viewer(self) -> CoderId:
        """Who looks; nobody in particular may see no layer that is hidden from anybody."""
        return self.desk.workbench.coder or _NOBODY

    def _collect(self) -> None:
        if not self.desk.workbench.is_open:
            self._latest.forget()
            self._take(_NOTHING)
            return
        workspace = self.desk.workbench.workspace
        request = Request(layer=self.request.layer, viewer=self._viewer)
        task = self._latest.ask(
            self.tr("Collecting excerpts"),
            lambda: workspace.read(lambda uow: collect(uow, request)),
            self._take,
        )
        task.ended.connect(lambda: self._give_up(task))

    def _give_up(self, task: Task) -> None:
        """Cancelled or refused: nothing comes any more."""
        if self._is_collecting and self._latest.is_waited_for(task):
            self._is_collecting = False
            self._filter()

    def _take(self, collection: ExcerptCollection) -> None:
        self._is_collecting, self._collection = False, collection
        codes = collection.codebook.codes
        self.list.painted.colours = {code.label: code.colour for code in codes}
        self._filter()
        self.collected.emit()

    # -- showing ---------------------------------------------------------------------------

    def _filter(self) -> None:
        collection = self._collection
        by_id = collection.codebook.by_id
        codes = {by_id[code].label for code in self.request.chosen_codes if code in by_id}
        wanted = self.request.chosen_transcripts
        names = {name for name, transcript in self._ids.items() if transcript in wanted}
        self._shown = [e for e in collection.excerpts if e.code in codes and e.transcript in names]
        notes = [note for note in collection.notes if note.transcript in names]
        self.list.excerpts.show(self._shown)
        self.counts.show_counts(self._shown, collection.codebook, notes)
        self._show_state(notes)

    def _show_state(self, notes: Sequence[LayerNote]) -> None:
        panel, count = self.excerpts_panel, len(self._shown)
        panel.note.setText(self._counted(count) if count else "")
        panel.show_empty(not count)
        panel.empty.say(
            self._why_empty(notes), offers=not (self._is_collecting or self._collection.excerpts)
        )
        self.export_action.setEnabled(bool(count))
        self.export_button.setEnabled(bool(count))
        self.status_changed.emit()

    def _why_empty(self, notes: Sequence[LayerNote]) -> str:
        if self._is_collecting:
            return self.tr("Collecting excerpts …")
        if self._collection.excerpts:
            return self.tr("Nothing of what is ticked at the left has been coded.")
        if notes:
            sentences = "\n".join(note.sentence for note in notes)
            return self.tr("There is nothing to show yet.\n{notes}").format(notes=sentences)
        return self.tr("Passages that were coded are listed here. Nothing is coded yet.")

    def _counted(self, count: int) -> str:
        return counted(count, self.tr("1 excerpt"), self.tr("{count} excerpts"))

    # -- going and exporting ---------------------------------------------------------------

    def _go_to(self, index: QModelIndex) -> None:
        excerpt = self.list.excerpt_at(index)
        workbench = self.desk.workbench
        workbench.show_transcript(self._ids[excerpt.transcript])
        workbench.request_workplace("code")
        workbench.request_place(excerpt.span)

    def _go_to_code(self) -> None:
        self.desk.workbench.request_workplace("code")

    def _ask_to_export(self) -> None:
        kinds = self.tr(
            "Word document (*.docx);;Excel workbook (*.xlsx);;Table (*.csv);;JSON (*.json)"
        )
        target = self._asker.to_save(
            self.tr("Export excerpts"), self.tr("excerpts.docx"), kinds, ".docx"
        )
        if target is not None:
            self.export(target)

    def export(self, target: Path) -> Task:
        """Write what is listed, in the format that the extension names."""
        workspace = self.desk.workbench.workspace
        request = self._exported()
        task = self.desk.background.run(
            self.tr("Exporting {file}").format(file=target.name),
            lambda _report: export_excerpts(workspace, request, target),
        )
        task.finished.connect(lambda collection: self._tell(collection, target))
        task.refused.connect(self.desk.interaction.refuse)
        task.failed.connect(self.desk.interaction.report_bug)
        return task

    def _exported(self) -> Request:
        """What is ticked; everything is asked for by naming nothing."""
        request = self.request
        return Request(
            layer=request.layer,
            codes=frozenset() if request.codes.is_everything else request.chosen_codes,
            transcripts=frozenset()
            if request.transcripts.is_everything
            else request.chosen_transcripts,
            viewer=self._viewer,
        )

    def _tell(self, collection: ExcerptCollection, target: Path) -> None:
        self.desk.interaction.tell(
            self.tr("{excerpts} exported to {file}").format(
                excerpts=self._counted(len(collection.excerpts)), file=target.name
            )
        )
