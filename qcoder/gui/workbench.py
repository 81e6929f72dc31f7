"""What is being looked at: the one shared object besides the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from qcoder.domain.ids import CoderId, DifferenceId, TranscriptId
    from qcoder.domain.spans import Span
    from qcoder.services.workspace import Workspace


class Workbench(QObject):
    """The open project, the coder at work, the transcript and place they look at.

    Panels read and set it and connect to its signals; they never call each other. Setting
    what is set already emits nothing.

    Signals:
        project_changed: another project, or none, is open; everything must be read anew.
        project_read: every panel has done so; the project can be shown.
        coder_changed: somebody else codes now.
        transcript_changed: another transcript, or none, is shown.
        place_requested: the transcript view should show this span (code points).
        difference_changed: another difference, or none, is being discussed.
        workplace_requested: the window should show the workplace of that name.
    """

    project_changed = Signal()
    project_read = Signal()
    coder_changed = Signal()
    transcript_changed = Signal()
    place_requested = Signal(object)
    difference_changed = Signal()
    workplace_requested = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._coder: CoderId | None = None
        self._transcript: TranscriptId | None = None
        self._difference: DifferenceId | None = None

    @property
    def is_open(self) -> bool:
        """Whether a project is open."""
        return self._workspace is not None

    @property
    def workspace(self) -> Workspace:
        """The open project; asking without one is a bug."""
        if self._workspace is None:
            raise RuntimeError("no project is open")
        return self._workspace

    def open(self, workspace: Workspace | None) -> None:
        """Work on another project; the one before is closed."""
        before, self._workspace = self._workspace, workspace
        self._coder = self._transcript = self._difference = None
        self.project_changed.emit()
        self.project_read.emit()
        if before is not None:
            before.close()

    @property
    def coder(self) -> CoderId | None:
        """Who is at work; None until somebody said who they are."""
        return self._coder

    def set_coder(self, coder: CoderId | None) -> None:
        """Say who is at work."""
        if coder != self._coder:
            self._coder = coder
            self.coder_changed.emit()

    @property
    def transcript(self) -> TranscriptId | None:
        """The transcript that is shown."""
        return self._transcript

    def show_transcript(self, transcript: TranscriptId | None) -> None:
        """Look at another transcript."""
        if transcript != self._transcript:
            self._transcript = transcript
            self._difference = None
            self.transcript_changed.emit()

    def request_place(self, span: Span) -> None:
        """Bring ``span`` of the shown transcript into view."""
        self.place_requested.emit(span)

    @property
    def difference(self) -> DifferenceId | None:
        """The difference being discussed; by identity, so that a shorter list skips none."""
        return self._difference

    def show_difference(self, difference: DifferenceId | None) -> None:
        """Discuss another difference."""
        if difference != self._difference:
            self._difference = difference
            self.difference_changed.emit()

    def request_workplace(self, name: str) -> None:
        """Go to another workplace: ``prepare``, ``code``, ``reconcile`` or ``report``."""
        self.workplace_requested.emit(name)
