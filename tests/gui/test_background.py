from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from qcoder.domain.errors import QCoderError, RuleBroken
from qcoder.gui.background import Background, Task

Report = Callable[[int, int], None]


@pytest.fixture
def background(qtbot: QtBot) -> Background:
    return Background()


def refuse(_report: Report) -> None:
    raise RuleBroken("No.")


def fail(_report: Report) -> None:
    raise ValueError("a bug")


def ended(qtbot: QtBot, task: Task) -> None:
    with qtbot.waitSignal(task.ended):
        pass


def test_work_that_is_done_at_once_is_heard_by_who_connects_after_it_was_started(
    background: Background, qtbot: QtBot
) -> None:
    task = background.run("Quick", lambda _report: 42)
    background._pool.waitForDone()
    heard: list[int] = []
    task.finished.connect(heard.append)
    ended(qtbot, task)
    assert heard == [42]


def test_an_error_for_the_researcher_is_a_refusal(background: Background, qtbot: QtBot) -> None:
    task = background.run("Refused", refuse)
    heard: list[QCoderError] = []
    task.refused.connect(heard.append)
    ended(qtbot, task)
    assert [str(error) for error in heard] == ["No."]


def test_any_other_error_is_a_bug(background: Background, qtbot: QtBot) -> None:
    task = background.run("Failing", fail)
    heard: list[Exception] = []
    task.failed.connect(heard.append)
    ended(qtbot, task)
    assert [type(error) for error in heard] == [ValueError]


def test_work_that_was_cancelled_before_it_began_is_not_done(
    background: Background, qtbot: QtBot
) -> None:
    done: list[int] = []
    task = background.run("Cancelled", lambda _report: done.append(1))
    task.cancel()
    ended(qtbot, task)
    assert done == []


def test_work_stops_at_the_next_report_after_a_cancel(background: Background, qtbot: QtBot) -> None:
    reached: list[int] = []

    def work(report: Report) -> None:
        for step in range(1_000_000):
            report(step, 1_000_000)
            reached.append(step)
            task.cancel()

    task = background.run("Long", work)
    ended(qtbot, task)
    assert reached == [0]
