"""For each coder: what became of their own coding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcoder.domain.ids import CoderId
from qcoder.gui.consensus.sheets.report_sheet import ReportSheet
from qcoder.gui.parts.choice_box import ChoiceBox
from qcoder.gui.parts.words import push_button
from qcoder.services.files.reports import export_own
from qcoder.services.reports.own_coding import own_report

if TYPE_CHECKING:
    from qcoder.gui.consensus.discussion import Discussion
    from qcoder.gui.desk import Desk
    from qcoder.services.consensus.room import Room


class OwnSheet(ReportSheet):
    """Opens on whoever is at work, where they code this transcript. Rows open their difference."""

    def __init__(self, desk: Desk, discussion: Discussion) -> None:
        super().__init__(desk, "ownSheet", self.tr("What became of my coding"))
        self._discussion = discussion
        self.coder = ChoiceBox("ownSheetCoder", self.tr("Whose coding"))
        self.coder.activated.connect(lambda _index: self._read())
        self.above.addWidget(self.coder)
        self.above.addStretch(1)
        self.above.addWidget(push_button("exportOwn", self.tr("Export…"), self._export))

    def show_room(self, room: Room) -> None:
        """Offer the coders of the room, and read one's."""
        known = [coder.id for coder in self._discussion.coders]
        if [self.coder.itemData(place) for place in range(self.coder.count())] != known:
            self.coder.clear()
            for coder in self._discussion.coders:
                self.coder.addItem(coder.name, coder.id)
            at_work = self.desk.workbench.coder
            self.coder.setCurrentIndex(known.index(at_work) if at_work in known else 0)
        if room.coders:
            self._read()

    def _read(self) -> None:
        room, coder = self._discussion.room, CoderId(self.coder.currentData())
        if room is not None:
            about = (room.transcript.id, coder)
            self.read(lambda uow: own_report(uow, room, coder), about=about)

    def _export(self) -> None:
        room, coder = self._discussion.room, CoderId(self.coder.currentData())
        if room is not None:
            workspace, transcript = self.desk.workbench.workspace, room.transcript
            self.ask_to_export(
                f"{self.coder.currentText()} {transcript.name}.docx",
                self.documents() + ";;CSV (*.csv)",
                lambda target, told: export_own(workspace, transcript.id, coder, target, told),
            )
