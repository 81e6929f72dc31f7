"""Panels at both sides of the page, each with a switch; a side without a panel takes no room."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qcoder.gui.actions import new_toggle
from qcoder.gui.desk import Desk
from qcoder.gui.parts.steady_splitter import SteadySplitter
from qcoder.gui.workplaces import FOLDS_AWAY

# No words on the tabs are cut, with a number of two digits on one of them.
_LEFT, _RIGHT = 188, 318
# Upper and lower panel of each side, in the proportions of a low window.
_LEFT_SHARES, _RIGHT_SHARES = [400, 320], [420, 320]

Pair = tuple[QWidget, QWidget]


class Sides(QObject):
    """Lays the workplace out: an upper and a lower panel at either side of ``middle``."""

    def __init__(
        self, desk: Desk, workplace: QWidget, left: Pair, middle: QWidget, right: Pair
    ) -> None:
        super().__init__(workplace)
        self._desk, self._workplace = desk, workplace
        self._left = _side("codeLeft", _LEFT_SHARES, left)
        self._right = _side("codeRight", _RIGHT_SHARES, right)
        splitter = SteadySplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("codeSplitter")
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for widget in (self._left, middle, self._right):
            splitter.addWidget(widget)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LEFT, 10_000, _RIGHT])
        layout = QHBoxLayout(workplace)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self.toggles = (
            self._toggle("showTranscripts", self.tr("&Transcripts"), "F7", left[0]),
            self._toggle("showOutline", self.tr("&Sections"), "F8", left[1]),
            self._toggle("showCodebook", self.tr("&Codebook and codings"), "F9", right[0]),
            self._toggle("showHere", self.tr("&Here"), "F12", right[1]),
        )
        self._fold()

    def show_codebook(self) -> None:
        """Bring the tabs with the codebook back."""
        self.toggles[2].setChecked(True)

    def show_here(self) -> None:
        """Bring the panel of what is at the caret back."""
        self.toggles[3].setChecked(True)

    def _toggle(self, name: str, text: str, key: str, panel: QWidget) -> QAction:
        """How it stands is kept on this machine."""
        setting = f"panels/{name}"
        is_shown = str(self._desk.settings.value(setting, "true")) == "true"
        panel.setVisible(is_shown)

        def show(is_on: bool) -> None:
            panel.setVisible(is_on)
            self._desk.settings.setValue(setting, "true" if is_on else "false")
            self._fold()

        switch = new_toggle(self._workplace, name, text, show, keys=key, checked=is_shown)
        # Put back with the window, as no switch is that says something of the project.
        switch.setProperty(FOLDS_AWAY, True)
        return switch

    def _fold(self) -> None:
        shown = [toggle.isChecked() for toggle in self.toggles]
        self._left.setVisible(shown[0] or shown[1])
        self._right.setVisible(shown[2] or shown[3])


def _side(name: str, shares: list[int], panels: Pair) -> QFrame:
    """Panels one above the other at one side of the page, with a handle between them."""
    side = QFrame()
    side.setObjectName(f"{name}Side")
    side.setProperty("place", "side")
    splitter = SteadySplitter(Qt.Orientation.Vertical)
    splitter.setObjectName(name)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    for panel in panels:
        splitter.addWidget(panel)
    splitter.setSizes(shares)
    layout = QVBoxLayout(side)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(splitter)
    return side
