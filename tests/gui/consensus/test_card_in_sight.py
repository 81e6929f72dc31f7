"""What of the card is in sight, and what can be had of the rest."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from qcoder.gui.consensus.chips import NumberedChip
from qcoder.gui.consensus.cut_words import CutWords
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.consensus.verb_button import VerbButton
from qcoder.gui.desk import Desk
from qcoder.services.codebook.editing import edit_code
from qcoder.storage.unit_of_work import UnitOfWork
from tests.gui.consensus.conftest import Press, title
from tests.gui.events_seen import settle

LONG = "Discussions of seeing the patient as a person, and of what that asks of one. " * 16
"""More than a card holds in any font."""
KEY_CAP = 40
"""About what a key takes of the width of its verb, in pixels."""
FONTS = [("", 13.0), ("monospace", 9.0)]


@pytest.fixture
def letters(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """The application's font: family, or the one it has, and points, where a test asks for it."""
    before = qapp.font()
    family, points = getattr(request, "param", ("", 0.0))
    if points:
        font = QFont(family or before.family())
        font.setPointSizeF(points)
        qapp.setFont(font)
    yield
    qapp.setFont(before)


@pytest.fixture(autouse=True)
def long_definitions(
    letters: None, as_the_window_looks: None, room: ConsensusRoom, desk: Desk
) -> None:
    """Every code has a definition of more lines than the card could show."""
    open_now = room.discussion.room
    assert open_now is not None
    codes = open_now.codebook.codes

    def define(uow: UnitOfWork) -> None:
        for code in codes:
            edit_code(uow, replace(code, definition=LONG), wording_only=True)

    desk.acts.do("Define", define)
    settle()


def place(room: ConsensusRoom, widget: QWidget) -> QRect:
    """Where it is on the card."""
    return QRect(widget.mapTo(room.card, widget.rect().topLeft()), widget.size())


def is_in_view(room: ConsensusRoom, widget: QWidget) -> bool:
    """Whether no part of it is cut off by the card, or by what it scrolls in."""
    seen = room.card.rect()
    around = widget.parentWidget()
    while around is not None and around is not room.card:
        seen &= place(room, around)
        around = around.parentWidget()
    return seen.contains(place(room, widget))


def verbs_by_name(room: ConsensusRoom) -> dict[str, VerbButton]:
    buttons = room.card.findChildren(VerbButton)
    return {button.verb.name: button for button in buttons if not button.isHidden()}


@pytest.mark.parametrize("letters", FONTS, indirect=True)
def test_what_decides_is_in_view_and_in_its_place_whatever_the_letters(
    room: ConsensusRoom, press: Press
) -> None:
    seen, tops = set(), set()
    for _ in room.queue.list.rows_model.rows:
        seen.add(title(room))
        card, verbs = room.card, verbs_by_name(room)
        for needed in (*verbs.values(), card.reason, card.assent, card.propose):
            assert is_in_view(room, needed), (title(room), needed.objectName())
        for verb in verbs.values():
            words = verb.fontMetrics().horizontalAdvance(verb.text())
            assert words + KEY_CAP < verb.width(), (title(room), verb.text())
        tops.add((place(room, verbs["later"]).top(), place(room, card.reason).top()))
        press("n", Qt.KeyboardModifier.ShiftModifier)
        settle()
    assert {"Humanity", "Time", "Variation"} < seen
    assert len(tops) == 1

    more = room.card.findChild(QToolButton, "moreVerbs")
    assert more is not None
    more.click()
    settle()
    assert {"take1", "take2", "both", "none"} < verbs_by_name(room).keys()
    for needed in (room.card.reason, room.card.assent, room.card.propose):
        assert is_in_view(room, needed), needed.objectName()


def test_a_definition_that_is_cut_can_be_had_whole(room: ConsensusRoom) -> None:
    wording = room.card.findChild(CutWords, "codeWording")
    more = room.card.findChild(QToolButton, "wholeWording")
    assert wording is not None
    assert more is not None
    assert wording.is_cut()
    assert LONG in wording.accessibleName()
    cut_height = wording.height()

    more.click()
    settle()
    assert not wording.is_cut()
    assert wording.height() > 2 * cut_height
    assert is_in_view(room, room.card.propose)
    more.click()
    settle()
    assert wording.height() == cut_height


def test_what_takes_the_focus_comes_into_view(room: ConsensusRoom) -> None:
    room.window().resize(1216, 300)
    settle()
    note = room.card.reason.note
    assert note.visibleRegion().isEmpty()
    note.setFocus(Qt.FocusReason.OtherFocusReason)
    settle()
    assert note.visibleRegion().boundingRect() == note.rect()


def test_tab_goes_down_the_card(room: ConsensusRoom) -> None:
    stops: list[QWidget] = [room.card.names]
    while (stop := stops[-1].nextInFocusChain()) not in (None, stops[0]):
        stops.append(stop)
    visited = [
        place(room, stop)
        for stop in stops
        if room.card.isAncestorOf(stop)
        and stop.isVisible()
        and stop.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(visited) > 15
    assert all(after.bottom() > before.top() for before, after in pairwise(visited))


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
