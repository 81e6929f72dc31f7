"""Sizes and places of the window, remembered for each project on this machine."""

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter

from qcoder.gui.project_files import ProjectFiles

_SIZE = QSize(1280, 800)
# About what title bars and borders take on any system.
_FRAME = QSize(4, 30)
_FIRST = "code"


class WindowState:
    """Keeps geometry, splitters and the workplace when a project is left; puts them back."""

    def __init__(self, window: QMainWindow, files: ProjectFiles) -> None:
        self._window = window
        self._files = files
        window.resize(_fitting(_SIZE, window))

    def keep(self, workplace: str) -> None:
        """Remember how things stand."""
        keep, project = self._files.remembered.keep_for_project, self._files.project
        keep(project, "geometry", self._window.saveGeometry())
        keep(project, "workplace", workplace)
        for splitter in self._splitters():
            keep(project, f"splitter/{splitter.objectName()}", splitter.saveState())

    def restore(self) -> str:
        """Make things as they were; the name of the workplace that was shown."""
        kept, project = self._files.remembered.of_project, self._files.project
        geometry = kept(project, "geometry")
        if isinstance(geometry, QByteArray):
            self._window.restoreGeometry(geometry)
        for splitter in self._splitters():
            state = kept(project, f"splitter/{splitter.objectName()}")
            if isinstance(state, QByteArray):
                splitter.restoreState(state)
        return str(kept(project, "workplace") or _FIRST)

    def _splitters(self) -> list[QSplitter]:
        return [s for s in self._window.findChildren(QSplitter) if s.objectName()]


def _fitting(size: QSize, window: QMainWindow) -> QSize:
    """The size, or what the screen has room for beside the frame of a window."""
    # Without a screen Qt invents one of 800 × 800 pixels, which says nothing.
    if QGuiApplication.platformName() == "offscreen":
        return size
    return size.boundedTo(window.screen().availableSize() - _FRAME)
