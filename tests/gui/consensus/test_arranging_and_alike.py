"""Taking apart, joining, several alike, a rule proposed, a code that was not there."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qcoder.domain.consensus import DifferenceKind, Status
from qcoder.gui.consensus.queue_rows import Shown
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.desk import Desk
from qcoder.services.codebook.closing import close_codebook
from qcoder.services.codebook.editing import edit_code
from qcoder.services.codebook.proposals import open_proposals
from tests.gui.consensus.conftest import Press, current, stored, title, titles
from tests.gui.consensus.test_moving import OPEN_ONES
from tests.sealed_pair import codebook_of, coder_of

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def go_to(room: ConsensusRoom, press: Press, wanted: str) -> None:
    while title(room) != wanted:
        press("n")


def type_words(words: str) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, words)


def test_taking_apart_leaves_two_and_putting_back_one(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    go_to(room, press, "Observations or Coaching")
    whole = current(room).difference.id
    press("s")
    assert [t for t in titles(room) if t in ("Observations", "Coaching")] == [
        "Observations",
        "Coaching",
    ]
    assert title(room) in {"Observations", "Coaching"}
    assert [r.status for r in stored(desk).resolutions].count(Status.OPEN) == len(OPEN_ONES) + 1

    press("s", SHIFT)
    assert current(room).difference.id == whole


def test_taking_apart_is_undone_like_a_decision(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    go_to(room, press, "Observations or Coaching")
    whole = current(room).difference.id
    press("s")
    desk.acts.undo()
    assert current(room).difference.id == whole
    assert titles(room) == OPEN_ONES


def test_what_cannot_be_taken_apart_says_so(room: ConsensusRoom, press: Press, desk: Desk) -> None:
    refused: list[str] = []
    desk.interaction.refused.connect(refused.append)
    go_to(room, press, "Emotions")
    press("s")
    assert "nothing to take apart" in refused[0]
    assert title(room) == "Emotions"


def test_all_of_a_kind_are_previewed_and_one_can_be_left_out(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    go_to(room, press, "Interaction Techniques")
    press("k", SHIFT)
    listed = room.panels.alike.list
    assert QApplication.focusWidget() is listed
    assert [listed.item(n).text().split(" · ")[0] for n in range(listed.count())] == [
        "Interaction Techniques",
        "Emotions",
    ]
    assert current(room).status is Status.OPEN

    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert room.panels.alike.confirm.text() == "Decide one"
    press(Qt.Key.Key_Return)

    kinds = [r for r in stored(desk).resolutions if r.difference.kind is ONE_ONLY]
    assert [r.status for r in kinds] == [Status.DECIDED, Status.OPEN]
    assert QApplication.focusWidget() is room.pane.view
    assert title(room) == "Interaction Techniques"


ONE_ONLY = DifferenceKind.ONE_CODER_ONLY


def test_a_batch_that_is_left_decides_nothing(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("r", SHIFT)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Escape)
    assert stored(desk).log.decisions == ()
    assert title(room) == "Humanity"
    assert QApplication.focusWidget() is room.pane.view


def test_what_is_like_a_difference_is_shown_when_it_is_decided_and_not_before(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    told: list[str] = []
    desk.interaction.told.connect(lambda words, _: told.append(words))
    go_to(room, press, "Emotions")
    press("k")
    press("x")
    press("k")
    assert "not decided yet" in told[0]
    assert told[-1] == "Nothing open is like this one."


def test_what_a_new_rule_made_stale_is_confirmed_as_a_batch(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("u")
    before = current(room).decision
    workspace = desk.workbench.workspace
    code = codebook_of(workspace).find("Humanity")
    assert code is not None
    edited = replace(code, rule="Code the turn.")
    workspace.run("Edit", lambda uow: edit_code(uow, edited))
    press("k")
    assert current(room).status is Status.STALE
    press(Qt.Key.Key_Return)
    decision = current(room).decision
    assert before is not None
    assert decision is not None
    assert current(room).status is Status.DECIDED
    assert (decision.result, decision.supersedes) == (before.result, before.id)
    assert decision.batch


def test_from_the_page_nothing_is_decided_that_no_card_shows(
    room: ConsensusRoom, press: Press
) -> None:
    press("k", SHIFT)
    room.pane.view.setFocus()
    press("u")
    assert room.panels.alike.isVisible()
    assert room.discussion.room is not None
    assert not room.discussion.room.log.decisions

    press(Qt.Key.Key_Escape)
    assert not room.panels.alike.isVisible()
    press("u")
    assert current(room).status is Status.DECIDED


def test_all_from_one_reader_is_one_undo(room: ConsensusRoom, press: Press, desk: Desk) -> None:
    press("r", SHIFT)
    press(Qt.Key.Key_Return)
    decided = stored(desk).count(Status.DECIDED)
    assert decided == len(OPEN_ONES) - 1  # Ada has not coded Emotions

    desk.acts.undo()
    assert stored(desk).count(Status.DECIDED) == 0
    assert room.queue.note.text() == "6 open of 6"


def test_a_rule_is_proposed_from_the_case_and_changes_nothing(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("u")
    room.keys.deciding.give_note("a note that the rule is written over")
    revision = codebook_of(desk.workbench.workspace).revision
    press("g")
    type_words("Begin where the story is announced.")
    press(Qt.Key.Key_Return, CTRL)

    proposal = desk.workbench.workspace.read(open_proposals)[0]
    decision = current(room).decision
    assert decision is not None
    assert (proposal.text, proposal.decision) == (
        "Begin where the story is announced.",
        decision.id,
    )
    assert codebook_of(desk.workbench.workspace).revision == revision
    assert QApplication.focusWidget() is room.pane.view


def test_a_rule_is_proposed_on_the_case_it_was_asked_for(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("u")
    case = current(room).decision
    press("g")
    type_words("Begin with the first word.")
    room.pane.view.setFocus()
    press("n")
    room.panels.proposal.text.setFocus()
    press(Qt.Key.Key_Return, CTRL)

    assert case is not None
    (proposal,) = desk.workbench.workspace.read(open_proposals)
    assert proposal.decision == case.id


def test_a_new_code_is_an_outcome_while_the_codebook_is_open(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("c")
    type_words("Dogs")
    press(Qt.Key.Key_Return)

    found = codebook_of(desk.workbench.workspace).find("Dogs")
    assert found is not None
    decision = current(room).decision
    assert decision is not None
    assert {coded.code for coded in decision.result} == {found.id}
    assert title(room) == "Humanity"


def test_a_new_code_stays_when_its_decision_is_undone_and_is_there_for_redo(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("c")
    type_words("Dogs")
    press(Qt.Key.Key_Return)
    made = codebook_of(desk.workbench.workspace).find("Dogs")
    revision = codebook_of(desk.workbench.workspace).revision

    desk.acts.undo()
    assert statuses(room, Status.DECIDED) == 0
    assert codebook_of(desk.workbench.workspace).find("Dogs") == made

    desk.acts.redo()
    assert statuses(room, Status.DECIDED) == 1
    assert codebook_of(desk.workbench.workspace).revision == revision


def statuses(room: ConsensusRoom, status: Status) -> int:
    assert room.discussion.room is not None
    return room.discussion.room.count(status)


def test_a_new_code_goes_on_the_words_that_another_would(room: ConsensusRoom, press: Press) -> None:
    press("c")
    type_words("Dogs")
    press(Qt.Key.Key_Return)
    new = current(room).decision
    press("c")
    type_words("Coaching")
    press(Qt.Key.Key_Return)

    known = current(room).decision
    assert new is not None
    assert known is not None
    assert [coded.span for coded in new.result] == [coded.span for coded in known.result]


def test_a_new_code_is_proposed_by_who_is_at_work_where_coders_assent_separately(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    ada = coder_of(desk.workbench.workspace, "Ada")
    desk.workbench.set_coder(ada)
    room.keys.meeting.assent_separately(True)
    press("c")
    type_words("Dogs")
    press(Qt.Key.Key_Return)

    assert current(room).status is Status.PROPOSED
    decision = current(room).decision
    assert decision is not None
    assert [assent.coder for assent in decision.assent] == [ada]


def test_a_closed_codebook_offers_no_new_code(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    desk.workbench.workspace.run("Close", lambda uow: close_codebook(uow, None))
    press("c")
    type_words("Dogs")
    assert offered(room) == []


def offered(room: ConsensusRoom) -> Sequence[str]:
    return [row.words for row in room.code_chooser.list.rows_model.rows]


def test_one_of_the_same_is_looked_at_and_can_be_opened_again(
    room: ConsensusRoom, press: Press
) -> None:
    press("l")
    assert title(room) == "Grades"
    assert room.queue.wanted.shown is Shown.SAME
    press("a")
    assert current(room).status is Status.OPEN


def test_the_list_is_narrowed_to_the_code_and_kind_in_hand(
    room: ConsensusRoom, press: Press
) -> None:
    go_to(room, press, "Emotions")
    press("l", SHIFT)
    assert titles(room) == ["Interaction Techniques", "Emotions"]
    press("f", SHIFT)
    assert titles(room) == ["Emotions"]
    press("l", SHIFT)
    press("f", SHIFT)
    assert titles(room) == OPEN_ONES


def test_f_lists_what_stands_otherwise(room: ConsensusRoom, press: Press) -> None:
    listed = []
    for _ in range(3):
        press("f")
        listed.append(room.queue.wanted.shown)
    assert listed == [Shown.SAME, Shown.ALL, Shown.OPEN]


def test_an_earlier_decision_on_the_code_leads_there(room: ConsensusRoom, press: Press) -> None:
    press("u")
    first = current(room).difference
    press("n")
    room.card._go_to(first.id)
    assert current(room).difference.id == first.id


def test_the_project_keeps_a_reason_of_its_own(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("u")
    press("r")
    room.card.reason.own.setFocus()
    type_words("not in the guide")
    press(Qt.Key.Key_Return)

    decision = current(room).decision
    assert decision is not None
    assert decision.reason == "not in the guide"
    assert room.card.reason.reasons[-1] == "not in the guide"
    press("n")
    press("u")
    press("r")
    press("8")
    decision = current(room).decision
    assert decision is not None
    assert decision.reason == "not in the guide"


def test_undo_of_all_around_taking_apart_leaves_it_open(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    told: list[str] = []
    desk.interaction.told.connect(lambda sentence, _undo: told.append(sentence))
    go_to(room, press, "Observations or Coaching")
    press("s")
    assert "counts" not in told[-1], "nothing was decided there"
    press("1")
    press("s", SHIFT)
    assert told[-1].endswith(". What was decided there counts again once this is undone.")
    press("u")
    assert current(room).status is Status.DECIDED

    for _ in range(4):
        desk.acts.undo()

    assert title(room) == "Observations or Coaching"
    assert current(room).status is Status.OPEN
    assert stored(desk).count(Status.STALE) == 0

    for _ in range(4):
        desk.acts.redo()
    assert current(room).status is Status.DECIDED
