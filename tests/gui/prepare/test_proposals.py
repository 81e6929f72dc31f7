"""Proposals of pairs, answered where the codebook is edited."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qcoder.domain.codebook import Code
from qcoder.domain.consensus import DifferenceKind, Outcome, Status
from qcoder.domain.proposal import Proposal, ProposalState
from qcoder.gui.desk import Desk
from qcoder.gui.prepare.workplace import PrepareWorkplace
from qcoder.services.codebook.editing import edit_code
from qcoder.services.codebook.proposals import answer_proposal, propose
from qcoder.services.consensus.deciding import Verdict, decide
from qcoder.services.consensus.room import Room, open_room
from tests.sealed_pair import codebook_of, transcript_of

RULE = "Luck in clinic is Variation as well."


def room_of(desk: Desk) -> Room:
    workspace = desk.workbench.workspace
    parsed = transcript_of(workspace, "FG1")
    return workspace.read(lambda uow: open_room(uow, parsed))


@pytest.fixture
def proposal(desk: Desk, prepare: PrepareWorkplace) -> Proposal:
    """Made on a decision about how Variation was cut."""
    workspace, room = desk.workbench.workspace, room_of(desk)
    (place,) = [r for r in room.resolutions if r.difference.kind is DifferenceKind.SPLIT]
    key = place.difference.id
    workspace.run("Decide", lambda uow: decide(uow, room, key, Verdict(Outcome.UNION)))
    decided = room_of(desk)
    return workspace.run("Propose", lambda uow: propose(uow, decided, key, RULE)).value


def variation(desk: Desk) -> Code:
    found = codebook_of(desk.workbench.workspace).find("Variation")
    assert found is not None
    return found


def stored(desk: Desk, proposal: Proposal) -> Proposal:
    return desk.workbench.workspace.read(lambda uow: uow.proposals.get(proposal.id))


def split_status(desk: Desk) -> Status:
    places = room_of(desk).resolutions
    return next(r.status for r in places if r.difference.kind is DifferenceKind.SPLIT)


def test_nothing_is_said_where_nothing_is_proposed(prepare: PrepareWorkplace) -> None:
    assert prepare.proposals.isHidden()
    assert not prepare.proposals.go_to.isEnabled()


def test_a_proposal_shows_the_rule_as_it_would_be(
    prepare: PrepareWorkplace, desk: Desk, proposal: Proposal
) -> None:
    bar = prepare.proposals
    assert not bar.isHidden()
    assert bar.title.text() == "1 proposal"
    assert bar.rule.toPlainText() == f"{variation(desk).rule.rstrip('.')}. {RULE}"
    assert bar.origin.text().startswith("Variation, from FG1, ")


def test_it_is_taken_by_keys_and_one_undo_takes_it_back(
    prepare: PrepareWorkplace, desk: Desk, proposal: Proposal
) -> None:
    before, bar = variation(desk), prepare.proposals
    bar.go_to.trigger()
    assert bar.rule.hasFocus()
    QTest.keyClick(bar.rule, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert variation(desk).rule.endswith(RULE)
    assert stored(desk, proposal).state is ProposalState.DONE
    assert bar.isHidden()
    assert prepare.codebook.table.hasFocus()
    desk.acts.undo()
    assert variation(desk) == before
    assert stored(desk, proposal).state is ProposalState.OPEN
    assert not bar.isHidden()


@pytest.mark.parametrize(
    ("wording_only", "becomes"), [(True, Status.DECIDED), (False, Status.STALE)]
)
def test_what_was_decided_on_the_code_stands_where_only_the_wording_is_another(
    prepare: PrepareWorkplace, desk: Desk, proposal: Proposal, wording_only: bool, becomes: Status
) -> None:
    assert split_status(desk) is Status.DECIDED
    prepare.proposals.wording_only.setChecked(wording_only)
    prepare.proposals.take.click()
    assert split_status(desk) is becomes


def test_it_is_declined_with_a_note_and_the_codebook_stays(
    prepare: PrepareWorkplace, desk: Desk, proposal: Proposal
) -> None:
    before = variation(desk)
    prepare.proposals.answer.setText("One case is no rule.")
    prepare.proposals.decline.click()
    answered = stored(desk, proposal)
    assert (answered.state, answered.answer) == (ProposalState.DECLINED, "One case is no rule.")
    assert variation(desk) == before
    assert prepare.proposals.answer.text() == ""


def test_what_is_being_written_stays_while_others_do_something_else(
    prepare: PrepareWorkplace, desk: Desk, proposal: Proposal
) -> None:
    prepare.proposals.rule.setPlainText("Half a sent")
    time = codebook_of(desk.workbench.workspace).find("Time")
    assert time is not None
    desk.workbench.workspace.run("Edit", lambda uow: edit_code(uow, time, wording_only=True))
    assert prepare.proposals.rule.toPlainText() == "Half a sent"


def test_a_rule_that_is_as_it_was_is_not_taken(
    prepare: PrepareWorkplace, desk: Desk, proposal: Proposal
) -> None:
    prepare.proposals.rule.setPlainText(variation(desk).rule)
    prepare.proposals.take.click()
    assert stored(desk, proposal).state is ProposalState.OPEN


def test_what_another_answered_meanwhile_is_gone(
    prepare: PrepareWorkplace, desk: Desk, proposal: Proposal
) -> None:
    desk.workbench.workspace.run(
        "Answer", lambda uow: answer_proposal(uow, proposal.id, ProposalState.DECLINED)
    )
    assert prepare.proposals.isHidden()
