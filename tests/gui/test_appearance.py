"""Colouring the application while widgets nobody holds are still there."""

import gc

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qcoder.gui.appearance import Appearance, Theme
from tests.windows import OpenWindow


class Told(QWidget):
    """Writes down, whenever it is told of other colours, whether garbage may be collected."""

    def __init__(self) -> None:
        super().__init__()
        self.collects: list[bool] = []

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Palette and style sheet come this way."""
        self.collects.append(gc.isenabled())
        super().changeEvent(event)


@pytest.fixture
def told(qtbot: QtBot) -> Told:
    """A widget that is there while all are coloured."""
    widget = Told()
    qtbot.addWidget(widget)
    return widget


def test_no_widget_is_collected_while_a_window_is_made_and_coloured(
    told: Told, open_main_window: OpenWindow
) -> None:
    open_main_window()
    assert told.collects
    assert not any(told.collects)
    assert gc.isenabled()


def test_no_widget_is_collected_while_another_theme_is_put_on(
    open_main_window: OpenWindow, told: Told, qapp: QApplication
) -> None:
    open_main_window()
    appearance = qapp.findChild(Appearance)
    assert appearance is not None
    told.collects.clear()
    appearance.choose(Theme.DARK)
    assert told.collects
    assert not any(told.collects)
    appearance.choose(Theme.SYSTEM)
