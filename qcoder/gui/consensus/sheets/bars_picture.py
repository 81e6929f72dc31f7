"""Counts as stacked bars, told apart by hatches, so that they can be read without colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPalette, QPen

from qcoder.exporters.report import Bars

_PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.Dense6Pattern,
)
_WIDTH = 620
_BAR = 12
_GAP = 8
_NUMBER = 60


def bars_picture(bars: Bars, palette: QPalette, font: QFont, ratio: float) -> QImage:
    """One bar a row, its parts in order, and what the patterns mean below."""
    metrics = QFontMetricsF(font)
    step = max(_BAR, metrics.height()) + _GAP
    image = QImage(
        round(_WIDTH * ratio),
        round((len(bars.rows) + 1) * step * ratio),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setFont(font)
    roles = QPalette.ColorRole
    hand = _Hand(painter, palette.color(roles.Text), palette.color(roles.Highlight), step)
    left = max((metrics.horizontalAdvance(label) for label, _ in bars.rows), default=0) + _GAP
    most = max((sum(counts) for _, counts in bars.rows), default=0) or 1
    scale = (_WIDTH - left - _NUMBER) / most
    for number, (label, counts) in enumerate(bars.rows):
        hand.write(0, number * step, label)
        end = left
        for count, pattern in zip(counts, _PATTERNS, strict=False):
            end += hand.fill(end, number * step, count * scale, pattern)
        hand.write(end + _GAP, number * step, str(sum(counts)))
    _paint_legend(hand, bars.parts, left, len(bars.rows) * step)
    painter.end()
    return image


class _Hand:
    """Writes and fills at a height, which is that of the row's top."""

    def __init__(self, painter: QPainter, words: QColor, line: QColor, step: float) -> None:
        self._painter = painter
        self._words = words
        self._line = line
        self._step = step

    def write(self, left: float, top: float, text: str) -> float:
        """Returns how much room the words take."""
        width = QFontMetricsF(self._painter.font()).horizontalAdvance(text) + 1
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        self._painter.setPen(self._words)
        self._painter.drawText(QRectF(left, top, width, self._step), middle, text)
        return width

    def fill(self, left: float, top: float, width: float, pattern: Qt.BrushStyle) -> float:
        """Returns the width; nothing is painted of none."""
        if width:
            self._painter.setPen(QPen(self._line, 1))
            self._painter.setBrush(QBrush(self._line, pattern))
            self._painter.drawRect(QRectF(left, top + (self._step - _BAR) / 2, width, _BAR))
        return width


def _paint_legend(hand: _Hand, names: Sequence[str], left: float, top: float) -> None:
    for name, pattern in zip(names, _PATTERNS, strict=False):
        left += hand.fill(left, top, _BAR, pattern) + _GAP / 2
        left += hand.write(left, top, name) + 2 * _GAP
