"""Of several questions, and of several projects, only the last one's answer is taken."""

from pytestqt.qtbot import QtBot

from qcoder.gui.desk import Desk
from qcoder.gui.latest_answer import LatestAnswer


def test_an_earlier_answer_is_not_taken_when_it_comes(desk: Desk, qtbot: QtBot) -> None:
    latest, taken = LatestAnswer(desk), list[int]()
    earlier = latest.ask("First", lambda: 1, taken.append)
    later = latest.ask("Second", lambda: 2, taken.append)
    with qtbot.waitSignals([earlier.ended, later.ended]):
        pass
    assert taken == [2]


def test_nothing_is_taken_that_was_asked_of_a_project_that_is_closed(
    desk: Desk, qtbot: QtBot
) -> None:
    taken = list[int]()
    task = LatestAnswer(desk).ask("Ask", lambda: 1, taken.append)
    desk.workbench.open(None)
    with qtbot.waitSignal(task.ended):
        pass
    assert taken == []
