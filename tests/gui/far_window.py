"""A window on a project on a server, through a line that can be cut."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qcoder.gui.main_window import MainWindow
from qcoder.services.workspace import Workspace
from tests.gui.test_unstored import at_the_bottom
from tests.lossy_line import LossyLine
from tests.windows import OpenWindow, be, make_project_at


@pytest.fixture
def far_window(
    lossy_line: LossyLine,
    postgres_url: str,
    open_main_window: OpenWindow,
    tmp_path: Path,
    qtbot: QtBot,
) -> MainWindow:
    """The window with its copy at hand, Ada at work.

    The line is asked for before what closes the window, so that it hangs up after that: a look
    that is under way ends well.
    """
    make_project_at(postgres_url, tmp_path)
    window = open_main_window(lossy_line.url(postgres_url))
    qtbot.waitUntil(lambda: has_copy(window.desk.workbench.workspace))
    be(window, "Ada")
    return window


def has_copy(workspace: Workspace) -> bool:
    return workspace._follower is not None and workspace._follower._copy is not None


def wait_until_stored(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: at_the_bottom(window) == "All stored")
