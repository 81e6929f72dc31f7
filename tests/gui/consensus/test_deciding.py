"""Every verb by its key, and what it leaves in log, queue, card and lane."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from qcoder.domain.consensus import Outcome, Status
from qcoder.domain.ids import DifferenceId
from qcoder.gui.consensus.card_words import earlier_said
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.consensus.verb_button import VerbButton
from qcoder.gui.desk import Desk
from qcoder.services.codebook.editing import edit_code
from tests.gui.consensus.conftest import Press, current, title
from tests.gui.events_seen import settle

SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def go_to(room: ConsensusRoom, press: Press, wanted: str) -> None:
    for _ in range(10):
        if title(room) == wanted:
            return
        press("n", SHIFT)
    raise AssertionError(f"no difference on {wanted}")


@pytest.mark.parametrize(
    ("code", "key", "decided"),
    [
        ("Humanity", "1", (Outcome.TAKE, 1, 1)),
        ("Humanity", "2", (Outcome.TAKE, 2, 1)),
        ("Humanity", "u", (Outcome.UNION, None, 1)),
        ("Humanity", "i", (Outcome.INTERSECTION, None, 1)),
        ("Variation", "b", (Outcome.BOTH, None, 3)),
        ("Variation", "2", (Outcome.TAKE, 2, 2)),
        ("Emotions", "x", (Outcome.NONE, None, 0)),
        ("Time", "d", (Outcome.LATER, None, 0)),
    ],
)
def test_one_key_decides(
    room: ConsensusRoom,
    press: Press,
    code: str,
    key: str,
    decided: tuple[Outcome, int | None, int],
) -> None:
    go_to(room, press, code)

    press(key)

    decision = current(room).decision
    assert decision is not None
    assert (decision.outcome, decision.reading, len(decision.result)) == decided


def test_a_decision_shows_at_once_in_lane_queue_and_card(
    room: ConsensusRoom, press: Press, qtbot: QtBot, desk: Desk
) -> None:
    with qtbot.waitSignal(desk.interaction.told) as told:
        press("u")

    shown = room.pane.view.scene.readings
    assert shown is not None
    assert shown.is_decided
    assert shown.consensus == shown.readings[0]
    assert room.queue.list.row_at(room.queue.list.currentIndex()).note == "✓ either"
    standing = room.card.findChild(QLabel, "differenceStanding")
    assert standing is not None
    assert standing.text() == "Decided: everything either took."
    assert told.args == ["Humanity: everything either took", True]


def test_readings_without_shared_words_have_no_intersection(
    room: ConsensusRoom, press: Press, qtbot: QtBot, desk: Desk
) -> None:
    go_to(room, press, "Emotions")

    with qtbot.waitSignal(desk.interaction.refused):
        press("i")

    assert current(room).status is Status.OPEN


def test_other_words_are_chosen_word_by_word(room: ConsensusRoom, press: Press) -> None:
    text = room.pane.view.transcript
    assert text is not None
    press("e")
    press(Qt.Key.Key_Left, ALT)  # before the first word is nobody's speech but the moderator's
    press(Qt.Key.Key_Right, ALT)
    press(Qt.Key.Key_Right, ALT)
    press(Qt.Key.Key_Left)
    shown = room.pane.view.scene.readings
    assert shown is not None
    assert not shown.is_decided
    assert room.pane.hint.isVisible()

    press(Qt.Key.Key_Return)

    decision = current(room).decision
    assert decision is not None
    assert decision.outcome is Outcome.OTHER_WORDS
    words = text.speech_text(decision.result[0].span)
    assert words.startswith("had read the whole chart")
    assert words.endswith("he drove every")
    assert not room.pane.hint.isVisible()


def test_up_and_down_move_an_end_of_other_words_by_a_turn(
    room: ConsensusRoom, press: Press
) -> None:
    press("e")
    before = room.pane.other_words.span
    assert before is not None
    press(Qt.Key.Key_Down)
    farther = room.pane.other_words.span
    assert farther is not None
    assert farther.end > before.end
    assert room.pane.view.selection() == farther

    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)

    nearer = room.pane.other_words.span
    assert nearer is not None
    assert nearer.end < before.end
    assert nearer.start == before.start


def test_escape_leaves_other_words_undecided(room: ConsensusRoom, press: Press) -> None:
    press("e")
    press(Qt.Key.Key_Left)

    press(Qt.Key.Key_Escape)

    assert current(room).status is Status.OPEN
    assert room.pane.view.selection() is None


def test_a_selection_is_where_other_words_begin(room: ConsensusRoom, press: Press) -> None:
    span = current(room).difference.readings[1].codings[0].span
    room.pane.view.set_selection(span)

    press("e")
    press(Qt.Key.Key_Return)

    decision = current(room).decision
    assert decision is not None
    # The full stop is no word.
    assert (decision.result[0].span.start, decision.result[0].span.end) == (
        span.start,
        span.end - 1,
    )


def test_another_code_is_found_by_typing(room: ConsensusRoom, press: Press) -> None:
    go_to(room, press, "Emotions")

    press("c")
    QTest.keyClicks(room.code_chooser.field, "human")
    press(Qt.Key.Key_Return)

    decision, book = current(room).decision, room.discussion.room
    assert decision is not None
    assert book is not None
    assert decision.outcome is Outcome.OTHER_CODE
    assert [book.codebook.by_id[s.code].label for s in decision.result] == ["Humanity"]
    standing = room.card.findChild(QLabel, "differenceStanding")
    assert standing is not None
    assert standing.text() == "Decided: another code, Humanity."


def test_unresolved_waits_for_a_reason_and_takes_nothing(room: ConsensusRoom, press: Press) -> None:
    press("o")
    assert current(room).status is Status.OPEN
    assert room.card.reason.is_asking

    press("5")

    decision = current(room).decision
    assert decision is not None
    assert current(room).status is Status.UNRESOLVED
    assert decision.reason == "genuinely two readings"
    assert QApplication.focusWidget() is room.pane.view
    shown = room.pane.view.scene.readings
    assert shown is not None
    assert not shown.consensus


def test_a_reason_not_given_leaves_it_open(room: ConsensusRoom, press: Press) -> None:
    press("o")

    press(Qt.Key.Key_Escape)
    press("n")

    assert room.discussion.room is not None
    assert room.discussion.room.count(Status.OPEN) == 6


def test_a_reason_after_the_decision_is_written_beside_it(
    room: ConsensusRoom, press: Press
) -> None:
    press("u")
    press("r")
    press("2")

    open_room = room.discussion.room
    decision = current(room).decision
    assert open_room is not None
    assert decision is not None
    assert (decision.outcome, decision.reason) == (Outcome.UNION, "boundary habit")
    assert len(open_room.log.decisions) == 2
    assert decision.supersedes == open_room.log.decisions[0].id


def test_a_reason_before_the_decision_goes_with_it(room: ConsensusRoom, press: Press) -> None:
    press("r")
    press("1")
    press("1")

    decision = current(room).decision
    assert decision is not None
    assert (decision.outcome, decision.reading, decision.reason) == (Outcome.TAKE, 1, "slip")


def test_letters_typed_in_the_note_decide_nothing(room: ConsensusRoom) -> None:
    room.card.reason.note.setFocus()
    QTest.keyClicks(room.card.reason.note, "unbox 12")

    assert current(room).status is Status.OPEN
    assert room.card.reason.note.text() == "unbox 12"


def test_the_key_of_the_reason_pressed_twice_leads_to_the_note(
    room: ConsensusRoom, press: Press
) -> None:
    press("u")
    press("r")
    press("r")
    QTest.keyClicks(room.card.reason.note, "both saw it")
    press(Qt.Key.Key_Return)

    decision = current(room).decision
    assert decision is not None
    assert (decision.reason, decision.note) == ("", "both saw it")
    assert QApplication.focusWidget() is room.pane.view


def test_a_refusal_goes_with_the_difference_it_was_about(
    room: ConsensusRoom, press: Press, qtbot: QtBot, desk: Desk
) -> None:
    go_to(room, press, "Emotions")
    press("i")

    with qtbot.waitSignal(desk.interaction.left):
        press("n")


def test_a_note_being_written_belongs_to_what_it_was_written_on(
    room: ConsensusRoom, press: Press
) -> None:
    press("u")
    written_on = current(room).difference.id
    room.card.reason.note.setFocus()
    QTest.keyClicks(room.card.reason.note, "the chart is setting")

    press(Qt.Key.Key_PageDown)
    press("1")

    assert room.discussion.room is not None
    former = room.discussion.room.find(written_on)
    assert former is not None
    assert former.decision is not None
    assert former.decision.note == "the chart is setting"
    decision = current(room).decision
    assert current(room).difference.id != written_on
    assert decision is not None
    assert decision.note == ""


def test_what_is_the_same_is_listed_and_can_be_opened_again(
    room: ConsensusRoom, press: Press
) -> None:
    qt_filter = room.findChild(type(room.queue._chips[room.queue.wanted.shown]), "show_same")
    assert qt_filter is not None
    qt_filter.click()
    go_to(room, press, "Grades")
    assert current(room).status is Status.AUTO

    press("a")
    assert current(room).status is Status.OPEN

    press("a")
    assert current(room).status is Status.AUTO


def test_what_was_decided_on_a_code_shows_on_its_next_card(
    room: ConsensusRoom, press: Press
) -> None:
    open_room = room.discussion.room
    assert open_room is not None
    humanity = next(r for r in open_room.resolutions if r.status is Status.OPEN)
    press("u")
    decided = room.discussion.room
    assert decided is not None

    # Another difference on the same code, as a longer transcript would have.
    other = replace(humanity, difference=humanity.difference._replace(id=DifferenceId("other")))
    assert earlier_said(decided, other) == [
        (humanity.difference.id, "turns 2–3: everything either took")
    ]
    assert earlier_said(open_room, other) == []


def test_a_verb_that_seldom_fits_is_in_sight_once_it_was_taken(
    room: ConsensusRoom, press: Press
) -> None:
    def offered() -> list[str]:
        buttons = room.card.findChildren(VerbButton)
        return [button.verb.name for button in buttons if not button.isHidden()]

    assert "both" not in offered()
    press("b")
    assert "both" in offered()


def test_verbs_stay_in_their_place_when_one_of_them_is_taken(
    room: ConsensusRoom, press: Press, qtbot: QtBot
) -> None:
    def places() -> dict[str, int]:
        buttons = room.card.findChildren(VerbButton)
        return {b.text(): b.mapTo(room.card, b.rect().topLeft()).y() for b in buttons}

    qtbot.waitUntil(lambda: len(set(places().values())) > 3)
    before = places()
    press("u")

    settle()
    after = places()
    assert "open again" in after
    assert {text: after[text] for text in before} == before


def test_a_word_longer_than_the_card_makes_nothing_broader(
    room: ConsensusRoom, press: Press, desk: Desk, qtbot: QtBot
) -> None:
    label = "Geschwindigkeitsbegrenzungsdiskussionsverweigerung"
    codebook = room.discussion.room.codebook if room.discussion.room else None
    assert codebook is not None
    code = next(c for c in codebook.codes if c.label == "Humanity")
    desk.acts.do("Rename", lambda uow: edit_code(uow, replace(code, label=label)))
    assert title(room) == label

    page, area = room.card.scroll_area.widget(), room.card.scroll_area
    assert page is not None
    qtbot.waitUntil(lambda: page.width() <= area.viewport().width())
    heading = room.card.findChild(QLabel, "codeLabel")
    assert heading is not None
    assert heading.minimumSizeHint().width() <= page.width()
