"""Acts on many codings in the window: progress, cancel, and what waits meanwhile."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressBar, QPushButton, QWidget

from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodingId
from qcoder.gui import long_acts
from qcoder.gui.code.coder_acts import CoderActs
from qcoder.gui.main_window import MainWindow
from qcoder.services.coding.chosen_together import remove_all
from qcoder.storage.unit_of_work import UnitOfWork
from tests.crowded import crowd
from tests.sealed_pair import coder_of
from tests.windows import code_workplace, stored

pytestmark = pytest.mark.usefixtures("lean_windows")

MANY = 1_200


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_acts, "MANY", MANY)


@pytest.fixture
def crowded(window: MainWindow) -> MainWindow:
    """The window, with more codings of Ada in FG1 than are changed at once."""
    crowd(window.desk.workbench.workspace, "Ada", "FG1", MANY)
    return window


class Halfway:
    """Removes half of the codings, waits until somebody has looked, and removes the rest."""

    def __init__(self, window: MainWindow) -> None:
        self.reached, self.go_on = Event(), Event()
        self._keys = [coding.id for coding in stored(window, "Ada")]
        self._ada = coder_of(window.desk.workbench.workspace, "Ada")

    def __call__(self, uow: UnitOfWork) -> None:
        self._remove(uow, self._keys[: MANY // 2])
        self.reached.set()
        assert self.go_on.wait(30)
        self._remove(uow, self._keys[MANY // 2 :])

    def _remove(self, uow: UnitOfWork, keys: list[CodingId]) -> None:
        remove_all(uow, self._ada, keys)


def remove(window: MainWindow, act: Callable[[UnitOfWork], None]) -> bool:
    return window.desk.acts.do("Remove many", act, rows=MANY) is not None


def remove_everything(window: MainWindow) -> bool:
    keys = [coding.id for coding in stored(window, "Ada")]
    ada = coder_of(window.desk.workbench.workspace, "Ada")
    return remove(window, partial(remove_all, coder=ada, codings=keys))


def at_halfway(act: Halfway, look: Callable[[QWidget], None]) -> QTimer:
    """Once half is done, ``look`` at what is in front, then let it go on."""
    timer = QTimer(interval=5)

    def tick() -> None:
        front = QApplication.activeModalWidget()
        if act.reached.is_set() and front is not None:
            timer.stop()
            try:
                look(front)
            finally:
                act.go_on.set()

    timer.timeout.connect(tick)
    timer.start()
    return timer


def once_in_front(look: Callable[[QWidget], None]) -> QTimer:
    """``look`` at what is in front as soon as something is."""
    timer = QTimer(interval=0)

    def tick() -> None:
        front = QApplication.activeModalWidget()
        if front is not None:
            timer.stop()
            look(front)

    timer.timeout.connect(tick)
    timer.start()
    return timer


def press_escape(front: QWidget) -> None:
    QTest.keyClick(front, Qt.Key.Key_Escape)


def click_cancel(front: QWidget) -> None:
    button = front.findChild(QPushButton, "cancelLongAct")
    assert button is not None
    button.click()


def as_it_stands(window: MainWindow) -> tuple[list[Coding], list[Coding], int, str, str]:
    """What is stored, shown and counted, and what could be undone."""
    workspace = window.desk.workbench.workspace
    stack = window.desk.acts.group.activeStack()
    page = code_workplace(window).page
    counted = str(workspace.read(lambda uow: uow.codings.count_by_layer()))
    return stored(window, "Ada"), list(page.own_codings()), stack.count(), stack.undoText(), counted


@pytest.mark.parametrize("cancel", [press_escape, click_cancel])
def test_an_act_that_is_cancelled_halfway_leaves_everything_as_it_was(
    crowded: MainWindow, cancel: Callable[[QWidget], None]
) -> None:
    before, act, told = as_it_stands(crowded), Halfway(crowded), list[str]()
    crowded.desk.interaction.told.connect(lambda sentence, _undo: told.append(sentence))
    timer = at_halfway(act, cancel)
    assert not remove(crowded, act)
    assert not timer.isActive()
    assert as_it_stands(crowded) == before
    assert told == ["Cancelled: nothing was changed"]
    assert QApplication.activeModalWidget() is None


def test_what_is_done_and_how_far_it_is_can_be_read_meanwhile(crowded: MainWindow) -> None:
    seen: list[tuple[str, int, int]] = []

    def look(front: QWidget) -> None:
        bar = front.findChild(QProgressBar)
        assert bar is not None
        QApplication.processEvents()
        seen.append((front.windowTitle(), bar.value(), bar.maximum()))

    act = Halfway(crowded)
    timer = at_halfway(act, look)
    assert remove(crowded, act)
    assert not timer.isActive()
    # Half of the rows, which are written to the journal as well.
    assert seen == [("Remove many", MANY // 2, 2 * MANY)]


def test_what_was_long_is_one_undo_step_and_shown(crowded: MainWindow) -> None:
    before = crowded.desk.acts.group.activeStack().count()
    assert remove_everything(crowded)
    assert crowded.desk.acts.group.activeStack().count() == before + 1
    assert code_workplace(crowded).page.own_codings() == []
    timer = once_in_front(lambda _front: None)
    crowded.desk.acts.undo()
    assert not timer.isActive()
    assert len(code_workplace(crowded).page.own_codings()) == MANY
    crowded.desk.acts.redo()
    assert stored(crowded, "Ada") == []


@pytest.mark.parametrize("step", ["undo", "redo"])
def test_a_step_that_is_cancelled_can_be_taken_later(crowded: MainWindow, step: str) -> None:
    remove_everything(crowded)
    acts = crowded.desk.acts
    if step == "redo":
        acts.undo()
    before, take = as_it_stands(crowded), getattr(acts, step)
    timer = once_in_front(press_escape)
    take()
    assert not timer.isActive()
    assert as_it_stands(crowded) == before
    take()
    assert len(stored(crowded, "Ada")) == (MANY if step == "undo" else 0)


def test_nothing_else_is_done_meanwhile(crowded: MainWindow) -> None:
    refused: list[str] = []
    crowded.desk.interaction.refused.connect(refused.append)
    act = Halfway(crowded)

    def try_another(_front: QWidget) -> None:
        assert crowded.desk.acts.do("Other", lambda uow: uow.project.bump_revision()) is None

    timer = at_halfway(act, try_another)
    assert remove(crowded, act)
    assert not timer.isActive()
    assert refused == ["Something long is being done at present. Try again once it is done."]
    assert not crowded.desk.unstored.is_waiting


def test_a_window_that_is_to_be_closed_meanwhile_cancels_and_stays(crowded: MainWindow) -> None:
    before, act = as_it_stands(crowded), Halfway(crowded)

    def close(_front: QWidget) -> None:
        crowded.close()

    timer = at_halfway(act, close)
    assert not remove(crowded, act)
    assert not timer.isActive()
    assert crowded.isVisible()
    assert as_it_stands(crowded) == before


@pytest.fixture
def other_program(crowded: MainWindow) -> Iterator[sqlite3.Connection]:
    """Another program that is writing to the project."""
    path = crowded.desk.workbench.workspace.path
    assert path is not None
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def test_what_cannot_be_stored_waits_as_a_short_act_does(
    crowded: MainWindow, other_program: sqlite3.Connection
) -> None:
    assert remove_everything(crowded)
    assert crowded.desk.unstored.count == 1
    assert code_workplace(crowded).page.own_codings() == []
    other_program.execute("ROLLBACK")
    crowded.desk.unstored.store_now()
    assert not crowded.desk.unstored.is_waiting
    assert stored(crowded, "Ada") == []


def test_a_bug_in_a_long_act_is_not_hidden(crowded: MainWindow) -> None:
    def fail(_uow: UnitOfWork) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        remove(crowded, fail)
    assert len(stored(crowded, "Ada")) == MANY


def test_removing_many_codings_together_shows_how_far_it_is(crowded: MainWindow) -> None:
    acts = CoderActs(crowded.desk, crowded)
    names: list[str] = []
    timer = once_in_front(lambda front: names.append(front.windowTitle()))
    acts.remove_all([coding.id for coding in stored(crowded, "Ada")])
    assert not timer.isActive()
    assert names == ["Remove 1200 codings"]
    assert stored(crowded, "Ada") == []


def test_few_codings_are_removed_without_anything_in_front(crowded: MainWindow) -> None:
    keys = [coding.id for coding in stored(crowded, "Ada")][: MANY - 1]
    timer = once_in_front(lambda _front: None)
    CoderActs(crowded.desk, crowded).remove_all(keys)
    assert timer.isActive()
    timer.stop()
    assert len(stored(crowded, "Ada")) == 1
