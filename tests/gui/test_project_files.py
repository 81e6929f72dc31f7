"""How a project is let go of."""

from collections.abc import Callable
from threading import Event

from pytestqt.qtbot import QtBot

from qcoder.gui.desk import Desk
from qcoder.gui.project_files import ProjectFiles


def test_a_project_is_closed_only_once_nothing_beside_the_window_reads_it(
    desk: Desk, qtbot: QtBot
) -> None:
    began, was_open = Event(), list[bool]()

    def read_on(report: Callable[[int, int], None]) -> None:
        began.set()
        try:
            while True:
                report(0, 1)
        finally:
            was_open.append(desk.workbench.is_open)

    desk.background.run("Read", read_on)
    qtbot.waitUntil(began.is_set)
    assert ProjectFiles(desk).close()
    assert was_open == [True]
