"""The list of transcripts, its bars and states, and the outline below it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qcoder.gui.code.workplace import CodeWorkplace
from qcoder.gui.main_window import MainWindow
from tests.gui.code.panels_seen import click, note_of, row_of, rows_of
from tests.windows import be, go_to, press, select

CHART = "the whole chart"


def code_and_leave(window: MainWindow) -> None:
    """Ada codes in FG1, and sits down again while FG2 is shown."""
    select(window, CHART)
    press(window, "t")
    go_to(window, "FG2")
    be(window, "Ben")
    be(window, "Ada")


def test_ones_own_transcripts_come_first_and_the_others_are_muted(
    workplace: CodeWorkplace,
) -> None:
    rows = rows_of(workplace.transcripts.list)
    assert [(row.words, row.is_muted) for row in rows] == [
        ("FG1", False),
        ("FG2", False),
        ("Not assigned to you", False),
        ("FG3", True),
    ]


def test_a_transcript_is_new_then_under_way_then_sealed(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    states = [note_of(workplace, "FG2")]
    go_to(window, "FG2")
    select(window, "surgery")
    press(window, "s")
    states.append(note_of(workplace, "FG2"))
    press(window, "s", held="Ctrl+Shift")
    click(window, "confirmSeal")
    states.append(note_of(workplace, "FG2"))
    assert states[0] == "new"
    assert "read" in states[1]
    assert states[2] == "sealed"


def test_the_bar_shows_where_one_has_coded(window: MainWindow, workplace: CodeWorkplace) -> None:
    select(window, CHART)
    press(window, "t")
    (stretch,) = row_of(workplace.transcripts.list, "FG1").bar or ()
    assert 0 < stretch[0] < stretch[1] < 1


def test_the_bar_of_a_transcript_that_is_not_shown_comes_in_a_moment(
    window: MainWindow, workplace: CodeWorkplace, qtbot: QtBot
) -> None:
    code_and_leave(window)
    qtbot.waitUntil(lambda: len(row_of(workplace.transcripts.list, "FG1").bar or ()) == 1)


def test_the_transcript_one_goes_to_stands_out_with_its_bar_at_once(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    code_and_leave(window)
    go_to(window, "FG1")
    assert row_of(workplace.transcripts.list, "FG1").is_strong
    assert row_of(workplace.transcripts.list, "FG1").bar
    assert not row_of(workplace.transcripts.list, "FG2").is_strong


def test_another_coders_state_is_told_but_not_their_coding(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    press(window, "t")
    be(window, "Ben")
    assert row_of(workplace.transcripts.list, "FG1").bar == ()
    assert "Ada" in row_of(workplace.transcripts.list, "FG1").tip


def test_what_waits_on_the_rail_is_what_one_has_not_sealed(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    assert window.rail.buttons["code"].waiting == 2
    press(window, "s", held="Ctrl+Shift")
    click(window, "confirmSeal")
    assert window.rail.buttons["code"].waiting == 1


def test_turns_of_a_transcript_without_sections_are_the_outline(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    tree = workplace.outline.tree
    assert tree.model().rowCount() == 5
    third = tree.model().index(2, 0)
    assert third.data() == "3  P2: That has happened to me as well, on surgery, on a ward with"
    tree.clicked.emit(third)
    assert "Turn 3 of 5" in window.status_line.parts.text()


def test_whoever_clicks_a_transcript_goes_on_with_its_words(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    transcripts = workplace.transcripts.list
    transcripts.setFocus()
    place = transcripts.visualRect(transcripts.rows_model.index(1)).center()
    QTest.mouseClick(transcripts.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.windowTitle().endswith("FG2")
    assert workplace.page.view.hasFocus()
