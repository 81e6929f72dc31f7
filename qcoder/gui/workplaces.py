"""What the window asks of a workplace: Prepare, Code, Reconcile, Report."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from qcoder.gui.desk import Desk


class Workplace(QWidget):
    """One page of the window, chosen on the rail. Only one is shown at a time.

    Built once for the window, with or without a project open: connect to
    ``desk.workbench.project_changed`` and read ``desk.workbench.is_open``. A subclass gives
    ``name`` (stable, for settings and tests), ``icon_name`` (a file in ``resources/icons``)
    and ``title``; everything else has a default.

    Signals:
        status_changed: ``status_parts`` says something else now.
        waiting_changed: ``waiting_count`` does.
    """

    status_changed = Signal()
    waiting_changed = Signal()

    name: str
    icon_name: str

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    def title(self) -> str:
        """Its name on the rail."""
        # Not by ABC: its metaclass and that of QWidget exclude each other.
        raise NotImplementedError

    def actions_by_menu(self) -> Mapping[str, Sequence[QAction]]:
        """Menu entries shown while this workplace is active, by the title of the menu.

        A menu that the window has (“View”, “Go”) gets them at its end; any other title
        becomes a menu of its own between Edit and View. Asked for once.
        """
        return {}

    def other_keys(self) -> Sequence[tuple[str, str]]:
        """Keys that are no action's, with what they do, for the sheet of keys."""
        return ()

    def panes(self) -> Sequence[QWidget]:
        """Panels that F6 goes round, in order.

        What stands for a panel takes the focus, or the first there that can; a panel that is
        hidden or has nothing to take it is passed.
        """
        return ()

    def status_parts(self) -> Sequence[str]:
        """What the status line says at the left while this workplace is active."""
        return ()

    def waiting_count(self) -> int:
        """The number on the rail: what waits to be done here; 0 shows none."""
        return 0

    def activated(self) -> None:
        """It has just been shown."""

    def deactivated(self) -> None:
        """It is about to be hidden: store what is being typed."""
