"""Highlights without a code are drawn above the words, apart from the lines of codings."""

from qcoder.domain.spans import Span
from qcoder.gui.transcript.highlights import Highlights, MarkedWords, ReaderMarks
from tests.gui.transcript.conftest import ShowView
from tests.gui.transcript.material import a_long_transcript, a_painted


def test_the_line_of_a_highlight_keeps_clear_of_the_underlines_above_it(
    show_view: ShowView,
) -> None:
    view = show_view(a_long_transcript(4_000, turns=False))
    view.set_codings([a_painted(number, 0, 900, number) for number in range(12)])
    view.set_marked(MarkedWords((ReaderMarks("", True, Highlights([Span(0, 900)])),)))
    image = view.viewport().grab().toImage()
    tints, laid = view.scene.tints, view.scene.flow.laid(0)
    x = view.scene.columns.text + 60
    first = view.scene.rows()[0].y
    colours = [image.pixelColor(x, y) for y in range(first + laid.tops[1], first + laid.tops[2])]

    assert colours[0] != tints.muted
    assert tints.muted in colours[1:5]
