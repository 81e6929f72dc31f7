"""The codebook: loaded, exported, edited in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from qcoder.domain.codebook import Code, Codebook, CodingUnit, Grain, Grouping
from qcoder.gui.actions import new_action
from qcoder.gui.code.grain_effect import became
from qcoder.gui.codebook_export import CodebookExport
from qcoder.gui.counting import counted
from qcoder.gui.desk import Desk
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.parts.words import push_button, quiet_button
from qcoder.gui.prepare.cell_editors import ChoiceDelegate, SentencesDelegate, SwatchDelegate
from qcoder.gui.prepare.codebook_loading import CodebookLoading
from qcoder.gui.prepare.codebook_model import AS_UNIT, CodebookModel, Column
from qcoder.services.codebook.closing import close_codebook, is_closed, open_codebook
from qcoder.services.codebook.editing import add_code, edit_code, remove_code
from qcoder.services.codebook.grain_effect import GrainEffect, effect_of_grain
from qcoder.shipped import codebooks_dir

if TYPE_CHECKING:
    pass

_WIDTHS = {
    Column.GROUPING: 96,
    Column.LABEL: 168,
    Column.RULE: 240,
    Column.UNIT: 84,
    Column.GRAIN: 92,
    Column.COLOUR: 92,
    Column.KEY: 44,
}
_SHIPPED = "compassionate_care.csv"


class CodebookTable(Panel):
    """Four columns of Appendix II with unit, grain, colour and key; a cell is one undo step."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("codebookTablePanel", "", parent)
        self.heading.setText(self.tr("Codebook"))
        self.setAccessibleName(self.tr("Codebook"))
        self._desk = desk
        self.model = CodebookModel(self._edit, self)
        self.table = self._build_table()
        self.loading = CodebookLoading(desk, self)
        self.loading.left.connect(self.table.setFocus)
        self.export = CodebookExport(desk, self.table, "exportCodebookTable")
        self._build_actions()
        for button in (
            quiet_button("addCode", self.tr("Add code"), self._offer_groupings),
            quiet_button("exportCodebook", self.tr("Export…"), self.export.ask),
            push_button("loadCodebook", self.tr("Load…"), self.loading.ask),
        ):
            self.head.addWidget(button)
        self.head.insertWidget(2, self.closed)
        self.head.insertWidget(2, self.wording_only)
        self.body.addWidget(self.loading.question)
        self.add_contents(self.table, self._build_empty())
        desk.workbench.project_changed.connect(self.read)
        desk.notifier.codebook_changed.connect(lambda _changes: self.read())
        self.read()

    # -- what it is made of ----------------------------------------------------------------

    def _build_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("codebookTable")
        table.setAccessibleName(self.tr("Codebook"))
        table.setModel(self.model)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        table.setShowGrid(False)
        table.setStyleSheet("QTableView::item { padding: 3px 5px; }")
        table.setWordWrap(True)
        table.setTabKeyNavigation(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        self._set_widths(table)
        table.setItemDelegateForColumn(
            Column.UNIT, ChoiceDelegate(lambda: [unit.value for unit in CodingUnit], table)
        )
        grains = [AS_UNIT, *(grain.value for grain in Grain)]
        table.setItemDelegateForColumn(Column.GRAIN, ChoiceDelegate(lambda: grains, table))
        table.setItemDelegateForColumn(Column.GROUPING, ChoiceDelegate(self._grouping_names, table))
        table.setItemDelegateForColumn(Column.COLOUR, SwatchDelegate(table))
        for column in (Column.DEFINITION, Column.RULE):
            table.setItemDelegateForColumn(column, SentencesDelegate(table))
        return table

    def _set_widths(self, table: QTableView) -> None:
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(Column.DEFINITION, QHeaderView.ResizeMode.Stretch)
        # Once for all columns that get another width, and not while the page is hidden.
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(table.resizeRowsToContents)
        header.sectionResized.connect(lambda *_: self._fitting.start())

    def _build_actions(self) -> None:
        self.wording_only = QCheckBox(self.tr("Wording only"))
        self.wording_only.setObjectName("codebookWordingOnly")
        self.wording_only.setToolTip(
            self.tr(
                "What is changed below says the same in other words: "
                "what pairs decided on these codes stands"
            )
        )
        self.closed = QCheckBox(self.tr("Closed for new codes"))
        self.closed.setObjectName("codebookClosed")
        self.closed.setToolTip(self.tr("Nobody can add a code; those there are can be edited"))
        self.closed.clicked.connect(self._close)
        self.load_action = new_action(
            self.table, "loadCodebookTable", self.tr("&Load a codebook…"), self.loading.ask
        )
        self.remove = new_action(
            self.table,
            "removeCode",
            self.tr("Remove code"),
            self._remove,
            keys="Ctrl+Del",
            anywhere=False,
        )
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _build_empty(self) -> EmptyPlace:
        return EmptyPlace(
            self.tr(
                "No codes yet. Load a codebook from a .csv, .xlsx or .docx table with Grouping, "
                "Label, Definition and Coding Rules."
            ),
            [
                push_button("loadFirst", self.tr("Load a codebook…"), self.loading.ask, "first"),
                push_button(
                    "loadShipped",
                    self.tr("Begin with that of Schairer et al. 2022"),
                    lambda: self.loading.load(codebooks_dir() / _SHIPPED),
                ),
            ],
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Rows were measured at another width while the page was hidden."""
        super().showEvent(event)
        self._fitting.start()

    # -- showing ---------------------------------------------------------------------------

    def read(self) -> None:
        """Show the codebook as it is now."""
        workbench = self._desk.workbench
        is_open = workbench.is_open
        codebook = (
            workbench.workspace.read(lambda uow: uow.codebook.load()) if is_open else Codebook()
        )
        self.model.show(codebook)
        self.closed.setChecked(is_open and workbench.workspace.read(is_closed))
        self.closed.setVisible(bool(codebook.codes))
        self._fitting.start()
        self.show_empty(not codebook.codes)
        self.note.setText(self._noted(codebook))

    def _noted(self, codebook: Codebook) -> str:
        if not codebook.codes:
            return ""
        codes = counted(len(codebook.codes), self.tr("1 code"), self.tr("{count} codes"))
        return self.tr("{codes} · revision {number}").format(codes=codes, number=codebook.revision)

    def _grouping_names(self) -> list[str]:
        return [grouping.name for grouping in self.model.codebook.groupings]

    # -- acts ------------------------------------------------------------------------------

    def _close(self, is_closed_now: bool) -> None:
        coder = self._desk.workbench.coder
        if is_closed_now:
            label = self.tr("Close the codebook for new codes")
            self._desk.acts.do(label, lambda uow: close_codebook(uow, coder))
        else:
            self._desk.acts.do(self.tr("Open the codebook for new codes"), open_codebook)

    def _edit(self, edited: Code) -> bool:
        label = self.tr("Edit code {label}").format(label=edited.label)
        wording_only = self.wording_only.isChecked()
        effect = self._effect_of(edited)
        done = self._desk.acts.do(
            label, lambda uow: edit_code(uow, edited, wording_only=wording_only)
        )
        if done is not None and effect:
            said = self.tr("{label}: {became}.").format(label=edited.label, became=became(effect))
            self._desk.interaction.tell(said, undo=True)
        return done is not None

    def _effect_of(self, edited: Code) -> GrainEffect | None:
        """What another grain will do where pairs have met: a cell has no room to say it before."""
        present = self.model.codebook.by_id[edited.id]
        if present.effective_grain is edited.effective_grain:
            return None
        return self._desk.workbench.workspace.read(lambda uow: effect_of_grain(uow, edited))

    def _offer_groupings(self) -> None:
        groupings = self.model.codebook.groupings
        menu = QMenu(self)
        for grouping in groupings:
            menu.addAction(grouping.name, partial(self._add, grouping))
        if not groupings:
            menu.addAction(self.tr("Load a codebook first")).setEnabled(False)
        button = self.findChild(QWidget, "addCode")
        assert isinstance(button, QWidget)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _add(self, grouping: Grouping) -> None:
        name = self._free_label()
        label = self.tr("Add a code to {grouping}").format(grouping=grouping.name)
        done = self._desk.acts.do(label, lambda uow: add_code(uow, grouping.id, name))
        if done is not None:
            index = self.model.index(self.model.row_of(done.value), Column.LABEL)
            self.table.setCurrentIndex(index)
            self.table.edit(index)

    def _free_label(self) -> str:
        name, number = self.tr("New code"), 2
        while self.model.codebook.find(name):
            name, number = self.tr("New code {number}").format(number=number), number + 1
        return name

    def _remove(self) -> None:
        code = self.model.code(self.table.currentIndex())
        if code is not None:
            label = self.tr("Remove code {label}").format(label=code.label)
            self._desk.acts.do(label, lambda uow: remove_code(uow, code.id))
