"""Panels keep their sizes while what is in them changes."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qcoder.gui.parts.steady_splitter import SteadySplitter
from tests.gui.events_seen import EventsSeen, settle


@dataclass(frozen=True)
class Split:
    outside: QWidget
    splitter: SteadySplitter
    panels: tuple[QWidget, QWidget]
    labels: tuple[QLabel, QLabel]


@pytest.fixture
def split(qtbot: QtBot) -> Split:
    outside, splitter = QWidget(), SteadySplitter(Qt.Orientation.Vertical)
    qtbot.addWidget(outside)
    panels, labels = (QWidget(), QWidget()), (QLabel("few"), QLabel("few"))
    for panel, label in zip(panels, labels, strict=True):
        QVBoxLayout(panel).addWidget(label)
        splitter.addWidget(panel)
    QVBoxLayout(outside).addWidget(splitter)
    outside.resize(300, 200)
    with qtbot.waitExposed(outside):
        outside.show()
    settle()
    return Split(outside, splitter, panels, labels)


def test_other_words_in_a_panel_ask_nobody_around_for_another_layout(split: Split) -> None:
    split.labels[0].setText("others")
    settle()
    seen, sizes = EventsSeen(split.outside), split.splitter.sizes()
    split.labels[0].setText("few again")
    settle()
    assert QEvent.Type.LayoutRequest not in seen.kinds
    assert split.splitter.sizes() == sizes


def test_a_panel_that_goes_leaves_its_room_to_the_other(split: Split) -> None:
    split.panels[0].hide()
    settle()
    assert split.panels[1].height() == split.splitter.height()


def test_a_panel_that_needs_more_room_gets_it(split: Split) -> None:
    split.labels[1].setMinimumHeight(110)
    settle()
    assert split.panels[1].height() >= 110
