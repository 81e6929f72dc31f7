"""Proposals to change the codebook, made from a decision."""

from dataclasses import dataclass
from enum import StrEnum

from qcoder.domain.ids import CodeId, CoderId, DecisionId, MeetingId, ProposalId, TranscriptId


class ProposalState(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What should be otherwise in the codebook, and what was answered. Times are UTC."""

    id: ProposalId
    transcript: TranscriptId
    decision: DecisionId | None
    """The decision that gave rise to it."""
    code: CodeId | None
    """The code it is about; None where it is about a new one, or the whole codebook."""
    text: str
    proposed_by: CoderId | None
    meeting: MeetingId | None
    made_at: str
    state: ProposalState = ProposalState.OPEN
    answer: str = ""
    answered_by: CoderId | None = None
    answered_at: str | None = None
