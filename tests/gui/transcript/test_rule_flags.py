"""Codings that do not keep their code's rule are marked where they begin."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPicture

from qcoder.domain.ids import CodingId
from qcoder.domain.spans import Span
from qcoder.gui.transcript.dog_ears import flag_size, paint_flags
from qcoder.gui.transcript.rule_flags import RuleFlags
from qcoder.gui.transcript.view import TranscriptView
from tests.gui.transcript.material import a_painted


def corner(view: TranscriptView, position: int) -> int:
    """How many pixels of line colour stand above the letters at a position."""
    size = flag_size(view.scene)
    box = view.scene.caret_rect(position)
    area = QRect(box.center().x(), box.top(), 2 * size + 4, size)
    image = view.viewport().grab(area).toImage()
    colour = view.scene.tints.ink(a_painted(1, 4, 20).colour)
    pixels = [image.pixelColor(x, y) for x in range(area.width()) for y in range(size)]
    return sum(pixel == colour for pixel in pixels)


def test_a_coding_that_breaks_its_rule_is_marked_in_the_text(view: TranscriptView) -> None:
    view.set_codings([a_painted(1, 4, 20)])
    assert corner(view, 4) == 0
    view.set_rule_breaks({CodingId("coding-1"): Span(4, 20)})
    assert corner(view, 4) > 8
    view.set_rule_breaks({})
    assert corner(view, 4) == 0


def test_two_that_begin_together_are_marked_side_by_side(view: TranscriptView) -> None:
    view.set_codings([a_painted(1, 4, 20), a_painted(2, 4, 30)])
    view.set_rule_breaks({CodingId("coding-1"): Span(4, 20)})
    one = corner(view, 4)
    view.set_rule_breaks({CodingId("coding-1"): Span(4, 20), CodingId("coding-2"): Span(4, 30)})

    assert corner(view, 4) > one


def test_of_thousands_that_begin_together_the_text_alone_has_flags(view: TranscriptView) -> None:
    codings = [a_painted(number, 4, 20) for number in range(2_000)]
    view.set_codings(codings)
    view.set_rule_breaks({coding.coding: coding.span for coding in codings})
    row, laid = next((row, view.scene.flow.laid(row.unit)) for row in view.scene.rows())
    drawn = QPicture()
    painter = QPainter(drawn)
    paint_flags(painter, view.scene, row, laid)
    painter.end()
    assert 0 < drawn.boundingRect().right() < view.scene.columns.margin


def test_a_hidden_or_moved_coding_leaves_no_mark(view: TranscriptView) -> None:
    view.set_codings([a_painted(1, 4, 20)])
    view.set_rule_breaks({CodingId("coding-1"): Span(4, 20)})
    view.set_visible_coders(set())
    assert corner(view, 4) == 0
    view.set_visible_coders(None)
    view.update_coding(a_painted(1, 8, 20))
    assert corner(view, 4) == 0


def test_one_may_come_and_go_by_itself(view: TranscriptView) -> None:
    view.set_codings([a_painted(1, 4, 20)])
    view.put_rule_break(CodingId("coding-1"), Span(4, 20))
    assert corner(view, 4) > 8
    view.put_rule_break(CodingId("coding-1"), None)
    assert corner(view, 4) == 0


def test_only_those_that_begin_in_a_stretch_are_marked_there() -> None:
    flags = RuleFlags({CodingId("a"): Span(3, 30), CodingId("b"): Span(10, 12)})

    assert flags.starting_in(0, 9) == [(Span(3, 30), "a")]
    assert flags.starting_in(9, 40) == [(Span(10, 12), "b")]
