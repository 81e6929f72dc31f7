"""The list of the queue, kept up row by row, is what it would be if it were made anew."""

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractItemModel
from pytestqt.qtbot import QtBot

from qcoder.domain.consensus import Outcome
from qcoder.domain.ids import DifferenceId
from qcoder.gui.consensus.difference_list import DifferenceList
from qcoder.gui.consensus.queue_rows import QueueFilter, Shown
from qcoder.gui.desk import Desk
from qcoder.gui.parts.row import Row
from qcoder.services.consensus.deciding import Verdict, decision_on
from qcoder.services.consensus.room import Room
from tests.gui.consensus.conftest import stored

OUTCOMES = (Outcome.UNION, Outcome.NONE, Outcome.LATER, Outcome.REOPENED)


@pytest.fixture
def listed(qtbot: QtBot) -> DifferenceList:
    made = DifferenceList()
    qtbot.addWidget(made)
    return made


def the_rows(room: Room, shown: Shown, in_hand: DifferenceId) -> list[Row]:
    """Those of a list that nobody has kept up."""
    return DifferenceList().words.rows(room, QueueFilter(shown), in_hand)


def any_of(room: Room, by_lot: random.Random) -> DifferenceId:
    return by_lot.choice(room.resolutions).difference.id


def with_a_decision(room: Room, difference: DifferenceId, by_lot: random.Random) -> Room:
    verdict = Verdict(by_lot.choice(OUTCOMES))
    return room.with_decision(decision_on(room, difference, verdict))


@pytest.mark.parametrize("shown", [Shown.OPEN, Shown.DECIDED, Shown.LATER, Shown.SAME])
@pytest.mark.parametrize("seed", range(5))
def test_after_any_moves_and_decisions_it_lists_what_it_would_anew(
    qtbot: QtBot, desk: Desk, listed: DifferenceList, shown: Shown, seed: int
) -> None:
    by_lot, room = random.Random(seed), stored(desk)
    in_hand = any_of(room, by_lot)
    listed.show_room(room, QueueFilter(shown), in_hand)
    for _ in range(12):
        if by_lot.random() < 0.5:
            in_hand = any_of(room, by_lot)
            listed.take_up(room, in_hand)
        else:
            # On the one in hand, or as undo does, on any other.
            decided = by_lot.choice([in_hand, any_of(room, by_lot)])
            room = with_a_decision(room, decided, by_lot)
            listed.show_changed(room, in_hand)
        assert listed.current() == in_hand

    # What has been decided goes a little later.
    qtbot.waitUntil(lambda: listed.rows_model.rows == the_rows(room, shown, in_hand))


def times_made_anew(model: QAbstractItemModel, act: Callable[[], None]) -> int:
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    act()
    return len(resets)


def test_what_is_not_listed_is_taken_up_without_making_the_others_anew(
    desk: Desk, listed: DifferenceList
) -> None:
    room = stored(desk)
    first, same = (
        next(r.difference.id for r in room.resolutions if shown.passes(r))
        for shown in (Shown.OPEN, Shown.SAME)
    )
    listed.show_room(room, QueueFilter(), first)
    before = list(listed.rows_model.rows)

    def there_and_back() -> None:
        listed.take_up(room, same)
        assert listed.current() == same
        listed.take_up(room, first)

    assert times_made_anew(listed.rows_model, there_and_back) == 0
    assert listed.rows_model.rows == before
