"""An auditor walks the decisions of a consensus, without the names of who coded what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcoder.domain.audit import AuditMark, Opinion
from qcoder.domain.consensus import Decision, Outcome, Status
from qcoder.domain.decisions import Resolution
from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import AuditMarkId, CoderId, DifferenceId, new_id
from qcoder.services.clock import now
from qcoder.services.closing.acts import reopen
from qcoder.services.consensus.deciding import Verdict, decide
from qcoder.services.prepare.coders import active_coder

if TYPE_CHECKING:
    from qcoder.services.consensus.room import Room
    from qcoder.storage.unit_of_work import UnitOfWork

_TO_AUDIT = (Status.DECIDED, Status.UNRESOLVED)


@dataclass(frozen=True, slots=True)
class ToAudit:
    """One decision in force, with what an auditor said of it last; None if nobody did.

    The window shows the readings by their numbers (``Room.sides``), and no names.
    """

    resolution: Resolution
    decision: Decision
    mark: AuditMark | None


def decisions_to_audit(uow: UnitOfWork, room: Room) -> tuple[ToAudit, ...]:
    """The decisions in force, in text order; what was put off or is open is not there."""
    marks = {mark.decision: mark for mark in uow.audit_marks.of_transcript(room.transcript.id)}
    return tuple(
        ToAudit(r, r.decision, marks.get(r.decision.id))
        for r in room.resolutions
        if r.status in _TO_AUDIT and r.decision
    )


def concur(
    uow: UnitOfWork, room: Room, difference: DifferenceId, auditor: CoderId, note: str = ""
) -> AuditMark:
    """The auditor finds the decision right."""
    decision = _decided(uow, room, difference, auditor)
    return _mark(uow, decision, auditor, Opinion.CONCUR, note)


def query(
    uow: UnitOfWork, room: Room, difference: DifferenceId, auditor: CoderId, note: str
) -> AuditMark:
    """The auditor asks for another look: the difference is open again, and a closed consensus too.

    A query needs a note: the pair has to know what to look at.
    """
    if not note.strip():
        raise RuleBroken("A query needs a note: say what the pair should look at again.")
    decision = _decided(uow, room, difference, auditor)
    if uow.closings.in_force(room.transcript.id):
        reopen(uow, room.transcript.id)
    mark = _mark(uow, decision, auditor, Opinion.QUERY, note)
    verdict = Verdict(Outcome.REOPENED, note=note, proposed_by=auditor)
    decide(uow, room, difference, verdict)
    return mark


def _decided(uow: UnitOfWork, room: Room, difference: DifferenceId, auditor: CoderId) -> Decision:
    active_coder(uow, auditor)
    if auditor in room.coders:
        raise RuleBroken(f"Who codes {room.transcript.name} does not audit its decisions.")
    resolution = room.resolution(difference)
    if resolution.decision is None or resolution.status not in _TO_AUDIT:
        raise RuleBroken("There is no decision in force on this difference to audit.")
    return resolution.decision


def _mark(
    uow: UnitOfWork, decision: Decision, auditor: CoderId, opinion: Opinion, note: str
) -> AuditMark:
    mark = AuditMark(
        id=AuditMarkId(new_id()),
        decision=decision.id,
        transcript=decision.transcript,
        auditor=auditor,
        opinion=opinion,
        note=note.strip(),
        at=now(),
    )
    uow.audit_marks.append(mark)
    return mark
