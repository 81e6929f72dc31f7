"""Selecting by units from the keyboard."""

from qcoder.gui.main_window import MainWindow
from tests.windows import press, put_caret, select, told, view_of

TURN = "Then he told me about his dog, and about the stairs. Nobody had four minutes."


def selected(window: MainWindow) -> str:
    """The words that are selected."""
    view = view_of(window)
    span = view.selection()
    assert view.transcript is not None
    return view.transcript.text[span.start : span.end] if span else ""


def test_a_key_selects_word_sentence_turn_and_more(window: MainWindow) -> None:
    put_caret(window, "minutes")
    taken = []
    for _ in range(3):
        press(window, "+")
        taken.append(selected(window))
    assert taken == ["minutes", "Nobody had four minutes.", TURN]
    press(window, "+", "+", "+", "+")
    assert "no larger unit" in told(window)
    assert TURN in selected(window)


def test_a_selection_grows_from_where_it_is(window: MainWindow) -> None:
    select(window, "four minutes")
    press(window, "+")
    assert selected(window) == "Nobody had four minutes."


def test_what_was_selected_before_comes_back(window: MainWindow) -> None:
    put_caret(window, "minutes")
    caret = view_of(window).caret()
    press(window, "+", "+", "-")
    assert selected(window) == "minutes"
    press(window, "-")
    assert (selected(window), view_of(window).caret()) == ("", caret)


def test_another_selection_forgets_what_was_before(window: MainWindow) -> None:
    put_caret(window, "minutes")
    press(window, "+", "+")
    select(window, "his dog")
    press(window, "-")
    assert selected(window) == "his dog"
