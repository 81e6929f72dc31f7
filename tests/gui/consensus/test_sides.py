"""Who is 1 and who is 2, where the lot says otherwise than the order of assignment."""

from pathlib import Path

import pytest

from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.desk import Desk
from tests.gui.consensus.conftest import Press, current, gave_way, stored
from tests.sealed_pair import coder_of, make_study


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ben was assigned first, and the lot has Ada's reading as 1."""
    return make_study(tmp_path_factory.mktemp("turned"), first="Ben")


def test_the_lot_numbers_the_readings_on_card_page_and_queue(
    room: ConsensusRoom, desk: Desk
) -> None:
    ada = coder_of(desk.workbench.workspace, "Ada")
    assert stored(desk).coders[0] != ada
    assert current(room).difference.readings[0].coder == ada
    row = room.queue.list.row_at(room.queue.list.currentIndex())
    assert row.second == "1 starts a turn earlier"
    shown = room.pane.view.scene.readings
    assert shown is not None
    assert min(span.start for span in shown.readings[0]) == current(room).difference.span.start


def test_taking_1_stores_the_reading_of_who_is_shown_as_1(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("1")
    decision = stored(desk).resolution(current(room).difference.id).decision
    assert decision is not None
    assert decision.reading == 2
    assert [coded.span for coded in decision.result] == [
        coding.span for coding in current(room).difference.readings[0].codings
    ]
    assert room.queue.list.row_at(room.queue.list.currentIndex()).note == "✓ 1"


def test_a_note_given_later_keeps_the_reading(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("1")
    press("r")
    press("2")
    decision = stored(desk).resolution(current(room).difference.id).decision
    assert decision is not None
    assert (decision.reading, decision.reason) == (2, "boundary habit")


def test_who_gives_way_is_who_is_shown_under_the_number(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("u")
    press("w")
    press("2")
    assert gave_way(room) == [coder_of(desk.workbench.workspace, "Ben")]
