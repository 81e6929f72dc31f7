"""Agreement from before discussion: beside the list of differences, and never before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from qcoder.comparison.agreement_units import AgreementUnit
from qcoder.gui.consensus.sheets.report_sheet import ReportSheet
from qcoder.gui.parts.choice_box import ChoiceBox
from qcoder.gui.parts.words import push_button
from qcoder.services.agreement_report import AgreementView, AgreementWish, agreement_report
from qcoder.services.report_export import export_agreement

if TYPE_CHECKING:
    from qcoder.gui.consensus.discussion import Discussion
    from qcoder.gui.desk import Desk
    from qcoder.services.consensus import Room


class AgreementSheet(ReportSheet):
    """Coders' sealed layers only. A code opens the differences that its figures are about."""

    def __init__(self, desk: Desk, discussion: Discussion) -> None:
        super().__init__(desk, "agreementSheet", self.tr("Agreement before discussion"))
        self._discussion = discussion
        self.over = ChoiceBox("agreementScope", self.tr("Over which transcripts"))
        self.over.addItem(self.tr("All transcripts"), False)
        self.over.addItem(self.tr("This transcript"), True)
        self.shown = ChoiceBox("agreementView", self.tr("What is shown"))
        for view, words in (
            (AgreementView.CODES, self.tr("By code")),
            (AgreementView.TRANSCRIPTS, self.tr("By code and transcript")),
            (AgreementView.UNITS, self.tr("Units side by side")),
            (AgreementView.BOUNDARIES, self.tr("Boundaries")),
        ):
            self.shown.addItem(words, view)
        self.unit = ChoiceBox("agreementUnit", self.tr("Unit"))
        for unit, words in (
            (AgreementUnit.TURN, self.tr("Speaker turns")),
            (AgreementUnit.SENTENCE, self.tr("Sentences")),
            (AgreementUnit.CHARACTER, self.tr("Characters")),
        ):
            self.unit.addItem(words, unit)
        self.moderator = self._switch("agreementModerator", self.tr("Moderator's turns"))
        self.advanced = self._switch("agreementAdvanced", self.tr("More coefficients"))
        self.as_now = self._switch("agreementNow", self.tr("Layers as they are now"))
        self._lay_out()

    def _switch(self, name: str, words: str) -> QCheckBox:
        box = QCheckBox(words)
        box.setObjectName(name)
        box.setAccessibleName(words)
        box.toggled.connect(lambda _on: self._read())
        return box

    def _lay_out(self) -> None:
        for choice in (self.over, self.shown, self.unit):
            choice.activated.connect(lambda _index: self._read())
            self.above.addWidget(choice)
        for switch in (self.moderator, self.advanced, self.as_now):
            self.above.addWidget(switch)
        self.above.addStretch(1)
        self.above.addWidget(push_button("exportAgreement", self.tr("Export…"), self._export))

    @property
    def wish(self) -> AgreementWish:
        """What is chosen."""
        room = self._discussion.room
        is_one = bool(self.over.currentData()) and room is not None
        return AgreementWish(
            view=AgreementView(self.shown.currentData()),
            unit=AgreementUnit(self.unit.currentData()),
            with_moderator=self.moderator.isChecked(),
            advanced=self.advanced.isChecked(),
            as_now=self.as_now.isChecked(),
            only=room.transcript.id if is_one and room else None,
        )

    def show_room(self, _room: Room | None) -> None:
        """Reckon what is chosen."""
        self._read()

    def _read(self) -> None:
        wish = self.wish
        self.unit.setEnabled(wish.view is not AgreementView.UNITS)
        self.advanced.setEnabled(wish.view is AgreementView.CODES)
        self.read(lambda uow: agreement_report(uow, wish))

    def _export(self) -> None:
        workspace, wish = self.desk.workbench.workspace, self.wish
        self.ask_to_export(
            self.tr("agreement.docx"),
            self.documents() + self.tr(";;Table (*.csv)"),
            lambda target: export_agreement(workspace, wish, target),
        )
