"""A desk without a window, for tests of one workplace."""

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from qcoder.bootstrap import open_workspace
from qcoder.gui.actions import ActionRegistry
from qcoder.gui.background import Background
from qcoder.gui.desk import Desk
from qcoder.gui.interaction import Interaction
from qcoder.gui.notifier import ChangeNotifier
from qcoder.gui.undo import Acts
from qcoder.gui.unstored import UnstoredActs
from qcoder.gui.workbench import Workbench


def make_desk(folder: Path, parent: QWidget) -> Desk:
    """A desk with settings of its own and no project on it; bugs are raised."""
    workbench, interaction = Workbench(parent), Interaction(parent)
    notifier = ChangeNotifier(parent)
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    return Desk(
        workbench=workbench,
        notifier=notifier,
        interaction=interaction,
        acts=Acts(workbench, interaction),
        background=Background(parent),
        settings=settings,
        unstored=UnstoredActs(workbench, notifier, interaction, settings, parent),
        actions=ActionRegistry(),
    )


def put_on(desk: Desk, project: Path) -> None:
    """Open a project on the desk, as the window does."""
    workspace = open_workspace(project)
    desk.notifier.listen_to(workspace)
    desk.workbench.open(workspace)
