"""What of the card is in sight, and what can be had of the rest."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from qcoder.gui.consensus.chips import NumberedChip
from qcoder.gui.consensus.code_wording import CodeWording
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.desk import Desk
from qcoder.services.codebook.editing import edit_code
from qcoder.storage.unit_of_work import UnitOfWork
from tests.gui.consensus.conftest import Press, title
from tests.gui.events_seen import settle

LONG = "Discussions of seeing the patient as a person, and of what that asks of one. " * 6


@pytest.fixture(autouse=True)
def long_definitions(as_the_window_looks: None, room: ConsensusRoom, desk: Desk) -> None:
    """Every code has a definition of more lines than the card could show."""
    open_now = room.discussion.room
    assert open_now is not None
    codes = open_now.codebook.codes

    def define(uow: UnitOfWork) -> None:
        for code in codes:
            edit_code(uow, replace(code, definition=LONG), wording_only=True)

    desk.acts.do("Define", define)
    settle()


def test_what_a_decision_needs_is_in_view_without_scrolling(
    room: ConsensusRoom, press: Press
) -> None:
    def is_in_view(widget: QWidget) -> bool:
        bottom = widget.mapTo(room.card, widget.rect().bottomLeft()).y()
        return bottom <= room.card.height()

    seen = set()
    for _ in room.queue.list.rows_model.rows:
        seen.add(title(room))
        for needed in (room.card.reason, room.card.assent, room.card.propose):
            assert is_in_view(needed), (title(room), needed.objectName())
        press("n", Qt.KeyboardModifier.ShiftModifier)
        settle()
    assert {"Humanity", "Time", "Variation"} < seen


def test_a_definition_that_is_cut_can_be_had_whole(room: ConsensusRoom) -> None:
    wording = room.card.findChild(CodeWording)
    more = room.card.findChild(QToolButton, "wholeWording")
    assert wording is not None
    assert more is not None
    assert wording.is_cut(wording.width())
    assert LONG in wording.accessibleName()
    cut_height = wording.height()

    more.click()
    settle()
    assert not wording.is_cut(wording.width())
    assert wording.height() > 2 * cut_height
    more.click()
    settle()
    assert wording.height() == cut_height


def test_what_takes_the_focus_comes_into_view(room: ConsensusRoom) -> None:
    room.window().resize(1216, 420)
    settle()
    note = room.card.reason.note
    assert note.visibleRegion().isEmpty()
    note.setFocus(Qt.FocusReason.OtherFocusReason)
    settle()
    assert note.visibleRegion().boundingRect() == note.rect()


def test_asking_for_a_reason_numbers_them_and_moves_nothing(
    room: ConsensusRoom, press: Press
) -> None:
    def places() -> dict[str, QRect]:
        settle()
        return {chip.objectName(): chip.geometry() for chip in chips}

    chips = room.card.reason.findChildren(NumberedChip)
    before = places()
    press("r")
    assert all(chip.shows_number for chip in chips)
    assert chips[1].accessibleName() == f"2, {chips[1].text()}"
    assert places() == before
    assert not any(chip.visibleRegion().isEmpty() for chip in chips)

    press(Qt.Key.Key_Escape)
    assert not any(chip.shows_number for chip in chips)
    assert chips[1].accessibleName() == chips[1].text()
