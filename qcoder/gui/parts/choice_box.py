"""A box to choose one of several from, read out with what the choice is about."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from qcoder.gui.parts.open_list_keys import OpenListKeys


class ChoiceBox(QComboBox):
    """Has a fixed name, and ``spoken`` is read out beside the choice that is made."""

    def __init__(self, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        # On Linux, Qt has what is chosen read out in the place of the name.
        self.setAccessibleDescription(spoken)
        self.view().setObjectName(f"{name}Choices")
        self.view().setAccessibleName(spoken)
        # Around the list, not before it: Qt takes Enter and Escape there.
        OpenListKeys(self.view().window())

    def setEditable(self, editable: bool) -> None:
        """Where one can type as well, the field is read out in the same way."""
        super().setEditable(editable)
        field = self.lineEdit()
        if field is not None:
            field.setObjectName(f"{self.objectName()}Field")
            field.setAccessibleName(self.accessibleName())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter is for the form that the box is in."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
