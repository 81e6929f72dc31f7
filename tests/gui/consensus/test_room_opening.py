"""A room that takes long to open: said, waited for by keys, cancelled by Escape or by leaving."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qcoder.bootstrap import open_workspace
from qcoder.domain.consensus import Outcome, Status
from qcoder.domain.ids import TranscriptId
from qcoder.gui.consensus import pairs, room_opening
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.consensus.room_reading import RoomRead, read_room
from qcoder.services.consensus.deciding import Verdict, decide
from qcoder.services.workspace import Workspace
from tests.gui.consensus.conftest import current, titles


@pytest.fixture
def long(room: ConsensusRoom, monkeypatch: pytest.MonkeyPatch) -> ConsensusRoom:
    """The room of FG1, which counts as long; its summary was seen before."""
    monkeypatch.setattr(pairs, "MANY_CODINGS", 1)
    room.pairs._read_anew()
    return room


def set_out(room: ConsensusRoom) -> None:
    """Begin to read it; in the test itself, since events go on between a fixture and a test."""
    where = room.desk.workbench.transcript
    room.discussion.enter(None)
    room.discussion.enter(where, is_long=True)
    room.take_focus()
    assert room.discussion.opening.is_under_way


def press(room: ConsensusRoom, key: Qt.Key) -> None:
    """As the window system hands it to the window."""
    QTest.keyClick(room.window().windowHandle(), key)


def test_meanwhile_it_says_what_is_being_done_and_then_has_the_keys(
    long: ConsensusRoom, qtbot: QtBot
) -> None:
    set_out(long)
    waiting = long.middle.waiting
    assert long.middle.currentWidget() is waiting
    assert waiting.sentence.text() == "The coding of FG1 is being compared … Esc cancels."
    assert QApplication.focusWidget() is waiting
    assert long.queue.empty.label.text() == ""
    qtbot.waitUntil(lambda: long.discussion.room is not None)
    assert long.middle.currentWidget() is long.pane
    assert QApplication.focusWidget() is long.pane.view
    assert titles(long)


def test_a_key_pressed_meanwhile_is_about_what_comes(long: ConsensusRoom) -> None:
    set_out(long)
    press(long, Qt.Key.Key_U)
    decision = current(long).decision
    assert decision is not None
    assert decision.outcome is Outcome.UNION


def test_escape_cancels_and_it_can_be_compared_after_all(long: ConsensusRoom, qtbot: QtBot) -> None:
    set_out(long)
    press(long, Qt.Key.Key_Escape)
    assert not long.discussion.opening.is_under_way
    assert long.middle.waiting.sentence.text() == "The comparison was cancelled."
    assert QApplication.focusWidget() is long.middle.waiting.compare
    assert all(pane.isVisible() for pane in long.panes())
    press(long, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: long.discussion.room is not None)
    assert QApplication.focusWidget() is long.pane.view


def test_who_leaves_cancels_and_who_comes_back_finds_it(long: ConsensusRoom, qtbot: QtBot) -> None:
    set_out(long)
    long.deactivated()
    assert not long.discussion.opening.is_under_way
    long.activated()
    qtbot.waitUntil(lambda: long.discussion.room is not None)


def test_a_difference_asked_for_meanwhile_is_taken_up(long: ConsensusRoom, qtbot: QtBot) -> None:
    set_out(long)
    workspace, where = long.desk.workbench.workspace, long.desk.workbench.transcript
    assert where is not None
    last = read_room(workspace, where, None).room.resolutions[-1].difference.id
    long.desk.workbench.show_difference(last)
    qtbot.waitUntil(lambda: long.discussion.room is not None)
    assert current(long).difference.id == last


def test_what_is_decided_elsewhere_while_it_is_read_shows(
    long: ConsensusRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = long.desk.workbench.workspace.path
    assert path is not None

    def read_and_decide(workspace: Workspace, transcript: TranscriptId, before: None) -> RoomRead:
        found = read_room(workspace, transcript, before)
        other, first = open_workspace(path), found.room.resolutions[0].difference.id
        other.run("Decide", lambda uow: decide(uow, found.room, first, Verdict(Outcome.UNION)))
        other.close()
        return found

    monkeypatch.setattr(room_opening, "read_room", read_and_decide)
    set_out(long)
    qtbot.waitUntil(lambda: long.discussion.room is not None)
    stored = long.discussion.room
    assert stored is not None
    assert stored.resolutions[0].status is Status.DECIDED


def test_a_long_pair_is_counted_beside_the_window_and_open_until_then(
    long: ConsensusRoom, qtbot: QtBot
) -> None:
    long.discussion.enter(None)
    long.pairs._read_anew()
    found, pair = long.pairs, long.pairs.all[0]
    assert found.still_open(pair.transcript) is None
    assert found.may_be_open(pair)
    qtbot.waitUntil(lambda: found.still_open(pair.transcript) is not None)
