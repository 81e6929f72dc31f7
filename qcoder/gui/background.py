"""Long work beside the window: progress, cancel, and the result back in its thread."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from qcoder.domain.errors import QCoderError


class Cancelled(Exception):
    """The user cancelled; what the work did was rolled back."""


class Task(QObject):
    """One piece of long work.

    ``report(done, total)`` is handed to the work; it raises :class:`Cancelled` where the
    user has cancelled, so call it between transactions or inside one.

    Signals:
        progressed: done and total, in steps of the work's own.
        finished: the value the work returned.
        refused: a :class:`QCoderError`.
        failed: any other exception, a bug.
        ended: last of all, whatever happened; after a cancel the only one.
    """

    progressed = Signal(int, int)
    finished = Signal(object)
    refused = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._is_cancelled = False

    def cancel(self) -> None:
        """Stop at the next report."""
        self._is_cancelled = True

    def stop_if_cancelled(self) -> None:
        """Raise :class:`Cancelled` where the user has cancelled."""
        if self._is_cancelled:
            raise Cancelled

    def report(self, done: int, total: int) -> None:
        """Called by the work, in its thread."""
        self.stop_if_cancelled()
        self.progressed.emit(done, total)


class Background(QObject):
    """Runs tasks in threads; keeps each alive until it has ended.

    Signals:
        started: a task began, for the status line to show with its cancel button.
    """

    started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: set[Task] = set()
        self._pool = QThreadPool(self)

    def run(
        self,
        name: str,
        work: Callable[[Callable[[int, int], None]], Any],
        *,
        is_told: bool = True,
    ) -> Task:
        """Start ``work(report)``; connect to the task's signals before returning to Qt.

        Unless it ``is_told`` by ``started``, whoever starts it shows it.
        """
        task = self._kept(name)
        if is_told:
            self.started.emit(task)
        runner = _Runner(task, work)
        # Not at once: work that is done before the caller has connected would not be heard.
        QTimer.singleShot(0, self, lambda: self._pool.start(runner))
        return task

    @property
    def is_busy(self) -> bool:
        """Whether anything is being done beside the window."""
        return bool(self._tasks)

    def follow(self, name: str) -> Task:
        """A task that is shown like any other and done in slices in the window's thread.

        Whoever does it calls ``report`` and emits ``finished`` and ``ended``.
        """
        task = self._kept(name)
        self.started.emit(task)
        return task

    def _kept(self, name: str) -> Task:
        task = Task(name, self)
        self._tasks.add(task)
        task.ended.connect(lambda: self._tasks.discard(task))
        return task

    def wait(self) -> None:
        """Cancel everything and wait for it; before the window closes."""
        for task in tuple(self._tasks):
            task.cancel()
        self._pool.waitForDone()


class _Runner(QRunnable):
    def __init__(self, task: Task, work: Callable[[Callable[[int, int], None]], Any]) -> None:
        super().__init__()
        self._task = task
        self._work = work

    def run(self) -> None:
        try:
            self._task.stop_if_cancelled()
            value = self._work(self._task.report)
        except Cancelled:
            pass
        except QCoderError as error:
            self._task.refused.emit(error)
        except Exception as error:  # noqa: BLE001 - the one border of this thread
            self._task.failed.emit(error)
        else:
            self._task.finished.emit(value)
        self._task.ended.emit()
