"""A button beside what an action is about."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton

from qcoder.gui.actions import keys_of
from qcoder.gui.parts.words import quiet_button


def act_button(name: str, words: str, action: QAction) -> QToolButton:
    """A quiet button that does an action, and tells its key, also when that is another."""
    button = quiet_button(name, words, action.trigger)

    def tell() -> None:
        button.setToolTip(action.toolTip())
        # Else the tool tip, which has the words again, would be read out after them.
        button.setAccessibleDescription(keys_of(action))

    action.changed.connect(tell)
    tell()
    return button
