"""A number on a tab moves nothing and paints nothing below."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qcoder.gui.parts.steady_tabs import SteadyTabs
from tests.gui.events_seen import EventsSeen, settle


@pytest.fixture
def tabs(qtbot: QtBot) -> SteadyTabs:
    widget = SteadyTabs()
    qtbot.addWidget(widget)
    for name in ("Codebook", "Check"):
        widget.addTab(QWidget(), name)
    widget.resize(400, 200)
    with qtbot.waitExposed(widget):
        widget.show()
    settle()
    return widget


def test_other_words_on_a_tab_paint_the_bar_and_not_the_page(tabs: SteadyTabs) -> None:
    page, bar = EventsSeen(tabs.currentWidget()), EventsSeen(tabs.tabBar())
    tabs.show_words(1, "Check (12)")
    settle()
    assert tabs.tabText(1) == "Check (12)"
    assert (len(page.painted), len(bar.painted)) == (0, 1)


def test_a_tab_has_room_for_longer_words(tabs: SteadyTabs) -> None:
    before = tabs.tabBar().tabRect(1).width()
    tabs.show_words(1, "Check (12)")
    assert tabs.tabBar().tabRect(1).width() > before
    assert tabs.tabBar().width() == tabs.width()


def test_words_that_are_cut_are_whole_in_a_tip(tabs: SteadyTabs) -> None:
    tabs.add(QWidget(), "Highlights")
    tabs.show_words(1, "Check (12)")
    assert [tabs.tabToolTip(tab) for tab in (1, 2)] == ["Check (12)", "Highlights"]
