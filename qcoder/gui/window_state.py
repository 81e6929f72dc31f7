"""Sizes and places of the window, remembered for each project on this machine."""

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter, QTabWidget

from qcoder.gui.project_files import ProjectFiles
from qcoder.gui.window_actions import ReadingSize
from qcoder.gui.workplaces import Workplace

_SIZE = QSize(1280, 800)
# About what title bars and borders take on any system.
_FRAME = QSize(4, 30)
_FIRST = "code"


class WindowState:
    """Keeps how the window stands when a project is left, and puts it back.

    That is geometry, splitters, the tabs in front, panels that are folded away, the size of
    text, and the workplace.
    """

    def __init__(self, window: QMainWindow, files: ProjectFiles, size: ReadingSize) -> None:
        self._window = window
        self._files = files
        self._size = size
        window.resize(_fitting(_SIZE, window))

    def keep(self, workplace: str) -> None:
        """Remember how things stand."""
        keep, project = self._files.remembered.keep_for_project, self._files.project
        keep(project, "geometry", self._window.saveGeometry())
        keep(project, "workplace", workplace)
        for splitter in self._splitters():
            keep(project, f"splitter/{splitter.objectName()}", splitter.saveState())
        for tabs in self._tabs():
            keep(project, f"tab/{tabs.objectName()}", str(tabs.currentIndex()))
        for panel in self._panel_switches():
            keep(project, f"panel/{panel.objectName()}", str(panel.isChecked()))
        keep(project, "zoom", str(self._size.zoom()))

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
        for tabs in self._tabs():
            number = str(kept(project, f"tab/{tabs.objectName()}"))
            # Qt leaves the tabs as they are for a number that they do not have.
            tabs.setCurrentIndex(int(number) if number.isdecimal() else tabs.currentIndex())
        for panel in self._panel_switches():
            stood = kept(project, f"panel/{panel.objectName()}")
            panel.setChecked(panel.isChecked() if stood is None else stood != "False")
        if (zoom := kept(project, "zoom")) is not None:
            self._size.choose(zoom)
        workplace = kept(project, "workplace")
        return workplace if workplace in self._workplaces() else _FIRST

    def _workplaces(self) -> list[str]:
        return [w.name for w in self._window.findChildren(Workplace)]

    def _tabs(self) -> list[QTabWidget]:
        return [t for t in self._window.findChildren(QTabWidget) if t.objectName()]

    def _panel_switches(self) -> list[QAction]:
        actions = self._window.findChildren(QAction)
        return [a for a in actions if a.isCheckable() and isinstance(a.parent(), Workplace)]

    def _splitters(self) -> list[QSplitter]:
        return [s for s in self._window.findChildren(QSplitter) if s.objectName()]


def _fitting(size: QSize, window: QMainWindow) -> QSize:
    """The size, or what the screen has room for beside the frame of a window."""
    # Without a screen Qt invents one of 800 × 800 pixels, which says nothing.
    if QGuiApplication.platformName() == "offscreen":
        return size
    return size.boundedTo(window.screen().availableSize() - _FRAME)
