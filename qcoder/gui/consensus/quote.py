"""The words of one reading, with those that not everybody took tinted and hatched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from qcoder.gui.consensus.differing import Piece
from qcoder.gui.transcript.palette import READING_COLOURS, mixed
from qcoder.gui.transcript.typography import reading_font

_HATCHES = (Qt.BrushStyle.FDiagPattern, Qt.BrushStyle.BDiagPattern)
_QUOTE_SIZE = 0.86
_HATCH_SHARE = 0.28


def reading_colour(reading: int) -> QColor:
    """The hue of a reading, counted from 1."""
    return QColor(READING_COLOURS[(reading - 1) % len(READING_COLOURS)])


class Quote(QWidget):
    """Shows pieces of a reading in the transcript's font; as high as its words need."""

    def __init__(
        self, pieces: Sequence[Piece], reading: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pieces = tuple(pieces)
        self._reading = reading
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(" ".join(piece.text for piece in pieces))
        self._write()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the words at that width."""
        self._document.setTextWidth(width)
        return round(self._document.size().height()) + 1

    def sizeHint(self) -> QSize:
        """At the width it has."""
        return QSize(200, self.heightForWidth(max(120, self.width())))

    def changeEvent(self, event: QEvent) -> None:
        """Another palette or font: write the words anew."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._write()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The document does it all."""
        painter = QPainter(self)
        self._document.setTextWidth(self.width())
        self._document.drawContents(painter)
        painter.end()

    def _write(self) -> None:
        font = reading_font(self.font())
        font.setPointSizeF(font.pointSizeF() * _QUOTE_SIZE)
        self._document.setDefaultFont(font)
        self._document.clear()
        cursor = QTextCursor(self._document)
        for number, piece in enumerate(self._pieces):
            if number:
                cursor.insertText("\n" if piece.begins_turn else " ", self._format(differs=False))
            cursor.insertText(piece.text.strip(), self._format(differs=piece.differs))
        self.updateGeometry()
        self.update()

    def _format(self, *, differs: bool) -> QTextCharFormat:
        words = QTextCharFormat()
        palette = self.palette()
        words.setForeground(palette.color(QPalette.ColorRole.Text))
        if differs:
            page = palette.color(QPalette.ColorRole.Base)
            hatch = mixed(page, reading_colour(self._reading), _HATCH_SHARE)
            words.setBackground(QBrush(hatch, _HATCHES[(self._reading - 1) % 2]))
            words.setFontUnderline(True)
        return words
