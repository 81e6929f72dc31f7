"""Who gives way, who assents, and the meeting in which it is said."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from qcoder.domain.consensus import Outcome, Status
from qcoder.domain.meeting import Meeting, PlaceInHand
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.desk import Desk
from qcoder.services.consensus.meetings import place_in_hand
from tests.gui.consensus.conftest import Press, current, gave_way, title
from tests.sealed_pair import coder_of, transcript_of

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_w_takes_no_reading_before_deciding_and_goes_with_the_decision(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("w")
    press("2")
    assert current(room).status is Status.OPEN

    press("u")
    decision = current(room).decision
    assert decision is not None
    assert decision.outcome is Outcome.UNION
    assert gave_way(room) == [coder_of(desk.workbench.workspace, "Ben")]


def test_w_after_deciding_is_about_that_decision_and_undone_by_itself(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("1")
    press("w")
    press("2")
    decision = current(room).decision
    assert decision is not None
    assert (decision.outcome, decision.reading) == (Outcome.TAKE, 1)
    assert gave_way(room) == [coder_of(desk.workbench.workspace, "Ben")]

    desk.acts.undo()
    assert current(room).status is Status.DECIDED
    assert gave_way(room) == []


def test_moving_on_forgets_that_somebody_was_to_give_way(room: ConsensusRoom, press: Press) -> None:
    press("w")
    press("n")
    press("1")
    decision = current(room).decision
    assert decision is not None
    assert decision.outcome is Outcome.TAKE
    assert gave_way(room) == []


def test_escape_leaves_the_question_who_gives_way(room: ConsensusRoom, press: Press) -> None:
    press("w")
    assert room.pane.hint.isVisible()
    press(Qt.Key.Key_Escape)
    assert not room.pane.hint.isVisible()
    press("1")
    assert current(room).status is Status.DECIDED


def test_who_says_who_they_are_over_the_summary_drives(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("b", SHIFT)
    ben = coder_of(desk.workbench.workspace, "Ben")
    desk.workbench.set_coder(ben)
    press(Qt.Key.Key_Return)
    assert meetings(desk)[0].driver == ben


def test_decisions_are_of_the_meeting_that_was_opened(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("m")
    press("u")
    meeting = meetings(desk)[0]
    decision = current(room).decision
    assert decision is not None
    assert decision.meeting == meeting.id
    assert room.status_parts()[1] == "meeting 00:00"

    press("m")
    closed = meetings(desk)[0]
    assert (closed.open_before, closed.open_after) == (6, 5)
    assert room.status_parts()[1] == "no meeting · M opens one"


def meetings(desk: Desk) -> list[Meeting]:
    workspace = desk.workbench.workspace
    where = transcript_of(workspace, "FG1").id
    return workspace.read(lambda uow: list(uow.meetings.of_transcript(where)))


def test_what_was_decided_in_a_meeting_is_told_though_something_was_opened_again(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("u")
    press("m")
    press("n")
    press("u")
    press("p", SHIFT)
    press("a")
    told: list[str] = []
    desk.interaction.told.connect(lambda words, _: told.append(words))
    press("m")
    assert told[-1].startswith("Meeting 1 is closed: one difference decided, ")


def test_a_meeting_goes_on_at_the_difference_last_in_hand(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("m")
    press("n")
    press("n")
    room.discussion.clock.keep()
    workspace, where = desk.workbench.workspace, desk.workbench.transcript
    assert where is not None
    place = workspace.read(lambda uow: place_in_hand(uow, where))
    assert place.difference == current(room).difference.id

    desk.workbench.show_difference(None)
    room.discussion.enter(None)
    room.discussion.enter(where)
    assert title(room) == "Time"
    assert room.discussion.clock.is_running


def test_opening_the_meeting_that_goes_on_keeps_its_time(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("m")
    where = desk.workbench.transcript
    assert where is not None
    spent = PlaceInHand(current(room).difference.id, 600.0)
    room.discussion.clock.go_on(where, spent)
    room.keys.meeting.open()
    assert room.status_parts()[1] == "meeting 00:10"
    assert len(meetings(desk)) == 1


def test_keeping_the_place_writes_nothing_into_the_journal(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("m")
    workspace = desk.workbench.workspace
    before = workspace.read(lambda uow: uow.journal.last_id())
    press("n")
    room.discussion.clock.keep()
    assert workspace.read(lambda uow: uow.journal.last_id()) == before


def test_showing_names_is_recorded_with_the_meeting(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("m")
    press("m", SHIFT)
    assert room.discussion.names_shown
    assert len(meetings(desk)[0].named) == 1


def test_names_need_a_meeting_to_be_recorded_with(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    refused: list[str] = []
    desk.interaction.refused.connect(refused.append)
    press("m", SHIFT)
    assert not room.discussion.names_shown
    assert "open one first" in refused[0]


def test_with_separate_assent_a_decision_is_proposed_until_all_agree(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    desk.workbench.set_coder(coder_of(desk.workbench.workspace, "Ada"))
    room.actions_of_room.separately.setChecked(True)
    press("u")
    assert current(room).status is Status.PROPOSED
    standing = room.card.findChild(QLabel, "differenceStanding")
    assert standing is not None
    assert standing.text() == "Proposed: everything either took. Waits for 2."
    shown = room.pane.view.scene.readings
    assert shown is not None
    assert not shown.is_decided

    press(Qt.Key.Key_Return, CTRL)
    assert current(room).status is Status.DECIDED


def test_who_explains_first_alternates_by_passage(room: ConsensusRoom, press: Press) -> None:
    said = room.card.findChild(QLabel, "explainsFirst")
    assert said is not None
    first = said.text()
    press(Qt.Key.Key_PageDown)
    assert {first, said.text()} == {"Reading 1 explains first", "Reading 2 explains first"}


def test_the_balance_can_be_hidden(room: ConsensusRoom, press: Press) -> None:
    press("1")
    assert len(room.status_parts()) == 3
    room.actions_of_room.show_balance.setChecked(False)
    assert len(room.status_parts()) == 2
