"""More than one person, program or transcript around one room."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from qcoder.bootstrap import open_workspace
from qcoder.domain.consensus import Outcome, Status
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.desk import Desk
from qcoder.services.closing.auditing import query
from qcoder.services.consensus.deciding import Verdict, decide
from qcoder.services.consensus.meetings import close_meeting, open_meeting
from qcoder.services.consensus.room import open_room, set_assents_separately
from qcoder.services.workspace import Workspace
from tests.gui.consensus.conftest import Press, current, title
from tests.sealed_pair import coder_of, transcript_of


@pytest.fixture
def elsewhere(desk: Desk) -> Workspace:
    """The same project in another program."""
    path = desk.workbench.workspace.path
    assert isinstance(path, Path)
    return open_workspace(path)


def decide_first(workspace: Workspace, outcome: Outcome) -> None:
    transcript = transcript_of(workspace, "FG1")
    room = workspace.read(lambda uow: open_room(uow, transcript))
    first = room.resolutions[0].difference.id
    workspace.run("Decide", lambda uow: decide(uow, room, first, Verdict(outcome)))


def test_the_second_to_decide_is_told_and_overwrites_nothing(
    room: ConsensusRoom, press: Press, qtbot: QtBot, desk: Desk, elsewhere: Workspace
) -> None:
    decide_first(elsewhere, Outcome.INTERSECTION)
    elsewhere.close()

    with qtbot.waitSignal(desk.interaction.refused) as refused:
        press("u")

    decision = current(room).decision
    assert "just decided" in str(refused.args)
    assert decision is not None
    assert decision.outcome is Outcome.INTERSECTION


def test_what_another_program_decided_shows_when_it_is_noticed(
    room: ConsensusRoom, desk: Desk, elsewhere: Workspace
) -> None:
    decide_first(elsewhere, Outcome.UNION)
    elsewhere.close()
    assert current(room).status is Status.OPEN

    desk.workbench.workspace.notice_foreign_changes()

    assert current(room).status is Status.DECIDED


def test_a_meeting_that_another_program_opens_and_closes_is_followed(
    room: ConsensusRoom, press: Press, desk: Desk, elsewhere: Workspace
) -> None:
    refused: list[str] = []
    desk.interaction.refused.connect(refused.append)
    transcript = transcript_of(elsewhere, "FG1")
    notice = desk.workbench.workspace.notice_foreign_changes

    opened = elsewhere.run("Open", lambda uow: open_meeting(uow, transcript)).value
    notice()
    assert room.status_parts()[1] == "meeting 00:00"
    press("u")
    decision = current(room).decision
    assert decision is not None
    assert decision.meeting == opened.id

    elsewhere.run("Close", lambda uow: close_meeting(uow, transcript))
    elsewhere.run("Separately", lambda uow: set_assents_separately(uow, True))
    elsewhere.close()
    room.discussion.clock.keep()
    notice()
    assert room.status_parts()[1] == "no meeting · M opens one"
    desk.workbench.set_coder(coder_of(desk.workbench.workspace, "Ada"))
    press("n")
    press("1")
    assert current(room).status is Status.PROPOSED
    press("m")
    assert room.status_parts()[1] == "meeting 00:00"
    assert refused == []


def test_what_an_auditor_asks_stands_on_the_card(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("u")
    pair, first = room.discussion.room, current(room).difference.id
    assert pair is not None
    cleo = coder_of(desk.workbench.workspace, "Cleo")
    desk.acts.do("Audit", lambda uow: query(uow, pair, first, cleo, "look at the end"))
    assert current(room).status is Status.OPEN
    standing = room.card.findChild(QLabel, "differenceStanding")
    assert standing is not None
    assert standing.text() == "Opened again: “look at the end”"


def test_every_pair_is_offered_with_what_it_waits_for(
    room: ConsensusRoom, qtbot: QtBot, press: Press
) -> None:
    chooser = room.queue.chooser

    def offered() -> list[str]:
        return [chooser.itemText(row) for row in range(chooser.count())]

    qtbot.waitUntil(lambda: offered() == ["FG1 · 6 open", "FG3 · waits for Ben"])
    press("u")
    assert offered()[0] == "FG1 · 5 open"
    assert room.waiting_count() == 5


def test_a_transcript_coded_by_one_gives_way_to_the_first_pair(
    room: ConsensusRoom, desk: Desk
) -> None:
    workspace = desk.workbench.workspace
    room.deactivated()
    desk.workbench.show_transcript(transcript_of(workspace, "FG2").id)

    room.activated()

    assert desk.workbench.transcript == transcript_of(workspace, "FG1").id
    assert title(room) == "Humanity"


def test_names_are_shown_only_on_request(room: ConsensusRoom, press: Press) -> None:
    def said() -> str:
        labels = room.card.findChildren(QLabel)
        return " ".join(label.text() for label in labels if label.isVisible())

    assert "Ada" not in said()
    press("m")
    room.card.names.click()
    assert "1 Ada" in said()
    assert "2 Ben" in said()


def test_the_balance_counts_what_was_decided(room: ConsensusRoom, press: Press) -> None:
    for key in ("1", "n", "2", "n", "u"):
        press(key)

    assert room.status_parts() == (
        "3 open",
        "no meeting · M opens one",
        "taken from 1: 1 · from 2: 1 · joint: 1",
    )


def test_without_a_project_the_room_is_empty(room: ConsensusRoom, desk: Desk) -> None:
    desk.workbench.open(None)

    assert room.discussion.room is None
    assert room.status_parts() == ()
    assert room.waiting_count() == 0
