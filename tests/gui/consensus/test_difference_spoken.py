"""What a screen reader hears in the room."""

from PySide6.QtCore import Qt

from qcoder.gui.consensus.difference_spoken import spoken
from qcoder.gui.consensus.room import ConsensusRoom
from tests.gui.consensus.conftest import Press, current
from tests.gui.consensus.test_deciding import go_to

SHIFT = Qt.KeyboardModifier.ShiftModifier


def now(room: ConsensusRoom) -> str:
    assert room.discussion.on_screen is not None
    return spoken(room.discussion.on_screen, current(room))


def test_moving_says_code_kind_readings_and_how_many_are_open(
    room: ConsensusRoom, press: Press, heard: list[str]
) -> None:
    go_to(room, press, "Humanity")
    press("n", SHIFT)
    go_to(room, press, "Humanity")
    assert heard[-1] == (
        "Humanity, boundary, 1 starts a turn earlier. Reading 1: turns 2–3. "
        "Reading 2: turn 3, 19 words. 6 open"
    )


def test_the_readings_of_a_substitution_are_said_with_their_codes(
    room: ConsensusRoom, press: Press
) -> None:
    go_to(room, press, "Observations or Coaching")
    assert now(room) == (
        "Observations or Coaching, another code, same words. "
        "Reading 1: Observations, turn 6, 18 words. Reading 2: Coaching, turn 6, 18 words. 6 open"
    )


def test_what_was_decided_is_said_as_well(room: ConsensusRoom, press: Press) -> None:
    go_to(room, press, "Humanity")
    press("u")
    assert now(room).endswith("Decided: everything either took. 5 open")


def test_the_list_reads_its_rows_itself(
    room: ConsensusRoom, press: Press, heard: list[str]
) -> None:
    room.queue.list.setFocus()
    press("n", SHIFT)
    assert heard == []
