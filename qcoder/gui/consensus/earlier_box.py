"""What was decided before on the same code, each a link to its difference."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from qcoder.domain.ids import DifferenceId
from qcoder.gui.consensus.card_widgets import Pool
from qcoder.gui.parts.words import muted_label, push_button, small_font


class EarlierBox(QWidget):
    """Hidden where there is nothing; words that are longer than the box are in the tooltip.

    Signals:
        chosen: the difference whose decision was pressed.
    """

    chosen = Signal(str)

    def __init__(self, before: QWidget) -> None:
        super().__init__()
        self._said: Sequence[tuple[DifferenceId, str]] = ()
        head = muted_label(self.tr("Earlier on this code"))
        head.setFont(small_font(head.font()))
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addWidget(head)
        self._links = Pool(self._make, before)

    def _make(self) -> QPushButton:
        link = push_button("earlierDecision", "", lambda: None, "link")
        link.setFont(small_font(link.font()))
        link.clicked.connect(lambda _checked: self.chosen.emit(link.property("difference")))
        self._rows.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return link

    def show_decisions(self, earlier: Sequence[tuple[DifferenceId, str]]) -> None:
        """Show these, each with where it leads."""
        self._said = earlier
        for link, (difference, said) in zip(self._links.take(len(earlier)), earlier, strict=True):
            link.setProperty("difference", difference)
            link.setToolTip(said)
            link.setAccessibleName(said)
        self._fit()
        self.setVisible(bool(earlier))

    def _fit(self) -> None:
        for link, (_, said) in zip(self._links.widgets, self._said, strict=False):
            fitted = link.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, self.width())
            link.setText(fitted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width shows more of the words, or less."""
        super().resizeEvent(event)
        self._fit()
