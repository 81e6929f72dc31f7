"""What the start of the window costs, by way of the command line, and what it shows of itself."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from qcoder.bootstrap import create_workspace
from qcoder.gui.code.workplace import CodeWorkplace
from tests.windows import OpenWindow, be, close, code_workplace, coded, press, select

_START = """
import linecache
import sys
from PySide6.QtCore import QCoreApplication, QSettings
QSettings.setDefaultFormat(QSettings.Format.IniFormat)
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[1])
from qcoder.cli.main import main
from qcoder.gui.main_window import MainWindow

def report(when):
    print(when, *sys.modules)

class Watched(MainWindow):
    def showEvent(self, event):
        super().showEvent(event)
        report("shown")
        self.settled.connect(self.report_settled)

    def report_settled(self):
        report("settled")
        print("sources", *linecache.cache)
        QCoreApplication.exit()

import qcoder.gui.app
qcoder.gui.app.MainWindow = Watched
sys.exit(main(sys.argv[2:]))
"""
_OFFICE = {"pandas", "docx", "openpyxl", "lxml"}
_OF_A_PROJECT = {"sqlalchemy", "alembic", "numpy", "regex"}


Loaded = dict[str, set[str]]


@pytest.fixture(scope="module")
def without_project(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """What a start without a project loads."""
    return _loaded(tmp_path_factory.mktemp("start"))


@pytest.fixture(scope="module")
def with_project(made_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """What a start with a project loads."""
    folder = tmp_path_factory.mktemp("start")
    return _loaded(folder, "open", str(copy(made_project, folder / "study.qcoder")))


def test_the_window_shows_before_anything_of_a_project_is_loaded(
    without_project: Loaded, with_project: Loaded
) -> None:
    for loaded in (without_project, with_project):
        assert loaded["shown"].isdisjoint(_OFFICE | _OF_A_PROJECT)


def test_the_start_page_stays_without_them(without_project: Loaded) -> None:
    assert without_project["settled"].isdisjoint(_OFFICE | _OF_A_PROJECT)


def test_opening_a_project_loads_no_office_libraries(with_project: Loaded) -> None:
    assert {"sqlalchemy", "numpy"} <= with_project["settled"]
    assert with_project["settled"].isdisjoint(_OFFICE)


def test_opening_a_project_loads_nothing_of_the_demo_study(with_project: Loaded) -> None:
    assert "qcoder.services.demo" not in with_project["settled"]


def test_no_source_of_a_module_is_read_and_kept(with_project: Loaded) -> None:
    sources = with_project["sources"]
    assert not [source for source in sources if source.endswith("session.py")]


def test_settings_of_the_first_window_are_kept_under_the_name_of_the_program(
    qapp: QApplication, open_main_window: OpenWindow
) -> None:
    # As in a program that has just been started.
    qapp.setOrganizationName("")
    qapp.setApplicationName("")
    settings = open_main_window().desk.settings
    assert (settings.organizationName(), settings.applicationName()) == ("qcoder", "qcoder")


def _loaded(folder: Path, *arguments: str) -> Loaded:
    """The modules that are loaded when the window is shown, and when all is done.

    And as ``sources`` the files of which every line is kept.
    """
    done = subprocess.run(
        [sys.executable, "-c", _START, str(folder), *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = (line.split() for line in done.stdout.splitlines())
    return {when: set(names) for when, *names in lines}


class _Shown(QObject):
    """Writes down the windows that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, shown: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() == QEvent.Type.Show and isinstance(shown, QWidget) and shown.isWindow():
            self.windows.append(shown.objectName())
        return False


def test_no_part_of_a_workplace_flashes_up_as_a_window(
    open_main_window: OpenWindow, project: Path, qapp: QApplication
) -> None:
    shown = _Shown()
    qapp.installEventFilter(shown)
    open_main_window(project)
    qapp.removeEventFilter(shown)
    assert shown.windows == ["mainWindow"]


def test_who_is_known_already_has_the_keys_where_the_work_is(
    open_main_window: OpenWindow, project: Path
) -> None:
    close(open_main_window(project, coder="Ada"))
    window = open_main_window(project)
    QApplication.processEvents()

    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.isVisible()
    assert code_workplace(window).isAncestorOf(focus)


def test_who_joins_an_empty_project_goes_on_with_importing(
    open_main_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    create_workspace(tmp_path / "empty.qcoder").close()
    open_main_window(tmp_path / "empty.qcoder")
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    name = QApplication.focusWidget()
    assert name is not None
    QTest.keyClicks(name, "Ada")
    QTest.keyClick(name, Qt.Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "importHere"


def test_a_workplace_that_is_made_late_is_as_it_was_left(
    open_main_window: OpenWindow, project: Path
) -> None:
    first = open_main_window(project, coder="Ada")
    workplace = code_workplace(first)
    workplace._tabs.setCurrentIndex(2)
    first.show_workplace("report")
    close(first)

    again = open_main_window(project)

    shown = again.workplace()
    assert shown is not None
    assert shown.name == "report"
    assert code_workplace(again)._tabs.currentIndex() == 2


def test_keys_that_were_chosen_reach_a_workplace_made_late(
    open_main_window: OpenWindow, project: Path
) -> None:
    settings = open_main_window().desk.settings
    settings.setValue("keys/exportExcerpts", "Ctrl+Shift+E")
    window = open_main_window(project)
    action = window.desk.actions.named("exportExcerpts")
    assert [keys.toString() for keys in action.shortcuts()] == ["Ctrl+Shift+E"]


def test_a_project_opened_from_the_start_page_is_coded_and_undone(
    open_main_window: OpenWindow, project: Path, qtbot: QtBot
) -> None:
    window = open_main_window()
    assert window.findChild(CodeWorkplace) is None

    with qtbot.waitSignal(window.settled):
        assert window.files.open(project)
    be(window, "Ada")
    select(window, "the whole chart")
    press(window, "e")
    assert coded(window, "Ada")
    press(window, "z", held="Ctrl")
    assert not coded(window, "Ada")


def test_what_cannot_be_opened_leaves_the_start_page_with_the_reason(
    open_main_window: OpenWindow, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.qcoder"
    broken.write_text("not a project", encoding="utf-8")
    window = open_main_window(broken)
    assert window.workplace() is None
    assert window._pages.currentWidget() is window._start
    assert window._refusal.isVisible()
