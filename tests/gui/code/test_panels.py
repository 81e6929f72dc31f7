"""The panels around the page."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTabWidget
from pytestqt.qtbot import QtBot

from qcoder.bootstrap import open_workspace
from qcoder.domain.codebook import Code
from qcoder.gui.code.context_menu import ContextMenu
from qcoder.gui.code.workplace import CodeWorkplace
from qcoder.gui.main_window import MainWindow
from qcoder.gui.parts.long_rows import LongList
from qcoder.gui.parts.rows import Row, RowList
from qcoder.gui.transcript.painted import CODE_MIME_TYPE
from qcoder.services.codebook.editing import add_code
from qcoder.services.coding.layer import apply_code
from qcoder.storage.unit_of_work import UnitOfWork
from tests.builders import span_of
from tests.sealed_pair import coder_of, transcript_of
from tests.windows import be, code_workplace, coded, go_to, press, put_caret, select, told, view_of

CHART = "the whole chart"
STORY = "I had read the whole chart before, and I believed that I understood the man."


@pytest.fixture
def workplace(window: MainWindow) -> CodeWorkplace:
    """Ada's, with FG1."""
    return code_workplace(window)


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
    select(window, CHART)
    press(window, "t")
    go_to(window, "FG2")
    be(window, "Ben")
    be(window, "Ada")
    qtbot.waitUntil(lambda: len(row_of(workplace.transcripts.list, "FG1").bar or ()) == 1)


def test_the_transcript_one_goes_to_stands_out_with_its_bar_at_once(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    press(window, "t")
    go_to(window, "FG2")
    be(window, "Ben")
    be(window, "Ada")
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


def test_codes_stand_under_their_groupings_with_key_and_count(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    press(window, "t")
    rows = rows_of(workplace.codebook.list)
    heads, *groupings = [row for row in rows if row.is_heading]
    assert heads.columns == ("here", "all")
    assert [row.words for row in groupings] == ["Themes", "Contexts", "Lessons"]
    time = row_of(workplace.codebook.list, "Time")
    assert (time.key, time.columns) == ("T", ("1", "1"))


def test_the_filter_finds_a_code_and_enter_applies_it(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    workplace.codebook.filter.setFocus()
    press(window, *"emo")
    press(window, Qt.Key.Key_Return)
    assert coded(window, "Ada") == [("Emotions", STORY)]


def test_a_double_click_applies_a_code(window: MainWindow, workplace: CodeWorkplace) -> None:
    select(window, CHART)
    codes = workplace.codebook.list
    (time,) = (row.payload for row in rows_of(codes) if row.words == "Time")
    place = codes.visualRect(codes.rows_model.index_of(time)).center()
    QTest.mouseClick(codes.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(codes.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert coded(window, "Ada") == [("Time", STORY)]


def test_a_code_is_applied_from_the_list_by_keys(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    press(window, Qt.Key.Key_F6)
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert [label for label, _ in coded(window, "Ada")] == ["Grades"]


def test_a_code_dropped_on_the_selection_is_applied(window: MainWindow) -> None:
    select(window, CHART)
    drop(window, "Time", CHART)
    assert coded(window, "Ada") == [("Time", STORY)]


def test_a_word_code_dropped_on_a_word_takes_the_word(window: MainWindow) -> None:
    put_caret(window, CHART)
    drop(window, "Specialties", "urgery, on")
    assert coded(window, "Ada") == [("Specialties", "surgery")]


def test_here_lists_the_codings_at_the_caret_innermost_first(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, "I had read the whole chart before")
    press(window, "h", held="Shift")
    select(window, CHART)
    press(window, "t", held="Shift")
    put_caret(window, "whole chart")
    assert [row.words for row in rows_of(workplace.here.list)] == ["Time", "Humanity"]
    assert workplace.page.view.current_coding == workplace.here.list.current()


def test_tab_goes_from_one_coding_here_to_the_next(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    press(window, "t", "h")
    put_caret(window, "whole chart")
    first = workplace.at_hand.current
    press(window, Qt.Key.Key_Tab)
    assert workplace.at_hand.current != first
    press(window, Qt.Key.Key_Tab)
    assert workplace.at_hand.current == first


def test_here_tells_rule_and_definition_of_the_coding_at_hand(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    press(window, "t")
    assert workplace.here.rule.text().startswith("Code entire story")
    assert workplace.here.definition.text()


def test_a_coding_that_breaks_its_rule_is_put_right_with_one_button(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    press(window, "t", held="Shift")
    assert "asks for the whole story" in workplace.here.broken.text()
    click(window, "correctCoding")
    (words,) = [words for _, words in coded(window, "Ada")]
    assert words.startswith("I had read")
    workplace.here.catch_up()
    assert not workplace.here.broken.isVisible()


def test_a_clicked_stripe_is_the_coding_at_hand(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    press(window, "t")
    select(window, "four minutes")
    workplace.page.view.coding_clicked.emit(next(iter(workplace.page.codings)))
    current = workplace.at_hand.current
    assert current is not None
    press(window, Qt.Key.Key_Delete)
    assert coded(window, "Ada") == []


def test_with_words_selected_delete_removes_nothing_that_was_not_chosen(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    press(window, "t")
    put_caret(window, "four minutes")
    select(window, "had read the whole chart before")
    press(window, Qt.Key.Key_Delete)
    assert len(coded(window, "Ada")) == 1


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


def test_a_key_without_a_code_says_so(window: MainWindow) -> None:
    view_of(window)
    press(window, "9")
    assert told(window) == "No code has the key 9"


def test_the_menu_at_the_words_offers_what_is_coded_there(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    press(window, "t", "h")
    menu = workplace.findChild(ContextMenu)
    assert menu is not None
    texts = [action.text() for action in menu.menu().actions()]
    assert texts[:2] == ["Time", "Humanity"]
    assert "&Remove" in texts


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


def show_codings(window: MainWindow) -> None:
    tabs = window.findChild(QTabWidget, "codeTabs")
    assert tabs is not None
    tabs.setCurrentIndex(1)


def rows_of(listing: RowList | LongList) -> list[Row]:
    QApplication.processEvents()
    return list(listing.rows_model.rows)


def row_of(listing: RowList | LongList, words: str) -> Row:
    return next(row for row in rows_of(listing) if row.words == words)


def note_of(workplace: CodeWorkplace, transcript: str) -> str:
    return row_of(workplace.transcripts.list, transcript).note


def click(window: MainWindow, name: str) -> None:
    button = window.findChild(QAbstractButton, name)
    assert button is not None, name
    assert button.isVisible(), name
    button.click()


def drop(window: MainWindow, label: str, words: str) -> None:
    """Let a code fall on the first of those words."""
    view = view_of(window)
    assert view.transcript is not None
    code = code_workplace(window).codebook.codebook.find(label)
    assert code is not None
    carried = QMimeData()
    carried.setData(CODE_MIME_TYPE, str(code.id).encode())
    place = view.scene.caret_rect(span_of(view.transcript, words).start).center() + QPoint(3, 0)
    view.dropEvent(
        QDropEvent(
            QPointF(place),
            Qt.DropAction.CopyAction,
            carried,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_whoever_clicks_a_transcript_goes_on_with_its_words(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    transcripts = workplace.transcripts.list
    transcripts.setFocus()
    place = transcripts.visualRect(transcripts.rows_model.index(1)).center()
    QTest.mouseClick(transcripts.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.windowTitle().endswith("FG2")
    assert workplace.page.view.hasFocus()


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


def test_the_first_coding_of_a_code_made_with_it_is_counted_once(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, "the stairs")
    press(window, Qt.Key.Key_Return)
    press(window, *"stairs")
    press(window, Qt.Key.Key_Return)
    assert coded(window, "Ada") == [("stairs", "the stairs")]
    assert row_of(workplace.codebook.list, "stairs").columns == ("1", "1")


def test_what_another_program_coded_after_a_change_of_the_codebook_is_counted_once(
    window: MainWindow, workplace: CodeWorkplace, project: Path
) -> None:
    other = open_workspace(project)
    words, ada = transcript_of(other, "FG1"), coder_of(other, "Ada")
    stairs = other.run("Code", partial(add_free_code, "stairs")).value
    span = span_of(words, "dog")
    act = partial(apply_code, transcript=words, coder=ada, code=stairs.id, span=span)
    other.run("Apply", act, actor=ada)
    other.close()
    window.desk.workbench.workspace.notice_foreign_changes()
    assert row_of(workplace.codebook.list, "stairs").columns == ("1", "1")


def add_free_code(label: str, uow: UnitOfWork) -> Code:
    return add_code(uow, uow.codebook.load().groupings[0].id, label)
