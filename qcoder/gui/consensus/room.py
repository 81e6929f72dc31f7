"""The consensus room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from qcoder.gui.desk import Desk


class ConsensusRoom(QWidget):
    """The consensus room."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("consensusRoom")
        self._desk = desk
