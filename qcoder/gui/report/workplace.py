"""Coded passages, counted and exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcoder.gui.workplaces import Workplace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qcoder.gui.desk import Desk


class ReportWorkplace(Workplace):
    """Coded passages, counted and exported."""

    name = "report"
    icon_name = "report"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("reportWorkplace")

    def title(self) -> str:
        return self.tr("Report")
