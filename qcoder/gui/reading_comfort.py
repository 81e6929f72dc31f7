"""Line length and spacing of every transcript, to taste, kept on this machine."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu

from qcoder.gui.transcript.comfort import DEFAULT_MEASURE, DEFAULT_SPACING
from qcoder.gui.transcript_views import transcript_views

_MEASURE, _SPACING = "reading/measure", "reading/spacing"
_MEASURES = (50, 60, DEFAULT_MEASURE, 90, 110)
_SPACINGS = (1.1, DEFAULT_SPACING, 1.45, 1.7, 2.0)


class ReadingComfort(QObject):
    """Two menus for View, and what was chosen last."""

    def __init__(self, settings: QSettings, window: QMainWindow) -> None:
        super().__init__(window)
        self._settings, self._window = settings, window
        lengths = [(str(n), float(n), self.tr("%d characters") % n) for n in _MEASURES]
        spacings = [(str(s), s, self.tr("%.2f lines") % s) for s in _SPACINGS]
        self.menus: Sequence[QMenu] = (
            self._menu("lineLength", self.tr("Line &length"), _MEASURE, lengths),
            self._menu("lineSpacing", self.tr("Line s&pacing"), _SPACING, spacings),
        )

    @property
    def measure(self) -> int:
        """Characters in a line at most."""
        return round(self._value(_MEASURE, DEFAULT_MEASURE))

    @property
    def spacing(self) -> float:
        """Distance of lines in heights of the font."""
        return self._value(_SPACING, DEFAULT_SPACING)

    def apply(self) -> None:
        """Give every transcript of the window what was chosen."""
        for view in transcript_views(self._window):
            view.set_comfort(self.measure, self.spacing)

    def _menu(
        self, name: str, title: str, key: str, choices: Sequence[tuple[str, float, str]]
    ) -> QMenu:
        menu = QMenu(title, self._window)
        menu.setObjectName(f"{name}Menu")
        group = QActionGroup(menu)
        now = self.measure if key == _MEASURE else self.spacing
        for number, value, words in choices:
            entry = menu.addAction(words)
            entry.setObjectName(f"{name}{number}")
            entry.setCheckable(True)
            entry.setChecked(value == now)
            entry.triggered.connect(lambda _checked, chosen=value: self._choose(key, chosen))
            group.addAction(entry)
        return menu

    def _choose(self, key: str, value: float) -> None:
        self._settings.setValue(key, value)
        self.apply()

    def _value(self, key: str, usual: float) -> float:
        try:
            return float(str(self._settings.value(key, usual)))
        except ValueError:
            return usual
