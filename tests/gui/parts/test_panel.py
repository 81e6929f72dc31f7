"""A panel leads to what is in sight: its contents, or the button that brings them."""

from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qcoder.gui.parts.panel import EmptyPlace, Panel


def make_panel(buttons: Sequence[QPushButton] = ()) -> Panel:
    """A panel with a list of one, which can be empty."""
    panel = Panel("panel", "")
    contents = QListWidget()
    contents.addItem("one")
    contents.setObjectName("contents")
    panel.add_contents(contents, EmptyPlace("Nothing.", buttons))
    return panel


Show = Callable[[Panel], None]


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Show a panel between two buttons, of which the one above has the focus."""
    page = QWidget()
    qtbot.addWidget(page)

    def show_panel(panel: Panel) -> None:
        above, below = QPushButton("above"), QPushButton("below")
        below.setObjectName("below")
        rows = QVBoxLayout(page)
        for widget in (above, panel, below):
            rows.addWidget(widget)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        above.setFocus()

    # Not returned: nobody else holds the page.
    yield show_panel
    page.hide()


def tab() -> str:
    """Where Tab leads."""
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClick(here, Qt.Key.Key_Tab)
    there = QApplication.focusWidget()
    assert there is not None
    return there.objectName()


def test_tab_passes_a_panel_that_is_empty(show: Show) -> None:
    panel = make_panel()
    panel.show_empty(True)
    show(panel)
    assert tab() == "below"


def test_tab_goes_to_the_contents_when_they_are_there_again(show: Show) -> None:
    panel = make_panel()
    panel.show_empty(True)
    panel.show_empty(False)
    show(panel)
    assert tab() == "contents"


def test_an_empty_panel_leads_to_the_button_that_fills_it(show: Show) -> None:
    button = QPushButton("Import")
    button.setObjectName("import")
    panel = make_panel([button])
    panel.show_empty(True)
    show(panel)
    panel.setFocus()
    assert button.hasFocus()


def test_what_stands_instead_is_reached_and_the_contents_afterwards(show: Show) -> None:
    panel, instead = make_panel(), QPushButton("instead")
    instead.setObjectName("instead")
    panel.add_instead(instead)
    panel.show_instead(instead)
    show(panel)
    assert tab() == "instead"
    panel.show_instead(None)
    panel.setFocus()
    assert tab() == "below"
