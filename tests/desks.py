"""A desk without a window, for tests of one workplace: the fixtures among them.

On it is a copy of the study of :mod:`tests.sealed_pair`.
"""

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qcoder.bootstrap import open_workspace
from qcoder.gui import desk as gui_desk
from qcoder.gui.appearance import style_sheet
from qcoder.gui.desk import Desk
from qcoder.gui.parts.collecting import collecting_held_back
from tests.sealed_pair import make_study


def make_desk(folder: Path, parent: QWidget) -> Desk:
    """A desk with settings of its own and no project on it; bugs are raised."""
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    return gui_desk.make_desk(settings, parent)


def put_on(desk: Desk, project: Path) -> None:
    """Open a project on the desk, as the window does."""
    workspace = open_workspace(project)
    desk.notifier.listen_to(workspace)
    desk.workbench.open(workspace)


def show_alone(qtbot: QtBot, workplace: QWidget) -> QWidget:
    """The page that it is shown on, about as large as in the window, to be held by the caller."""
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(workplace)
    page.resize(1216, 740)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study, to be copied."""
    return make_study(tmp_path_factory.mktemp("study"))


@pytest.fixture
def as_the_window_looks(qapp: QApplication) -> Iterator[None]:
    """The application's style sheet, for tests of sizes: without it widgets are made faster."""
    before = qapp.styleSheet()
    with collecting_held_back():
        qapp.setStyleSheet(style_sheet(qapp.palette(), is_dark=False))
    yield
    with collecting_held_back():
        qapp.setStyleSheet(before)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, study: Path) -> Iterator[Desk]:
    """A desk with a copy of the study on it."""
    owner = QWidget()
    qtbot.addWidget(owner)
    made = make_desk(tmp_path, owner)
    put_on(made, Path(copy(study, tmp_path)))
    yield made
    made.background.wait()
    made.workbench.open(None)
