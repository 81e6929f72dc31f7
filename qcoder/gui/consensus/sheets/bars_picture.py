"""Counts as stacked bars, told apart by hatches, so that they can be read without colour."""

from __future__ import annotations

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
    words, line = palette.color(palette.ColorRole.Text), palette.color(palette.ColorRole.Highlight)
    left = max((metrics.horizontalAdvance(label) for label, _ in bars.rows), default=0) + _GAP
    most = max((sum(counts) for _, counts in bars.rows), default=0) or 1
    scale = (_WIDTH - left - 60) / most
    for number, (label, counts) in enumerate(bars.rows):
        top = number * step
        painter.setPen(words)
        painter.drawText(QRectF(0, top, left, step), _MIDDLE, label)
        end = _paint_bar(painter, left, top + (step - _BAR) / 2, counts, scale, line)
        painter.setPen(words)
        painter.drawText(QRectF(end + 6, top, 60, step), _MIDDLE, str(sum(counts)))
    _paint_legend(painter, bars, left, len(bars.rows) * step, step, words, line)
    painter.end()
    return image


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def _paint_bar(
    painter: QPainter,
    left: float,
    top: float,
    counts: tuple[int, ...],
    scale: float,
    line: QColor,
) -> float:
    """Returns where it ends."""
    for count, pattern in zip(counts, _PATTERNS, strict=False):
        if count:
            _paint_part(painter, QRectF(left, top, count * scale, _BAR), pattern, line)
            left += count * scale
    return left


def _paint_part(painter: QPainter, place: QRectF, pattern: Qt.BrushStyle, line: QColor) -> None:
    painter.setPen(QPen(line, 1))
    painter.setBrush(QBrush(line, pattern))
    painter.drawRect(place)


def _paint_legend(
    painter: QPainter,
    bars: Bars,
    left: float,
    top: float,
    step: float,
    words: QColor,
    line: QColor,
) -> None:
    metrics = QFontMetricsF(painter.font())
    for name, pattern in zip(bars.parts, _PATTERNS, strict=False):
        _paint_part(painter, QRectF(left, top + (step - _BAR) / 2, _BAR, _BAR), pattern, line)
        painter.setPen(words)
        width = metrics.horizontalAdvance(name) + _GAP
        painter.drawText(QRectF(left + _BAR + 4, top, width, step), _MIDDLE, name)
        left += _BAR + 4 + width + _GAP
