"""Report on a desk of its own, with a small study on it, Ada at work."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from qcoder.gui.desk import Desk
from qcoder.gui.report.workplace import ReportWorkplace
from tests.desks import show_alone
from tests.sealed_pair import coder_of


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The desk with the study on it, Ada at work."""
    desk.workbench.set_coder(coder_of(desk.workbench.workspace, "Ada"))
    return desk


@pytest.fixture
def report(qtbot: QtBot, desk: Desk) -> Iterator[ReportWorkplace]:
    """The workplace, shown, with the final coding collected."""
    made = ReportWorkplace(desk)
    page = show_alone(qtbot, made)
    with qtbot.waitSignal(made.collected):
        made.activated()
    # Not returned: nobody else holds the page.
    yield made
    made.deactivated()
    page.hide()
