"""Going where there is something to do."""

from PySide6.QtCore import Qt

from qcoder.gui.code.reading import ALL_READ
from qcoder.gui.main_window import MainWindow
from tests.windows import be, code_workplace, go_to, press, put_caret, select, told, view_of


def selected(window: MainWindow) -> str:
    """The words that are selected."""
    view = view_of(window)
    span = view.selection()
    assert view.transcript is not None
    return view.transcript.text[span.start : span.end] if span else ""


def at_hand(window: MainWindow) -> str:
    """The words of the coding that keys act on."""
    workplace = code_workplace(window)
    current, contents = workplace.at_hand.current, workplace.page.contents
    assert current is not None
    assert contents is not None
    return contents.transcript.text[current.span.start : current.span.end]


def code(window: MainWindow, words: str, key: str) -> None:
    """These very words."""
    select(window, words)
    press(window, key, held="Shift")


def test_codings_of_the_same_code_are_gone_through(window: MainWindow) -> None:
    code(window, "the whole chart", "i")
    code(window, "on surgery", "s")
    code(window, "his dog", "i")
    put_caret(window, "whole chart")
    press(window, Qt.Key.Key_PageDown, held="Alt+Shift")
    assert at_hand(window) == "his dog"
    press(window, Qt.Key.Key_PageDown, held="Alt+Shift")
    assert at_hand(window) == "the whole chart"
    press(window, Qt.Key.Key_PageUp, held="Alt+Shift")
    assert at_hand(window) == "his dog"


def test_a_code_used_once_leads_nowhere(window: MainWindow) -> None:
    code(window, "on surgery", "s")
    press(window, Qt.Key.Key_PageDown, held="Alt+Shift")
    assert told(window) == "You have this code nowhere else in this transcript."


def test_the_next_story_without_a_code_is_selected(window: MainWindow) -> None:
    view_of(window).set_caret(0)
    press(window, Qt.Key.Key_F4)
    first = selected(window)
    assert first.startswith("I had read the whole chart")
    press(window, "t")
    view_of(window).set_caret(0)
    press(window, Qt.Key.Key_F4)
    assert selected(window) != first
    assert selected(window)


def test_after_the_last_story_it_is_said(window: MainWindow) -> None:
    put_caret(window, "Thank you, all of you")
    press(window, Qt.Key.Key_F4)
    assert told(window) == "From here on every story has a code."


def test_what_is_not_read_yet_may_be_in_another_transcript(window: MainWindow) -> None:
    workplace = code_workplace(window)
    contents = workplace.page.contents
    assert contents is not None
    assert contents.viewer is not None
    workplace._reading.add(contents.transcript.id, contents.viewer, ALL_READ)
    press(window, Qt.Key.Key_F5)
    assert "FG2" in window.windowTitle()
    go_to(window, "FG1")
    be(window, "Ben")
    ben = window.desk.workbench.coder
    assert ben is not None
    workplace._reading.add(contents.transcript.id, ben, ALL_READ)
    press(window, Qt.Key.Key_F5)
    assert told(window) == "You have read all that is assigned to you."
