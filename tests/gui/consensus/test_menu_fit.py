"""What an open menu offers on the difference in hand."""

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from qcoder.gui.consensus.room import ConsensusRoom
from tests.gui.consensus.conftest import Press, title
from tests.gui.consensus.test_deciding import go_to


@pytest.fixture
def menu(room: ConsensusRoom) -> QMenu:
    """The menu of what decides, as the window has it."""
    made = QMenu(room)
    made.addActions(room.actions_of_room.decide)
    room.actions_of_room.enable(2, card_shows=True)
    return made


def offered(menu: QMenu) -> set[str]:
    menu.aboutToShow.emit()
    names = {action.objectName() for action in menu.actions() if action.isEnabled()}
    menu.aboutToHide.emit()
    return names


def test_what_would_be_refused_cannot_be_chosen_in_the_menu(
    room: ConsensusRoom, press: Press, menu: QMenu
) -> None:
    go_to(room, press, "Emotions")
    assert not offered(menu) & {"takeShared", "openAgain", "allAgreeNow", "takeApart", "putBack"}
    assert {"takeReading1", "takeReading2", "notThisCode", "discussLater"} <= offered(menu)

    go_to(room, press, "Variation")
    assert {"takeShared", "takeApart"} <= offered(menu)
    press("s")
    assert "putBack" in offered(menu)


def test_what_is_decided_can_be_opened_again_from_the_menu(
    room: ConsensusRoom, press: Press, menu: QMenu
) -> None:
    assert "openAgain" not in offered(menu)
    press("u")
    assert "openAgain" in offered(menu)


def test_once_the_menu_is_closed_all_keys_are_heard_and_answered(
    room: ConsensusRoom, press: Press, menu: QMenu, qtbot: QtBot
) -> None:
    before = {action.objectName() for action in menu.actions() if action.isEnabled()}
    go_to(room, press, "Emotions")
    assert offered(menu) < before
    assert {action.objectName() for action in menu.actions() if action.isEnabled()} == before
    with qtbot.waitSignal(room.desk.interaction.refused):
        press("i")
    assert title(room) == "Emotions"
