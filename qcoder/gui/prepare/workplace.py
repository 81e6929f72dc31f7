"""Transcripts, coders and the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcoder.gui.workplaces import Workplace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qcoder.gui.desk import Desk


class PrepareWorkplace(Workplace):
    """Transcripts, coders and the codebook."""

    name = "prepare"
    icon_name = "prepare"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("prepareWorkplace")

    def title(self) -> str:
        return self.tr("Prepare")
