"""Undo and redo: one stack for each coder, so that nobody reads another's steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoGroup, QUndoStack

from qcoder.domain.errors import QCoderError, StaleUndo
from qcoder.gui.background import Background, Cancelled
from qcoder.gui.interaction import Interaction
from qcoder.gui.long_acts import LongActs, cancelled_sentence
from qcoder.gui.workbench import Workbench

if TYPE_CHECKING:
    from qcoder.domain.changes import ChangeSet
    from qcoder.domain.ids import CoderId, EntryId
    from qcoder.services.acting import Done, Progress
    from qcoder.storage.unit_of_work import UnitOfWork

T = TypeVar("T")


class Acts(QObject):
    """Runs acts for the window and remembers them for undo.

    The act runs first; only a committed entry that can be undone becomes a command, because
    a command whose ``redo()`` raises would stay on Qt's stack.

    Signals:
        done: an act of this window was done; what others do is announced by the notifier alone.
        replayed: the ChangeSet of a step that was undone or done again.
    """

    done = Signal()
    replayed = Signal(object)

    def __init__(
        self, workbench: Workbench, interaction: Interaction, background: Background
    ) -> None:
        super().__init__(workbench)
        self._long = LongActs(background)
        self.group = QUndoGroup(self)
        self._workbench = workbench
        self._interaction = interaction
        self._stacks: dict[CoderId | None, _Stack] = {}
        workbench.project_changed.connect(self._forget)
        workbench.coder_changed.connect(self._activate)
        self._activate()

    def do(
        self, label: str, act: Callable[[UnitOfWork], T], *, undoable: bool = True, rows: int = 1
    ) -> Done[T] | None:
        """Run ``act`` as one transaction and one undo step named ``label``.

        None where it was refused or cancelled; that has been said then. Of many ``rows``, which
        need only be about as many as will be changed, it shows progress and can be cancelled.
        """
        workspace, actor = self._workbench.workspace, self._workbench.coder

        def work(progress: Progress | None) -> Done[T]:
            return workspace.run(label, act, actor=actor, undoable=undoable, progress=progress)

        try:
            done = self._interaction.attempt(lambda: self._long.run(workspace, label, rows, work))
        except Cancelled:
            self._interaction.tell(cancelled_sentence())
            return None
        if done is not None:
            self.remember(done)
        return done

    def remember(self, done: Done[T]) -> None:
        """Make an act that ran elsewhere (in the background) an undo step."""
        self.done.emit()
        if done.changes.entry is not None and done.changes.undoable:
            stack = self._activate()
            command = _EntryCommand(
                self._workbench, self._interaction, self._long, stack, done.changes
            )
            stack.push(command)

    def cancel_long(self) -> bool:
        """Cancel what takes long and is waited for; False where nothing is."""
        return self._long.cancel()

    def undo(self) -> None:
        """Take the last step of the coder at work back."""
        self.group.undo()

    def redo(self) -> None:
        """Do the step taken back last once more."""
        self.group.redo()

    @property
    def is_replaying(self) -> bool:
        """Whether what is being committed is an undo or a redo of this window."""
        return any(stack.is_replaying for stack in self._stacks.values())

    def _activate(self) -> _Stack:
        stack = self._stacks.get(self._workbench.coder)
        if stack is None:
            stack = self._stacks[self._workbench.coder] = _Stack(self.group)
            stack.replayed.connect(self.replayed)
        self.group.setActiveStack(stack)
        return stack

    def _forget(self) -> None:
        for stack in self._stacks.values():
            stack.clear()
        self._activate()


class _Stack(QUndoStack):
    """Stays where it is when a step is refused: what is refused now may be allowed later.

    Signals:
        replayed: the ChangeSet of a step that was undone or done again.
    """

    replayed = Signal(object)

    def __init__(self, group: QUndoGroup) -> None:
        super().__init__(group)
        self.is_replaying = False
        self._way_back: Callable[[], None] | None = None
        self.indexChanged.connect(self._go_back)

    def stay(self, way_back: Callable[[], None]) -> None:
        """Go back once Qt, which takes every step for done, has gone on."""
        self._way_back = way_back

    def _go_back(self) -> None:
        way_back, self._way_back = self._way_back, None
        if way_back is not None:
            way_back()


class _EntryCommand(QUndoCommand):
    """One journal entry. The first ``redo()``, which Qt calls on pushing, does nothing."""

    def __init__(
        self,
        workbench: Workbench,
        interaction: Interaction,
        long: LongActs,
        stack: _Stack,
        changes: ChangeSet,
    ) -> None:
        super().__init__(changes.label)
        assert changes.entry is not None
        self._workbench = workbench
        self._interaction = interaction
        self._long = long
        self._stack = stack
        self._entry = changes.entry
        self._rows = len(changes.changes)
        self._is_idle = True

    def undo(self) -> None:
        """Take the entry back."""
        name = QCoreApplication.translate("Acts", "Undo %s")
        said = QCoreApplication.translate("Acts", "Undone: %s")
        self._replay(self._workbench.workspace.undo, name, said, self._stack.redo)

    def redo(self) -> None:
        """Do it once more."""
        name = QCoreApplication.translate("Acts", "Redo %s")
        said = QCoreApplication.translate("Acts", "Done again: %s")
        self._replay(self._workbench.workspace.redo, name, said, self._stack.undo)

    def _replay(
        self,
        replay: Callable[[EntryId, CoderId | None, Progress | None], ChangeSet],
        name: str,
        said: str,
        way_back: Callable[[], None],
    ) -> None:
        if self._is_idle:
            self._is_idle = False
            return
        self._stack.is_replaying = True
        try:
            changes = self._replayed(replay, name % self.text())
        except StaleUndo as error:
            self._interaction.refuse(error)
            self.setObsolete(True)
        except QCoderError as error:
            self._interaction.refuse(error)
            self._stay(way_back)
        except Cancelled:
            self._interaction.tell(cancelled_sentence())
            self._stay(way_back)
        else:
            self._stack.replayed.emit(changes)
            self._interaction.tell(said % self.text())
        finally:
            self._stack.is_replaying = False

    def _replayed(
        self, replay: Callable[[EntryId, CoderId | None, Progress | None], ChangeSet], name: str
    ) -> ChangeSet:
        entry, workspace, coder = self._entry, self._workbench.workspace, self._workbench.coder
        return self._long.run(
            workspace, name, self._rows, lambda progress: replay(entry, coder, progress)
        )

    def _stay(self, way_back: Callable[[], None]) -> None:
        self._is_idle = True
        self._stack.stay(way_back)
