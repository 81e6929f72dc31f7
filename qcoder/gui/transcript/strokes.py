"""What is painted again and again, worked out once: rectangles, each with what fills it."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPixmap


class Stroke(NamedTuple):
    """A rectangle to fill with a colour, or with ``part`` of a picture in its own pixels."""

    box: QRect
    fill: QColor | QPixmap
    part: QRect | None = None


def paint_strokes(painter: QPainter, strokes: Iterable[Stroke]) -> None:
    """Draw them in order."""
    for box, fill, part in strokes:
        if isinstance(fill, QColor):
            painter.fillRect(box, fill)
        elif part is not None:
            painter.drawPixmap(box, fill, part)
