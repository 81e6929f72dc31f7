"""The consensus room on a hundred and on two thousand differences: moves, decisions, undo.

A move is compared with the bare jump that its page makes: the rest (queue and card) must not
cost a multiple of it. A decision is compared in rooms that differ only in how many differences
they have. CPU time of the window's thread is taken, from the act to the last repaint.
"""

import statistics
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from shutil import copy
from time import thread_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from qcoder.bootstrap import open_workspace
from qcoder.domain.consensus import Outcome
from qcoder.domain.spans import Span
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.main_window import MainWindow
from qcoder.gui.parts.row import Row
from qcoder.services.consensus.deciding import Verdict, decision_on
from qcoder.services.consensus.room import open_room
from tests.sealed_pair import transcript_of
from tests.simulated_study import make_simulated_study
from tests.windows import OpenWindow, close, go_to, open_main_window, own_settings, press

__all__ = ["open_main_window", "own_settings"]  # fixtures

OPENED = 3
MOVES = 60
DECISIONS = 40
TAKEN_BACK = 16
# The long one has 2,000 codings a coder.
SIZES = {"short": (3_000, 24), "long": (30_000, 56)}


@pytest.fixture(scope="module")
def both_sizes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    return {
        size: make_simulated_study(tmp_path_factory.mktemp(size), words=words, codes=codes)
        for size, (words, codes) in SIZES.items()
    }


@pytest.fixture(params=SIZES)
def simulated(request: pytest.FixtureRequest, both_sizes: Mapping[str, Path]) -> Path:
    return both_sizes[request.param]


def room_in(window: MainWindow) -> ConsensusRoom:
    go_to(window, "Simulated")
    window.show_workplace("reconcile")
    room = next(w for w in window.workplaces if isinstance(w, ConsensusRoom))
    _until_read(room)
    press(window, Qt.Key.Key_Escape)
    _settle()
    return room


def test_to_open_a_large_room_holds_the_window_up_for_less_than_to_do_it_at_once(
    open_main_window: OpenWindow, both_sizes: Mapping[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """It is compared beside the window; what is left is to fill queue, page and card."""
    room = room_in(open_main_window(both_sizes["long"], coder="Ada"))
    at_once = statistics.median(_opened(room, is_long=False) for _ in range(OPENED))
    beside = statistics.median(_opened(room, is_long=True) for _ in range(OPENED))
    with capsys.disabled():
        print(  # noqa: T201 (a benchmark prints)
            f"\na large room opened beside the window takes {beside / at_once:.2f} of the time of "
            f"the window's thread ({beside * 1e3:.0f} ms, {at_once * 1e3:.0f} ms)"
        )
    assert beside < at_once


def _opened(room: ConsensusRoom, *, is_long: bool) -> float:
    """From the choice of the pair to the last repaint, what is done in the window's thread."""
    where = room.desk.workbench.transcript
    room.discussion.enter(None)
    _settle()
    start = thread_time()
    room.discussion.enter(where, is_long=is_long)
    _until_read(room)
    return thread_time() - start


def _until_read(room: ConsensusRoom) -> None:
    while not room.discussion.opening.finish():
        pass
    _settle()


def test_a_move_costs_little_more_than_the_jump_on_the_page(
    open_main_window: OpenWindow, simulated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    room = room_in(open_main_window(simulated, coder="Ada"))
    list(_jumps(room))  # text is laid out where it is first seen: not part of either
    moves = list(_moves(room))
    whole = statistics.median(painted for _, painted in moves)
    page = statistics.median(until_card for until_card, _ in moves)
    jumps = statistics.median(_jumps(room))
    with capsys.disabled():
        print(  # noqa: T201 (a benchmark prints)
            f"\na move among {_count(room)} differences: {whole / jumps:.1f} times its jump "
            f"({whole * 1e3:.1f} ms, {jumps * 1e3:.1f} ms); page and queue are painted after "
            f"{page / jumps:.1f} times ({page * 1e3:.1f} ms)"
        )
    assert whole < 8 * jumps
    assert page < 5 * jumps


def _count(room: ConsensusRoom) -> int:
    assert room.discussion.room is not None
    return len(room.discussion.room.resolutions)


def _moves(room: ConsensusRoom) -> Iterator[tuple[float, float]]:
    """Of each move the time until the card is filled, and until all is painted."""
    asked: list[float] = []
    key_of = room.card.key_of

    def noted(name: str) -> str:
        # That of who gives way is said with the draft, before the move is shown at all.
        if name != "givesWay":
            asked.append(thread_time())
        return key_of(name)

    room.card.key_of = noted
    for _ in range(MOVES):
        asked.clear()
        start = thread_time()
        room.discussion.move_open(1)
        _settle()
        yield asked[0] - start, thread_time() - start


def _jumps(room: ConsensusRoom) -> Iterator[float]:
    """The same places, where nothing but the page goes there."""
    assert room.discussion.room is not None
    spans = [r.difference.span for r in room.discussion.room.resolutions]
    view = room.pane.view
    for span in _apart(spans):
        start = thread_time()
        view.scroll_to(span)
        view.viewport().update()
        _settle()
        yield thread_time() - start


def _apart(spans: list[Span]) -> list[Span]:
    return [spans[number % len(spans)] for number in range(MOVES)]


def _settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def test_moving_asks_for_no_rows_but_those_that_change(
    open_main_window: OpenWindow, simulated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = room_in(open_main_window(simulated, coder="Ada"))
    made: list[object] = []
    make_row: Callable[..., Row] = room.queue.list.words.row

    def counted(*given: object, **named: object) -> Row:
        made.append(given)
        return make_row(*given, **named)

    monkeypatch.setattr(room.queue.list.words, "row", counted)
    room.discussion.move_open(1)
    assert len(made) == 2


def test_deciding_costs_the_same_in_a_room_twenty_times_as_large(
    open_main_window: OpenWindow, both_sizes: Mapping[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """From the key to the repaint, the commit among it; and the move to the next."""
    costs = {}
    for size, path in both_sizes.items():
        window = open_main_window(path, coder="Ada")
        decided, moved = zip(*_decisions(room_in(window)), strict=True)
        costs[size] = statistics.median(decided), statistics.median(moved)
        close(window)
    ratios = [long / short for short, long in zip(costs["short"], costs["long"], strict=True)]
    with capsys.disabled():
        print(  # noqa: T201 (a benchmark prints)
            f"\nin the larger room deciding costs {ratios[0]:.1f} times as much "
            f"({costs['long'][0] * 1e3:.1f} ms), moving on {ratios[1]:.1f} times "
            f"({costs['long'][1] * 1e3:.1f} ms)"
        )
    assert max(ratios) < 2


def _decisions(room: ConsensusRoom) -> Iterator[tuple[float, float]]:
    """The room is opened with the first in hand."""
    for _ in range(DECISIONS):
        start = thread_time()
        room.keys.press_number(1)
        _settle()
        decided = thread_time()
        room.keys.move_open(1)
        _settle()
        yield decided - start, thread_time() - decided


def test_taking_back_beside_a_log_twenty_times_as_long_costs_a_little_more(
    open_main_window: OpenWindow,
    both_sizes: Mapping[str, Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """From Ctrl+Z to the repaint, the commit among it; half of each room is decided before.

    More, because Qt lays out all rows of the queue when one comes back, and the balance is counted
    anew.
    """
    costs = {}
    for size, path in both_sizes.items():
        window = open_main_window(_half_decided(path, tmp_path / size), coder="Ada")
        undone, redone = _taken_back_and_forth(window, room_in(window))
        # The quickest: what the machine does beside falls on one room or on the other.
        costs[size] = min(undone), min(redone)
        close(window)
    ratios = [long / short for short, long in zip(costs["short"], costs["long"], strict=True)]
    with capsys.disabled():
        print(  # noqa: T201 (a benchmark prints)
            f"\nin the larger room undo costs {ratios[0]:.1f} times as much "
            f"({costs['long'][0] * 1e3:.1f} ms), redo {ratios[1]:.1f} times "
            f"({costs['long'][1] * 1e3:.1f} ms)"
        )
    assert max(ratios) < 4


def _half_decided(study: Path, folder: Path) -> Path:
    """A copy; to read the log of the larger one whole takes a hundred milliseconds."""
    folder.mkdir()
    path = Path(copy(study, folder))
    workspace = open_workspace(path)
    transcript = transcript_of(workspace, "Simulated")
    room = workspace.read(lambda uow: open_room(uow, transcript))
    verdict = Verdict(Outcome.UNION)
    lines = [decision_on(room, r.difference.id, verdict) for r in room.resolutions[::2]]
    workspace.run("Decide", lambda uow: uow.decisions.append_all(lines))
    workspace.close()
    return path


def _taken_back_and_forth(
    window: MainWindow, room: ConsensusRoom
) -> tuple[list[float], list[float]]:
    for _ in range(TAKEN_BACK):
        room.keys.press_number(1)
        room.keys.move_open(1)
        _settle()
    acts = window.desk.acts
    undone = [_cost(acts.undo) for _ in range(TAKEN_BACK)]
    return undone, [_cost(acts.redo) for _ in range(TAKEN_BACK)]


def _cost(act: Callable[[], object]) -> float:
    start = thread_time()
    act()
    _settle()
    return thread_time() - start
