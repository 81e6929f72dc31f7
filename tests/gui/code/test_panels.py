"""The panels around the page: one's codings, and what stands where nothing is."""

from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from qcoder.gui.code.workplace import CodeWorkplace
from qcoder.gui.main_window import MainWindow
from tests.builders import span_of
from tests.gui.code.panels_seen import click, rows_of, show_codings
from tests.windows import code_workplace, press, put_caret, select, told, view_of

CHART = "the whole chart"


def test_ones_codings_are_listed_and_gone_to(window: MainWindow, workplace: CodeWorkplace) -> None:
    show_codings(window)
    select(window, "four minutes")
    press(window, "t")
    select(window, CHART)
    press(window, "h")
    rows = rows_of(workplace.codings.list)
    assert [(row.words, row.note) for row in rows] == [("Humanity", "2"), ("Time", "4")]
    workplace.codings.coding_chosen.emit(rows[1].payload)
    assert "Turn 4" in window.status_line.parts.text()


def test_codings_of_one_code_alone_are_listed(window: MainWindow, workplace: CodeWorkplace) -> None:
    show_codings(window)
    select(window, CHART)
    press(window, "t", "h")
    workplace.codings.filter.setCurrentText("Time")
    assert [row.words for row in rows_of(workplace.codings.list)] == ["Time"]


def test_empty_places_say_what_will_be_there(window: MainWindow, workplace: CodeWorkplace) -> None:
    show_codings(window)
    assert workplace.codings.empty.label.text()
    assert not workplace.codings.list.isVisible()


def test_before_anybody_said_who_they_are_nothing_is_coded(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    window.desk.workbench.set_coder(None)
    select(window, CHART)
    press(window, "t")
    assert told(window) == "Say who you are first."


def test_a_stranger_may_read_a_paired_transcript_and_sees_no_coding(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    press(window, "t")
    field = window.findChild(QLineEdit, "newCoderName")
    assert field is not None
    window.desk.workbench.set_coder(None)
    field.setText("Cleo")
    click(window, "joinAsCoder")
    assert workplace.page.codings == {}
    bar = window.findChild(QLabel, "standingBarWords")
    assert bar is not None
    assert "Ada and Ben" in bar.text()


def test_words_stay_in_their_place_when_a_bar_comes_over_the_page(
    window: MainWindow, workplace: CodeWorkplace, qtbot: QtBot
) -> None:
    view = view_of(window)
    window.resize(window.width(), 420)
    view.set_zoom(3.0)
    put_caret(window, "Thank you")
    qtbot.wait(50)
    before = place_on_screen(window, "Thank you")
    press(window, "s", held="Ctrl+Shift")
    qtbot.wait(50)
    assert workplace.standing.isVisible()
    assert abs(place_on_screen(window, "Thank you") - before) <= 1


def place_on_screen(window: MainWindow, words: str) -> int:
    """Height in the window at which those words stand."""
    view = code_workplace(window).page.view
    assert view.transcript is not None
    box = view.scene.caret_rect(span_of(view.transcript, words).start)
    return view.viewport().mapTo(window, box.topLeft()).y()
