"""Labels and buttons as this window has them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

_SMALL = 0.88


def set_tone(widget: QWidget, tone: str) -> None:
    """Give the widget another look of the style sheet: muted, heading, first, quiet and so on."""
    widget.setProperty("tone", tone)
    # What was not shown yet is looked up when it is: most have their look for good by then.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def small_font(font: QFont) -> QFont:
    """The one smaller size, for numbers and remarks."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _SMALL)
    return small


def heading_label(text: str) -> QLabel:
    """The heading of a panel: small capitals with room between the letters."""
    label = QLabel(text)
    font = small_font(label.font())
    font.setWeight(QFont.Weight.DemiBold)
    font.setCapitalization(QFont.Capitalization.AllUppercase)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
    label.setFont(font)
    set_tone(label, "heading")
    return label


def muted_label(text: str = "") -> QLabel:
    """A remark, wrapped where it is long; plain text."""
    label = plain_label(text)
    set_tone(label, "muted")
    return label


def plain_label(text: str = "") -> QLabel:
    """Words of the project, wrapped, and never read as markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


class PushButton(QPushButton):
    """Pressed by Enter as well as by the space bar, also outside of dialogues."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def push_button(name: str, text: str, slot: Callable[[], object], tone: str = "") -> QPushButton:
    """A button with a fixed name; at most one in a place is ``first``."""
    button = PushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked: slot())
    if tone:
        set_tone(button, tone)
    return button


def quiet_button(name: str, text: str, slot: Callable[[], object]) -> QToolButton:
    """A button that looks like words until it is pointed at."""
    button = QToolButton()
    button.setObjectName(name)
    button.setText(text)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.clicked.connect(lambda _checked: slot())
    set_tone(button, "quiet")
    return button
