"""When the room compares: after a change of what is compared, and of nothing else."""

from collections.abc import Callable
from dataclasses import replace
from typing import ParamSpec

import pytest
from pytestqt.qtbot import QtBot

from qcoder.comparison import Comparison
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.desk import Desk
from qcoder.services.codebook.editing import edit_code
from qcoder.services.consensus import room as consensus
from qcoder.services.consensus.comparing import compare_layers
from qcoder.services.consensus.room import Room
from tests.gui.consensus.conftest import Press

P = ParamSpec("P")


def noted(compare: Callable[P, Comparison], found: list[Comparison]) -> Callable[P, Comparison]:
    def compare_and_note(*given: P.args, **named: P.kwargs) -> Comparison:
        found.append(compare(*given, **named))
        return found[-1]

    return compare_and_note


@pytest.fixture
def compared(
    room: ConsensusRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> list[Comparison]:
    """What every further comparison comes to, once all pairs were counted."""
    qtbot.waitUntil(lambda: not room.pairs._idle.isActive())
    found: list[Comparison] = []

    monkeypatch.setattr(consensus, "compare_layers", noted(compare_layers, found))
    return found


def shown(room: ConsensusRoom) -> Room:
    assert room.discussion.room is not None
    return room.discussion.room


def test_deciding_moving_and_undoing_compare_nothing(
    room: ConsensusRoom, press: Press, desk: Desk, compared: list[Comparison], qtbot: QtBot
) -> None:
    press("u")
    press("n")
    press("2")
    desk.acts.group.undo()
    desk.acts.group.redo()
    qtbot.waitUntil(lambda: not room.pairs._idle.isActive())
    assert compared == []


def test_a_meeting_is_opened_and_closed_on_the_comparison_that_is_shown(
    room: ConsensusRoom, press: Press, compared: list[Comparison]
) -> None:
    before = shown(room).comparison
    press("m")
    press("m")
    assert compared
    assert all(comparison is before for comparison in compared)


def test_a_code_with_another_rule_leaves_the_differences_of_others_as_they_are(
    room: ConsensusRoom, desk: Desk
) -> None:
    before = shown(room)
    code = next(c for c in before.codebook.codes if c.label == "Humanity")
    desk.acts.do("Edit", lambda uow: edit_code(uow, replace(code, rule="Another one.")))
    kept = {id(difference) for difference in before.compared}
    anew = [d for d in shown(room).compared if id(d) not in kept]
    assert anew
    assert all(code.id in d.codes for d in anew)
