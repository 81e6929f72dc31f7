"""Prepare on a desk of its own, with a small study on it."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qcoder.bootstrap import create_workspace
from qcoder.gui.desk import Desk
from qcoder.gui.prepare.workplace import PrepareWorkplace
from tests.desks import make_desk, put_on
from tests.sealed_pair import make_study


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study of :mod:`tests.sealed_pair`, to be copied."""
    return make_study(tmp_path_factory.mktemp("study"))


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


@pytest.fixture
def empty_desk(desk: Desk, tmp_path: Path) -> Desk:
    """The same desk with a new, empty project on it."""
    create_workspace(tmp_path / "empty.qcoder").close()
    put_on(desk, tmp_path / "empty.qcoder")
    return desk


@pytest.fixture
def prepare(qtbot: QtBot, desk: Desk) -> Iterator[PrepareWorkplace]:
    """The workplace, shown."""
    window = QWidget()
    qtbot.addWidget(window)
    made = PrepareWorkplace(desk)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(made)
    window.resize(1216, 740)
    window.show()
    qtbot.waitExposed(window)
    made.activated()
    # Not returned: nobody else holds the window.
    yield made
    window.hide()
