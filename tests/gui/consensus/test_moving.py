"""Moving through the queue: by identity, and without ever deciding."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from qcoder.domain.consensus import Outcome, Status
from qcoder.domain.ids import DifferenceId
from qcoder.gui.consensus.card import DifferenceCard
from qcoder.gui.consensus.queue_rows import Shown
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.desk import Desk
from qcoder.services.consensus.room import Room
from tests.gui.consensus.conftest import Press, current, stored, title, titles
from tests.gui.events_seen import EventsSeen
from tests.sealed_pair import seal_layer, transcript_of

SHIFT = Qt.KeyboardModifier.ShiftModifier
OPEN_ONES = [
    "Humanity",
    "Observations or Coaching",
    "Time",
    "Variation",
    "Interaction Techniques",
    "Emotions",
]

OUTCOME_OF = {
    "1": Outcome.TAKE,
    "2": Outcome.TAKE,
    "u": Outcome.UNION,
    "b": Outcome.BOTH,
    "x": Outcome.NONE,
}


def codes_said_by(card: DifferenceCard) -> list[str]:
    labels = card.findChildren(QLabel, "codeLabel")
    return [label.text() for label in labels if label.isVisible()]


def outcome_of(room: Room, difference: DifferenceId) -> Outcome | None:
    decision = room.resolution(difference).decision
    return decision.outcome if decision else None


def test_the_room_opens_at_the_first_open_difference(room: ConsensusRoom) -> None:
    assert title(room) == "Humanity"
    assert titles(room) == OPEN_ONES
    assert room.queue.note.text() == "6 open of 6"


def test_next_after_deciding_never_skips_one(room: ConsensusRoom, press: Press) -> None:
    seen = []
    for _ in OPEN_ONES:
        seen.append(title(room))
        press("1")
        press("n")

    assert seen == OPEN_ONES
    assert room.discussion.room is not None
    assert room.discussion.room.still_open == 0


def test_moving_decides_nothing(room: ConsensusRoom, press: Press) -> None:
    for key in (Qt.Key.Key_N, Qt.Key.Key_P, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        press(key)
    press("n", SHIFT)
    press("p", SHIFT)
    press(Qt.Key.Key_Space)

    open_room = room.discussion.room
    assert open_room is not None
    assert open_room.log.decisions == ()
    assert title(room) == "Humanity"


def test_previous_goes_round(room: ConsensusRoom, press: Press) -> None:
    press("p")

    assert title(room) == "Emotions"


def test_shift_n_stops_at_what_is_the_same_too(room: ConsensusRoom, press: Press) -> None:
    press("n", SHIFT)

    assert title(room) == "Grades"
    assert current(room).status is Status.AUTO


def test_what_was_put_off_comes_when_nothing_else_is_open(
    room: ConsensusRoom, press: Press
) -> None:
    press("d")
    for _ in OPEN_ONES[1:]:
        press("n")
        press("1")

    press("n")

    assert title(room) == "Humanity"
    assert current(room).status is Status.LATER


def test_the_difference_in_hand_stays_listed_when_it_is_decided(
    qtbot: QtBot, room: ConsensusRoom, press: Press
) -> None:
    press("u")
    assert titles(room) == OPEN_ONES

    press("n")
    qtbot.waitUntil(lambda: titles(room) == OPEN_ONES[1:])


def test_what_was_decided_and_taken_up_again_stays_listed(
    qtbot: QtBot, room: ConsensusRoom, press: Press
) -> None:
    decided = current(room).difference.id
    press("u")
    press("n")
    press("u")
    room.discussion.move_to(decided)
    qtbot.waitUntil(lambda: titles(room) == [OPEN_ONES[0], *OPEN_ONES[2:]])

    assert room.queue.list.current() == decided


def test_choosing_in_the_queue_takes_up(room: ConsensusRoom) -> None:
    model = room.queue.list.rows_model
    wanted = next(n for n, row in enumerate(model.rows) if row.words == "Time")

    room.queue.list.setCurrentIndex(model.index(wanted))

    assert title(room) == "Time"


def test_filters_count_what_they_would_show(room: ConsensusRoom, press: Press) -> None:
    press("u")
    press("n")
    press("d")

    counts = {shown: chip.text() for shown, chip in room.queue._chips.items()}
    assert counts[Shown.OPEN] == "open 4"
    assert counts[Shown.LATER] == "later 1"
    assert counts[Shown.DECIDED] == "decided 1"
    assert counts[Shown.SAME] == "same 1"
    assert counts[Shown.ALL] == "all 7"
    assert room.queue.note.text() == "5 open of 6"
    assert room.queue.progress.value() == 1


def test_the_room_opens_on_the_first_pair_with_something_to_decide(
    qtbot: QtBot, desk: Desk, room: ConsensusRoom, press: Press
) -> None:
    finish_the_first_pair(desk, press)
    entered = ConsensusRoom(desk)
    qtbot.addWidget(entered)
    entered.activated()

    assert desk.workbench.transcript == transcript_of(desk.workbench.workspace, "FG3").id


def test_coming_back_to_a_pair_that_is_done_stays_there(
    desk: Desk, room: ConsensusRoom, press: Press
) -> None:
    finish_the_first_pair(desk, press)
    room.deactivated()
    room.activated()

    assert desk.workbench.transcript == transcript_of(desk.workbench.workspace, "FG1").id


def finish_the_first_pair(desk: Desk, press: Press) -> None:
    seal_layer(desk.workbench.workspace, "FG3", "Ben")
    for _ in OPEN_ONES:
        press("1")
        press("n")


def test_undo_leads_to_what_was_undone_and_redo_to_what_was_done_again(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    first = current(room).difference.id
    press("u")
    press("n")
    second = current(room).difference.id

    desk.acts.undo()
    assert current(room).difference.id == first
    assert current(room).status is Status.OPEN

    press("n")
    assert current(room).difference.id == second
    desk.acts.redo()
    assert current(room).difference.id == first
    assert current(room).status is Status.DECIDED


def test_keys_faster_than_the_window_paints_decide_what_is_in_hand(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    """No event loop runs between the keys; the card shows what the next key is about."""
    in_turn, outcomes = [], "12ubx1"
    for key in outcomes:
        in_turn.append(current(room).difference.id)
        assert codes_said_by(room.card) == title(room).split(" or ")
        press(key)
        press("n")

    decided = stored(desk)
    assert len(set(in_turn)) == len(OPEN_ONES)
    assert [outcome_of(decided, difference) for difference in in_turn] == [
        OUTCOME_OF[key] for key in outcomes
    ]


def test_the_page_is_painted_before_the_card_is_filled(room: ConsensusRoom, press: Press) -> None:
    page = EventsSeen(room.pane.view.viewport())
    painted_when_asked = {}
    key_of = room.card.key_of

    def noted(name: str) -> str:
        painted_when_asked[name] = len(page.painted)
        return key_of(name)

    room.card.key_of = noted
    press("n")

    assert painted_when_asked["proposeRule"] == 1
    assert codes_said_by(room.card) == title(room).split(" or ")
