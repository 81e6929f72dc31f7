"""What waits to be stored: said, tried again, stored, and kept through the end of the window."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QDeadlineTimer, QLocale, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QGuiApplication

from qcoder.domain.errors import (
    CannotStoreNow,
    DiskFull,
    ProjectBusy,
    ProjectMissing,
    ProjectReadOnly,
    QCoderError,
)
from qcoder.gui.interaction import Interaction
from qcoder.gui.notifier import ChangeNotifier
from qcoder.gui.workbench import Workbench

if TYPE_CHECKING:
    from qcoder.gui.rescue import Left, Rescue
    from qcoder.services.unstored import Refusal, Unstored

# In milliseconds: soon at first, for a lock lasts moments; a disk stays full for longer.
_FIRST_WAIT = 1_000
_LONGEST_WAIT = 30_000


class UnstoredActs(QObject):
    """Tries again and again to store what waits, and says how it stands.

    Signals:
        changed: something waits, or nothing waits any more; or the reason is another.
        asked: the project should be looked at now; :meth:`go_on` hears what came of it.
        found: what a window that was killed had kept, as a sentence.
    """

    changed = Signal()
    asked = Signal()
    found = Signal(str)

    def __init__(
        self,
        workbench: Workbench,
        notifier: ChangeNotifier,
        interaction: Interaction,
        settings: QSettings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._interaction = interaction
        self._settings = settings
        self._left: list[Left] = []
        self._project = ""
        self._is_storing = self._is_wanted = False
        self.is_safe = True
        self._wait = _FIRST_WAIT
        self._next = QDeadlineTimer(0)
        workbench.project_changed.connect(self._look_for_left)
        notifier.changed.connect(lambda _changes: self._write_down())
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._came_back)

    @cached_property
    def _rescue(self) -> Rescue:
        # Not at the top: the window shows before it is loaded.
        from qcoder.gui.rescue import Rescue

        return Rescue(self._settings)

    # -- how it stands -------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many acts wait."""
        unstored = self._unstored()
        return len(unstored.standing) if unstored else 0

    @property
    def is_waiting(self) -> bool:
        """Whether the project cannot be written, whether or not anything was done since."""
        unstored = self._unstored()
        return unstored is not None and unstored.stand_in is not None

    @property
    def read_only(self) -> str:
        """Why nothing can be changed, in a sentence; empty where it can, or without a project."""
        return self._workbench.workspace.read_only if self._workbench.is_open else ""

    def in_brief(self) -> str:
        """How it stands, for the line at the bottom."""
        if self.read_only:
            return self.tr("Open for reading only")
        if not self.is_waiting:
            return self.tr("All stored")
        if not self.count:
            return self.tr("Cannot store now: %s. Trying again …") % self._cause()
        return self.tr("%s not stored yet: %s. Trying again …") % (self._acts(), self._cause())

    def in_full(self) -> str:
        """Why nothing can be stored, what to do, and what becomes of the acts."""
        unstored = self._unstored()
        reason = str(unstored.reason) if unstored and unstored.reason else ""
        kept = self.tr("You can go on coding: it is kept here, and stored as soon as possible.")
        if not self.is_safe:
            kept += " " + self.tr("Do not close qcoder: it can be kept only while it is open.")
        return f"{reason} {kept}".strip()

    def _cause(self) -> str:
        unstored = self._unstored()
        reason = unstored.reason if unstored else None
        match reason:
            case DiskFull():
                return self.tr("the disk is full")
            case ProjectBusy():
                return self.tr("another program is writing")
            case ProjectMissing():
                return self.tr("the file is not there")
            case ProjectReadOnly():
                return self.tr("the file is write-protected")
        return self.tr("the drive or the server does not answer")

    def _acts(self) -> str:
        count = self.count
        return self.tr("1 act") if count == 1 else self.tr("%d acts") % count

    def _unstored(self) -> Unstored | None:
        return self._workbench.workspace.unstored if self._workbench.is_open else None

    # -- trying again --------------------------------------------------------------------

    def store_now(self) -> None:
        """Try at once, whatever was tried before."""
        self._wait = _FIRST_WAIT
        if self.read_only:
            self._interaction.tell(self.read_only)
        elif not self.is_waiting:
            self._interaction.tell(self.tr("Everything is stored already"))
        elif self._may_be_long:
            self._is_wanted = True
            self._interaction.tell(self.tr("Trying to reach the project …"))
            self.asked.emit()
        else:
            self.store_or_tell()

    def store_or_tell(self) -> None:
        """Try at once, and wait for the answer; it is told where that was in vain."""
        if not self._store():
            self._interaction.tell(self.in_brief())

    def go_on(self, does_answer: bool) -> None:
        """Once the project was looked at: store where it may be possible by now.

        A file is tried less and less often; a server that has just answered is tried at once.
        """
        if not self.is_waiting:
            return
        if does_answer and (self._may_be_long or self._next.hasExpired()):
            self._store()
        elif not does_answer:
            self._write_down()
        if self._is_wanted and self.is_waiting:
            self._interaction.tell(self.in_brief())
        self._is_wanted = False

    def _came_back(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive or not self.is_waiting:
            return
        if self._may_be_long:
            self.asked.emit()
        else:
            self._store()

    @property
    def _may_be_long(self) -> bool:
        """Whether the project lies where an answer may take seconds."""
        return self._workbench.workspace.database.is_remote

    def _store(self) -> bool:
        if self._is_storing:
            return False
        count, self._is_storing = self.count, True
        try:
            refusals = self._workbench.workspace.store_now()
        except CannotStoreNow:
            self._next = QDeadlineTimer(self._wait)
            self._wait = min(2 * self._wait, _LONGEST_WAIT)
            self._write_down()
            return False
        finally:
            self._is_storing = False
        self._wait = _FIRST_WAIT
        self._write_down()
        self._say_stored(count - len(refusals), refusals)
        return True

    def _say_stored(self, count: int, refusals: Sequence[Refusal]) -> None:
        if count:
            one, many = (
                self.tr("1 act that waited is stored now"),
                self.tr("%d acts are stored now"),
            )
            self._interaction.tell(one if count == 1 else many % count)
        if refusals:
            lines = [f"“{r.act.changes.label}”: {r.reason}" for r in refusals]
            head = self.tr("Some of what waited can no longer be stored:")
            self._interaction.refuse(QCoderError("\n".join((head, *lines))))

    # -- through the end of the window ---------------------------------------------------

    def _write_down(self) -> None:
        unstored = self._unstored()
        if unstored is not None and self._project:
            self.is_safe = self._rescue.keep(self._project, unstored.acts if self.count else ())
        self.changed.emit()

    def leave(self) -> None:
        """The project is closed: what waits is left for the next time."""
        self._rescue.leave()
        for left in self._left:
            left.lock.unlock()
        self._left = []

    def _look_for_left(self) -> None:
        self.leave()
        self._project = ""
        if self._workbench.is_open:
            self._project = self._workbench.workspace.read(lambda uow: uow.project.id)
            # What cannot be stored here is left for whoever can.
            self._left = [] if self.read_only else self._rescue.left_for(self._project)
        self.changed.emit()
        self.found.emit(self._what_was_left())

    def _what_was_left(self) -> str:
        if not self._left:
            return ""
        actors = {act.changes.actor for left in self._left for act in left.acts}
        coders = self._workbench.workspace.read(lambda uow: uow.coders.all())
        names = ", ".join(coder.name for coder in coders if coder.id in actors)
        count = sum(len(left.acts) for left in self._left)
        when = _local_time(self._left[-1].at)
        acts = self.tr("1 act") if count == 1 else self.tr("%d acts") % count
        sentence = self.tr("%s of %s could not be stored before qcoder ended (%s).")
        return sentence % (acts, names, when)

    def take_up_left(self) -> None:
        """Store what was found, or let it wait with the rest."""
        acts = [act for left in self._left for act in left.acts]
        refusals = self._interaction.attempt(lambda: self._workbench.workspace.take_up(acts))
        if refusals is None:
            return
        self._write_down()
        if not self.count or self.is_safe:
            self._remove_left()
        self._store()
        if refusals:
            self._say_stored(0, refusals)

    def drop_left(self) -> None:
        """Nobody wants what was found."""
        self._remove_left()
        self._interaction.tell(self.tr("What was kept is left out"))

    def _remove_left(self) -> None:
        for left in self._left:
            left.remove()
        self._left = []


def _local_time(at: str) -> str:
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs).toLocalTime()
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
