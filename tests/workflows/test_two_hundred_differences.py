"""A long meeting on a simulated pair: every difference decided by keys, none of them skipped."""

from collections.abc import Sequence
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtCore import Qt

from qcoder.domain.consensus import DifferenceKind, Outcome, Status
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.main_window import MainWindow
from qcoder.services.consensus.room import open_room
from tests.sealed_pair import transcript_of
from tests.simulated_study import make_simulated_study
from tests.windows import OpenWindow, go_to, press

pytestmark = pytest.mark.usefixtures("lean_windows")

KEYS = {
    DifferenceKind.BOUNDARY: ("1", "2", "u", "i"),
    DifferenceKind.EXTENT: ("1", "2", "b"),
    DifferenceKind.ONE_CODER_ONLY: ("x", "1", "2"),
    DifferenceKind.SUBSTITUTION: ("1", "2", "b"),
    DifferenceKind.SPLIT: ("u", "1", "2", "b"),
    DifferenceKind.TANGLE: ("1", "2", "u"),
}
OUTCOMES = {
    "1": Outcome.TAKE,
    "2": Outcome.TAKE,
    "u": Outcome.UNION,
    "i": Outcome.INTERSECTION,
    "b": Outcome.BOTH,
    "x": Outcome.NONE,
}


@pytest.fixture(scope="module")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_simulated_study(tmp_path_factory.mktemp("pair"), words=12_000, codes=24)


@pytest.fixture
def window(open_main_window: OpenWindow, simulated: Path, tmp_path: Path) -> MainWindow:
    opened = open_main_window(Path(copy(simulated, tmp_path / "pair.qcoder")), coder="Ada")
    go_to(opened, "Simulated")
    opened.show_workplace("reconcile")
    press(opened, Qt.Key.Key_Escape)  # what stands before the discussion
    return opened


def discussion_of(window: MainWindow) -> Discussion:
    return next(w for w in window.workplaces if isinstance(w, ConsensusRoom)).discussion


def test_two_hundred_differences_are_decided_by_keys_and_none_is_skipped(
    window: MainWindow,
) -> None:
    discussion = discussion_of(window)
    assert discussion.room is not None
    wanted = [r.difference.id for r in discussion.room.resolutions if r.status is Status.OPEN]
    assert len(wanted) >= 200

    press(window, "m")
    keys = [_decide(window, discussion, number) for number in range(len(wanted))]

    assert [key for key, _ in keys] == wanted
    assert discussion.room.still_open == 0
    _assert_stored_so(window, discussion, keys)


def _decide(window: MainWindow, discussion: Discussion, number: int) -> tuple[str, str]:
    """Decide what is in hand with a key that fits it, and go on; what it was, and the key."""
    current = discussion.current
    assert current is not None
    fitting = KEYS[current.difference.kind]
    key = fitting[number % len(fitting)]
    if number % 7 == 0:
        press(window, "w", "1")
        assert discussion.current is current
    press(window, key, "n")
    return current.difference.id, key


def _assert_stored_so(
    window: MainWindow, discussion: Discussion, keys: Sequence[tuple[str, str]]
) -> None:
    """Every decision is in the file as its key says, with the meeting and who gave way."""
    workspace = window.desk.workbench.workspace
    transcript = transcript_of(workspace, "Simulated")
    stored = workspace.read(lambda uow: open_room(uow, transcript))
    assert stored.meeting is not None
    assert discussion.room is not None
    assert stored.consensus == discussion.room.consensus
    for number, (difference, key) in enumerate(keys):
        decision = next(r for r in stored.resolutions if r.difference.id == difference).decision
        assert decision is not None
        assert (decision.outcome, decision.meeting) == (OUTCOMES[key], stored.meeting.id)
        if key.isdigit():
            assert decision.reading == stored.sides.reading(int(key))
        gave_way = [a.coder for a in decision.assent if a.stance == "gave_way"]
        assert gave_way == ([stored.sides.shown[0]] if number % 7 == 0 else [])


def test_a_batch_is_previewed_confirmed_by_one_key_and_undone_by_one(window: MainWindow) -> None:
    discussion = discussion_of(window)
    assert discussion.room is not None
    before = discussion.room.count(Status.OPEN)

    press(window, "k", held="Shift")
    assert discussion.room.count(Status.OPEN) == before
    press(window, Qt.Key.Key_Down, " ", Qt.Key.Key_Return)
    decided = [r for r in discussion.room.resolutions if r.status is Status.DECIDED]
    assert len(decided) > 2
    assert len({r.decision.batch for r in decided if r.decision}) == 1
    assert {r.difference.kind for r in decided} == {decided[0].difference.kind}
    left_out = [
        r
        for r in discussion.room.resolutions
        if r.status is Status.OPEN and r.difference.kind is decided[0].difference.kind
    ]
    assert len(left_out) == 1

    press(window, "z", held="Ctrl")
    assert discussion.room.count(Status.OPEN) == before
