"""Acts on many codings of a project on a server: beside the window, cancelled, and cut off."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qcoder.gui.main_window import MainWindow
from tests.crowded import crowd
from tests.gui.far_window import far_window, wait_until_stored
from tests.gui.test_long_acts import (
    MANY,
    Halfway,
    as_it_stands,
    at_halfway,
    few_are_many,
    press_escape,
    remove,
)
from tests.lossy_line import LossyLine
from tests.windows import press, stored

__all__ = ["far_window", "few_are_many"]  # fixtures

pytestmark = pytest.mark.usefixtures("lean_windows")


@pytest.fixture
def far(far_window: MainWindow) -> MainWindow:
    """The window on a project on a server, with more codings of Ada than are changed at once."""
    crowd(far_window.desk.workbench.workspace, "Ada", "FG1", MANY)
    return far_window


def test_the_window_reads_on_meanwhile_and_a_cancel_leaves_everything_as_it_was(
    far: MainWindow,
) -> None:
    before, read = as_it_stands(far), list[int]()

    def look_and_cancel(front: QWidget) -> None:
        QApplication.processEvents()
        read.append(len(stored(far, "Ada")))
        press_escape(front)

    act = Halfway(far)
    timer = at_halfway(act, look_and_cancel)
    assert not remove(far, act)
    assert not timer.isActive()
    assert read == [MANY]
    assert as_it_stands(far) == before
    assert remove(far, act)
    assert stored(far, "Ada") == []


def test_a_server_lost_in_the_middle_has_nothing_of_it_and_the_act_waits(
    far: MainWindow, lossy_line: LossyLine, qtbot: QtBot
) -> None:
    act = Halfway(far)
    timer = at_halfway(act, lambda _front: lossy_line.break_off())
    assert remove(far, act)
    assert not timer.isActive()
    assert far.desk.unstored.count == 1
    lossy_line.mend()
    press(far, "s", held="Ctrl")
    wait_until_stored(far, qtbot)
    assert stored(far, "Ada") == []
