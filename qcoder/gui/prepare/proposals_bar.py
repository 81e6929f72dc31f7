"""Proposals of pairs to change the codebook, answered where the codebook is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from qcoder.domain.changes import ChangeSet, Kind
from qcoder.domain.proposal import Proposal, ProposalState
from qcoder.gui.actions import new_action
from qcoder.gui.counting import counted
from qcoder.gui.desk import Desk
from qcoder.gui.parts.choice_box import ChoiceBox
from qcoder.gui.parts.words import heading_label, muted_label, push_button

if TYPE_CHECKING:
    from qcoder.domain.codebook import Code
    from qcoder.storage.unit_of_work import UnitOfWork

_RULE_LINES = 3


class ProposalsBar(QFrame):
    """One proposal at a time with the rule as it would be; hidden while none waits.

    Taking it edits the code and answers the proposal in one act, which one undo takes back.
    """

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("codebookProposals")
        self.setAccessibleName(self.tr("Proposals to change the codebook"))
        self._desk, self._panel = desk, parent
        self._waiting: list[Proposal] = []
        self._codes: dict[str, Code] = {}
        self.title = heading_label("")
        self.choice = ChoiceBox("proposalsWaiting", self.tr("Proposal"))
        self.origin = muted_label()
        self.rule = QPlainTextEdit()
        self.rule.setObjectName("proposedRule")
        self.rule.setAccessibleName(self.tr("The coding rule as it would be"))
        self.rule.setTabChangesFocus(True)
        self.rule.setFixedHeight(self.rule.fontMetrics().lineSpacing() * _RULE_LINES + 14)
        self.wording_only = QCheckBox(self.tr("Wording only"))
        self.wording_only.setObjectName("proposalWordingOnly")
        self.wording_only.setToolTip(
            self.tr("The rule says the same in other words: what pairs decided on the code stands")
        )
        self.answer = QLineEdit()
        self.answer.setObjectName("answerToProposal")
        self.answer.setAccessibleName(self.tr("Note to the pair"))
        self.answer.setPlaceholderText(self.tr("note to the pair, if any"))
        self.take = push_button("takeProposal", self.tr("Take into the codebook"), self._take)
        self.decline = push_button("declineThisProposal", self.tr("Decline"), self._decline)
        self._lay_out()
        self.choice.currentIndexChanged.connect(lambda _index: self._show_one())
        desk.workbench.project_changed.connect(self.read)
        desk.notifier.changed.connect(self._follow)
        self.hide()
        self.go_to.setEnabled(False)
        self.read()

    def _lay_out(self) -> None:
        self.go_to = new_action(
            self, "answerProposals", self.tr("Answer &proposals"), self.begin, keys="Ctrl+Shift+D"
        )
        new_action(
            self, "takeProposalByKey", self.tr("Take into the codebook"), self._take,
            keys="Ctrl+Return", anywhere=False,
        )  # fmt: skip
        for button, words in (
            (self.take, self.tr("Edits the rule as it stands here (Ctrl+Enter)")),
            (self.decline, self.tr("The codebook stays as it is; a note says why")),
        ):
            button.setToolTip(words)
        shrinking = ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.choice.setSizeAdjustPolicy(shrinking)
        first, last = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.title)
        first.addWidget(self.choice, 1)
        last.addWidget(self.wording_only)
        last.addWidget(self.answer, 1)
        last.addWidget(self.take)
        last.addWidget(self.decline)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addLayout(first)
        rows.addWidget(self.origin)
        rows.addWidget(self.rule)
        rows.addLayout(last)

    # -- showing ---------------------------------------------------------------------------

    def _follow(self, changes: ChangeSet) -> None:
        """Read anew after what can matter here, not after every coding."""
        if any(changes.of(kind) for kind in (Kind.PROPOSAL, Kind.CODE)):
            self.read()

    def read(self) -> None:
        """Show what waits for an answer; what is being written stays while it does."""
        workbench = self._desk.workbench
        waiting, codes = workbench.workspace.read(_read) if workbench.is_open else ([], {})
        if (waiting, codes) == (self._waiting, self._codes):
            return
        chosen = self.choice.currentData()
        self._waiting, self._codes = waiting, codes
        with QSignalBlocker(self.choice):
            self.choice.clear()
            for proposal in waiting:
                self.choice.addItem(" ".join(proposal.text.split()), proposal.id)
            self.choice.setCurrentIndex(max(0, self.choice.findData(chosen)))
        self.title.setText(
            counted(len(waiting), self.tr("1 proposal"), self.tr("{count} proposals"))
        )
        self.setVisible(bool(waiting))
        self.go_to.setEnabled(bool(waiting))
        self._show_one()

    @property
    def current(self) -> Proposal | None:
        """The proposal that is shown."""
        wanted = self.choice.currentData()
        return next((p for p in self._waiting if p.id == wanted), None)

    def _show_one(self) -> None:
        from qcoder.services.codebook.proposals import with_proposal

        proposal = self.current
        code = self._codes.get(proposal.code or "") if proposal else None
        self.rule.setVisible(code is not None)
        self.wording_only.setVisible(code is not None)
        self.wording_only.setChecked(False)
        self.take.setText(
            self.tr("Take into the codebook") if code is not None else self.tr("It is done")
        )
        self.rule.setPlainText(with_proposal(code, proposal).rule if code and proposal else "")
        self.origin.setText(self._origin(proposal, code) if proposal else "")

    def _origin(self, proposal: Proposal, code: Code | None) -> str:
        workspace = self._desk.workbench.workspace
        header = workspace.read(lambda uow: uow.transcripts.header(proposal.transcript))
        where = self.tr("from {transcript}, {day}").format(
            transcript=header.name, day=proposal.made_at[:10]
        )
        if code is None:
            return self.tr("{where}: “{text}” Change the codebook below.").format(
                where=where, text=proposal.text
            )
        return self.tr("{code}, {where}: “{text}” The rule as it would be:").format(
            code=code.label, where=where, text=proposal.text
        )

    def begin(self) -> None:
        """Go to the first that waits."""
        place = self.rule if self.rule.isVisibleTo(self) else self.choice
        place.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- acts ------------------------------------------------------------------------------

    def _take(self) -> None:
        from qcoder.services.codebook.proposals import take_into_codebook

        proposal = self.current
        code = self._codes.get(proposal.code or "") if proposal else None
        if proposal is None or code is None:
            self._say(ProposalState.DONE)
            return
        edited = replace(code, rule=self.rule.toPlainText().strip())
        coder, answer = self._desk.workbench.coder, self.answer.text()
        wording_only = self.wording_only.isChecked()
        done = self._desk.acts.do(
            self.tr("Take a proposal into {code}").format(code=code.label),
            lambda uow: take_into_codebook(
                uow,
                proposal.id,
                edited,
                wording_only=wording_only,
                answer=answer,
                answered_by=coder,
            ),
        )
        if done is not None:
            self._after(self._said_taken(wording_only).format(code=code.label))

    def _said_taken(self, wording_only: bool) -> str:
        if wording_only:
            return self.tr("{code} says so now.")
        return self.tr("{code} says so now; Reconcile lists what was decided on it as stale.")

    def _decline(self) -> None:
        self._say(ProposalState.DECLINED)

    def _say(self, state: ProposalState) -> None:
        from qcoder.services.codebook.proposals import answer_proposal

        proposal = self.current
        if proposal is None:
            return
        coder, answer = self._desk.workbench.coder, self.answer.text()
        done = self._desk.acts.do(
            self.tr("Answer a proposal"),
            lambda uow: answer_proposal(uow, proposal.id, state, answer, coder),
        )
        if done is not None:
            self._after(self.tr("The proposal is answered."))

    def _after(self, words: str) -> None:
        self.answer.clear()
        self._desk.interaction.tell(words, undo=True)
        if self._waiting:
            self.begin()
        else:
            # Else the focus goes wherever Qt finds the next: the bar is hidden by now.
            self._panel.setFocus(Qt.FocusReason.OtherFocusReason)


def _read(uow: UnitOfWork) -> tuple[list[Proposal], dict[str, Code]]:
    from qcoder.services.codebook.proposals import open_proposals

    waiting = open_proposals(uow)
    codes = uow.codebook.load().by_id if waiting else {}
    return waiting, {p.code: codes[p.code] for p in waiting if p.code in codes}
