"""How the window stood comes back with its project, and broken settings do no harm."""

from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTabWidget

from qcoder.bootstrap import create_workspace, open_workspace
from qcoder.gui.main_window import MainWindow
from qcoder.services.consensus.blind_pass import blind_pass_wanted, want_blind_pass
from tests.windows import OpenWindow, close, code_workplace, view_of


def tabs_of(window: MainWindow) -> QTabWidget:
    """Codebook, codings and the others."""
    tabs = window.findChild(QTabWidget, "codeTabs")
    assert isinstance(tabs, QTabWidget)
    return tabs


@pytest.fixture
def other_project(tmp_path: Path) -> Path:
    """A project of its own identity."""
    file = tmp_path / "other.qcoder"
    create_workspace(file, ["Ada"]).close()
    return file


def test_tab_panels_and_size_of_text_come_back_with_their_project(
    open_main_window: OpenWindow, project: Path, other_project: Path
) -> None:
    window = open_main_window(project, coder="Ada")
    usual = view_of(window).zoom
    tabs_of(window).setCurrentIndex(1)
    window.desk.actions.named("showOutline").setChecked(False)
    window.desk.actions.named("largerText").trigger()
    larger = view_of(window).zoom
    window.files.open(other_project)
    tabs_of(window).setCurrentIndex(0)
    window.desk.actions.named("showOutline").setChecked(True)
    window.desk.actions.named("usualText").trigger()
    assert view_of(window).zoom == usual
    close(window)

    again = open_main_window(project)
    assert tabs_of(again).currentIndex() == 1
    assert not code_workplace(again).outline.isVisible()
    assert view_of(again).zoom == larger


def test_the_workplace_comes_back(open_main_window: OpenWindow, project: Path) -> None:
    window = open_main_window(project)
    window.show_workplace("prepare")
    close(window)
    workplace = open_main_window(project).workplace()
    assert workplace is not None
    assert workplace.name == "prepare"


def test_what_belongs_to_the_project_is_not_put_back_with_the_window(
    open_main_window: OpenWindow, project: Path
) -> None:
    def wants(is_wanted: bool) -> None:
        workspace = open_workspace(project)
        workspace.run("Blind pass", lambda uow: want_blind_pass(uow, is_wanted))
        workspace.close()

    wants(True)
    window = open_main_window(project, coder="Ada")
    window.show_workplace("reconcile")
    close(window)
    wants(False)
    again = open_main_window(project)
    assert not again.desk.workbench.workspace.read(blind_pass_wanted)
    assert not again.desk.actions.named("blindPass").isChecked()


def test_settings_with_nonsense_in_them_do_no_harm(
    open_main_window: OpenWindow, project: Path
) -> None:
    close(open_main_window(project, coder="Ada"))
    ini, user = QSettings.Format.IniFormat, QSettings.Scope.UserScope
    settings = QSettings(ini, user, "qcoder", "qcoder")
    keys = settings.allKeys()
    assert keys
    for nonsense in ("nonsense", "", "-1", "99", ["a", "list"], b"\x00\xff"):
        for key in keys:
            settings.setValue(key, nonsense)
        settings.sync()
        window = open_main_window(project)
        assert window.workplace() is not None, nonsense
        assert window.desk.workbench.transcript is not None, nonsense
        close(window)


def test_a_file_of_settings_that_is_damaged_does_no_harm(
    open_main_window: OpenWindow, project: Path, tmp_path: Path
) -> None:
    close(open_main_window(project, coder="Ada"))
    (file,) = (tmp_path / "settings").rglob("qcoder.*")
    half = file.read_bytes()
    file.write_bytes(half[: len(half) // 2] + b"\x00\xff[[[" + half)
    assert open_main_window(copy(project, tmp_path / "copy.qcoder")).workplace() is not None


def test_macos_finds_quit_and_about_and_moves_nothing_else(window: MainWindow) -> None:
    roles = {
        action.objectName(): action.menuRole()
        for _, action in window.desk.actions
        if action.menuRole() is not QAction.MenuRole.NoRole
    }
    roles = {k: r for k, r in roles.items() if r is not QAction.MenuRole.TextHeuristicRole}
    assert roles == {
        "quit": QAction.MenuRole.QuitRole,
        "about": QAction.MenuRole.AboutRole,
    }
