"""Sizes and places of the window, remembered for each project on this machine."""

from typing import Any

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter, QTabWidget, QWidget

from qcoder.gui.project_files import ProjectFiles
from qcoder.gui.window_actions import ReadingSize
from qcoder.gui.workplaces import FOLDS_AWAY, Workplaces

_SIZE = QSize(1280, 800)
# About what title bars and borders take on any system.
_FRAME = QSize(4, 30)
FIRST = "code"
"""Where everybody begins, and what is made first: it hears of a project from its opening."""


class WindowState:
    """Keeps how the window stands when a project is left, and puts it back.

    That is geometry, splitters, the tabs in front, panels that are folded away, the size of
    text, and the workplace. Workplaces that were not made are kept as they were.
    """

    def __init__(
        self, window: QMainWindow, files: ProjectFiles, size: ReadingSize, workplaces: Workplaces
    ) -> None:
        self._window = window
        self._files = files
        self._size = size
        self._workplaces = workplaces
        window.resize(_fitting(_SIZE, window))

    def keep(self, workplace: str) -> None:
        """Remember how things stand."""
        self._keep("geometry", self._window.saveGeometry())
        self._keep("workplace", workplace)
        for splitter in _splitters(self._window):
            self._keep(f"splitter/{splitter.objectName()}", splitter.saveState())
        for tabs in _tabs(self._window):
            self._keep(f"tab/{tabs.objectName()}", str(tabs.currentIndex()))
        for panel in _panel_switches(self._window):
            self._keep(f"panel/{panel.objectName()}", str(panel.isChecked()))
        self._keep("zoom", str(self._size.zoom()))

    def restore(self) -> None:
        """Make the window as it was, and the workplaces there are."""
        geometry = self._kept("geometry")
        if isinstance(geometry, QByteArray):
            self._window.restoreGeometry(geometry)
        self.restore_within(self._window)
        if (zoom := self._kept("zoom")) is not None:
            self._size.choose(zoom)

    def restore_within(self, part: QWidget) -> None:
        """Make splitters, tabs and panels in that part of the window as they were."""
        for splitter in _splitters(part):
            state = self._kept(f"splitter/{splitter.objectName()}")
            if isinstance(state, QByteArray):
                splitter.restoreState(state)
        for tabs in _tabs(part):
            number = str(self._kept(f"tab/{tabs.objectName()}"))
            # Qt leaves the tabs as they are for a number that they do not have.
            tabs.setCurrentIndex(int(number) if number.isdecimal() else tabs.currentIndex())
        for panel in _panel_switches(part):
            stood = self._kept(f"panel/{panel.objectName()}")
            panel.setChecked(panel.isChecked() if stood is None else stood != "False")

    def workplace(self) -> str:
        """The name of the workplace that was shown last."""
        workplace = self._kept("workplace")
        return workplace if workplace in self._workplaces.titles else FIRST

    def _keep(self, key: str, value: object) -> None:
        self._files.remembered.keep_for_project(self._files.project, key, value)

    def _kept(self, key: str) -> Any:  # noqa: ANN401 (what settings hold)
        return self._files.remembered.of_project(self._files.project, key)


def _splitters(part: QWidget) -> list[QSplitter]:
    return [s for s in part.findChildren(QSplitter) if s.objectName()]


def _tabs(part: QWidget) -> list[QTabWidget]:
    return [t for t in part.findChildren(QTabWidget) if t.objectName()]


def _panel_switches(part: QWidget) -> list[QAction]:
    return [action for action in part.findChildren(QAction) if action.property(FOLDS_AWAY)]


def _fitting(size: QSize, window: QMainWindow) -> QSize:
    """The size, or what the screen has room for beside the frame of a window."""
    # Without a screen Qt invents one of 800 × 800 pixels, which says nothing.
    if QGuiApplication.platformName() == "offscreen":
        return size
    return size.boundedTo(window.screen().availableSize() - _FRAME)
