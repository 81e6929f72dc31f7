"""Transcripts taken in from files: read beside the window, stored as one act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qcoder.gui.background import Task
from qcoder.gui.desk import Desk

if TYPE_CHECKING:
    from qcoder.importers.imported import ImportedTranscript
    from qcoder.services.workspace import Workspace

Report = Callable[[int, int], None]


class TranscriptImports(QObject):
    """Takes files in for whoever asks: the File menu, an empty panel, a drop.

    Signals:
        imported: the list of TranscriptImport, with the numbers to show.
    """

    imported = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def take_in(self, files: Sequence[Path]) -> Task | None:
        """Read the files and store them; a file that is refused refuses all."""
        if not files:
            return None
        name, project = self.tr("Reading transcripts"), self._desk.workbench.workspace
        task = self._desk.background.run(name, lambda report: _read(files, report))
        task.finished.connect(lambda read: self._store(project, read))
        task.refused.connect(self._desk.interaction.refuse)
        task.failed.connect(self._desk.interaction.report_bug)
        return task

    def _store(self, workspace: Workspace, read: Sequence[ImportedTranscript]) -> None:
        from qcoder.services.files.importing import store_transcripts

        # Somebody may have closed the project, or opened another, in the meantime.
        if not self._desk.workbench.is_open or self._desk.workbench.workspace is not workspace:
            return
        done = self._desk.interaction.attempt(lambda: store_transcripts(workspace, read))
        if done is None:
            return
        self._desk.acts.remember(done)
        if self._desk.workbench.transcript is None:
            self._desk.workbench.show_transcript(done.value[0].header.id)
        self._tell(
            [item.header.name for item in done.value], sum(t.header.turns for t in done.value)
        )
        self.imported.emit(done.value)
        # The numbers of an import are to be looked at, and stand there.
        self._desk.workbench.request_workplace("prepare")

    def _tell(self, names: Sequence[str], turns: int) -> None:
        said = names[0] if len(names) == 1 else self.tr("%d transcripts") % len(names)
        counted = self.tr("1 turn") if turns == 1 else self.tr("%d turns") % turns
        self._desk.interaction.tell(self.tr("Imported %s: %s") % (said, counted), undo=True)


def _read(files: Sequence[Path], report: Report) -> list[ImportedTranscript]:
    from qcoder.importers.transcript_file import read_transcript

    read: list[ImportedTranscript] = []
    for number, file in enumerate(files):
        report(number, len(files))
        read.append(read_transcript(file, "auto"))
    return read
