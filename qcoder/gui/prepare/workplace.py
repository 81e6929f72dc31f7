"""Transcripts, coders and the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from qcoder.gui.desk import Desk


class PrepareWorkplace(QWidget):
    """Transcripts, coders and the codebook."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("prepareWorkplace")
        self._desk = desk
