"""A bar over the page that says something until it is answered or gone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from qcoder.gui.parts.announcing import announce
from qcoder.gui.parts.words import plain_label


class NoticeBar(QFrame):
    """A sentence with buttons at its right; hidden while it has nothing to say.

    ``place`` is ``notice``, or ``warning`` for what was refused.
    """

    def __init__(self, name: str, place: str = "notice", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("place", place)
        self.label = plain_label()
        self.label.setObjectName(f"{name}Words")
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 6, 8, 6)
        self._row.setSpacing(8)
        self._row.addWidget(self.label, 1)
        self.hide()

    def add_widget(self, widget: QWidget) -> None:
        """Put something at the right of the sentence."""
        self._row.addWidget(widget)

    def say(self, sentence: str) -> None:
        """Show the bar with that sentence, which a screen reader reads out."""
        self.label.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        announce(self, sentence, is_urgent=True)
