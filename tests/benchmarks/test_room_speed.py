"""The consensus room on two hundred differences: a move, and a decision, to the last repaint.

A move is compared with the bare jump that its page makes: the rest (queue and card) must not
cost a multiple of it. A decision is compared in rooms that differ only in how many differences
they have. CPU time of the window's thread is taken.
"""

import statistics
from collections.abc import Callable, Iterator
from pathlib import Path
from time import thread_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from qcoder.domain.spans import Span
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.main_window import MainWindow
from qcoder.gui.parts.row import Row
from tests.simulated_study import make_simulated_study
from tests.windows import OpenWindow, go_to, open_main_window, own_settings, press

__all__ = ["open_main_window", "own_settings"]  # fixtures

MOVES = 60
SIZES = {"short": (3_000, 24), "long": (24_000, 24)}


@pytest.fixture(scope="module", params=SIZES)
def simulated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    words, codes = SIZES[request.param]
    return make_simulated_study(tmp_path_factory.mktemp("pair"), words=words, codes=codes)


def room_in(window: MainWindow) -> ConsensusRoom:
    go_to(window, "Simulated")
    window.show_workplace("reconcile")
    press(window, Qt.Key.Key_Escape)
    _settle()
    return next(w for w in window.workplaces if isinstance(w, ConsensusRoom))


def test_a_move_costs_little_more_than_the_jump_on_the_page(
    open_main_window: OpenWindow, simulated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    room = room_in(open_main_window(simulated, coder="Ada"))
    assert room.discussion.room is not None
    count = len(room.discussion.room.resolutions)
    moves = statistics.median(_moves(room))
    jumps = statistics.median(_jumps(room))
    with capsys.disabled():
        figures = f"{moves / jumps:.1f} times its jump ({moves * 1e3:.1f} ms, {jumps * 1e3:.1f} ms)"
        print(f"\na move among {count} differences: {figures}")  # noqa: T201 (a benchmark prints)
    assert moves < 8 * jumps


def _moves(room: ConsensusRoom) -> Iterator[float]:
    for _ in range(MOVES):
        start = thread_time()
        room.discussion.move_open(1)
        _settle()
        yield thread_time() - start


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
    make_row: Callable[..., Row] = room.queue._words.row

    def counted(*given: object, **named: object) -> Row:
        made.append(given)
        return make_row(*given, **named)

    monkeypatch.setattr(room.queue._words, "row", counted)
    room.discussion.move_open(1)
    assert len(made) == 2
