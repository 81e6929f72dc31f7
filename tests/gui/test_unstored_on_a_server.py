"""The window while the server is away: coding goes on, nothing stands still, nothing is lost."""

from collections.abc import Callable, Iterator
from contextlib import closing
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from qcoder.bootstrap import open_workspace
from qcoder.gui.main_window import MainWindow
from qcoder.storage.database import Database
from tests.gui.far_window import far_window, wait_until_stored
from tests.gui.test_unstored import at_the_bottom, code, painted
from tests.lossy_line import Cut, LossyLine
from tests.sealed_pair import coder_of, layers
from tests.windows import code_workplace, press, told

__all__ = ["far_window"]  # a fixture

pytestmark = pytest.mark.usefixtures("lean_windows")


@pytest.fixture
def far(far_window: MainWindow, lossy_line: LossyLine, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on a project on a server; at the end all is stored."""
    yield far_window
    lossy_line.mend()
    press(far_window, "s", held="Ctrl")
    wait_until_stored(far_window, qtbot)


def on_the_server(url: str) -> list[str]:
    with closing(open_workspace(url)) as other:
        return [coding.id for coding in layers(other, "FG1")[coder_of(other, "Ada")]]


def test_coding_and_reading_go_on_while_the_server_is_away(
    far: MainWindow, lossy_line: LossyLine, postgres_url: str, qtbot: QtBot
) -> None:
    code(far, "four minutes")
    lossy_line.break_off()
    code(far, "the whole chart")
    assert [label for label, _ in painted(far)] == ["Time (not stored yet)", "Time"]
    assert "1 act not stored yet: the drive or the server does not answer" in at_the_bottom(far)
    far.show_workplace("report")
    far.show_workplace("prepare")
    far.show_workplace("code")
    press(far, "z", held="Ctrl")
    press(far, "y", held="Ctrl")
    lossy_line.mend()
    wait_until_stored(far, qtbot)
    assert painted(far) == [("Time", True)] * 2
    assert len(on_the_server(postgres_url)) == 2


def test_a_server_that_goes_while_nobody_does_anything_is_noticed(
    far: MainWindow, lossy_line: LossyLine, qtbot: QtBot
) -> None:
    lossy_line.break_off()
    qtbot.waitUntil(lambda: "Cannot store now" in at_the_bottom(far))
    press(far, "s", held="Ctrl")
    assert told(far) == "Trying to reach the project …"
    qtbot.waitUntil(lambda: told(far).startswith("Cannot store now"))


def test_a_server_lost_in_the_moment_of_storing_stores_the_coding_once(
    far: MainWindow, lossy_line: LossyLine, postgres_url: str, qtbot: QtBot
) -> None:
    lossy_line.cut = Cut.AFTER_COMMIT
    code(far, "four minutes")
    assert painted(far) == [("Time (not stored yet)", False)]
    lossy_line.mend()
    wait_until_stored(far, qtbot)
    (coding,) = code_workplace(far).page.own_codings()
    assert on_the_server(postgres_url) == [coding.id]
    press(far, "z", held="Ctrl")
    assert on_the_server(postgres_url) == []


def test_the_window_does_not_wait_for_a_server_that_takes_its_time(
    far: MainWindow, lossy_line: LossyLine, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    lossy_line.break_off()
    code(far, "four minutes")
    came, waits = told_of_waiting(monkeypatch)
    press(far, "s", held="Ctrl")
    qtbot.waitUntil(came)
    # The server has still not answered, and the window goes on.
    code(far, "the whole chart")
    assert len(painted(far)) == 2
    waits()


def told_of_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> tuple[Callable[[], bool], Callable[[], None]]:
    """Let whoever asks for the writers' turn wait until the second function is called."""
    came, go_on = Event(), Event()
    demand = Database.demand_turn

    def demand_slowly(database: Database) -> None:
        came.set()
        assert go_on.wait(30)
        demand(database)

    monkeypatch.setattr(Database, "demand_turn", demand_slowly)
    return came.is_set, go_on.set
