"""The table of transcripts: import, rename, remove, bring back, say who codes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from qcoder.domain.ids import CoderId, TranscriptId
from qcoder.domain.transcript import TranscriptHeader
from qcoder.gui.actions import new_action, separator
from qcoder.gui.counting import counted
from qcoder.gui.desk import Desk
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.parts.words import push_button, quiet_button
from qcoder.gui.prepare.speakers import structure_anew
from qcoder.gui.prepare.transcripts_model import Column, TranscriptsModel
from qcoder.services.prepare.assignments import assign
from qcoder.services.prepare.transcripts import (
    TranscriptSummary,
    bring_back_transcript,
    remove_transcript,
    rename_transcript,
    replace_structure,
    summaries,
)

if TYPE_CHECKING:
    from qcoder.importers.imported import Speakers

_WIDTHS = {
    Column.NAME: 130,
    Column.FORMAT: 58,
    Column.TURNS: 54,
    Column.SPEAKERS: 72,
    Column.CHARACTERS: 82,
    Column.WARNINGS: 66,
    Column.SEALED: 62,
}


class TranscriptsTable(Panel):
    """Every act on a transcript is one undo step; a refusal is shown and changes nothing.

    Signals:
        chosen: the TranscriptHeader in the current row, or None.
        import_wanted: files shall be asked for.
    """

    chosen = Signal(object)
    import_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("transcriptsTablePanel", "", parent)
        self.heading.setText(self.tr("Transcripts"))
        self.setAccessibleName(self.tr("Transcripts"))
        self._desk = desk
        self.model = TranscriptsModel(self._rename, self)
        self.table = self._build_table()
        self._build_head()
        self._build_actions()
        self.add_contents(self.table, self._build_empty())
        desk.workbench.project_changed.connect(self.read)
        for signal in (desk.notifier.transcripts_changed, desk.notifier.people_changed):
            signal.connect(lambda _changes: self.read())
        self.read()

    # -- what it is made of ----------------------------------------------------------------

    def _build_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("transcriptsTable")
        table.setAccessibleName(self.tr("Transcripts"))
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        table.setShowGrid(False)
        table.setStyleSheet("QTableView::item { padding: 0 5px; }")
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(Column.CODERS, QHeaderView.ResizeMode.Stretch)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)
        table.doubleClicked.connect(self._open)
        table.selectionModel().currentChanged.connect(lambda *_: self._tell_choice())
        return table

    def _build_head(self) -> None:
        self.removed = quiet_button("bringBack", "", self._offer_removed)
        self.head.addWidget(self.removed)
        self.head.addWidget(
            push_button("importButton", self.tr("Import…"), self.import_wanted.emit)
        )

    def _build_empty(self) -> EmptyPlace:
        button = push_button(
            "importFirst", self.tr("Import transcripts…"), self.import_wanted.emit, "first"
        )
        return EmptyPlace(
            self.tr("No transcripts yet. Import .docx or .txt files, or drop them here."), [button]
        )

    def _build_actions(self) -> None:
        def action(name: str, text: str, slot: object, keys: str = "") -> QAction:
            assert callable(slot)
            made = new_action(self.table, name, text, slot, keys=keys or None, anywhere=False)
            # Not below the table: Enter in a cell that is written ends the writing.
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            return made

        self.actions_on_one = [
            action("renameTranscript", self.tr("Rename"), self._edit_name, "F2"),
            action("whoCodes", self.tr("Who codes…"), self._offer_coders, "Return"),
            action("speakersAuto", self.tr("Recognise speakers anew"), partial(self._redo, "auto")),
            action("speakersNone", self.tr("Without speakers"), partial(self._redo, "none")),
            separator(self),
            action("removeTranscript", self.tr("Remove"), self._remove, "Del"),
        ]

    # -- showing ---------------------------------------------------------------------------

    def read(self) -> None:
        """Show the transcripts as they are now; the chosen one stays chosen."""
        workbench = self._desk.workbench
        kept = self._header()
        found = workbench.workspace.read(summaries) if workbench.is_open else []
        self.model.show(found)
        self.show_empty(not found)
        words = counted(len(found), self.tr("1 transcript"), self.tr("{count} transcripts"))
        self.note.setText(words if found else "")
        gone = self._removed_ones()
        self.removed.setVisible(bool(gone))
        self.removed.setText(self.tr("Removed ({count})").format(count=len(gone)))
        self.choose(kept.id if kept else None)

    def choose(self, transcript: TranscriptId | None) -> None:
        """Make a transcript the current one, or the first where it is not there."""
        row = max(0, self.model.row_of(transcript))
        self.table.setCurrentIndex(self.model.index(row, Column.NAME))
        self._tell_choice()

    def _tell_choice(self) -> None:
        header = self._header()
        for action in self.actions_on_one:
            action.setEnabled(header is not None)
        self.chosen.emit(header)

    def _summary(self) -> TranscriptSummary | None:
        return self.model.summary(self.table.currentIndex())

    def _header(self) -> TranscriptHeader | None:
        summary = self._summary()
        return summary.header if summary else None

    def _removed_ones(self) -> list[TranscriptHeader]:
        workbench = self._desk.workbench
        if not workbench.is_open:
            return []
        found = workbench.workspace.read(lambda uow: uow.transcripts.headers(include_removed=True))
        return [header for header in found if header.removed]

    # -- acts ------------------------------------------------------------------------------

    def _rename(self, transcript: TranscriptId, name: str) -> bool:
        label = self.tr("Rename transcript to {name}").format(name=name.strip())
        done = self._desk.acts.do(label, lambda uow: rename_transcript(uow, transcript, name))
        return done is not None

    def _edit_name(self) -> None:
        self.table.edit(self.model.index(self.table.currentIndex().row(), Column.NAME))

    def _remove(self) -> None:
        header = self._header()
        if header is None:
            return
        label = self.tr("Remove {name}").format(name=header.name)
        if self._desk.acts.do(label, lambda uow: remove_transcript(uow, header.id)):
            self._desk.interaction.tell(
                self.tr("{name} removed; its codings are kept.").format(name=header.name),
                undo=True,
            )

    def _offer_removed(self) -> None:
        menu = QMenu(self)
        for header in self._removed_ones():
            menu.addAction(header.name, partial(self._bring_back, header))
        menu.popup(self.removed.mapToGlobal(QPoint(0, self.removed.height())))

    def _bring_back(self, header: TranscriptHeader) -> None:
        label = self.tr("Bring {name} back").format(name=header.name)
        self._desk.acts.do(label, lambda uow: bring_back_transcript(uow, header.id))
        self.choose(header.id)

    def _redo(self, speakers: Speakers) -> None:
        header, desk = self._header(), self._desk
        if header is None:
            return
        workspace = desk.workbench.workspace
        structure = desk.interaction.attempt(lambda: structure_anew(workspace, header, speakers))
        if structure is not None:
            label = self.tr("Recognise speakers of {name}").format(name=header.name)
            desk.acts.do(label, lambda uow: replace_structure(uow, header.id, structure))

    def _offer_coders(self) -> None:
        summary = self._summary()
        if summary is not None:
            self.coders_menu = self._coders_menu(summary)
            here = self.table.visualRect(
                self.model.index(self.table.currentIndex().row(), Column.CODERS)
            )
            self.coders_menu.popup(self.table.viewport().mapToGlobal(here.bottomLeft()))

    def _coders_menu(self, summary: TranscriptSummary) -> QMenu:
        menu = QMenu(self.tr("Who codes"), self)
        menu.setObjectName("whoCodesMenu")
        coding = {layer.coder for layer in summary.layers}
        everybody = self._desk.workbench.workspace.read(lambda uow: uow.coders.all())
        for coder in everybody:
            if coder.retired and coder.id not in coding:
                continue
            entry = menu.addAction(coder.name)
            entry.setCheckable(True)
            entry.setChecked(coder.id in coding)
            entry.triggered.connect(lambda codes, c=coder.id: self._set_coder(summary, c, codes))
        if not menu.actions():
            menu.addAction(self.tr("Add coders first")).setEnabled(False)
        return menu

    def _set_coder(self, summary: TranscriptSummary, coder: CoderId, codes: bool) -> None:
        present = [layer.coder for layer in summary.layers]
        wanted = [*present, coder] if codes else [c for c in present if c != coder]
        header = summary.header
        label = self.tr("Assign coders of {name}").format(name=header.name)
        self._desk.acts.do(label, lambda uow: assign(uow, header.id, wanted))

    # -- gestures --------------------------------------------------------------------------

    def _open(self) -> None:
        """A double click says who codes in that column, and goes to Code anywhere else."""
        if self.table.currentIndex().column() == Column.CODERS:
            self._offer_coders()
            return
        header = self._header()
        if header is not None:
            self._desk.workbench.show_transcript(header.id)
            self._desk.workbench.request_workplace("code")

    def _show_menu(self, point: QPoint) -> None:
        if self._header() is None:
            return
        menu = QMenu(self)
        menu.addActions(self.actions_on_one)
        menu.popup(self.table.viewport().mapToGlobal(point))
