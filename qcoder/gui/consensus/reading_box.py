"""One reading on the card: who took what, in their own words and with their memos."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qcoder.gui.consensus.card_words import ReadingShown
from qcoder.gui.consensus.cut_words import CutWords
from qcoder.gui.consensus.quote import Quote
from qcoder.gui.contrast import TEXT_CONTRAST, legible, mixed
from qcoder.gui.parts.words import muted_label, plain_label, small_font
from qcoder.gui.transcript.hatching import reading_colour

_GROUND_SHARE = 0.09


class ReadingBox(QWidget):
    """A tinted box headed by the reading's number, or by the coder's name as well."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setObjectName(f"reading{number}")
        self._reading = number
        self._number = plain_label()
        self._number.setWordWrap(False)
        font = self._number.font()
        font.setBold(True)
        self._number.setFont(font)
        self._place, self.remarks = muted_label(), CutWords("remarks")
        self._place.setFont(small_font(self._place.font()))
        self._quote = Quote(number)
        self._lay_out()
        self._colour()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._place, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 5, 10, 6)
        rows.setSpacing(2)
        rows.addLayout(head)
        for widget in (self._quote, self.remarks):
            rows.addWidget(widget)

    def show_reading(self, shown: ReadingShown, *, names_shown: bool) -> None:
        """Show what was taken now; the name stands beside the number where it is asked for."""
        name = f"{shown.number} {shown.coder}" if names_shown else str(shown.number)
        self._number.setText(name)
        self._place.setText(" · ".join(filter(None, (shown.label, shown.place))))
        self._quote.show_pieces(shown.pieces)
        self._quote.setVisible(bool(shown.pieces))
        self.remarks.show_words(shown.remarks)
        self.setToolTip(shown.coder)
        said = self.tr("Reading {number}: {place}")
        self.setAccessibleName(said.format(number=name, place=self._place.text()))

    def changeEvent(self, event: QEvent) -> None:
        """Another palette: another shade of the same hue."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        _, ink = ground_and_ink(self._reading, self.palette())
        # A style sheet, since the window's own would paint over a palette.
        wanted = f"color: {ink.name()};"
        if self._number.styleSheet() != wanted:
            self._number.setStyleSheet(wanted)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tinted ground."""
        ground, _ = ground_and_ink(self._reading, self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.end()


def ground_and_ink(reading: int, palette: QPalette) -> tuple[QColor, QColor]:
    """What a reading, counted from 1, stands on, and what its number is written in on that."""
    base, text = (palette.color(r) for r in (QPalette.ColorRole.Base, QPalette.ColorRole.Text))
    colour = reading_colour(reading)
    ground = mixed(base, colour, _GROUND_SHARE)
    return ground, legible(colour, ground, text, TEXT_CONTRAST)
