import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from qcoder.domain.spans import Span
from qcoder.gui.transcript.view import TranscriptView
from tests.gui.transcript.conftest import ShowView
from tests.gui.transcript.gestures import click, drag, drag_over, point_of, press, release, type_key
from tests.gui.transcript.material import a_long_transcript

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def text_of(view: TranscriptView) -> str:
    assert view.transcript is not None
    return view.transcript.text


def selected(view: TranscriptView) -> str:
    span = view.selection()
    return text_of(view)[span.start : span.end] if span else ""


def at(view: TranscriptView, words: str) -> int:
    return text_of(view).index(words)


def test_the_caret_starts_at_the_first_speech(view: TranscriptView) -> None:
    assert view.caret() == at(view, "We never")
    assert view.selection() is None


def test_right_and_left_go_by_what_a_reader_calls_a_character(show_view: ShowView) -> None:
    words = "x😀e\u0301👩🏽\u200d💻 🇩🇪y"
    view = show_view("P1: " + words)
    ends = [4, 5, 6, 8, 12, 13, 15, 16]
    for end in ends[1:]:
        type_key(view, Key.Key_Right)
        assert view.caret() == end
    for start in reversed(ends[:-1]):
        type_key(view, Key.Key_Left)
        assert view.caret() == start


@pytest.mark.parametrize("words", ["क्षत्रिय में", "שלום לכם", "السلام عليكم", "e\u0301te\u0301 😀"])
def test_every_caret_position_is_reached_and_left_again(show_view: ShowView, words: str) -> None:
    view = show_view("P1: " + words)
    forwards = [view.carets.text_start()]
    while forwards[-1] < 4 + len(words):
        forwards.append(view.carets.next_character(forwards[-1]))
    backwards = [forwards[-1]]
    while backwards[-1] > 4:
        backwards.append(view.carets.previous_character(backwards[-1]))

    assert forwards == backwards[::-1]
    laid = view.scene.flow.laid(0)
    places = [view.scene.shown.to_local(0, position) for position in forwards]
    assert all(laid.layout.isValidCursorPosition(place) for place in places)


def test_left_goes_on_in_hebrew(show_view: ShowView) -> None:
    view = show_view("P1: שלום לכם")
    start = view.caret()
    type_key(view, Key.Key_Left)

    assert view.caret() == start + 1


@pytest.mark.parametrize("words", ["e\u0301te\u0301 😀 👩🏽\u200d💻", "שלום abc לכם", "क्षत्रिय में"])
def test_a_click_never_falls_inside_a_character(show_view: ShowView, words: str) -> None:
    view = show_view("P1: " + words)
    laid = view.scene.flow.laid(0)
    for x in range(view.scene.columns.text - 5, view.scene.columns.text_end, 3):
        position = view.scene.position_at(x, point_of(view, 4).y())
        assert laid.layout.isValidCursorPosition(view.scene.shown.to_local(0, position))


def test_the_caret_steps_over_labels(view: TranscriptView) -> None:
    end = at(view, "late.") + 5
    view.set_caret(end)
    type_key(view, Key.Key_Right)
    assert view.caret() == at(view, "Does anyone")
    type_key(view, Key.Key_Left)
    assert view.caret() == end


def test_words_lines_and_the_whole_text_are_one_key_each(view: TranscriptView) -> None:
    start = view.caret()
    type_key(view, Key.Key_Right, CTRL)
    assert view.caret() == at(view, "never")
    type_key(view, Key.Key_End)
    assert view.caret() == at(view, "late.") + 5
    type_key(view, Key.Key_Home)
    assert view.caret() == start
    type_key(view, Key.Key_End, CTRL)
    assert view.caret() == len(text_of(view))
    type_key(view, Key.Key_Home, CTRL)
    assert view.caret() == start


def test_shift_selects_and_labels_are_never_in_the_ends(view: TranscriptView) -> None:
    view.set_caret(at(view, "late."))
    type_key(view, Key.Key_Down, SHIFT)
    span = view.selection()

    assert span is not None
    assert text_of(view)[span.start : span.start + 4] == "late"
    assert span.end > at(view, "Does")
    assert "Moderator" in selected(view)


def test_a_selection_of_nothing_but_a_heading_is_none(view: TranscriptView) -> None:
    start = at(view, "Second part")
    view.set_selection(Span(start, start + 6))

    assert view.selection() is None


def test_up_and_down_keep_the_column(show_view: ShowView) -> None:
    view = show_view("P1: " + "word " * 30 + "\nP2: short\nP1: " + "word " * 30)
    view.set_caret(4 + 50)
    x = view.scene.caret_rect(view.caret()).x()
    for _ in range(4):
        type_key(view, Key.Key_Down)

    assert abs(view.scene.caret_rect(view.caret()).x() - x) < 10


def test_end_stays_in_a_wrapped_line(show_view: ShowView) -> None:
    view = show_view("P1: " + "word " * 60)
    top = view.scene.caret_rect(view.caret()).top()
    type_key(view, Key.Key_End)
    after_one = view.caret()
    type_key(view, Key.Key_End)

    assert view.scene.caret_rect(view.caret()).top() == top
    assert view.caret() == after_one > 20


def test_alt_up_and_down_go_from_turn_to_turn(view: TranscriptView) -> None:
    starts = []
    for _ in range(4):
        type_key(view, Key.Key_Down, ALT)
        starts.append(view.caret())
    words = ["Does", "[laughter]", "She pulled", "Did anyone"]
    assert starts == [at(view, word) for word in words]
    type_key(view, Key.Key_Up, ALT)
    assert view.caret() == at(view, "She pulled")


def test_pages_move_by_what_is_seen_and_come_back(show_view: ShowView) -> None:
    view = show_view(a_long_transcript(30_000))
    start = view.caret()
    type_key(view, Key.Key_PageDown)
    assert 500 < view.caret() < 8000
    assert 0 <= view.scene.caret_rect(view.caret()).top() < view.scene.height
    type_key(view, Key.Key_PageUp)
    assert view.caret() == start


def test_a_drag_is_snapped_to_words_and_alt_turns_that_off(view: TranscriptView) -> None:
    start, end = at(view, "ever had"), at(view, "time.") + 2
    drag_over(view, start, end)
    assert selected(view) == "never had the time"
    view.set_selection(None)
    drag_over(view, start, end, ALT)
    assert selected(view) == text_of(view)[start:end]


def test_a_backward_drag_keeps_the_caret_at_its_start(view: TranscriptView) -> None:
    drag_over(view, at(view, "time.") + 2, at(view, "ever had"))

    assert selected(view) == "never had the time"
    assert view.caret() == at(view, "never")


def test_clicks_take_word_sentence_and_turn_one_after_the_other(view: TranscriptView) -> None:
    click(view, point_of(view, at(view, "surgery") + 2), times=2)
    assert selected(view) == "surgery"
    click(view, point_of(view, at(view, "surgery") + 2))
    assert selected(view) == "It was surgery, and the list was late."
    click(view, point_of(view, at(view, "surgery") + 2))
    assert selected(view) == "We never had the time. It was surgery, and the list was late."


def test_a_drag_after_a_double_click_takes_whole_words(view: TranscriptView) -> None:
    start = point_of(view, at(view, "never") + 2)
    click(view, start)
    press(view, start)
    drag(view, point_of(view, at(view, "time") + 1))
    release(view, point_of(view, at(view, "time") + 1))

    assert selected(view) == "never had the time"


def test_a_drag_after_a_triple_click_takes_whole_sentences(view: TranscriptView) -> None:
    start = point_of(view, at(view, "surgery") + 2)
    click(view, start, times=2)
    press(view, start)
    drag(view, point_of(view, at(view, "never") + 1))
    release(view, point_of(view, at(view, "never") + 1))

    assert selected(view) == "We never had the time. It was surgery, and the list was late."


def test_shift_click_extends(view: TranscriptView) -> None:
    click(view, point_of(view, at(view, "never")))
    click(view, point_of(view, at(view, "time") + 2), SHIFT)

    assert selected(view) == "never had the time"


@pytest.mark.parametrize("column", ["number", "speaker"])
def test_a_click_on_number_or_speaker_takes_the_turn(view: TranscriptView, column: str) -> None:
    x = getattr(view.scene.columns, column) + 2
    y = point_of(view, at(view, "It took")).y()
    click(view, QPoint(x, y))

    assert selected(view) == "[laughter] It always does.\nIt took maybe two minutes."


def test_a_drag_past_the_edge_scrolls(qtbot: QtBot, show_view: ShowView) -> None:
    view = show_view(a_long_transcript(30_000))
    press(view, point_of(view, view.caret()))
    drag(view, QPoint(300, view.scene.height + 60))
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 200)
    release(view, QPoint(300, view.scene.height + 60))

    span = view.selection()
    assert span is not None
    assert len(span) > 1000
    value = view.verticalScrollBar().value()
    qtbot.wait(80)
    assert view.verticalScrollBar().value() == value


def test_copy_takes_speech_without_labels(view: TranscriptView) -> None:
    view.set_selection(Span(at(view, "list was"), at(view, "anyone have") + 6))
    type_key(view, Key.Key_C, CTRL)

    assert QGuiApplication.clipboard().text() == "list was late.\nDoes anyone"


def test_signals_tell_each_change_once(view: TranscriptView) -> None:
    told: list[object] = []
    view.selection_changed.connect(told.append)
    view.caret_moved.connect(told.append)
    span = Span(at(view, "never"), at(view, "never") + 5)
    view.set_selection(span)
    view.set_selection(span)
    view.set_selection(None)

    assert told == [span, span.end, None]


def test_letters_are_told_and_other_keys_go_on(view: TranscriptView) -> None:
    typed: list[str] = []
    view.key_typed.connect(typed.append)
    for key in (Key.Key_E, Key.Key_Question, Key.Key_Space, Key.Key_Return, Key.Key_F2):
        type_key(view, key)
    type_key(view, Key.Key_E, CTRL)

    assert typed == ["e", "?"]


def test_escape_lets_go_of_the_selection(view: TranscriptView) -> None:
    view.select_all()
    assert view.selection() == Span(at(view, "We"), len(text_of(view)))
    type_key(view, Key.Key_Escape)

    assert view.selection() is None


def test_an_empty_view_takes_every_key_and_click(view: TranscriptView) -> None:
    view.set_transcript(None)
    for key in (Key.Key_Right, Key.Key_Left, Key.Key_Up, Key.Key_PageDown, Key.Key_End, Key.Key_A):
        type_key(view, key)
        type_key(view, key, CTRL)
    type_key(view, Key.Key_Down, ALT)
    click(view, QPoint(100, 100), times=3)

    assert view.selection() is None
    assert view.caret() == 0
