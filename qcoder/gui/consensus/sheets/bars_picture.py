"""Pictures of a report: bars told apart by hatches, and values with their intervals."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPalette, QPen

from qcoder.exporters.report import Bars, Points

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
_FIGURES = 150
_MARK = 5


def bars_picture(bars: Bars, palette: QPalette, font: QFont, ratio: float) -> QImage:
    """One bar a row, its parts in order, and what the patterns mean below."""
    step = _step(font)
    image = _paper(len(bars.rows) + 1, step, ratio)
    painter, hand = _painter(image, palette, font, step)
    left = _label_width([label for label, _ in bars.rows], font)
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


def points_picture(points: Points, palette: QPalette, font: QFont, ratio: float) -> QImage:
    """One value a row on a scale from 0 to 1, its interval, and the figures beside it."""
    step = _step(font)
    image = _paper(len(points.rows) + 1, step, ratio)
    painter, hand = _painter(image, palette, font, step)
    left = _label_width([point.label for point in points.rows], font)
    room = _WIDTH - left - _FIGURES
    for number, point in enumerate(points.rows):
        top = number * step
        hand.write(0, top, point.label)
        hand.rule(left, top, room)
        if point.value is not None:
            low, high = point.interval or (point.value, point.value)
            start, end, mark = (left + _clamped(v) * room for v in (low, high, point.value))
            hand.fill(start, top, end - start, Qt.BrushStyle.BDiagPattern)
            hand.fill(mark - _MARK / 2, top, _MARK, Qt.BrushStyle.SolidPattern)
        hand.write(left + room + _GAP, top, point.shown)
    for share in (0.0, 0.5, 1.0):
        hand.write(left + share * room, len(points.rows) * step, f"{share:g}")
    painter.end()
    return image


def _clamped(value: float) -> float:
    return min(1.0, max(0.0, value))


def _step(font: QFont) -> float:
    return max(_BAR, QFontMetricsF(font).height()) + _GAP


def _paper(rows: int, step: float, ratio: float) -> QImage:
    image = QImage(
        round(_WIDTH * ratio),
        round(rows * step * ratio),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _painter(image: QImage, palette: QPalette, font: QFont, step: float) -> tuple[QPainter, _Hand]:
    painter = QPainter(image)
    painter.setFont(font)
    roles = QPalette.ColorRole
    return painter, _Hand(painter, palette.color(roles.Text), palette.color(roles.Highlight), step)


def _label_width(labels: Sequence[str], font: QFont) -> float:
    metrics = QFontMetricsF(font)
    return max((metrics.horizontalAdvance(label) for label in labels), default=0) + _GAP


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

    def rule(self, left: float, top: float, width: float) -> None:
        """The line that a value stands on."""
        self._painter.setPen(QPen(self._words, 0, Qt.PenStyle.DotLine))
        middle = top + self._step / 2
        self._painter.drawLine(QPointF(left, middle), QPointF(left + width, middle))


def _paint_legend(hand: _Hand, names: Sequence[str], left: float, top: float) -> None:
    for name, pattern in zip(names, _PATTERNS, strict=False):
        left += hand.fill(left, top, _BAR, pattern) + _GAP / 2
        left += hand.write(left, top, name) + 2 * _GAP
