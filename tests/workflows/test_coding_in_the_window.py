"""A coder's day: the window on a real project file, by keys and mouse."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from qcoder.bootstrap import open_workspace
from qcoder.gui.main_window import MainWindow
from qcoder.services.coding.layer import apply_code
from tests.builders import span_of
from tests.sealed_pair import coder_of, transcript_of
from tests.windows import (
    OpenWindow,
    be,
    close,
    code_workplace,
    coded,
    go_to,
    press,
    put_caret,
    select,
    stored,
    told,
    view_of,
)

pytestmark = pytest.mark.usefixtures("lean_windows")

STORY = "I had read the whole chart before, and I believed that I understood the man."


def test_selected_words_are_coded_by_the_key_of_a_code(window: MainWindow) -> None:
    select(window, STORY)
    press(window, "h")
    assert coded(window, "Ada") == [("Humanity", STORY)]
    assert "Applied Humanity to turn 2" in told(window)


def test_words_are_selected_with_the_keyboard_and_coded(window: MainWindow) -> None:
    put_caret(window, "surgery")
    press(window, Qt.Key.Key_Right, held="Ctrl+Shift")
    press(window, "s")
    assert coded(window, "Ada") == [("Specialties", "surgery")]


def test_words_are_selected_with_the_mouse_and_coded(window: MainWindow) -> None:
    view = view_of(window)
    assert view.transcript is not None
    span = span_of(view.transcript, "four minutes")
    start, end = (view.scene.caret_rect(p).center() for p in (span.start, span.end))
    viewport = view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start + QPoint(1, 0))
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    press(window, "t", held="Shift")
    assert coded(window, "Ada") == [("Time", "four minutes")]


def test_overlapping_codings_are_all_kept(window: MainWindow) -> None:
    select(window, STORY)
    press(window, "h", "e")
    select(window, "the whole chart")
    press(window, "t", held="Shift")
    assert coded(window, "Ada") == [
        ("Humanity", STORY),
        ("Emotions", STORY),
        ("Time", "the whole chart"),
    ]


def test_the_same_code_twice_on_the_same_words_is_refused_over_the_page(
    window: MainWindow,
) -> None:
    select(window, STORY)
    press(window, "h", "h")
    assert len(stored(window, "Ada")) == 1
    bar = window.findChild(QLabel, "refusalWords")
    assert bar is not None
    assert bar.isVisible()
    assert "already" in bar.text()


def test_a_word_code_takes_the_word_at_the_caret(window: MainWindow) -> None:
    put_caret(window, "surgery")
    press(window, "s")
    assert coded(window, "Ada") == [("Specialties", "surgery")]


def test_a_coding_is_recoded_by_name(window: MainWindow) -> None:
    select(window, STORY)
    press(window, "h")
    press(window, "r", held="Ctrl")
    press(window, *"emo")
    press(window, Qt.Key.Key_Return)
    assert coded(window, "Ada") == [("Emotions", STORY)]


def test_a_coding_is_resized_by_words(window: MainWindow) -> None:
    select(window, "the whole chart")
    press(window, "t", held="Shift")
    press(window, Qt.Key.Key_Right, held="Alt+Shift")
    press(window, Qt.Key.Key_Left, held="Alt")
    assert coded(window, "Ada") == [("Time", "read the whole chart before")]


def test_a_memo_is_stored_when_it_is_left(window: MainWindow) -> None:
    select(window, STORY)
    press(window, "h")
    press(window, Qt.Key.Key_F2)
    press(window, *"why")
    press(window, Qt.Key.Key_Escape)
    workplace = code_workplace(window)
    (memo,) = workplace.page.memos.values()
    assert memo.text == "why"
    assert workplace.page.view.hasFocus()


def test_a_memo_being_written_is_stored_when_the_window_closes(
    window: MainWindow, open_main_window: OpenWindow, project: Path
) -> None:
    select(window, STORY)
    press(window, "h")
    press(window, Qt.Key.Key_F2)
    press(window, *"kept")
    close(window)
    again = open_main_window(project)
    assert [m.text for m in code_workplace(again).page.memos.values()] == ["kept"]


def test_removing_undoing_and_redoing(window: MainWindow) -> None:
    select(window, STORY)
    press(window, "h")
    press(window, Qt.Key.Key_Delete)
    assert coded(window, "Ada") == []
    press(window, "z", held="Ctrl")
    assert coded(window, "Ada") == [("Humanity", STORY)]
    press(window, "z", held="Ctrl")
    assert coded(window, "Ada") == []
    press(window, "z", held="Ctrl+Shift")
    assert coded(window, "Ada") == [("Humanity", STORY)]


def test_undo_in_the_menu_names_the_act(window: MainWindow) -> None:
    select(window, STORY)
    press(window, "h")
    assert window.desk.actions.named("undo").text() == "&Undo Apply Humanity"


def test_a_sealed_transcript_refuses_a_coding_until_it_is_unsealed(window: MainWindow) -> None:
    press(window, "s", held="Ctrl+Shift")
    click(window, "confirmSeal")
    select(window, STORY)
    press(window, "h")
    assert coded(window, "Ada") == []
    click(window, "unsealHere")
    select(window, STORY)
    press(window, "h")
    assert coded(window, "Ada") == [("Humanity", STORY)]


def test_a_coder_sees_nothing_of_the_other_until_both_have_sealed(window: MainWindow) -> None:
    select(window, STORY)
    press(window, "h")
    be(window, "Ben")
    assert code_workplace(window).page.codings == {}
    assert window.desk.actions.named("undo").text() == "&Undo"
    assert not code_workplace(window).layers.isVisible()
    seal(window)
    assert code_workplace(window).page.codings == {}
    be(window, "Ada")
    seal(window)
    assert code_workplace(window).layers.isVisible()


def test_a_revealed_layer_is_shown_when_it_is_switched_on(window: MainWindow) -> None:
    select(window, STORY)
    press(window, "h")
    seal(window)
    be(window, "Ben")
    seal(window)
    select(window, STORY)
    view = code_workplace(window).page.view
    assert view.codings_at(view.caret() - 1) == ()
    click(window, "showAda")
    assert len(view.codings_at(view.caret() - 1)) == 1


def test_an_unassigned_transcript_is_taken_on_with_one_button(window: MainWindow) -> None:
    go_to(window, "FG3")
    select(window, "my feet hurt")
    press(window, "t")
    click(window, "assignMe")
    select(window, "my feet hurt")
    press(window, "t", held="Shift")
    assert coded(window, "Ada", "FG3") == [("Time", "my feet hurt")]


def test_what_one_coded_stays_on_the_page_where_being_assigned_is_taken_back(
    window: MainWindow, project: Path
) -> None:
    go_to(window, "FG3")
    click(window, "assignMe")
    elsewhere = open_workspace(project)
    fg3, ada = transcript_of(elsewhere, "FG3"), coder_of(elsewhere, "Ada")
    time = elsewhere.read(lambda uow: uow.codebook.load()).codes[0].id
    span = span_of(fg3, "my feet hurt")
    made = elsewhere.run("Code", lambda uow: apply_code(uow, fg3, ada, time, span)).value
    elsewhere.close()
    window.desk.workbench.workspace.notice_foreign_changes()
    press(window, "z", held="Ctrl")
    page = code_workplace(window).page
    assert not page.can_code
    assert [c.coding for c in page.view.scene.index.codings] == [made.id]
    assert window.status_line.parts.text().endswith("1 coding")


def test_all_is_there_after_closing_and_opening_again(
    window: MainWindow, open_main_window: OpenWindow, project: Path
) -> None:
    select(window, STORY)
    press(window, "h", "e")
    go_to(window, "FG2")
    close(window)
    again = open_main_window(project)
    assert again.desk.workbench.coder == coder_of(again.desk.workbench.workspace, "Ada")
    assert again.windowTitle().endswith("FG2")
    assert [label for label, _ in coded(again, "Ada")] == ["Humanity", "Emotions"]


def seal(window: MainWindow) -> None:
    press(window, "s", held="Ctrl+Shift")
    click(window, "confirmSeal")


def click(window: MainWindow, name: str) -> None:
    button = window.findChild(QAbstractButton, name)
    assert button is not None, name
    assert button.isVisible(), name
    button.click()
