"""What is painted again and again, worked out once: places, each with what fills it."""

from collections.abc import Iterable

from PySide6.QtGui import QColor, QPainter, QPixmap

Box = tuple[int, int, int, int]
"""Left, top, width and height. Plain numbers: a rectangle of Qt's takes longer to make and ask."""

Fill = tuple[int, int, int, int, QColor]
"""A box, and the colour that fills it."""

Cut = tuple[int, int, int, int, QPixmap, int, int, int, int]
"""A box, a picture, and the part of it that fills the box, in the picture's own pixels."""

Stroke = Fill | Cut


def paint_strokes(painter: QPainter, strokes: Iterable[Stroke]) -> None:
    """Draw them in order."""
    for stroke in strokes:
        if len(stroke) == 5:
            painter.fillRect(*stroke)
        else:
            painter.drawPixmap(*stroke)
