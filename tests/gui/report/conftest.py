"""Report on a desk of its own, with a small study on it, Ada at work."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qcoder.gui.desk import Desk
from qcoder.gui.report.workplace import ReportWorkplace
from tests.desks import make_desk, put_on
from tests.sealed_pair import coder_of, make_study


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study of :mod:`tests.sealed_pair`, to be copied."""
    return make_study(tmp_path_factory.mktemp("study"))


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, study: Path) -> Iterator[Desk]:
    """A desk with a copy of the study on it, Ada at work."""
    owner = QWidget()
    qtbot.addWidget(owner)
    made = make_desk(tmp_path, owner)
    put_on(made, Path(copy(study, tmp_path)))
    made.workbench.set_coder(coder_of(made.workbench.workspace, "Ada"))
    yield made
    made.background.wait()
    made.workbench.open(None)


@pytest.fixture
def report(qtbot: QtBot, desk: Desk) -> Iterator[ReportWorkplace]:
    """The workplace, shown, with the final coding collected."""
    window = QWidget()
    qtbot.addWidget(window)
    made = ReportWorkplace(desk)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(made)
    window.resize(1216, 740)
    window.show()
    qtbot.waitExposed(window)
    with qtbot.waitSignal(made.collected):
        made.activated()
    # Not returned: nobody else holds the window.
    yield made
    made.deactivated()
    window.hide()
