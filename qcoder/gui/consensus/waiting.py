"""What stands in the middle while there is no room to open, and what would open one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qcoder.domain.ids import TranscriptId
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.consensus.pairs import Pair, Pairs
from qcoder.gui.counting import listed
from qcoder.gui.desk import Desk
from qcoder.gui.parts.words import plain_label, push_button, set_tone

_WIDTH = 460


class WaitingPlace(QWidget):
    """Says who is waited for, or that nothing is coded twice yet; nothing of any layer.

    Signals:
        comparison_wanted: a comparison that was cancelled is wanted after all.
    """

    comparison_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("waitingPlace")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
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
        self.compare = push_button(
            "compareAfterAll", self.tr("Compare"), self.comparison_wanted.emit, "first"
        )
        rows = QVBoxLayout(self)
        rows.setSpacing(16)
        rows.addStretch(2)
        for widget in (self.sentence, self.compare, self.to_prepare, self.to_code):
            rows.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(3)

    def explain(
        self, pairs: Pairs, transcript: TranscriptId | None, discussion: Discussion
    ) -> None:
        """Why there is no room on that transcript."""
        is_coming, was_cancelled = discussion.opening.is_under_way, discussion.was_cancelled
        self.to_prepare.setVisible(not pairs.all)
        self.to_code.setVisible(bool(pairs.all) and not (is_coming or was_cancelled))
        self.compare.setVisible(was_cancelled)
        pair = pairs.get(transcript)
        if not pairs.all:
            words = self.tr(
                "Nothing is coded by two coders yet. Assign a second coder to a transcript; "
                "when both have sealed their coding, its differences are discussed here."
            )
        elif is_coming and pair is not None:
            words = self.tr("The coding of {name} is being compared … Esc cancels.")
            words = words.format(name=pair.name)
        elif pair is not None and pair.waits_for:
            words = self._waits(pair)
        else:
            words = discussion.refusal
        self._say(words)

    def _say(self, words: str) -> None:
        self.sentence.setText(words)
        # A layout gives a centred label the height of one line, however many it wraps into.
        self.sentence.setMinimumHeight(max(0, self.sentence.heightForWidth(_WIDTH)))
        self.setAccessibleName(words)

    @property
    def has_keys(self) -> bool:
        """Whether the focus is here: on the wait itself, or on the way out of a cancelled one."""
        return self.hasFocus() or self.compare.hasFocus()

    def focus(self) -> None:
        """Take the keys while a room is waited for."""
        target = self if self.compare.isHidden() else self.compare
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _waits(self, pair: Pair) -> str:
        coders = listed(pair.waits_for, self.tr(" and "))
        return self.tr(
            "{name} waits for {coders}. Differences show when every coder has sealed."
        ).format(name=pair.name, coders=coders)

    def _go_to_code(self) -> None:
        self._desk.workbench.request_workplace("code")

    def _go_to_prepare(self) -> None:
        self._desk.workbench.request_workplace("prepare")
