"""The line of each coding has room of its own, whatever their number."""

from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from qcoder.gui.transcript.lines import Braid, Lines
from qcoder.gui.transcript.painted import LineStyle
from qcoder.gui.transcript.strokes import paint_strokes
from qcoder.gui.transcript.typography import Typography, reading_font
from qcoder.gui.transcript.underlines import Rule, rule_of

ZOOMS = pytest.mark.parametrize("zoom", [0.7, 1.0, 2.0, 3.0])
NUMBERS = pytest.mark.parametrize("lanes", [1, 2, 3, 5, 8, 12, 16])


def a_rule(lanes: int, zoom: float) -> tuple[Rule, Typography]:
    interface = QApplication.font()
    fonts = Typography(reading_font(interface), interface, zoom)
    return rule_of(lanes, fonts), fonts


@ZOOMS
@NUMBERS
def test_underlines_stay_below_the_letters_and_inside_the_line(
    qapp: QApplication, lanes: int, zoom: float
) -> None:
    rule, fonts = a_rule(lanes, zoom)
    rows = [rule.top + lane % rule.rows * rule.distance for lane in range(lanes)]

    assert min(rows) > fonts.baseline
    assert max(rows) + rule.thickness <= fonts.pitch
    assert all(abs(a - b) > rule.thickness for a, b in combinations(set(rows), 2))


@ZOOMS
@NUMBERS
@pytest.mark.parametrize("width", [900, 430, 90])
def test_no_two_underlines_have_row_and_turn_in_common(
    qapp: QApplication, lanes: int, zoom: float, width: int
) -> None:
    rule, _ = a_rule(lanes, zoom)
    places = set()
    for lane in range(lanes):
        braid = rule.braid_of(lane, width * rule.scale)
        places.add((lane % rule.rows, braid.slot if braid else -1))

    assert len(places) == lanes


@pytest.mark.parametrize("style", list(LineStyle))
def test_lines_that_take_turns_leave_each_other_room(qapp: QApplication, style: LineStyle) -> None:
    image = QImage(2000, 2, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    lines, painter = Lines(), QPainter(image)
    colours = [QColor("#c00000"), QColor("#0000c0"), QColor("#008000")]
    for slot, colour in enumerate(colours):
        braid = Braid(slot, len(colours), 36)
        paint_strokes(painter, lines.braided((0, 0, 2000, 2), colour, style, braid, 7))
    painter.end()
    found = [image.pixelColor(x, 1).name() for x in range(2000)]

    for slot, colour in enumerate(colours):
        places = [x for x, name in enumerate(found) if name == colour.name()]
        assert len(places) > 250
        assert all((x + 7) % 108 // 36 == slot for x in places)
