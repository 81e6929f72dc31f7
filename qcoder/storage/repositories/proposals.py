"""Proposals to change the codebook."""

from typing import Any

from sqlalchemy import Row, select

from qcoder.domain.ids import CodeId, CoderId, DecisionId, MeetingId, ProposalId, TranscriptId
from qcoder.domain.proposal import Proposal, ProposalState
from qcoder.storage.repositories.rows import Repository, first_or_not_found
from qcoder.storage.schema import ProposalRow

_PROPOSALS = select(*ProposalRow.__table__.columns).order_by(ProposalRow.made_at, ProposalRow.id)


class ProposalRepository(Repository):
    """All proposals, in the order they were made."""

    def all(self) -> list[Proposal]:
        """Of all transcripts."""
        return [_proposal_of(row) for row in self._select(_PROPOSALS)]

    def of_transcript(self, transcript: TranscriptId) -> list[Proposal]:
        """Those that a decision on one transcript gave rise to."""
        rows = self._select(_PROPOSALS.where(ProposalRow.transcript == transcript))
        return [_proposal_of(row) for row in rows]

    def get(self, proposal: ProposalId) -> Proposal:
        """One proposal, or NotFound."""
        rows = self._select(_PROPOSALS.where(ProposalRow.id == proposal))
        return _proposal_of(first_or_not_found(rows, "proposal"))

    def add(self, proposal: Proposal) -> None:
        """Add a proposal."""
        self._insert(ProposalRow(id=proposal.id, **_values(proposal)))

    def update(self, proposal: Proposal) -> None:
        """Write what is new of a proposal."""
        self._update(self._row(ProposalRow, proposal.id, "proposal"), _values(proposal))


def _values(proposal: Proposal) -> dict[str, Any]:
    return {
        "transcript": proposal.transcript,
        "decision": proposal.decision,
        "code": proposal.code,
        "text": proposal.text,
        "proposed_by": proposal.proposed_by,
        "meeting": proposal.meeting,
        "made_at": proposal.made_at,
        "state": proposal.state.value,
        "answer": proposal.answer,
        "answered_by": proposal.answered_by,
        "answered_at": proposal.answered_at,
    }


def _proposal_of(row: Row[Any]) -> Proposal:
    return Proposal(
        id=ProposalId(row.id),
        transcript=TranscriptId(row.transcript),
        decision=DecisionId(row.decision) if row.decision else None,
        code=CodeId(row.code) if row.code else None,
        text=row.text,
        proposed_by=CoderId(row.proposed_by) if row.proposed_by else None,
        meeting=MeetingId(row.meeting) if row.meeting else None,
        made_at=row.made_at,
        state=ProposalState(row.state),
        answer=row.answer,
        answered_by=CoderId(row.answered_by) if row.answered_by else None,
        answered_at=row.answered_at,
    )
