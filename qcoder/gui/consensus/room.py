"""The consensus room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcoder.gui.workplaces import Workplace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qcoder.gui.desk import Desk


class ConsensusRoom(Workplace):
    """The consensus room."""

    name = "reconcile"
    icon_name = "reconcile"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("consensusRoom")

    def title(self) -> str:
        return self.tr("Reconcile")
