import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qcoder.domain.spans import Span
from qcoder.gui.transcript.view import TranscriptView
from tests.gui.transcript.conftest import ShowView
from tests.gui.transcript.material import a_long_transcript, a_painted, many_codings

CTRL = Qt.KeyboardModifier.ControlModifier


def settle(qtbot: QtBot, view: TranscriptView) -> None:
    qtbot.waitUntil(lambda: view.is_settled)


def top_line(view: TranscriptView) -> tuple[int, int]:
    """The first character in view, and where its line is."""
    return view.scene.held_line()


def test_estimates_are_near_and_become_exact(qtbot: QtBot, show_view: ShowView) -> None:
    view = show_view(a_long_transcript(100_000))
    estimated = view.scene.flow.height
    settle(qtbot, view)
    exact = view.scene.flow.height
    flow = view.scene.flow
    heights = [flow.laid(u).height + int(flow.rooms[u]) for u in range(len(view.scene.shown))]

    assert exact == sum(heights)
    assert abs(estimated - exact) < 0.03 * exact
    assert view.verticalScrollBar().maximum() == view.scene.highest_value


def test_nothing_moves_while_heights_become_exact(qtbot: QtBot, show_view: ShowView) -> None:
    view = show_view(a_long_transcript(200_000))
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    before = top_line(view)
    settle(qtbot, view)

    assert top_line(view) == before
    assert view.verticalScrollBar().value() == view.scene.value


def test_scrolling_on_and_back_comes_back_to_the_pixel(show_view: ShowView) -> None:
    view = show_view(a_long_transcript(100_000))
    view.verticalScrollBar().setValue(9000)
    before = top_line(view)
    for distance in (37, 500, -120, 599, 3, -1019):
        view.scroll_by(distance)

    assert top_line(view) == before


@pytest.mark.parametrize("turns", [True, False])
def test_the_end_can_be_reached_and_not_passed(show_view: ShowView, turns: bool) -> None:
    view = show_view(a_long_transcript(50_000, turns=turns))
    for _ in range(5):
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    last = view.scene.rows()[-1]
    bottom = last.y + view.scene.flow.laid(last.unit).height

    assert last.unit == len(view.scene.shown) - 1
    assert view.scene.height - 80 < bottom <= view.scene.height
    view.scroll_by(10_000)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    view.scroll_by(-(10**6))
    assert view.verticalScrollBar().value() == 0


def test_another_width_keeps_the_line_at_the_upper_edge(show_view: ShowView) -> None:
    view = show_view(a_long_transcript(100_000))
    view.verticalScrollBar().setValue(9000)
    position, _ = top_line(view)
    view.resize(700, 600)
    QApplication.processEvents()
    after, y = top_line(view)

    laid = view.scene.place_of(position)
    assert laid.unit == view.scene.place_of(after).unit
    assert after <= position
    assert abs(view.scene.caret_rect(position).top() - y) < view.scene.fonts.pitch


def test_another_height_keeps_it_too(show_view: ShowView) -> None:
    view = show_view(a_long_transcript(100_000))
    view.verticalScrollBar().setValue(9000)
    before = top_line(view)
    view.resize(900, 400)
    QApplication.processEvents()

    assert top_line(view) == before


def test_zooming_keeps_what_is_read_in_place(qtbot: QtBot, show_view: ShowView) -> None:
    view = show_view(a_long_transcript(100_000))
    view.verticalScrollBar().setValue(9000)
    position, y = top_line(view)
    with qtbot.waitSignal(view.zoom_changed):
        view.zoom_in()
    assert view.zoom > 1
    assert view.scene.caret_rect(position).top() == y
    view.zoom_out()
    assert view.zoom == 1


def test_ctrl_and_the_wheel_zoom(view: TranscriptView) -> None:
    at = QPointF(300, 200)
    for delta, larger in ((120, True), (-120, False)):
        before = view.zoom
        event = QWheelEvent(
            at, at, QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton, CTRL,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)
        assert (view.zoom > before) == larger


def test_zoom_has_ends(view: TranscriptView) -> None:
    for _ in range(30):
        view.zoom_in()
    assert view.zoom == 3
    for _ in range(30):
        view.zoom_out()
    assert view.zoom == 0.7


def test_codings_move_nothing(show_view: ShowView) -> None:
    transcript = a_long_transcript(50_000)
    view = show_view(transcript)
    view.verticalScrollBar().setValue(3000)
    before = top_line(view)
    view.set_codings(many_codings(transcript, 300))
    assert top_line(view) == before
    view.update_coding(a_painted(9999, before[0], before[0] + 400))
    assert top_line(view) == before
    view.set_visible_coders(set())
    assert top_line(view) == before


def test_scrolling_to_a_span_shows_it_with_room_above(show_view: ShowView) -> None:
    transcript = a_long_transcript(100_000)
    view = show_view(transcript)
    for turn in (transcript.turns[150], transcript.turns[40], transcript.turns[-1]):
        view.scroll_to(turn.speech[0])
        top, bottom = view.scene.vertical_extent(turn.speech[0])
        assert 0 <= top < view.scene.height
        assert bottom <= view.scene.height


def test_scrolling_to_what_is_in_view_moves_nothing(show_view: ShowView) -> None:
    transcript = a_long_transcript(100_000)
    view = show_view(transcript)
    view.scroll_to(transcript.turns[90].speech[0])
    before = top_line(view)
    view.scroll_to(transcript.turns[90].speech[0])

    assert top_line(view) == before


def test_a_hidden_view_measures_nothing(show_view: ShowView) -> None:
    view = show_view(a_long_transcript(200_000))
    view.hide()

    assert view.is_settled


def test_the_speaker_of_a_long_turn_stays_in_view(show_view: ShowView) -> None:
    view = show_view(a_long_transcript(20_000, turns=False))
    view.scroll_by(5000)
    rows = view.scene.rows()

    assert view.gutter.top_of(rows, 0) == 0


def test_the_caret_is_followed(show_view: ShowView) -> None:
    transcript = a_long_transcript(100_000)
    view = show_view(transcript)
    for position in (50_000, 49_000, 99_000, 20):
        view.set_caret(position)
        box = view.scene.caret_rect(view.caret())
        assert box.top() >= 0
        assert box.bottom() < view.scene.height


def test_selecting_everything_does_not_scroll(show_view: ShowView) -> None:
    view = show_view(a_long_transcript(50_000))
    view.scroll_by(2000)
    before = top_line(view)
    view.select_all()

    assert top_line(view) == before
    assert view.selection() == Span(11, len(view.scene.shown.text))


def test_a_jump_puts_its_target_near_the_top(show_view: ShowView) -> None:
    transcript = a_long_transcript(100_000)
    view = show_view(transcript)
    for turn in (transcript.turns[150], transcript.turns[40]):
        view.lead_to(turn.speech[0])
        top, _ = view.scene.vertical_extent(turn.speech[0])
        assert top == view.scene.height // 5


def test_a_jump_to_what_is_in_the_middle_moves_nothing(show_view: ShowView) -> None:
    transcript = a_long_transcript(100_000)
    view = show_view(transcript)
    short = Span(transcript.turns[90].speech[0].start, transcript.turns[90].speech[0].start + 5)
    view.lead_to(short)
    view.scroll_by(-view.scene.height // 4)
    before = top_line(view)
    view.lead_to(short)

    assert top_line(view) == before


def test_a_page_without_words_does_not_move(show_view: ShowView) -> None:
    view = show_view("")
    view.scroll_by(90)
    assert view.scene.held == (0, 0)
