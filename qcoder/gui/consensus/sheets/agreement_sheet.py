"""Agreement from before discussion: beside the list of differences, and never before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from qcoder.comparison.agreement_units import AgreementUnit
from qcoder.domain.ids import CodeId
from qcoder.gui.actions import new_action
from qcoder.gui.consensus.sheets.report_sheet import ReportSheet
from qcoder.gui.parts.choice_box import ChoiceBox
from qcoder.gui.parts.words import push_button
from qcoder.services.agreement.code_differences import (
    code_differences_report,
    is_place,
    place_behind,
)
from qcoder.services.agreement.report import AgreementView, AgreementWish, agreement_report
from qcoder.services.files.reports import export_agreement

if TYPE_CHECKING:
    from qcoder.gui.consensus.discussion import Discussion
    from qcoder.gui.desk import Desk
    from qcoder.services.consensus.room import Room


class AgreementSheet(ReportSheet):
    """Coders' sealed layers only. A code opens its places in every transcript, and those open.

    Signals:
        place_opened: a difference of a transcript is wanted.
    """

    place_opened = Signal(str, str)

    def __init__(self, desk: Desk, discussion: Discussion) -> None:
        super().__init__(desk, "agreementSheet", self.tr("Agreement before discussion"))
        self._discussion = discussion
        self._code: CodeId | None = None
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
        self.back = push_button("allCodes", self.tr("All codes (Backspace)"), self._leave_code)
        self.below.addWidget(self.back)
        self.below.addStretch(1)
        new_action(
            self, "backToAllCodes", self.tr("All codes"), self._leave_code,
            keys="Backspace", anywhere=False,
        )  # fmt: skip
        self.opened.connect(self._open)
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

    def _open(self, link: str) -> None:
        """A code of the figures, or one of its places."""
        if is_place(link):
            self.place_opened.emit(*place_behind(link))
        else:
            self._code = CodeId(link)
            self._read()

    def _leave_code(self) -> None:
        self._code = None
        self._read()

    def _read(self) -> None:
        wish, code = self.wish, self._code
        self.back.setVisible(code is not None)
        if code is not None:
            self.read(
                lambda uow: code_differences_report(uow, code, wish.only),
                question=(code, wish.only),
            )
            return
        self.unit.setEnabled(wish.view is not AgreementView.UNITS)
        self.advanced.setEnabled(wish.view is AgreementView.CODES)
        self.read(lambda uow: agreement_report(uow, wish), question=wish)

    def _export(self) -> None:
        workspace, wish = self.desk.workbench.workspace, self.wish
        self.ask_to_export(
            self.tr("agreement.docx"),
            self.documents() + self.tr(";;Table (*.csv)"),
            lambda target, told: export_agreement(workspace, wish, target, told),
        )
