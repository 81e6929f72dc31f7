"""Codings that break their rule, listed to be looked at."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qcoder.domain.coding import Coding
from qcoder.gui.code import rule_watch
from qcoder.gui.code.to_check_panel import ToCheckPanel
from qcoder.gui.main_window import MainWindow
from tests.windows import code_workplace, coded, go_to, press, put_caret, select, told

PART = "that I understood"
STORY = "I had read the whole chart before, and I believed that I understood the man."


def broken(window: MainWindow, qtbot: QtBot) -> ToCheckPanel:
    """With one coding that is part of a story's sentence."""
    select(window, PART)
    press(window, "h", held="Shift")
    panel = code_workplace(window).to_check
    wait_for(panel, qtbot, 1)
    return panel


def wait_for(panel: ToCheckPanel, qtbot: QtBot, count: int) -> None:
    qtbot.waitUntil(lambda: len(panel.list.rows_model.rows) == count)


def test_a_coding_that_breaks_its_rule_is_listed_with_the_rule(
    window: MainWindow, qtbot: QtBot
) -> None:
    panel = broken(window, qtbot)
    (row,) = panel.list.rows_model.rows
    assert (row.words, row.second) == ("Humanity", "Code entire story")
    assert "asks for the whole story" in panel.sentence.text()
    tabs = code_workplace(window)._tabs
    assert tabs.tabText(tabs.indexOf(panel)) == "Check (1)"


def test_on_coming_back_to_a_transcript_nothing_is_checked_again(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = broken(window, qtbot)
    go_to(window, "FG2")
    wait_for(panel, qtbot, 0)
    checked: list[Coding] = []
    monkeypatch.setattr(rule_watch, "check_coding", lambda _, coding, *__: checked.append(coding))
    go_to(window, "FG1")
    wait_for(panel, qtbot, 1)
    assert not checked


def test_what_keeps_its_rule_is_not_listed(window: MainWindow, qtbot: QtBot) -> None:
    panel = broken(window, qtbot)
    put_caret(window, "surgery")
    press(window, "s", "t")
    qtbot.waitUntil(lambda: not code_workplace(window).checking.rules._idle.isActive())
    wait_for(panel, qtbot, 1)


def test_one_key_changes_it_as_the_rule_asks(window: MainWindow, qtbot: QtBot) -> None:
    panel = broken(window, qtbot)
    press(window, Qt.Key.Key_Return, held="Ctrl")
    wait_for(panel, qtbot, 0)
    assert coded(window, "Ada") == [("Humanity", STORY)]


def test_one_key_leaves_it_as_it_is_and_undo_lists_it_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    panel = broken(window, qtbot)
    press(window, "l", held="Ctrl")
    wait_for(panel, qtbot, 0)
    assert coded(window, "Ada") == [("Humanity", PART)]
    qtbot.waitUntil(lambda: not code_workplace(window).here.broken.isVisible())
    press(window, "z", held="Ctrl")
    wait_for(panel, qtbot, 1)


def test_on_other_words_it_is_listed_again(window: MainWindow, qtbot: QtBot) -> None:
    panel = broken(window, qtbot)
    press(window, "l", held="Ctrl")
    wait_for(panel, qtbot, 0)
    press(window, Qt.Key.Key_Left, held="Alt+Shift")
    wait_for(panel, qtbot, 1)


def test_a_key_goes_there(window: MainWindow, qtbot: QtBot) -> None:
    broken(window, qtbot)
    put_caret(window, "for today")
    press(window, "j", held="Ctrl")
    current = code_workplace(window).at_hand.current
    assert current is not None
    assert code_workplace(window).page.codings[current.id].span == current.span


def test_a_story_that_is_set_is_what_is_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    select(window, STORY)
    press(window, "h", held="Shift")
    put_caret(window, "surgery")
    press(window, Qt.Key.Key_Up, held="Ctrl")
    wait_for(code_workplace(window).to_check, qtbot, 1)


def test_a_key_at_other_words_changes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    panel = broken(window, qtbot)
    put_caret(window, "for today")
    press(window, "l", held="Ctrl")
    press(window, Qt.Key.Key_Return, held="Ctrl")
    assert coded(window, "Ada") == [("Humanity", PART)]
    assert len(panel.list.rows_model.rows) == 1
    assert "first" in told(window)


def test_in_the_list_the_one_that_is_marked_is_meant(window: MainWindow, qtbot: QtBot) -> None:
    panel = broken(window, qtbot)
    put_caret(window, "for today")
    code_workplace(window)._tabs.setCurrentWidget(panel)
    panel.list.setFocus()
    press(window, "l", held="Ctrl")
    wait_for(panel, qtbot, 0)


def test_it_is_marked_in_the_text_until_it_is_left_as_it_is(
    window: MainWindow, qtbot: QtBot
) -> None:
    panel = broken(window, qtbot)
    view = code_workplace(window).page.view
    (coding,) = code_workplace(window).page.own_codings()
    assert view.scene.rule_flags.codings == {coding.id: coding.span}
    assert "asks for the whole story" in " ".join(view.describe([coding.id]).split())
    press(window, "l", held="Ctrl")
    wait_for(panel, qtbot, 0)
    assert not view.scene.rule_flags.codings


def test_under_the_mouse_memo_and_doubt_are_told(window: MainWindow, qtbot: QtBot) -> None:
    broken(window, qtbot)
    workplace = code_workplace(window)
    (coding,) = workplace.page.own_codings()
    workplace.gestures.write_memo(coding.id, "He stands for all of them, " * 20)
    press(window, "u", held="Ctrl")
    lines = workplace.page.view.describe([coding.id]).splitlines()
    assert lines[0] == "Humanity · unsure"
    assert any(line.strip().startswith("Memo: He stands") for line in lines)
    assert max(map(len, lines)) < 80
