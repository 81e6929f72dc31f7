"""The squares and discs that stand for codes and coders."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from pytestqt.qtbot import QtBot

from qcoder.gui.contrast import LINE_CONTRAST, contrast
from qcoder.gui.icons import paint_shape

MD_IDENTITY = "#374573"
DARK, LIGHT = "#1E1E1E", "#FFFFFF"


def painted(page: str, text: str, colour: str) -> tuple[QColor, QColor]:
    """What stands at the edge of a square of 12 pixels, and in its middle."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(page))
    palette.setColor(QPalette.ColorRole.Text, QColor(text))
    image = QImage(12, 12, QImage.Format.Format_ARGB32)
    image.fill(QColor(page))
    painter = QPainter(image)
    paint_shape(painter, QRectF(0, 0, 12, 12), colour, palette, is_round=False)
    painter.end()
    return image.pixelColor(0, 6), image.pixelColor(6, 6)


@pytest.mark.parametrize(("page", "text"), [(DARK, LIGHT), (LIGHT, DARK)])
@pytest.mark.parametrize("colour", [MD_IDENTITY, "#F5E663", "#000000"])
def test_the_edge_of_a_colour_can_be_told_from_any_page(
    qtbot: QtBot, page: str, text: str, colour: str
) -> None:
    edge, middle = painted(page, text, colour)
    assert contrast(edge, QColor(page)) >= LINE_CONTRAST
    assert middle == QColor(colour)


def test_a_colour_that_is_easily_seen_has_no_edge(qtbot: QtBot) -> None:
    edge, middle = painted(LIGHT, DARK, MD_IDENTITY)
    assert edge == middle
