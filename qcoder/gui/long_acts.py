"""Acts on thousands of rows: done beside the window, which meanwhile answers only Cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QProgressBar, QVBoxLayout

from qcoder.domain.errors import CannotStoreNow, CommitUnsure
from qcoder.gui.background import Background, Cancelled, Task
from qcoder.gui.parts.words import push_button

if TYPE_CHECKING:
    from qcoder.services.acting import Progress
    from qcoder.services.workspace import Workspace

T = TypeVar("T")

MANY = 2_000
"""Rows that take about a second to change; fewer are changed before anything could be read."""
_WIDTH = 360


class LongActs:
    """Runs an act where it belongs: a short one at once, a long one in a thread.

    A window in front takes all keys and clicks of a long act, so that nothing else begins; what
    is painted goes on. The caller waits either way.
    """

    def __init__(self, background: Background) -> None:
        self._background = background
        self._task: Task | None = None

    def cancel(self) -> bool:
        """Cancel what is waited for; False where nothing is."""
        if self._task is None:
            return False
        self._task.cancel()
        return True

    def run(
        self,
        workspace: Workspace,
        name: str,
        rows: int,
        work: Callable[[Progress | None], T],
    ) -> T:
        """The value of ``work``, which is given no progress to report where it is short.

        Raises what it raises, and Cancelled where the user has cancelled it: nothing is changed
        then. What cannot be stored now is done once more here, where it may go on in memory.
        """
        if rows < MANY or not workspace.allows_beside:
            return work(None)
        try:
            return self._waited_for(name, rows, work)
        except CommitUnsure:
            # It may be stored: never twice.
            raise
        except CannotStoreNow:
            return work(None)

    def _waited_for(self, name: str, rows: int, work: Callable[[Progress | None], T]) -> T:
        # Each row is written once for itself and once for the journal.
        steps = 2 * rows
        task = self._background.run(
            name, lambda report: work(lambda done: report(min(done, steps), steps)), is_told=False
        )
        values: list[T] = []
        errors: list[Exception] = []
        task.finished.connect(values.append)
        task.refused.connect(errors.append)
        task.failed.connect(errors.append)
        self._task = task
        try:
            _show_until_ended(task)
        finally:
            self._task = None
        if errors:
            raise errors[0]
        if not values:
            raise Cancelled
        return values[0]


def _show_until_ended(task: Task) -> None:
    shown = _LongAct(task)
    shown.exec()
    shown.deleteLater()


class _LongAct(QDialog):
    """What is done, how far it is, and Cancel; it stays until the work has ended."""

    def __init__(self, task: Task) -> None:
        super().__init__(QApplication.activeWindow())
        self.setObjectName("longAct")
        self.setWindowTitle(task.name)
        self.setMinimumWidth(_WIDTH)
        self._task = task
        self._said = QLabel(self.tr("%s …") % task.name)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(task.name)
        self._bar.setRange(0, 0)
        self._cancel = push_button("cancelLongAct", self.tr("Cancel"), self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self._said)
        column.addWidget(self._bar)
        column.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignRight)
        task.progressed.connect(self._progress)
        task.ended.connect(self.accept)

    def reject(self) -> None:
        """Cancel, or Escape: what was done so far is taken back, and that is waited for."""
        self._task.cancel()
        self._cancel.setEnabled(False)
        self._said.setText(self.tr("Cancelling: nothing will have been changed …"))

    def _progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)


def cancelled_sentence() -> str:
    """What is said after a cancel."""
    return QCoreApplication.translate("LongActs", "Cancelled: nothing was changed")
