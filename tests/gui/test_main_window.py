"""The window: projects come and go, actions are found, errors are said, sizes are kept."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from qcoder.bootstrap import open_workspace
from qcoder.domain.errors import RuleBroken
from qcoder.gui.app import has_screen
from qcoder.gui.appearance import Appearance, Theme
from qcoder.gui.main_window import MainWindow
from qcoder.gui.parts.chooser import Chooser
from qcoder.gui.parts.collecting import collecting_held_back
from qcoder.services.prepare.coders import add_coder
from tests.sealed_pair import coder_of, seal_layer, unseal_layer
from tests.windows import (
    OpenWindow,
    be,
    close,
    code_workplace,
    coded,
    press,
    select,
    told,
    view_of,
)


def test_without_a_project_the_start_page_is_shown(open_main_window: OpenWindow) -> None:
    window = open_main_window()
    assert shown(window, "startPage")
    assert window.workplace() is None
    assert not window.rail.isVisible()


def test_a_window_that_is_closed_leaves_no_widget(
    open_main_window: OpenWindow, project: Path
) -> None:
    with collecting_held_back():
        before = set(QApplication.topLevelWidgets())
        close(open_main_window(project))
        left = set(QApplication.topLevelWidgets()) - before
    assert not left


def test_the_start_page_keeps_its_words_together(open_main_window: OpenWindow) -> None:
    window = open_main_window()
    page = window.findChild(QWidget, "startPage")
    assert page is not None
    words = [label for label in page.findChildren(QLabel) if label.isVisible()]
    assert words
    assert all(label.height() <= label.sizeHint().height() for label in words)


def test_opening_a_project_shows_code_and_names_the_window(window: MainWindow) -> None:
    workplace = window.workplace()
    assert workplace is not None
    assert workplace.name == "code"
    assert window.windowTitle() == "study · FG1"


def test_a_project_that_is_not_there_is_refused_over_the_start_page(
    open_main_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_main_window(tmp_path / "gone.qcoder")
    assert shown(window, "startPage")
    assert "gone.qcoder" in refusal(window)


def test_opening_a_project_leaves_the_window_as_large_as_it_was(
    open_main_window: OpenWindow, project: Path
) -> None:
    window = open_main_window()
    window.resize(1100, 600)
    assert window.files.open(project)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (1100, 600)


def test_closing_a_project_brings_the_start_page_with_it_as_recent(window: MainWindow) -> None:
    window.desk.actions.named("closeProject").trigger()
    assert shown(window, "startPage")
    assert shown(window, "recentProjects")


def test_who_is_at_work_is_asked_once_for_a_project(
    open_main_window: OpenWindow, project: Path
) -> None:
    window = open_main_window(project)
    assert shown(window, "whoAreYou")
    click(window, "iAmBen")
    assert not shown(window, "whoAreYou")
    close(window)
    again = open_main_window(project)
    assert not shown(again, "whoAreYou")
    assert again.desk.workbench.coder == coder_of(again.desk.workbench.workspace, "Ben")


def test_the_key_of_the_workplace_one_is_in_takes_the_focus_from_the_question(
    open_main_window: OpenWindow, project: Path
) -> None:
    window = open_main_window(project)
    assert window.focusWidget() is window.findChild(QAbstractButton, "iAmAda")
    press(window, "2", held="Ctrl")
    assert code_workplace(window).page.view.hasFocus()


def test_somebody_new_joins_by_name(open_main_window: OpenWindow, project: Path) -> None:
    window = open_main_window(project)
    field = window.findChild(QLineEdit, "newCoderName")
    assert field is not None
    field.setText("Cleo")
    click(window, "joinAsCoder")
    assert window.desk.workbench.coder == coder_of(window.desk.workbench.workspace, "Cleo")


def test_who_is_at_work_stands_at_the_top_right(window: MainWindow) -> None:
    who = window.findChild(QAbstractButton, "whoAmI")
    assert who is not None
    assert who.isVisible()
    assert who.text() == "Ada"
    assert who.mapTo(window, who.rect().center()).x() > window.width() // 2


def test_what_another_program_does_takes_no_refusal_away(window: MainWindow, project: Path) -> None:
    window.desk.interaction.refuse(RuleBroken("Somebody has just decided on this difference."))
    elsewhere = open_workspace(project)
    elsewhere.run("Add coder", lambda uow: add_coder(uow, "Cleo"))
    elsewhere.close()
    window.desk.workbench.workspace.notice_foreign_changes()

    assert shown(window, "refusal")


def test_a_refused_act_is_said_over_the_page_until_something_is_done(window: MainWindow) -> None:
    window.desk.interaction.refuse(RuleBroken("A code cannot be its own parent."))
    assert refusal(window) == "A code cannot be its own parent."
    window.desk.interaction.tell("Done")
    assert not shown(window, "refusal")


def test_what_was_done_is_told_with_a_link_that_undoes_it(window: MainWindow) -> None:
    select(window, "the whole chart")
    press(window, "t")
    assert "Applied Time" in told(window)
    click(window, "toldUndo")
    assert code_workplace(window).page.codings == {}
    assert told(window) == "Undone: Apply Time"


def test_a_refused_undo_can_be_done_once_it_is_allowed(window: MainWindow) -> None:
    for words in ("four minutes", "no windows"):
        select(window, words)
        press(window, "T")
    undo, redo = (window.desk.actions.named(name) for name in ("undo", "redo"))
    undo.trigger()
    workspace = window.desk.workbench.workspace
    seal_layer(workspace, "FG1", "Ada")
    for action in (undo, redo):
        action.trigger()
        assert "sealed" in refusal(window)
    unseal_layer(workspace, "FG1", "Ada")
    undo.trigger()
    assert coded(window, "Ada") == []
    redo.trigger()
    redo.trigger()
    assert len(coded(window, "Ada")) == 2


def test_a_bug_is_shown_with_its_traceback(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.interaction.report_bug(ValueError("unforeseen"))
    qtbot.waitUntil(lambda: window.findChild(QWidget, "lastResort") is not None)
    dialogue = window.findChild(QWidget, "lastResort")
    checked = window.findChild(QLabel, "lastResortChecked")
    assert dialogue is not None
    assert checked is not None
    qtbot.waitUntil(lambda: checked.text() == "The project was checked and is whole.")
    dialogue.close()


def test_any_action_is_found_by_name_and_done(window: MainWindow) -> None:
    view_of(window)
    press(window, "k", held="Ctrl")
    finder = window.findChild(Chooser, "actionFinder")
    assert finder is not None
    assert finder.isVisible()
    press(window, *"report")
    press(window, Qt.Key.Key_Return)
    workplace = window.workplace()
    assert workplace is not None
    assert workplace.name == "report"

    press(window, "k", held="Ctrl")
    press(window, *"dark")
    press(window, Qt.Key.Key_Return)
    dark = window.findChild(QAction, "darkTheme")
    assert dark is not None
    assert dark.isChecked()


def test_the_sheet_of_keys_comes_and_goes(window: MainWindow) -> None:
    view_of(window)
    press(window, "?")
    assert shown(window, "keysSheet")
    press(window, Qt.Key.Key_Escape)
    assert not shown(window, "keysSheet")
    assert view_of(window).hasFocus()


def test_menus_of_a_workplace_are_there_only_while_it_is_active(window: MainWindow) -> None:
    assert window.desk.actions.named("codeByName").isVisible()
    window.show_workplace("prepare")
    assert not window.desk.actions.named("codeByName").isVisible()


@pytest.mark.parametrize("workplace", ["prepare", "code", "reconcile", "report"])
def test_every_menu_opens_with_a_letter_of_its_own(window: MainWindow, workplace: str) -> None:
    window.show_workplace(workplace)
    titles = [a.text() for a in window.menuBar().actions() if a.isVisible()]
    letters = [QKeySequence.mnemonic(title).toString() for title in titles]
    assert all(letters)
    assert len(letters) == len(set(letters))


def test_every_action_has_a_name_and_words(window: MainWindow) -> None:
    actions = [a for _, a in window.desk.actions if a.isVisible()]
    assert all(action.objectName() for action in actions)
    assert all(action.text() for action in actions)


def test_f6_goes_round_the_panes(window: MainWindow) -> None:
    view = view_of(window)
    press(window, Qt.Key.Key_F6)
    assert code_workplace(window).codebook.list.hasFocus()
    press(window, Qt.Key.Key_F6, held="Shift")
    assert view.hasFocus()


def test_a_panel_is_switched_off_with_its_key_and_stays_so(
    window: MainWindow, open_main_window: OpenWindow, project: Path
) -> None:
    view_of(window)
    press(window, Qt.Key.Key_F7)
    assert not shown(window, "transcriptsPanel")
    close(window)
    again = open_main_window(project)
    assert not shown(again, "transcriptsPanel")
    view_of(again)
    press(again, Qt.Key.Key_F7)
    assert shown(again, "transcriptsPanel")


def test_the_transcript_has_more_than_half_of_the_window(window: MainWindow) -> None:
    assert (window.width(), window.height()) == (1280, 800)
    assert view_of(window).width() >= 0.55 * window.width()


def test_the_text_size_is_kept(
    window: MainWindow, open_main_window: OpenWindow, project: Path
) -> None:
    window.desk.actions.named("largerText").trigger()
    zoom = view_of(window).zoom
    assert zoom > 1
    close(window)
    assert view_of(open_main_window(project)).zoom == zoom


def test_work_done_elsewhere_on_the_same_file_appears(
    window: MainWindow, project: Path, qtbot: QtBot
) -> None:
    other = open_workspace(project)
    other.run("Add coder Cleo", lambda uow: add_coder(uow, "Cleo"))
    other.close()
    with qtbot.waitSignal(window.desk.notifier.people_changed):
        pass


def test_a_copy_is_saved_and_restored(window: MainWindow, tmp_path: Path) -> None:
    select(window, "the whole chart")
    press(window, "t")
    window.files.save_copy(tmp_path / "copy.qcoder")
    assert "Copy saved" in told(window)
    press(window, "z", held="Ctrl")
    assert code_workplace(window).page.codings == {}
    window.files.restore(tmp_path / "copy.qcoder")
    assert len(code_workplace(window).page.codings) == 1


def test_a_coder_who_is_not_told_of_anothers_steps(window: MainWindow) -> None:
    select(window, "the whole chart")
    press(window, "t")
    be(window, "Ben")
    press(window, "z", held="Ctrl")
    be(window, "Ada")
    assert len(code_workplace(window).page.codings) == 1


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_the_square_of_a_box_without_a_tick_is_seen_in_both_themes(
    window: MainWindow, theme: Theme, qapp: QWidget, qtbot: QtBot
) -> None:
    appearance = qapp.findChild(Appearance)
    assert appearance is not None
    appearance.choose(theme)
    box = QCheckBox()
    qtbot.addWidget(box)
    box.ensurePolished()
    image = box.grab().toImage()
    seen = {image.pixelColor(x, y).lightness() for x in range(14) for y in range(image.height())}
    assert max(seen) - min(seen) > 60
    appearance.choose(Theme.SYSTEM)


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_words_stand_out_in_both_themes(window: MainWindow, theme: Theme, qapp: QWidget) -> None:
    from qcoder.gui.contrast import contrast

    appearance = qapp.findChild(Appearance)
    assert appearance is not None
    appearance.choose(theme)
    palette = window.palette()
    for role in (palette.ColorRole.Text, palette.ColorRole.PlaceholderText, palette.ColorRole.Link):
        for ground in (palette.ColorRole.Window, palette.ColorRole.Base):
            assert contrast(palette.color(role), palette.color(ground)) >= 4.5
    appearance.choose(Theme.SYSTEM)


def test_there_is_no_screen_without_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert not has_screen()
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert has_screen()


def shown(window: MainWindow, name: str) -> bool:
    widget = window.findChild(QWidget, name)
    return widget is not None and widget.isVisible()


def refusal(window: MainWindow) -> str:
    label = window.findChild(QLabel, "refusalWords")
    assert label is not None
    assert label.isVisible()
    return label.text()


def click(window: MainWindow, name: str) -> None:
    button = window.findChild(QAbstractButton, name)
    assert button is not None, name
    assert button.isVisible(), name
    button.click()
