"""Looks every two seconds at what others have done, and whether the project is still there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from qcoder.domain.errors import CannotStoreNow
from qcoder.gui.interaction import Interaction
from qcoder.gui.workbench import Workbench

if TYPE_CHECKING:
    from qcoder.services.workspace import Workspace

# Short enough that a colleague's work shows while one still wonders, and cheap: one query.
_LOOK_EVERY = 2000


class Looking(QObject):
    """Looks at the open project, again and again.

    A server or a network drive may take seconds to answer, or never answer: it is asked in
    another thread, and the window goes on.

    Signals:
        looked: the project was looked at; True where it answered.
    """

    looked = Signal(bool)
    _answered = Signal(object, object)

    def __init__(
        self, workbench: Workbench, interaction: Interaction, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._interaction = interaction
        self._is_asking = False
        self._pool = QThreadPool(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._answered.connect(self._go_on)

    def start(self) -> None:
        """Look from now on; the first time at once where that takes its time."""
        self._timer.start()
        if self._workbench.workspace.database.is_remote:
            self.look()

    def stop(self) -> None:
        """Look no more; returns when no look is under way."""
        self._timer.stop()
        self._pool.waitForDone()

    def look(self) -> None:
        """Look now."""
        workspace = self._workbench.workspace
        if not workspace.database.is_remote:
            self._interaction.attempt(workspace.notice_foreign_changes)
            self.looked.emit(True)
        elif not self._is_asking:
            self._is_asking = True
            self._pool.start(_Look(workspace, self))

    def answer(self, workspace: Workspace, error: Exception | None) -> None:
        """Hand on what a look has found, from its thread."""
        self._answered.emit(workspace, error)

    def _go_on(self, workspace: Workspace, error: Exception | None) -> None:
        self._is_asking = False
        if not self._workbench.is_open or workspace is not self._workbench.workspace:
            return
        if error is None:
            self._interaction.attempt(workspace.notice_foreign_changes)
        elif isinstance(error, CannotStoreNow):
            self._interaction.attempt(lambda: workspace.go_on_in_memory(error))
        else:
            self._interaction.report_bug(error)
        self.looked.emit(error is None)


class _Look(QRunnable):
    def __init__(self, workspace: Workspace, looking: Looking) -> None:
        super().__init__()
        self._workspace = workspace
        self._looking = looking

    def run(self) -> None:
        try:
            self._workspace.look_from_afar()
        except Exception as error:  # noqa: BLE001 - the one border of this thread
            self._looking.answer(self._workspace, error)
        else:
            self._looking.answer(self._workspace, None)
