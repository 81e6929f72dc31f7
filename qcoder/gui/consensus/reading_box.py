"""One reading on the card: who took what, in their own words and with their memos."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from qcoder.gui.consensus.differing import Piece
from qcoder.gui.consensus.quote import Quote, reading_colour
from qcoder.gui.parts.words import muted_label, small_font
from qcoder.gui.transcript.palette import TEXT_CONTRAST, legible, mixed

_GROUND_SHARE = 0.09


class ReadingBox(QWidget):
    """A tinted box headed by the reading's number, or by the coder's name as well."""

    def __init__(self, reading: int, place: str, name: str = "") -> None:
        super().__init__()
        self.setObjectName(f"reading{reading}")
        self._reading = reading
        self._number = QLabel(f"{reading} {name}".strip())
        self._number.setTextFormat(Qt.TextFormat.PlainText)
        font = self._number.font()
        font.setBold(True)
        self._number.setFont(font)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(10, 7, 10, 8)
        self._rows.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._number)
        self._place = muted_label(place)
        self._place.setFont(small_font(self._place.font()))
        head.addWidget(self._place, 1)
        self._rows.addLayout(head)
        self.setAccessibleName(
            self.tr("Reading {number}: {place}").format(
                number=f"{reading} {name}".strip(), place=place
            )
        )
        self._colour()

    def add_label(self, label: str) -> None:
        """The code, where the readings have different ones."""
        words = QLabel(label)
        words.setTextFormat(Qt.TextFormat.PlainText)
        self._rows.addWidget(words)

    def add_quote(self, pieces: Sequence[Piece]) -> None:
        """What the reading took."""
        self._rows.addWidget(Quote(pieces, self._reading))

    def add_memo(self, text: str) -> None:
        """What the coder wrote about it."""
        memo = muted_label(self.tr("memo: {text}").format(text=text))
        memo.setFont(small_font(memo.font()))
        self._rows.addWidget(memo)

    def changeEvent(self, event: QEvent) -> None:
        """Another palette: another shade of the same hue."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        palette = self.palette()
        base, text = (palette.color(r) for r in (QPalette.ColorRole.Base, QPalette.ColorRole.Text))
        ink = legible(reading_colour(self._reading), base, text, TEXT_CONTRAST)
        # A style sheet, since the window's own would paint over a palette.
        wanted = f"color: {ink.name()};"
        if self._number.styleSheet() != wanted:
            self._number.setStyleSheet(wanted)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tinted ground."""
        base = self.palette().color(QPalette.ColorRole.Base)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(base, reading_colour(self._reading), _GROUND_SHARE))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.end()
