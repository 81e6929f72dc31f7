"""A desk without a window, for tests of one workplace."""

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from qcoder.bootstrap import open_workspace
from qcoder.gui import desk as gui_desk
from qcoder.gui.desk import Desk


def make_desk(folder: Path, parent: QWidget) -> Desk:
    """A desk with settings of its own and no project on it; bugs are raised."""
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    return gui_desk.make_desk(settings, parent)


def put_on(desk: Desk, project: Path) -> None:
    """Open a project on the desk, as the window does."""
    workspace = open_workspace(project)
    desk.notifier.listen_to(workspace)
    desk.workbench.open(workspace)
