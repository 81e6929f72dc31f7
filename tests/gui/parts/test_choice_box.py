"""A box of choices whose list is open, over a page that hears keys of its own."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qcoder.gui.parts.choice_box import ChoiceBox

Heard = list[str]


@pytest.fixture
def heard() -> Heard:
    """Keys that the page has heard."""
    return []


@pytest.fixture
def box(qtbot: QtBot, heard: Heard) -> Iterator[ChoiceBox]:
    """The first of three chosen, the list open."""
    page = QWidget()
    qtbot.addWidget(page)
    made = ChoiceBox("fruit", "Fruit")
    made.addItems(["apple", "pear", "plum"])
    QVBoxLayout(page).addWidget(made)
    for key in ("P", "Return", "Escape"):
        QShortcut(QKeySequence(key), page).activated.connect(lambda key=key: heard.append(key))
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    made.setFocus()
    made.showPopup()
    # Not returned: nobody else holds the page.
    yield made
    page.hide()


def test_enter_takes_the_choice_that_was_gone_to(box: ChoiceBox, heard: Heard) -> None:
    QTest.keyClick(box.view(), Qt.Key.Key_Down)
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    assert (box.currentText(), box.view().isVisible(), heard) == ("pear", False, [])


def test_escape_leaves_the_list_and_the_choice(box: ChoiceBox, heard: Heard) -> None:
    QTest.keyClick(box.view(), Qt.Key.Key_Down)
    QTest.keyClick(box.view(), Qt.Key.Key_Escape)
    assert (box.currentText(), box.view().isVisible(), heard) == ("apple", False, [])


def test_letters_go_to_the_list_alone(box: ChoiceBox, heard: Heard) -> None:
    QTest.keyClick(box.view(), Qt.Key.Key_P)
    assert heard == []
    assert box.view().currentIndex().data() == "pear"
