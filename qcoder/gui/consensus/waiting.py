"""What stands in the middle while there is no room to open, and what would open one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qcoder.domain.ids import TranscriptId
from qcoder.gui.consensus.pairs import Pair, Pairs
from qcoder.gui.counting import listed
from qcoder.gui.desk import Desk
from qcoder.gui.parts.words import plain_label, push_button, set_tone

_WIDTH = 460


class WaitingPlace(QWidget):
    """Says who is waited for, or that nothing is coded twice yet; nothing of any layer."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("waitingPlace")
        self._desk = desk
        self.sentence = plain_label()
        self.sentence.setObjectName("waitingSentence")
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.sentence.setFixedWidth(_WIDTH)
        set_tone(self.sentence, "muted")
        self.to_code = push_button("goToCode", self.tr("Go to Code"), self._go_to_code)
        self.to_prepare = push_button(
            "goToPrepare", self.tr("Assign coders in Prepare"), self._go_to_prepare, "first"
        )
        rows = QVBoxLayout(self)
        rows.setSpacing(16)
        rows.addStretch(2)
        for widget in (self.sentence, self.to_prepare, self.to_code):
            rows.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(3)

    def explain(self, pairs: Pairs, transcript: TranscriptId | None, refusal: str) -> None:
        """Why there is no room on that transcript."""
        pair = pairs.get(transcript)
        self.to_prepare.setVisible(not pairs.all)
        self.to_code.setVisible(bool(pairs.all))
        if not pairs.all:
            self.sentence.setText(
                self.tr(
                    "Nothing is coded by two coders yet. Assign a second coder to a transcript; "
                    "when both have sealed their coding, its differences are discussed here."
                )
            )
        elif pair is not None and pair.waits_for:
            self.sentence.setText(self._waits(pair))
        else:
            self.sentence.setText(refusal or self.tr("Choose a pair at the left."))
        # A layout gives a centred label the height of one line, however many it wraps into.
        self.sentence.setMinimumHeight(self.sentence.heightForWidth(_WIDTH))
        self.setAccessibleName(self.sentence.text())

    def _waits(self, pair: Pair) -> str:
        coders = listed(pair.waits_for, self.tr(" and "))
        return self.tr(
            "{name} waits for {coders}. Differences show when every coder has sealed."
        ).format(name=pair.name, coders=coders)

    def _go_to_code(self) -> None:
        self._desk.workbench.request_workplace("code")

    def _go_to_prepare(self) -> None:
        self._desk.workbench.request_workplace("prepare")
