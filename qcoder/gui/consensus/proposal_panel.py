"""From a case to a rule: what should be otherwise in the codebook, in the pair's words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from qcoder.domain.ids import CodeId
from qcoder.gui.parts.choice_box import ChoiceBox
from qcoder.gui.parts.words import muted_label, plain_label, push_button
from qcoder.services.consensus.room import Room


class ProposalPanel(QWidget):
    """A field for the rule and a choice of the code it is about.

    Signals:
        proposed: the text and the code.
        left: nothing is proposed.
    """

    proposed = Signal(str, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("proposalPanel")
        self.setAccessibleName(self.tr("Propose a rule"))
        self.said = plain_label(
            self.tr("What should the codebook say, so that this case is clear next time?")
        )
        self.codes = ChoiceBox("proposalCode", self.tr("The code it is about"))
        self.text = _Text()
        self.text.setObjectName("proposalText")
        self.text.setAccessibleName(self.tr("The rule proposed"))
        self.text.setTabChangesFocus(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(push_button("storeProposal", self.tr("Propose"), self._propose, "first"))
        buttons.addWidget(push_button("leaveProposal", self.tr("Cancel"), self.left.emit))
        buttons.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for widget in (self.said, self.codes, self.text):
            rows.addWidget(widget)
        rows.addWidget(
            muted_label(
                self.tr(
                    "Ctrl+Enter proposes, Esc cancels. Nothing in the codebook changes by it; "
                    "similar differences are shown next."
                )
            )
        )
        rows.addLayout(buttons)
        rows.addStretch(1)

    def open(self, room: Room, codes: tuple[CodeId, ...], text: str) -> None:
        """Begin with the codes of the difference first, and what was noted on it.

        Typing replaces the note, an arrow keeps it.
        """
        self.codes.clear()
        known = [room.codebook.by_id[code] for code in codes if code in room.codebook.by_id]
        rest = [code for code in room.codebook.codes if code not in known]
        for code in (*known, *rest):
            self.codes.addItem(code.label, code.id)
        self.text.setPlainText(text)
        self.text.selectAll()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _propose(self) -> None:
        self.proposed.emit(self.text.toPlainText(), self.codes.currentData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter proposes, Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._propose()
        else:
            super().keyPressEvent(event)


class _Text(QPlainTextEdit):
    """Ctrl+Enter and Escape are for the panel, and not for the room's own keys."""

    def event(self, event: QEvent) -> bool:
        """Have the keys of the panel before any action that has them."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and _is_for_panel(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins a line, with Ctrl it does not."""
        if _is_for_panel(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _is_for_panel(event: QKeyEvent) -> bool:
    held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return event.key() == Qt.Key.Key_Escape or (is_enter and bool(held))
