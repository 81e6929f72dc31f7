"""Weighing, splitting and joining codings, one or many."""

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from qcoder.domain.spans import Span
from qcoder.gui.code.context_menu import ContextMenu
from qcoder.gui.main_window import MainWindow
from qcoder.services.coding.layer import apply_code
from qcoder.storage.unit_of_work import UnitOfWork
from tests.sealed_pair import coder_of, transcript_of
from tests.windows import code_workplace, coded, press, put_caret, select, stored, told, view_of

LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
CHART = "the whole chart"
STORY = "I had read the whole chart before, and I believed that I understood the man."


def code(window: MainWindow, words: str, key: str = "h") -> None:
    select(window, words)
    press(window, key, held="Shift")


def mark_rows(window: MainWindow, *numbers: int) -> None:
    """In the list of codings, by keys."""
    workplace = code_workplace(window)
    workplace._tabs.setCurrentWidget(workplace.codings)
    codes = workplace.codings.list
    codes.setFocus()
    codes.setCurrentIndex(codes.rows_model.index(numbers[0]))
    for number in numbers[1:]:
        flags = QItemSelectionModel.SelectionFlag.Select
        codes.selectionModel().setCurrentIndex(codes.rows_model.index(number), flags)


def test_a_coding_is_unsure_and_sure_again(window: MainWindow) -> None:
    code(window, CHART)
    press(window, "u", held="Ctrl")
    assert [coding.sure for coding in stored(window, "Ada")] == [False]
    (row,) = code_workplace(window).here.list.rows_model.rows
    assert row.words == "Humanity ?"
    press(window, "u", held="Ctrl")
    assert [coding.sure for coding in stored(window, "Ada")] == [True]


def test_a_coding_is_split_at_the_caret_and_joined_again(window: MainWindow) -> None:
    code(window, STORY)
    put_caret(window, "and I believed")
    press(window, "b", held="Ctrl")
    assert coded(window, "Ada") == [
        ("Humanity", "I had read the whole chart before,"),
        ("Humanity", "and I believed that I understood the man."),
    ]
    put_caret(window, CHART)
    press(window, "b", held="Ctrl+Shift")
    assert coded(window, "Ada") == [("Humanity", STORY)]


def test_another_code_on_the_same_words_does_not_stand_between_two_that_are_joined(
    window: MainWindow,
) -> None:
    code(window, STORY)
    put_caret(window, "and I believed")
    press(window, "b", held="Ctrl")
    code(window, "I had read the whole chart before,", "t")
    put_caret(window, "surgery")
    put_caret(window, CHART)
    press(window, "b", held="Ctrl+Shift")
    assert ("Humanity", STORY) in coded(window, "Ada")


def test_a_split_between_no_words_is_refused_in_a_sentence(window: MainWindow) -> None:
    code(window, CHART)
    put_caret(window, CHART)
    press(window, "b", held="Ctrl")
    assert len(stored(window, "Ada")) == 1


def test_without_a_next_one_nothing_is_joined(window: MainWindow) -> None:
    code(window, CHART)
    press(window, "b", held="Ctrl+Shift")
    assert "no further" in told(window)


def test_marked_codings_are_weighed_together_and_one_undo_takes_it_back(
    window: MainWindow,
) -> None:
    code(window, CHART)
    code(window, "surgery")
    code(window, "four minutes", "t")
    mark_rows(window, 0, 2)
    press(window, "u", held="Ctrl")
    assert [coding.sure for coding in stored(window, "Ada")] == [False, True, False]
    assert len(code_workplace(window).codings.marked()) == 2
    press(window, "z", held="Ctrl")
    assert all(coding.sure for coding in stored(window, "Ada"))


def test_marked_codings_are_recoded_and_removed_together(window: MainWindow) -> None:
    code(window, CHART)
    code(window, "surgery")
    code(window, "four minutes", "t")
    mark_rows(window, 0, 1)
    press(window, "r", held="Ctrl")
    press(window, *"em", Qt.Key.Key_Return)
    assert [label for label, _ in coded(window, "Ada")] == ["Emotions", "Emotions", "Time"]
    mark_rows(window, 0, 1)
    press(window, Qt.Key.Key_Delete)
    assert [label for label, _ in coded(window, "Ada")] == ["Time"]


def test_going_elsewhere_in_the_words_means_the_one_there(window: MainWindow) -> None:
    code(window, CHART)
    code(window, "surgery")
    code(window, "four minutes", "t")
    mark_rows(window, 0, 1)
    put_caret(window, "four minutes")
    press(window, Qt.Key.Key_Delete)
    assert [words for _, words in coded(window, "Ada")] == [CHART, "surgery"]


def test_all_of_it_is_in_the_menu_at_the_words(window: MainWindow) -> None:
    code(window, CHART)
    opened = code_workplace(window).page.findChild(ContextMenu)
    assert opened is not None
    menu: QMenu = opened.menu()
    names = {action.objectName() for action in menu.actions()}
    assert {"toggleSure", "splitCoding", "joinCodings", "highlightWords"} <= names
    assert view_of(window).current_coding is not None


def test_what_redo_brings_back_to_the_selected_words_is_at_hand_again(
    window: MainWindow,
) -> None:
    code(window, CHART)
    press(window, "z", held="Ctrl")
    window.desk.acts.redo()
    code_workplace(window).here.catch_up()
    at_hand = code_workplace(window).at_hand
    assert at_hand.current is not None
    assert [at_hand.current] == stored(window, "Ada")
    press(window, Qt.Key.Key_Delete)
    assert coded(window, "Ada") == []


def test_many_marked_codings_are_changed_and_shown_in_one_go(
    window: MainWindow, qtbot: QtBot
) -> None:
    fill(window, 150)
    workplace = code_workplace(window)
    mark_rows(window, 0)
    workplace.codings.list.selectAll()
    taken = []
    workplace.page.coding_taken.connect(lambda *each: taken.append(each))
    with qtbot.waitSignal(workplace.page.contents_changed):
        press(window, "u", held="Ctrl")
    assert taken == []
    assert {c.is_sure for c in workplace.page.view.scene.index.codings} == {False}
    assert {coding.sure for coding in stored(window, "Ada")} == {False}
    assert len(workplace.codings.marked()) == 150
    press(window, "z", held="Ctrl")
    assert {c.is_sure for c in workplace.page.view.scene.index.codings} == {True}


def test_rows_that_do_not_follow_each_other_are_marked_again(window: MainWindow) -> None:
    fill(window, 9)
    workplace = code_workplace(window)
    mark_rows(window, 0, 1, 4, 8)
    marked = workplace.codings.marked()
    workplace.codings.list.clearSelection()
    workplace.codings.mark(marked)
    assert len(marked) == 4
    assert workplace.codings.marked() == marked


def fill(window: MainWindow, count: int) -> None:
    """Ada codes one stretch after the other in FG1, all in one act."""
    workspace = window.desk.workbench.workspace
    transcript, ada = transcript_of(workspace, "FG1"), coder_of(workspace, "Ada")
    codes = workspace.read(lambda uow: uow.codebook.load()).codes
    start = transcript.turns[0].speech[0].start
    ends = [
        end for end in range(start + 1, len(transcript.text)) if transcript.text[end - 1] in LETTERS
    ]
    spans = [Span(start, ends[number // len(codes)]) for number in range(count)]

    def add(uow: UnitOfWork) -> None:
        for number, span in enumerate(spans):
            apply_code(uow, transcript, ada, codes[number % len(codes)].id, span)

    workspace.run("Fill", add, actor=ada)
