"""Rounds: begin one, name it, and see all of them side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from qcoder.gui.consensus.sheets.report_sheet import ReportSheet
from qcoder.gui.parts.choice_box import ChoiceBox
from qcoder.gui.parts.words import push_button
from qcoder.services.consensus.rounds import begin_round, rename_round, rounds
from qcoder.services.files.reports import export_rounds
from qcoder.services.prepare.assignments import code_again
from qcoder.services.reports.rounds import rounds_report

if TYPE_CHECKING:
    from qcoder.gui.desk import Desk
    from qcoder.services.consensus.room import Room


class RoundsSheet(ReportSheet):
    """What was sealed, decided and reckoned before belongs to the rounds before."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "roundsSheet", self.tr("Rounds"))
        self.round = ChoiceBox("roundToRename", self.tr("Round"))
        self.name_field = QLineEdit()
        self.name_field.setObjectName("roundName")
        self.name_field.setAccessibleName(self.tr("Name of the round"))
        self.name_field.setPlaceholderText(self.tr("name of a round"))
        self.name_field.setMaximumWidth(240)
        self.above.addWidget(self.name_field)
        self.above.addWidget(push_button("beginRound", self.tr("Begin this round"), self.begin))
        self.above.addSpacing(16)
        self.above.addWidget(self.round)
        self.above.addWidget(push_button("renameRound", self.tr("Rename to it"), self.rename))
        self.above.addStretch(1)
        self.again = push_button(
            "codeAgain", self.tr("Code this transcript again"), self.code_again
        )
        self.again.setToolTip(self.tr("Opens the layers of all its coders at once, for this round"))
        self.above.addWidget(self.again)
        self.above.addWidget(push_button("exportRounds", self.tr("Export…"), self._export))

    def show_room(self, _room: Room | None) -> None:
        """Read them all."""
        self.again.setEnabled(self.desk.workbench.transcript is not None)
        self.round.clear()
        for each in self.desk.workbench.workspace.read(rounds):
            self.round.addItem(each.name, each.number)
        self.round.setCurrentIndex(self.round.count() - 1)
        self.read(rounds_report, question="rounds")

    def begin(self) -> None:
        """End the round that goes on, and begin the one that is named."""
        name = self.name_field.text()
        done = self.desk.acts.do(
            self.tr("Begin round {name}").format(name=name), lambda uow: begin_round(uow, name)
        )
        self._after(done is not None)

    def rename(self) -> None:
        """Call the chosen round otherwise."""
        name, number = self.name_field.text(), int(self.round.currentData())
        done = self.desk.acts.do(
            self.tr("Rename a round"), lambda uow: rename_round(uow, number, name)
        )
        self._after(done is not None)

    def code_again(self) -> None:
        """Open every layer of the transcript in hand, so that none is shown beside an old one."""
        workbench = self.desk.workbench
        transcript = workbench.transcript
        if transcript is None:
            return
        name = workbench.workspace.transcript(transcript).name
        done = self.desk.acts.do(
            self.tr("Code {name} again").format(name=name),
            lambda uow: code_again(uow, transcript),
            undoable=False,
        )
        if done is not None:
            self.desk.interaction.tell(
                self.tr("{name} is open again for all its coders.").format(name=name)
            )

    def _after(self, is_done: bool) -> None:
        if is_done:
            self.name_field.clear()

    def _export(self) -> None:
        workspace = self.desk.workbench.workspace
        self.ask_to_export(
            self.tr("rounds.docx"),
            self.documents(),
            lambda target, told: export_rounds(workspace, target, told),
        )
