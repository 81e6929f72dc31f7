"""The words of one reading, with those that not everybody took tinted and hatched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import (
    QBrush,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from qcoder.gui.consensus.differing import Piece, joined
from qcoder.gui.transcript.hatching import HatchBrushes
from qcoder.gui.transcript.palette import Tints
from qcoder.gui.transcript.typography import reading_font

_QUOTE_SIZE = 0.86


class Quote(QWidget):
    """Shows pieces of a reading in the transcript's font; as high as its words need."""

    def __init__(self, reading: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[Piece, ...] = ()
        self._reading = reading
        self._heights: dict[int, int] = {}
        self._tints: Tints | None = None
        self._brush = QBrush()
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self._take_font()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show other words."""
        if tuple(pieces) != self._pieces:
            self._pieces = tuple(pieces)
            self.setAccessibleName(joined(pieces))
            self._write()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the words at that width; layouts ask for the same one many times."""
        if width not in self._heights:
            self._document.setTextWidth(width)
            self._heights[width] = round(self._document.size().height()) + 1
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """At the width it has."""
        return QSize(200, self.heightForWidth(max(120, self.width())))

    def changeEvent(self, event: QEvent) -> None:
        """Another palette or font: write the words anew."""
        if event.type() == QEvent.Type.FontChange:
            self._take_font()
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._write()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The document does it all."""
        painter = QPainter(self)
        self._document.setTextWidth(self.width())
        self._document.drawContents(painter)
        painter.end()

    def _take_font(self) -> None:
        font = reading_font(self.font())
        font.setPointSizeF(font.pointSizeF() * _QUOTE_SIZE)
        self._document.setDefaultFont(font)

    def _write(self) -> None:
        self._document.clear()
        self._heights.clear()
        cursor = QTextCursor(self._document)
        for number, piece in enumerate(self._pieces):
            if number and not piece.goes_on:
                cursor.insertText(" ", self._format(differs=False))
            cursor.insertText(piece.text.strip(), self._format(differs=piece.differs))
        self.updateGeometry()
        self.update()

    def _format(self, *, differs: bool) -> QTextCharFormat:
        words = QTextCharFormat()
        palette = self.palette()
        words.setForeground(palette.color(QPalette.ColorRole.Text))
        if differs:
            words.setBackground(self._hatched())
        return words

    def _hatched(self) -> QBrush:
        """The ground that the words of this reading alone have on the page as well."""
        if self._tints is None or not self._tints.fits(self.palette()):
            self._tints = Tints(self.palette())
            self._brush = HatchBrushes(self._tints).of((self._reading - 1,), 2)
        return self._brush
