"""The closing sheet: where the pair stands, and who stands by it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from qcoder.domain.ids import CoderId
from qcoder.domain.proposal import ProposalState
from qcoder.gui.actions import new_action
from qcoder.gui.consensus.sheets.report_sheet import ReportSheet
from qcoder.gui.parts.choice_box import ChoiceBox
from qcoder.gui.parts.words import muted_label, push_button
from qcoder.services.closing.acts import close_consensus, reopen
from qcoder.services.closing.methods_paragraph import methods_paragraph
from qcoder.services.closing.report import STATES, closing_report
from qcoder.services.closing.sheet import closing_sheet
from qcoder.services.codebook.proposals import answer_proposal
from qcoder.services.consensus.room import open_room
from qcoder.services.files.reports import export_closing, export_log

if TYPE_CHECKING:
    from qcoder.exporters.report import Report
    from qcoder.gui.consensus.discussion import Discussion
    from qcoder.gui.desk import Desk
    from qcoder.services.consensus.room import Room
    from qcoder.storage.unit_of_work import UnitOfWork

_MOST_READERS = 9


class ClosingPage(ReportSheet):
    """Also an overview while differences are open. Each coder assents by a button or a number.

    What an act here has changed is shown as any change is: by whoever hears of changes.
    """

    def __init__(self, desk: Desk, discussion: Discussion) -> None:
        super().__init__(desk, "closingSheet", self.tr("Closing"))
        self._discussion = discussion
        self._assents: dict[CoderId, QPushButton] = {}
        self.standing = muted_label()
        self.standing.setObjectName("closingStanding")
        self.reopen = push_button("reopenConsensus", self.tr("Reopen"), self._reopen)
        self.proposals = ChoiceBox("closingProposals", self.tr("Proposal to answer"))
        self.answer = QLineEdit()
        self.answer.setObjectName("proposalAnswer")
        self.answer.setAccessibleName(self.tr("Answer to the proposal"))
        self.answer.setPlaceholderText(self.tr("answer, if any"))
        self._states = [
            push_button(name, text, partial(self._answer, state))
            for name, text, state in (
                ("acceptProposal", self.tr("Accept"), ProposalState.ACCEPTED),
                ("declineProposal", self.tr("Decline"), ProposalState.DECLINED),
                ("proposalDone", self.tr("Done"), ProposalState.DONE),
            )
        ]
        self._lay_out()
        for number in range(1, _MOST_READERS + 1):
            new_action(
                self, f"assentOf{number}", self.tr("Assent"), partial(self.press, number),
                keys=str(number), anywhere=False,
            )  # fmt: skip

    def _lay_out(self) -> None:
        self.above.addWidget(self.standing, 1)
        self.above.addWidget(self.reopen)
        answering = QHBoxLayout()
        answering.setSpacing(8)
        self.proposals.setMinimumContentsLength(24)
        shrinking = ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.proposals.setSizeAdjustPolicy(shrinking)
        answering.addWidget(self.proposals, 1)
        answering.addWidget(self.answer, 1)
        for button in self._states:
            answering.addWidget(button)
        rows = self.layout()
        assert isinstance(rows, QVBoxLayout)
        rows.insertLayout(rows.count() - 1, answering)
        for name, text, slot in (
            ("copyMethods", self.tr("Copy methods paragraph"), self.copy_methods),
            ("exportReport", self.tr("Export report…"), self._export_report),
            ("exportLog", self.tr("Export log…"), self._export_log),
        ):
            self.below.addWidget(push_button(name, text, slot))
        self.below.addStretch(1)

    # -- showing ---------------------------------------------------------------------------

    def show_room(self, room: Room) -> None:
        """Read the sheet of an open room anew."""
        self.read(lambda uow: _report(uow, room), about=room.transcript.id)
        workspace = self.desk.workbench.workspace
        transcript = room.transcript.id
        closing = workspace.read(lambda uow: uow.closings.in_force(transcript))
        self.reopen.setVisible(closing is not None)
        self._offer_assent(room, is_closed=closing is not None)
        self._offer_proposals(room)

    def _offer_assent(self, room: Room, *, is_closed: bool) -> None:
        for button in self._assents.values():
            button.deleteLater()
        self._assents = {}
        if is_closed or room.still_open:
            self.standing.setText(self._standing(room.still_open, is_closed=is_closed))
            return
        self.standing.setText(self.tr("Nothing is open. Each coder assents, then it is closed."))
        for number, coder in enumerate(self._discussion.coders, start=1):
            words = self.tr("{name} stands by it ({key})").format(name=coder.name, key=number)
            button = push_button(f"standsBy{number}", words, self._close_if_all)
            button.setCheckable(True)
            self._assents[coder.id] = button
            self.above.addWidget(button)

    def _standing(self, still_open: int, *, is_closed: bool) -> str:
        if not is_closed:
            words = self.tr("{count} still open; it can be closed when nothing is.")
        elif still_open:
            words = self.tr(
                "Closed, but something changed since; still open: {count}. Reopen it to decide."
            )
        else:
            words = self.tr("Closed: all its coders stand by this consensus.")
        return words.format(count=still_open)

    def _offer_proposals(self, room: Room) -> None:
        workspace, transcript = self.desk.workbench.workspace, room.transcript.id
        found = workspace.read(lambda uow: uow.proposals.of_transcript(transcript))
        self.proposals.clear()
        for proposal in found:
            words = f"{proposal.text[:40]} ({STATES[proposal.state]})"
            self.proposals.addItem(words, proposal.id)
        for widget in (self.proposals, self.answer, *self._states):
            widget.setVisible(bool(found))

    # -- acts ------------------------------------------------------------------------------

    def press(self, number: int) -> None:
        """The coder of that number assents, or no longer."""
        buttons = list(self._assents.values())
        if number <= len(buttons):
            buttons[number - 1].click()

    def _close_if_all(self) -> None:
        room = self._discussion.room
        assenting = [coder for coder, button in self._assents.items() if button.isChecked()]
        if room is None or len(assenting) < len(room.coders):
            return
        done = self.desk.acts.do(
            self.tr("Close the consensus"),
            lambda uow: close_consensus(uow, open_room(uow, room.transcript), assenting),
            undoable=False,
        )
        if done is not None:
            self.desk.interaction.tell(self.tr("The consensus is closed."))
        else:
            # Somebody else was quicker, or has decided meanwhile.
            self.show_room(room)
        self.focus_view()

    def _reopen(self) -> None:
        room = self._discussion.room
        if room is not None:
            transcript = room.transcript.id
            self.desk.acts.do(
                self.tr("Reopen the consensus"),
                lambda uow: reopen(uow, transcript),
                undoable=False,
            )
            self.focus_view()

    def _answer(self, state: ProposalState) -> None:
        room, proposal = self._discussion.room, self.proposals.currentData()
        if room is None or proposal is None:
            return
        words, coder = self.answer.text(), self.desk.workbench.coder
        done = self.desk.acts.do(
            self.tr("Answer a proposal"),
            lambda uow: answer_proposal(uow, proposal, state, words, coder),
        )
        if done is not None:
            self.answer.clear()

    def copy_methods(self) -> None:
        """Put the methods paragraph on the clipboard."""
        room = self._discussion.room
        if room is not None:
            workspace = self.desk.workbench.workspace
            words = workspace.read(lambda uow: methods_paragraph(closing_sheet(uow, room)))
            QGuiApplication.clipboard().setText(words)
            self.desk.interaction.tell(self.tr("The methods paragraph is on the clipboard."))

    def _export_report(self) -> None:
        room = self._discussion.room
        if room is not None:
            workspace, transcript = self.desk.workbench.workspace, room.transcript
            self.ask_to_export(
                self.tr("consensus {name}.docx").format(name=transcript.name),
                self.documents(),
                lambda target, told: export_closing(workspace, transcript.id, target, told),
            )

    def _export_log(self) -> None:
        room = self._discussion.room
        if room is not None:
            workspace, transcript = self.desk.workbench.workspace, room.transcript
            self.ask_to_export(
                self.tr("decisions {name}.xlsx").format(name=transcript.name),
                self.tr("Excel workbook with words (*.xlsx);;Log without words (*.jsonl)"),
                lambda target, told: export_log(workspace, transcript.id, target, told),
            )


def _report(uow: UnitOfWork, room: Room) -> Report:
    return closing_report(uow, open_room(uow, room.transcript))
