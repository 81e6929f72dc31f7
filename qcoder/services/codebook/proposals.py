"""From a case to a rule: what a decision says should be otherwise in the codebook."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import CodeId, CoderId, DifferenceId, ProposalId, new_id
from qcoder.domain.proposal import Proposal, ProposalState
from qcoder.services.clock import now
from qcoder.services.codebook.editing import edit_code

if TYPE_CHECKING:
    from qcoder.domain.codebook import Code
    from qcoder.services.consensus.room import Room
    from qcoder.storage.unit_of_work import UnitOfWork

_WAITING = (ProposalState.OPEN, ProposalState.ACCEPTED)


def propose(
    uow: UnitOfWork,
    room: Room,
    difference: DifferenceId,
    text: str,
    *,
    code: CodeId | None = None,
    proposed_by: CoderId | None = None,
) -> Proposal:
    """Propose to change the codebook; ``code`` is the first of the difference if not given.

    It hangs on the decision in force, where there is one, and changes nothing by itself.
    """
    if not text.strip():
        raise RuleBroken("Say what should be otherwise in the codebook.")
    resolution = room.resolution(difference)
    proposal = Proposal(
        id=ProposalId(new_id()),
        transcript=room.transcript.id,
        decision=resolution.decision.id if resolution.decision else None,
        code=code or resolution.difference.codes[0],
        text=text.strip(),
        proposed_by=proposed_by,
        meeting=room.meeting.id if room.meeting else None,
        made_at=now(),
    )
    uow.proposals.add(proposal)
    return proposal


def answer_proposal(
    uow: UnitOfWork,
    proposal: ProposalId,
    state: ProposalState,
    answer: str = "",
    answered_by: CoderId | None = None,
) -> Proposal:
    """Accept or decline a proposal, say that it is done, or open it again."""
    found = uow.proposals.get(proposal)
    is_open = state is ProposalState.OPEN
    answered = replace(
        found,
        state=state,
        answer=answer.strip(),
        answered_by=None if is_open else answered_by,
        answered_at=None if is_open else now(),
    )
    uow.proposals.update(answered)
    return answered


def with_proposal(code: Code, proposal: Proposal) -> Code:
    """The code as the proposal would have it: its words after the coding rule, to be edited."""
    if proposal.text in code.rule:
        return code
    rule = code.rule.rstrip()
    stop = "" if not rule or rule.endswith((".", "!", "?", ";", ":")) else "."
    return replace(code, rule=f"{rule}{stop} {proposal.text}".strip())


def take_into_codebook(
    uow: UnitOfWork,
    proposal: ProposalId,
    edited: Code,
    *,
    wording_only: bool = False,
    answer: str = "",
    answered_by: CoderId | None = None,
) -> Proposal:
    """Edit the code as it was proposed, or as it was found better, and say that it is done.

    ``wording_only`` as in :func:`~qcoder.services.codebook.editing.edit_code`. Refused where the
    proposal was answered meanwhile, is about another code, or the code is as it was.
    """
    found = uow.proposals.get(proposal)
    if found.state not in _WAITING:
        raise RuleBroken("This proposal was answered already; open it again first.")
    if found.code != edited.id:
        raise RuleBroken("This proposal is about another code.")
    before = uow.project.codebook_revision
    edit_code(uow, edited, wording_only=wording_only)
    if uow.project.codebook_revision == before:
        raise RuleBroken("Nothing in the code is another: edit its rule, or decline the proposal.")
    return answer_proposal(uow, proposal, ProposalState.DONE, answer, answered_by)


def open_proposals(uow: UnitOfWork) -> list[Proposal]:
    """What has not been answered, or is accepted and not done yet, in the order it was made."""
    return [proposal for proposal in uow.proposals.all() if proposal.state in _WAITING]
