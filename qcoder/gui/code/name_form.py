"""One line for a name, in the place of the list it is for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from qcoder.gui.parts.words import heading_label, push_button


class NameForm(QFrame):
    """Enter stores, Escape leaves.

    Signals:
        stored: the name.
        left: nothing is to be stored.
    """

    stored = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nameForm")
        self.heading = heading_label("")
        self.field = QLineEdit()
        self.field.setObjectName("nameField")
        self._lay_out()

    def _lay_out(self) -> None:
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(push_button("leaveName", self.tr("Cancel"), self.left.emit))
        buttons.addWidget(push_button("storeName", self.tr("Store"), self._store, "first"))
        column.addWidget(self.heading)
        column.addWidget(self.field)
        column.addLayout(buttons)
        column.addStretch(1)

    def ask(self, heading: str, name: str) -> None:
        """Begin with that name."""
        self.heading.setText(heading)
        self.field.setAccessibleName(heading)
        self.field.setText(name)
        self.field.setFocus()
        self.field.selectAll()

    def _store(self) -> None:
        self.stored.emit(self.field.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, Enter stores."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._store()
        else:
            super().keyPressEvent(event)
