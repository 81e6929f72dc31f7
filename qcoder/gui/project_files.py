"""The project as a file: new, open, copy, restore, close; and what is remembered of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from qcoder.domain.errors import ProjectMissing, QCoderError
from qcoder.gui.desk import Desk
from qcoder.gui.looking import Looking
from qcoder.gui.remembered import Remembered

if TYPE_CHECKING:
    from qcoder.domain.ids import CoderId, TranscriptId
    from qcoder.services.workspace import Workspace


class ProjectFiles(QObject):
    """Puts projects on the workbench and takes them off.

    Signals:
        coming: a project is about to be put on the workbench; its id and name are known.
        recent_changed: the list of recent projects is another.
        leaving: the open project is about to be closed; store what is being typed.
    """

    coming = Signal()
    recent_changed = Signal()
    leaving = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.remembered = Remembered(desk.settings)
        self.project = ""
        self.project_name = ""
        self.may_leave: Callable[[], bool] = lambda: True
        desk.workbench.coder_changed.connect(self._remember_coder)
        desk.workbench.transcript_changed.connect(self._remember_transcript)
        desk.notifier.transcripts_changed.connect(lambda _changes: self._leave_removed())
        self.looking = Looking(desk.workbench, desk.interaction, self)

    def open(self, target: str | Path) -> bool:
        """Open a project, or say why not; the one that is open stays then."""
        # Here and below not at the top: the window shows before anything of a project is loaded.
        from qcoder.bootstrap import open_workspace

        try:
            return self._take(_while_waiting(lambda: open_workspace(target)))
        except ProjectMissing as error:
            self.remembered.forget_recent(str(target))
            self.recent_changed.emit()
            self._desk.interaction.refuse(error)
        except QCoderError as error:
            self._desk.interaction.refuse(error)
        return False

    def create(self, target: Path) -> bool:
        """Make a new, empty project and open it, or say why not."""
        from qcoder.bootstrap import create_workspace

        made = self._desk.interaction.attempt(
            lambda: _while_waiting(lambda: create_workspace(target))
        )
        return made is not None and self._take(made)

    def close(self) -> bool:
        """Close the project; the start page comes back. False where the user wants to stay."""
        if not self._leave():
            return False
        self.project = self.project_name = ""
        self._desk.workbench.open(None)
        return True

    def save_copy(self, target: Path) -> None:
        """Write the project as it is now to another file."""
        workspace = self._desk.workbench.workspace

        def save() -> bool:
            workspace.save_copy(target)
            return True

        if self._desk.interaction.attempt(save):
            self._desk.interaction.tell(self.tr("Copy saved: %s") % target.name)

    def restore(self, copy: Path) -> None:
        """Go on with what a copy holds; what the project held is kept beside it."""
        from qcoder.storage.restoring import restore

        target = self._desk.workbench.workspace.path
        if target is None:
            self._desk.interaction.refuse(
                QCoderError(self.tr("A project on a server is restored by whoever runs it."))
            )
            return
        if not self.close():
            return
        try:
            kept = restore(copy, target)
        except QCoderError as error:
            self.open(target)
            self._desk.interaction.refuse(error)
            return
        if self.open(target) and kept is not None:
            sentence = self.tr("Restored from %s. What was there before is in %s.")
            self._desk.interaction.tell(sentence % (copy.name, kept.name))

    def _take(self, workspace: Workspace) -> bool:
        project = workspace.read(lambda uow: (uow.project.id, uow.project.name))
        if not self._leave():
            workspace.close()
            return False
        workspace.keep_unstored()
        # Before the workbench tells the panels: they ask for the name.
        self.project, self.project_name = project
        self.coming.emit()
        self._desk.notifier.listen_to(workspace)
        self._desk.workbench.open(workspace)
        self.remembered.add_recent(workspace.database.url_or_path)
        self.recent_changed.emit()
        self._go_on_as_before(workspace)
        self.looking.start()
        return True

    def _leave(self) -> bool:
        """Get ready to go on with another project, or none; False where the user stays."""
        if self._desk.workbench.is_open:
            # What is being typed may be the first that cannot be stored.
            self.leaving.emit()
            if not self.may_leave():
                return False
        self.looking.stop()
        # What still reads it beside the window would take connections that nobody closes.
        self._desk.background.wait()
        return True

    def _go_on_as_before(self, workspace: Workspace) -> None:
        """The same coder at the same transcript as when the project was last open here."""
        coder: CoderId | None = self.remembered.of_project(self.project, "coder")
        active = workspace.read(lambda uow: {c.id for c in uow.coders.all() if not c.retired})
        if coder in active:
            self._desk.workbench.set_coder(coder)
        transcript: TranscriptId | None = self.remembered.of_project(self.project, "transcript")
        present = self._present()
        if transcript in present:
            self._desk.workbench.show_transcript(transcript)
        elif present:
            self._desk.workbench.show_transcript(present[0])

    def _present(self) -> list[TranscriptId]:
        workspace = self._desk.workbench.workspace
        return workspace.read(lambda uow: [h.id for h in uow.transcripts.headers()])

    def _leave_removed(self) -> None:
        """Look at another transcript where the one that was shown is gone.

        Heard before any panel hears of the change, because the files are there first.
        """
        present, shown = self._present(), self._desk.workbench.transcript
        if shown is not None and shown not in present:
            self._desk.workbench.show_transcript(present[0] if present else None)

    def _remember_coder(self) -> None:
        coder = self._desk.workbench.coder
        if self.project and coder is not None:
            self.remembered.keep_for_project(self.project, "coder", str(coder))

    def _remember_transcript(self) -> None:
        transcript = self._desk.workbench.transcript
        if self.project and transcript is not None:
            self.remembered.keep_for_project(self.project, "transcript", str(transcript))


def _while_waiting(make: Callable[[], Workspace]) -> Workspace:
    """Opening may load the database's library and migrate: up to a second."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        return make()
    finally:
        QGuiApplication.restoreOverrideCursor()
