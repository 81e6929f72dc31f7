"""A room on a sealed pair, shown and in focus, and a way to press its keys."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qcoder.domain.decisions import Resolution
from qcoder.domain.ids import CoderId
from qcoder.gui.consensus.describing import title_of
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.desk import Desk
from qcoder.services.consensus.room import Room, open_room
from tests.desks import show_alone
from tests.sealed_pair import transcript_of

Press = Callable[..., None]


@pytest.fixture
def room(qtbot: QtBot, desk: Desk) -> Iterator[ConsensusRoom]:
    """The room of FG1, shown."""
    made = ConsensusRoom(desk)
    page = show_alone(qtbot, made)
    page.activateWindow()
    desk.workbench.show_transcript(transcript_of(desk.workbench.workspace, "FG1").id)
    made.activated()
    made.sheets.leave()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.pane.view)
    # Not returned: nobody else holds the page.
    yield made
    page.hide()


@pytest.fixture
def press(room: ConsensusRoom) -> Press:
    """Press a key where the focus is."""

    def press_key(
        key: str | Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        code = Qt.Key(ord(key.upper())) if isinstance(key, str) else key
        QTest.keyClick(target, code, modifier)

    return press_key


def current(room: ConsensusRoom) -> Resolution:
    """The difference in hand."""
    found = room.discussion.current
    assert found is not None
    return found


def titles(room: ConsensusRoom) -> list[str]:
    """What the queue lists, passages left out."""
    return [row.words for row in room.queue.list.rows_model.rows if not row.is_heading]


def title(room: ConsensusRoom) -> str:
    """The codes of the difference in hand."""
    open_room = room.discussion.room
    assert open_room is not None
    return title_of(current(room).difference, open_room.codebook)


def stored(desk: Desk) -> Room:
    """The room of FG1 as the project has it, compared anew."""
    workspace = desk.workbench.workspace
    transcript = transcript_of(workspace, "FG1")
    return workspace.read(lambda uow: open_room(uow, transcript))


def gave_way(room: ConsensusRoom) -> list[CoderId]:
    """Who gave way in the decision on the difference in hand."""
    decision = current(room).decision
    return [a.coder for a in decision.assent if a.stance == "gave_way"] if decision else []
