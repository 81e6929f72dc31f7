"""The demo study, built beside the window and opened when it is whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths

from qcoder.gui.background import Task
from qcoder.gui.desk import Desk

PROJECT = "compassionate_care.qcoder"
# What build_demo says one after the other; only for the bar, so about right is enough.
_STEPS = 14

Report = Callable[[int, int], None]


def demo_project() -> Path:
    """Where the window keeps the demo study: a folder of its own in the user's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) / "qcoder demo" / PROJECT


class DemoStudy(QObject):
    """Builds the demo study where it is not there yet, and opens it."""

    def __init__(
        self, desk: Desk, open_project: Callable[[Path], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open_project = open_project

    def show(self, project: Path | None = None) -> Task | None:
        """Open the demo study; None where it is there already and nothing has to be built."""
        target = project or demo_project()
        if target.exists():
            self._open_project(target)
            return None
        name = self.tr("Building the demo study")
        task = self._desk.background.run(name, lambda report: _build(target, report))
        task.finished.connect(self._open_project)
        task.refused.connect(self._desk.interaction.refuse)
        task.failed.connect(self._desk.interaction.report_bug)
        return task


def _build(target: Path, report: Report) -> Path:
    from qcoder.bootstrap import build_demo_project

    said: list[str] = []

    def say(sentence: str) -> None:
        said.append(sentence)
        report(min(len(said), _STEPS), _STEPS)

    build_demo_project(target, say)
    return target
