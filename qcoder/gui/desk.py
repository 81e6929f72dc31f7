"""The collaborators that every workplace and panel is handed."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QSettings

from qcoder.gui.actions import ActionRegistry
from qcoder.gui.background import Background
from qcoder.gui.interaction import Interaction
from qcoder.gui.notifier import ChangeNotifier
from qcoder.gui.undo import Acts
from qcoder.gui.unstored import UnstoredActs
from qcoder.gui.workbench import Workbench


@dataclass(frozen=True)
class Desk:
    """What one window works with. It lives as long as the window, whatever project is open.

    Read ``workbench`` for what is being looked at and ``workbench.workspace`` for what is
    stored; change what is stored by ``acts.do``; hear of changes from ``notifier``; say
    something by ``interaction``; leave the window's thread by ``background``.
    """

    workbench: Workbench
    notifier: ChangeNotifier
    interaction: Interaction
    acts: Acts
    background: Background
    settings: QSettings
    unstored: UnstoredActs
    actions: ActionRegistry
    """Every action of the window by its object name, for the buttons of empty places."""


def make_desk(settings: QSettings, window: QObject) -> Desk:
    """What a new window works with; no project is open."""
    workbench = Workbench(window)
    interaction, notifier = Interaction(window), ChangeNotifier(window)
    background = Background(window)
    return Desk(
        workbench=workbench,
        notifier=notifier,
        interaction=interaction,
        acts=Acts(workbench, interaction, background),
        background=background,
        settings=settings,
        unstored=UnstoredActs(workbench, notifier, interaction, settings, window),
        actions=ActionRegistry(),
    )
