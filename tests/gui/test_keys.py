"""Keys given anew in the sheet, and text to taste; both remembered."""

from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel

from qcoder.gui.key_bindings import hear_together
from qcoder.gui.key_button import KeyButton
from qcoder.gui.main_window import MainWindow
from tests.windows import OpenWindow, close, code_workplace, press, view_of

pytestmark = pytest.mark.usefixtures("lean_windows")


@pytest.fixture
def sheet(window: MainWindow) -> MainWindow:
    """With the sheet of keys over it."""
    view_of(window)
    press(window, "?")
    assert window.overlays.keys.isVisible()
    return window


def stored_settings() -> QSettings:
    """Where the window of this test keeps its settings."""
    ini, user = QSettings.Format.IniFormat, QSettings.Scope.UserScope
    return QSettings(ini, user, "qcoder", "qcoder")


def key_button(window: MainWindow, action: str, kind: str = "Key") -> KeyButton:
    """The first key of an action in the sheet."""
    button = window.overlays.keys.findChild(KeyButton, f"{action}{kind}")
    assert isinstance(button, KeyButton)
    return button


def wait_for_keys(window: MainWindow, action: str, kind: str = "Key") -> KeyButton:
    """Press the button of an action in the sheet."""
    button = key_button(window, action, kind)
    button.setFocus()
    button.click()
    return button


def key_of(window: MainWindow, action: str) -> str:
    """The first key of an action as the sheet has it now."""
    return key_button(window, action).text()


def keys_of(action: QAction) -> list[str]:
    """All keys of an action, as settings have them."""
    return [keys.toString() for keys in action.shortcuts()]


def test_an_action_is_given_another_key_which_works_at_once(sheet: MainWindow) -> None:
    wait_for_keys(sheet, "findWords")
    press(sheet, "w", held="Ctrl+Shift")
    assert key_of(sheet, "findWords") == "Ctrl+Shift+W"
    press(sheet, Qt.Key.Key_Escape)
    press(sheet, "f", held="Ctrl")
    assert code_workplace(sheet).find_bar.isHidden()
    press(sheet, "w", held="Ctrl+Shift")
    assert not code_workplace(sheet).find_bar.isHidden()


def test_a_key_that_is_taken_is_said_and_left(sheet: MainWindow) -> None:
    wait_for_keys(sheet, "findWords")
    press(sheet, "k", held="Ctrl")
    assert key_of(sheet, "findWords") == "Ctrl+F"
    assert "Ctrl+K is the key of “Anything by name”" in sheet.overlays.keys.said.text()
    assert not sheet.overlays.finder.isVisible()


def test_keys_that_are_taken_can_be_swapped(sheet: MainWindow) -> None:
    wait_for_keys(sheet, "findWords")
    press(sheet, "k", held="Ctrl")
    assert sheet.overlays.keys.swap.hasFocus()
    press(sheet, Qt.Key.Key_Space)
    assert key_of(sheet, "findWords") == "Ctrl+K"
    assert key_of(sheet, "findAction") == "Ctrl+F"
    assert sheet.overlays.keys.swap.isHidden()


def test_an_action_is_given_one_more_key_and_loses_it_again(sheet: MainWindow) -> None:
    wait_for_keys(sheet, "findWords", "MoreKeys")
    press(sheet, "w", held="Ctrl+Shift")
    find = sheet.desk.actions.named("findWords")
    assert keys_of(find) == ["Ctrl+F", "Ctrl+Shift+W"]
    wait_for_keys(sheet, "findWords")
    press(sheet, Qt.Key.Key_Delete)
    assert keys_of(find) == ["Ctrl+Shift+W"]


def test_the_keys_of_codes_are_no_ones_else(sheet: MainWindow) -> None:
    wait_for_keys(sheet, "highlightWords")
    press(sheet, "e")
    assert key_of(sheet, "highlightWords") == "#"
    assert sheet.overlays.keys.said.text() == "E is the key of the code “Emotions”."


def test_other_single_letters_stay_with_codes_to_come(sheet: MainWindow) -> None:
    wait_for_keys(sheet, "findWords")
    press(sheet, "q")
    assert key_of(sheet, "findWords") == "Ctrl+F"
    assert "belong to the codes" in sheet.overlays.keys.said.text()


def test_keys_of_the_caret_are_given_anew_and_select_with_shift(sheet: MainWindow) -> None:
    wait_for_keys(sheet, "caretWordRight")
    press(sheet, "w", held="Alt+Ctrl")
    press(sheet, Qt.Key.Key_Escape)
    view = view_of(sheet)
    start = view.caret()
    press(sheet, Qt.Key.Key_Right, held="Ctrl")
    assert view.caret() == start
    press(sheet, "w", held="Alt+Ctrl")
    assert view.caret() > start
    assert view.selection() is None
    press(sheet, "w", held="Alt+Ctrl+Shift")
    assert view.selection() is not None


def test_alt_with_a_letter_stays_with_the_menus(sheet: MainWindow) -> None:
    wait_for_keys(sheet, "findWords")
    press(sheet, "g", held="Alt")
    assert sheet.overlays.keys.said.text() == "Alt and a letter opens a menu."
    assert key_of(sheet, "findWords") == "Ctrl+F"


def test_a_key_of_the_caret_is_taken_from_it_only_by_a_swap(sheet: MainWindow) -> None:
    wait_for_keys(sheet, "findWords")
    press(sheet, Qt.Key.Key_Home)
    assert "Home is the key of “Beginning of the line”" in sheet.overlays.keys.said.text()


def test_verbs_of_the_room_can_have_other_letters(window: MainWindow) -> None:
    window.show_workplace("reconcile")
    window.overlays.show_keys.trigger()
    wait_for_keys(window, "keepBoth")
    press(window, "z")
    assert key_of(window, "keepBoth") == "Z"


def test_the_sheet_begins_with_the_keys_of_the_workplace(window: MainWindow) -> None:
    window.show_workplace("reconcile")
    press(window, Qt.Key.Key_F1)
    headings = {
        label.text(): label.mapTo(window, QPoint()).y()
        for label in window.findChildren(QLabel)
        if label.isVisible() and label.property("tone") == "heading"
    }

    assert headings["Reconcile"] < headings["File"]
    assert headings["Meeting"] < headings["Edit"]


def test_the_sheet_says_which_act_has_a_key_of_the_caret_in_the_room(window: MainWindow) -> None:
    def lines() -> set[str]:
        labels = window.overlays.keys.findChildren(QLabel)
        return {label.text() for label in labels if label.text().startswith("Page down")}

    window.show_workplace("code")
    press(window, Qt.Key.Key_F1)
    assert lines() == {"Page down"}
    press(window, Qt.Key.Key_Escape)
    window.show_workplace("reconcile")
    for action in window.findChildren(QAction, "nextPassage"):
        action.setEnabled(True)  # as where a pair has sealed
    press(window, Qt.Key.Key_F1)
    assert "Page down (here: Next passage)" in lines()


def test_a_damaged_setting_of_keys_is_passed_over(
    open_main_window: OpenWindow, project: Path
) -> None:
    settings = stored_settings()
    settings.setValue("keys/findWords", "Nonsense+Key; Ctrl+Shift+W")
    settings.setValue("keys/undo", ["a", "list"])
    settings.sync()
    window = open_main_window(project, coder="Ada")
    assert "Ctrl+Shift+W" in keys_of(window.desk.actions.named("findWords"))
    assert keys_of(window.desk.actions.named("undo"))[0] == "Ctrl+Z"


def test_escape_while_waiting_changes_nothing(sheet: MainWindow) -> None:
    button = wait_for_keys(sheet, "findWords")
    press(sheet, Qt.Key.Key_Escape)
    assert button.text() == "Ctrl+F"
    assert sheet.overlays.keys.isVisible()


def test_keys_are_remembered_and_given_back(
    sheet: MainWindow, open_main_window: OpenWindow, project: Path
) -> None:
    wait_for_keys(sheet, "findWords")
    press(sheet, "w", held="Ctrl+Shift")
    close(sheet)
    again = open_main_window(project, coder="Ada")
    find = again.desk.actions.named("findWords")
    assert find.shortcut().toString() == "Ctrl+Shift+W"
    assert find.toolTip().endswith("(Ctrl+Shift+W)")
    view_of(again)
    press(again, "?")
    wait_for_keys(again, "findWords")
    press(again, Qt.Key.Key_Backspace)
    assert key_of(again, "findWords") == "Ctrl+F"


def test_all_keys_can_be_as_usual_again(sheet: MainWindow) -> None:
    wait_for_keys(sheet, "findWords")
    press(sheet, "w", held="Ctrl+Shift")
    sheet.overlays.keys._reset_all()
    assert sheet.desk.actions.named("findWords").shortcut().toString() == "Ctrl+F"


def test_the_window_has_no_key_twice(window: MainWindow) -> None:
    shown = [action for _, action in window.desk.actions if action.isVisible()]
    twice = [
        (one.objectName(), other.objectName())
        for one, other in combinations(shown, 2)
        if set(keys_of(one)) & set(keys_of(other)) and hear_together(one, other)
    ]
    assert twice == []


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
