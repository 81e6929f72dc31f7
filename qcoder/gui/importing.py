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
        name = self.tr("Reading transcripts")
        task = self._desk.background.run(name, lambda report: _read(files, report))
        task.finished.connect(self._store)
        task.refused.connect(self._desk.interaction.refuse)
        task.failed.connect(self._desk.interaction.report_bug)
        return task

    def _store(self, read: Sequence[ImportedTranscript]) -> None:
        from qcoder.services.importing import store_transcripts

        workspace = self._desk.workbench.workspace
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

    def _tell(self, names: Sequence[str], turns: int) -> None:
        said = names[0] if len(names) == 1 else self.tr("%d transcripts") % len(names)
        self._desk.interaction.tell(self.tr("Imported %s: %d turns.") % (said, turns), undo=True)


def _read(files: Sequence[Path], report: Report) -> list[ImportedTranscript]:
    from qcoder.importers.transcript_file import read_transcript

    read: list[ImportedTranscript] = []
    for number, file in enumerate(files):
        report(number, len(files))
        read.append(read_transcript(file, "auto"))
    return read
