"""Broken rules in the Code workplace: found, listed, and marked in the words."""

from __future__ import annotations

from PySide6.QtCore import QObject

from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodingId
from qcoder.gui.code.gestures import Gestures
from qcoder.gui.code.marks import Marks
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.code.rule_watch import RuleWatch
from qcoder.gui.code.tips import Tips
from qcoder.gui.code.to_check_panel import ToCheckPanel
from qcoder.gui.desk import Desk


class CheckPlace(QObject):
    """Keeps panel and page at what the watch has found."""

    def __init__(self, desk: Desk, page: TranscriptPage, marks: Marks, gestures: Gestures) -> None:
        super().__init__(page)
        self._view = page.view
        self.rules = RuleWatch(desk, page, marks)
        self.panel = ToCheckPanel(page, self.rules, gestures.acts)
        self.panel.coding_chosen.connect(lambda coding: gestures.go_to(CodingId(coding)))
        self.rules.listed_anew.connect(self._show_breaks)
        self.rules.taken.connect(self._show_break)
        page.view.describe = Tips(page, self.rules).describe

    def _show_breaks(self) -> None:
        self._view.set_rule_breaks(self.rules.spans)

    def _show_break(self, before: Coding | None, after: Coding | None) -> None:
        if before is not None and after is None:
            self._view.put_rule_break(before.id, None)
        elif after is not None:
            self._view.put_rule_break(after.id, after.span)
