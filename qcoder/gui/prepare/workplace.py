"""Prepare: what is coded, by whom, with which codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from qcoder.domain.changes import ChangeSet, Kind
from qcoder.domain.ids import TranscriptId
from qcoder.gui.actions import separator
from qcoder.gui.importing import TranscriptImports
from qcoder.gui.prepare.codebook_panel import CodebookTable
from qcoder.gui.prepare.coders_panel import CodersPanel
from qcoder.gui.prepare.import_report import ImportReportPanel
from qcoder.gui.prepare.proposals_bar import ProposalsBar
from qcoder.gui.prepare.transcripts_panel import TranscriptsTable
from qcoder.gui.workplaces import Workplace

if TYPE_CHECKING:
    from qcoder.gui.desk import Desk

_UPPER, _LOWER = 320, 420
_TABLE, _REPORT, _CODERS = 700, 280, 230
_SUFFIXES = (".docx", ".txt")


class PrepareWorkplace(Workplace):
    """Transcripts, coders and the codebook on one page; files can be dropped anywhere on it."""

    name = "prepare"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("prepareWorkplace")
        self.setAccessibleName(self.tr("Prepare"))
        self.setAcceptDrops(True)
        self.imports = TranscriptImports(desk, self)
        self.transcripts = TranscriptsTable(desk)
        self.report = ImportReportPanel()
        self.coders = CodersPanel(desk)
        self.codebook = CodebookTable(desk)
        self.proposals = ProposalsBar(desk, self.codebook)
        self.codebook.body.insertWidget(1, self.proposals)
        self._lay_out()
        self.transcripts.chosen.connect(self.report.show_header)
        self.transcripts.import_wanted.connect(self._import)
        desk.notifier.transcripts_changed.connect(self._show_new)
        self.transcripts.read()

    def _lay_out(self) -> None:
        upper = QSplitter(Qt.Orientation.Horizontal)
        upper.setObjectName("prepareUpperSplitter")
        for panel in (self.transcripts, self.report, self.coders):
            upper.addWidget(panel)
        upper.setStretchFactor(0, 1)
        upper.setSizes([_TABLE, _REPORT, _CODERS])
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.setObjectName("prepareSplitter")
        whole.addWidget(upper)
        whole.addWidget(self.codebook)
        whole.setStretchFactor(1, 1)
        whole.setSizes([_UPPER, _LOWER])
        for splitter in (upper, whole):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(whole)

    # -- what the window asks --------------------------------------------------------------

    def actions_by_menu(self) -> Mapping[str, Sequence[QAction]]:
        """What is done with the transcript, coder or code that is chosen."""
        return {
            self.tr("Prepare"): [
                *self.transcripts.actions_on_one,
                separator(self),
                *self.coders.actions_on_one,
                separator(self),
                self.codebook.load_action,
                self.codebook.export.action,
                self.codebook.remove,
                self.proposals.go_to,
            ]
        }

    def panes(self) -> Sequence[QWidget]:
        """Transcripts, what was read of one, coders, codebook."""
        return (self.transcripts, self.report, self.coders, self.codebook)

    def status_parts(self) -> Sequence[str]:
        """Nothing that the panels do not say."""
        return ()

    def activated(self) -> None:
        """Begin with the transcripts."""
        self.transcripts.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- importing -------------------------------------------------------------------------

    def _import(self) -> None:
        """The window's own act: it knows the folder of last time."""
        self.desk.actions.named("importTranscripts").trigger()

    def _show_new(self, changes: ChangeSet) -> None:
        """What has just come in is chosen, so that its numbers are seen."""
        new = [c for c in changes.of(Kind.TRANSCRIPT) if c.before is None]
        if new:
            self.transcripts.choose(TranscriptId(new[-1].key))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take transcripts only."""
        if self.desk.workbench.is_open and _transcripts_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped, beside the window."""
        event.acceptProposedAction()
        self.imports.take_in(_transcripts_in(event))


def _transcripts_in(event: QDropEvent) -> list[Path]:
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [file for file in files if file.suffix.lower() in _SUFFIXES]
