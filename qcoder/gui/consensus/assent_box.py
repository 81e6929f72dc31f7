"""Who gives way, and who has yet to agree."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qcoder.domain.consensus import Decision, Status
from qcoder.domain.decisions import Resolution
from qcoder.domain.ids import CoderId
from qcoder.gui.consensus.card_widgets import Pool
from qcoder.gui.consensus.chips import Chip, WrappedRow
from qcoder.gui.consensus.draft import Draft
from qcoder.gui.parts.words import muted_label, push_button, small_font
from qcoder.services.consensus.room import Room


class AssentBox(QWidget):
    """A chip for each reader, pressed when that reader gives way.

    Signals:
        giving_way: the number of the reader whose chip was pressed.
        assented: all agree to what is proposed.
    """

    giving_way = Signal(int)
    assented = Signal()

    def __init__(self, before: QWidget) -> None:
        super().__init__()
        self.setObjectName("assentBox")
        self._said = muted_label()
        self._said.setFont(small_font(self._said.font()))
        self._said.setWordWrap(False)
        self._chips = Pool(self._make_chip, before)
        self.agree = push_button("allAgree", self.tr("All agree"), self.assented.emit)
        self._row = WrappedRow()
        self._row.addWidget(self._said)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addLayout(self._row)
        rows.addWidget(self.agree, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_chip(self) -> Chip:
        number = len(self._chips.widgets) + 1
        chip = Chip(f"givesWay{number}", str(number))
        chip.setToolTip(self.tr("Reading {number} gives way").format(number=number))
        chip.setAccessibleName(chip.toolTip())
        chip.clicked.connect(lambda _checked: self.giving_way.emit(number))
        self._row.addWidget(chip)
        return chip

    def show_assent(self, room: Room, current: Resolution, draft: Draft, key: str) -> None:
        """Show who gives way in the decision, or will in the next."""
        is_settled = current.status in _SETTLED
        yielding = set(draft.gives_way) | _yielding(current.decision if is_settled else None)
        self._said.setText(self.tr("Gives way  {key}").format(key=key))
        self._show_chips(room.coders, yielding)
        # There for every difference where it is ever needed: nothing shall move for it.
        self.agree.setVisible(room.separate)
        self.agree.setEnabled(current.status is Status.PROPOSED)

    def _show_chips(self, coders: Sequence[CoderId], yielding: set[CoderId]) -> None:
        for chip, coder in zip(self._chips.take(len(coders)), coders, strict=True):
            chip.setChecked(coder in yielding)


_SETTLED = (Status.DECIDED, Status.PROPOSED, Status.UNRESOLVED)


def _yielding(decision: Decision | None) -> set[CoderId]:
    assents = decision.assent if decision else ()
    return {assent.coder for assent in assents if assent.stance == "gave_way"}
