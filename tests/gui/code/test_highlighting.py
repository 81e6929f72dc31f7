"""Words highlighted without a code."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton

from qcoder.domain.coding import Highlight
from qcoder.gui.main_window import MainWindow
from tests.builders import span_of
from tests.sealed_pair import coder_of, transcript_of
from tests.windows import be, code_workplace, coded, press, put_caret, select, view_of

CHART = "the whole chart"


def marks(window: MainWindow, coder: str = "Ada") -> list[Highlight]:
    workspace = window.desk.workbench.workspace
    where = transcript_of(workspace, "FG1").id
    who = coder_of(workspace, coder)
    return workspace.read(lambda uow: uow.highlights.of_transcript(where, who))


def marked(window: MainWindow) -> list[str]:
    text = transcript_of(window.desk.workbench.workspace, "FG1")
    return [text.speech_text(mark.span) for mark in marks(window)]


def picture(window: MainWindow, words: str) -> QImage:
    view = view_of(window)
    assert view.transcript is not None
    view.clearFocus()
    span = span_of(view.transcript, words)
    first, last = (view.scene.caret_rect(p) for p in (span.start, span.end))
    return view.viewport().grab(QRect(first.topLeft(), last.bottomRight())).toImage()


def here(window: MainWindow) -> list[str]:
    return [row.words for row in code_workplace(window).here.list.rows_model.rows]


def test_a_key_highlights_what_is_selected(window: MainWindow) -> None:
    select(window, CHART)
    press(window, "#")
    assert marked(window) == [CHART]
    assert here(window) == ["Highlight"]


def test_without_a_selection_the_sentence_is_highlighted(window: MainWindow) -> None:
    put_caret(window, "the stairs")
    press(window, "#")
    assert marked(window) == ["Then he told me about his dog, and about the stairs."]


def test_highlighted_words_look_different(window: MainWindow) -> None:
    put_caret(window, "What changed")
    before = picture(window, CHART)
    select(window, CHART)
    press(window, "#")
    put_caret(window, "What changed")
    assert picture(window, CHART) != before


def test_delete_removes_it_and_undo_brings_it_back(window: MainWindow) -> None:
    select(window, CHART)
    press(window, "#")
    press(window, Qt.Key.Key_Delete)
    assert marked(window) == []
    press(window, "z", held="Ctrl")
    assert marked(window) == [CHART]


def test_tab_goes_from_a_coding_to_the_highlight_on_the_same_words(window: MainWindow) -> None:
    select(window, CHART)
    press(window, "#")
    press(window, "h", held="Shift")
    put_caret(window, "whole chart")
    assert here(window) == ["Humanity", "Highlight"]
    press(window, Qt.Key.Key_Tab)
    press(window, Qt.Key.Key_Delete)
    assert marked(window) == []
    assert coded(window, "Ada") == [("Humanity", CHART)]


def test_a_highlight_has_a_memo(window: MainWindow) -> None:
    select(window, CHART)
    press(window, "#", Qt.Key.Key_F2)
    press(window, *"why", Qt.Key.Key_Escape)
    (memo,) = code_workplace(window).marks.memos.values()
    assert memo.text == "why"
    assert view_of(window).hasFocus()


def test_others_highlights_are_shown_once_they_are_revealed_and_switched_on(
    window: MainWindow,
) -> None:
    select(window, CHART)
    press(window, "#")
    seal(window)
    be(window, "Ben")
    put_caret(window, "whole chart")
    assert (here(window), code_workplace(window).marks.highlights) == ([], {})
    seal(window)
    put_caret(window, "whole chart")
    assert here(window) == []
    click(window, "showAda")
    put_caret(window, "whole chart")
    assert here(window) == ["Highlight"]
    assert not window.desk.actions.named("removeCoding").isEnabled()


def seal(window: MainWindow) -> None:
    press(window, "s", held="Ctrl+Shift")
    click(window, "confirmSeal")


def click(window: MainWindow, name: str) -> None:
    button = window.findChild(QAbstractButton, name)
    assert button is not None, name
    button.click()
