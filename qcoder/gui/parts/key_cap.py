"""A key as it is drawn beside what it does."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPalette, QPen

_PADDING = 5


def paint_key_cap(painter: QPainter, place: QRectF, key: str) -> None:
    """Paint the key at the right end of ``place``, in the middle of its height."""
    metrics = QFontMetrics(painter.font())
    width = max(metrics.horizontalAdvance(key) + 2 * _PADDING, metrics.height() + 2)
    height = metrics.height() + 2
    cap = QRectF(place.right() - width, place.center().y() - height / 2, width, height)
    # Not the widget's palette: a list without a ground of its own has no colour there.
    palette = QGuiApplication.palette()
    painter.save()
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
    painter.setBrush(palette.color(QPalette.ColorRole.Base))
    painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(palette.color(QPalette.ColorRole.Text))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()
