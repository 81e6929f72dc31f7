"""Keys given anew in the sheet, and text to taste; both remembered."""

from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from qcoder.gui.key_bindings import hear_together
from qcoder.gui.key_button import KeyButton
from qcoder.gui.main_window import MainWindow
from tests.windows import OpenWindow, close, code_workplace, press, view_of


@pytest.fixture
def sheet(window: MainWindow) -> MainWindow:
    """With the sheet of keys over it."""
    view_of(window)
    press(window, "?")
    assert window.overlays.keys.isVisible()
    return window


def wait_for_keys(window: MainWindow, action: str) -> KeyButton:
    """Press the button of an action in the sheet."""
    button = window.overlays.keys.findChild(KeyButton, f"{action}Key")
    assert isinstance(button, KeyButton)
    button.setFocus()
    button.click()
    return button


def test_an_action_is_given_another_key_which_works_at_once(sheet: MainWindow) -> None:
    button = wait_for_keys(sheet, "findWords")
    press(sheet, "g", held="Ctrl+Shift")
    assert button.text() == "Ctrl+Shift+G"
    press(sheet, Qt.Key.Key_Escape)
    press(sheet, "f", held="Ctrl")
    assert code_workplace(sheet).find_bar.isHidden()
    press(sheet, "g", held="Ctrl+Shift")
    assert not code_workplace(sheet).find_bar.isHidden()


def test_a_key_that_is_taken_is_said_and_left(sheet: MainWindow) -> None:
    button = wait_for_keys(sheet, "findWords")
    press(sheet, "k", held="Ctrl")
    assert button.text() == "Ctrl+F"
    assert "Ctrl+K is the key of “Anything by name”" in sheet.overlays.keys.said.text()
    assert not sheet.overlays.finder.isVisible()


def test_single_letters_stay_with_the_codes(sheet: MainWindow) -> None:
    button = wait_for_keys(sheet, "findWords")
    press(sheet, "e")
    assert button.text() == "Ctrl+F"
    assert "belong to the codes" in sheet.overlays.keys.said.text()


def test_escape_while_waiting_changes_nothing(sheet: MainWindow) -> None:
    button = wait_for_keys(sheet, "findWords")
    press(sheet, Qt.Key.Key_Escape)
    assert button.text() == "Ctrl+F"
    assert sheet.overlays.keys.isVisible()


def test_keys_are_remembered_and_given_back(
    sheet: MainWindow, open_main_window: OpenWindow, project: Path
) -> None:
    wait_for_keys(sheet, "findWords")
    press(sheet, "g", held="Ctrl+Shift")
    close(sheet)
    again = open_main_window(project, coder="Ada")
    find = again.desk.actions.named("findWords")
    assert find.shortcut().toString() == "Ctrl+Shift+G"
    assert find.toolTip().endswith("(Ctrl+Shift+G)")
    view_of(again)
    press(again, "?")
    button = wait_for_keys(again, "findWords")
    press(again, Qt.Key.Key_Backspace)
    assert button.text() == "Ctrl+F"


def test_all_keys_can_be_as_usual_again(sheet: MainWindow) -> None:
    wait_for_keys(sheet, "findWords")
    press(sheet, "g", held="Ctrl+Shift")
    sheet.overlays.keys._reset_all()
    assert sheet.desk.actions.named("findWords").shortcut().toString() == "Ctrl+F"


def test_the_window_has_no_key_twice(window: MainWindow) -> None:
    shown = [action for _, action in window.desk.actions if action.isVisible()]
    twice = [
        (one.objectName(), other.objectName())
        for one, other in combinations(shown, 2)
        if set(map(str_of, one.shortcuts())) & set(map(str_of, other.shortcuts()))
        and hear_together(one, other)
    ]
    assert twice == []


def str_of(keys: QKeySequence) -> str:
    """As settings have it."""
    return keys.toString()


def test_line_length_and_spacing_are_chosen_and_remembered(
    window: MainWindow, open_main_window: OpenWindow, project: Path
) -> None:
    view = view_of(window)
    pitch, width = view.scene.fonts.pitch, view.scene.columns.text_width
    choose(window, "lineLength50")
    choose(window, "lineSpacing1.7")
    assert view.scene.fonts.pitch > pitch
    assert view.scene.columns.text_width < width
    pitch = view.scene.fonts.pitch
    close(window)
    again = open_main_window(project, coder="Ada")
    assert view_of(again).scene.fonts.pitch == pitch
    assert again.reading_comfort.measure == 50


def choose(window: MainWindow, name: str) -> None:
    """An entry of a menu."""
    action = window.findChild(QAction, name)
    assert isinstance(action, QAction)
    action.trigger()
