"""Prepare on a desk of its own, with a small study on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qcoder.bootstrap import create_workspace
from qcoder.gui.desk import Desk
from qcoder.gui.prepare.workplace import PrepareWorkplace
from tests.desks import put_on, show_alone


@pytest.fixture
def empty_desk(desk: Desk, tmp_path: Path) -> Desk:
    """The same desk with a new, empty project on it."""
    create_workspace(tmp_path / "empty.qcoder").close()
    put_on(desk, tmp_path / "empty.qcoder")
    return desk


@pytest.fixture
def prepare(qtbot: QtBot, desk: Desk) -> Iterator[PrepareWorkplace]:
    """The workplace, shown."""
    made = PrepareWorkplace(desk)
    page = show_alone(qtbot, made)
    made.activated()
    # Not returned: nobody else holds the page.
    yield made
    page.hide()
