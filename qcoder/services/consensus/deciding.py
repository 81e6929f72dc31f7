"""What the pair decides on a difference: the line it makes in the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qcoder.domain.consensus import (
    RULE_VERSION,
    STANCES,
    Assent,
    CodedSpan,
    CodingAtDecision,
    Decision,
    Difference,
    Outcome,
    result_of,
)
from qcoder.domain.decisions import Resolution
from qcoder.domain.errors import NotFound, RuleBroken
from qcoder.domain.ids import CoderId, DecisionId, DifferenceId, new_id
from qcoder.services.clock import now
from qcoder.services.consensus.room import Room

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the pair says about one difference; see :class:`~qcoder.domain.consensus.Decision`."""

    outcome: Outcome
    reading: int | None = None
    result: tuple[CodedSpan, ...] = ()
    reason: str = ""
    note: str = ""
    proposed_by: CoderId | None = None
    stances: Mapping[CoderId, str] = field(default_factory=dict)
    """``agree``, ``gave_way`` or ``reserve``; who is not named agrees, or is yet to be asked
    where coders assent separately."""
    seconds: float | None = None
    """How long it was discussed."""
    batch: str = ""


def decide(uow: UnitOfWork, room: Room, difference: DifferenceId, verdict: Verdict) -> Decision:
    """Write what the pair decided; an earlier decision is superseded, never overwritten."""
    decision = decision_on(room, difference, verdict)
    uow.decisions.append(decision)
    return decision


def decision_on(room: Room, difference: DifferenceId, verdict: Verdict) -> Decision:
    """The log line that ``verdict`` makes, not written yet.

    At one screen the decision counts every coder as agreeing, unless a stance says otherwise;
    where coders assent separately, those alone who propose it or are named, and it is
    proposed until the others have assented.
    A result given in other words is moved off labels and blanks; leaving a difference
    unresolved on purpose needs a reason.
    """
    resolution = room.resolution(difference)
    is_same = resolution.difference.kind.is_same
    is_line = verdict.outcome is Outcome.WITHDRAWN or verdict.outcome.rearranges
    if is_line or (verdict.outcome is Outcome.AUTO and not is_same):
        raise RuleBroken(f"“{verdict.outcome.value}” cannot be decided on this difference.")
    if verdict.outcome is Outcome.UNRESOLVED and not (verdict.reason or verdict.note).strip():
        raise RuleBroken("To leave a difference unresolved on purpose, give a reason.")
    return _decision(room, resolution, verdict)


def _decision(room: Room, resolution: Resolution, verdict: Verdict) -> Decision:
    difference, at = resolution.difference, now()
    given = tuple(_within_speech(room, coded) for coded in verdict.result)
    return Decision(
        id=DecisionId(new_id()),
        supersedes=resolution.head.id if resolution.head else None,
        difference=difference.id,
        fingerprint=difference.fingerprint,
        kind=difference.kind,
        transcript=room.transcript.id,
        text_sha256=room.transcript.sha256,
        codebook_revision=room.codebook.revision,
        rule_version=RULE_VERSION,
        readings=_readings_now(difference),
        outcome=verdict.outcome,
        reading=verdict.reading if verdict.outcome is Outcome.TAKE else None,
        result=result_of(difference, verdict.outcome, verdict.reading, given),
        reason=verdict.reason.strip(),
        note=verdict.note.strip(),
        proposed_by=verdict.proposed_by,
        assent=_assent(room, verdict, at),
        meeting=room.meeting.id if room.meeting else "",
        decided_at=at,
        seconds=verdict.seconds,
        batch=verdict.batch,
    )


def _assent(room: Room, verdict: Verdict, at: str) -> tuple[Assent, ...]:
    if not verdict.stances.keys() <= set(room.coders):
        raise RuleBroken(f"Only those who code {room.transcript.name} decide on it.")
    if not set(verdict.stances.values()) <= set(STANCES):
        raise RuleBroken(f"A stance is one of: {', '.join(STANCES)}.")
    asked = set(room.coders)
    if verdict.outcome is Outcome.REOPENED and verdict.proposed_by not in {None, *asked}:
        return ()  # an auditor's query: nobody of the pair has assented
    if room.separate:
        asked &= {*verdict.stances, *filter(None, [verdict.proposed_by])}
    if not asked and verdict.outcome not in (Outcome.LATER, Outcome.REOPENED):
        raise RuleBroken("Each coder assents separately: say who proposes this decision.")
    stances = {coder: verdict.stances.get(coder, "agree") for coder in room.coders}
    return tuple(Assent(coder, stances[coder], at) for coder in room.coders if coder in asked)


def _within_speech(room: Room, coded: CodedSpan) -> CodedSpan:
    if coded.code not in room.codebook.by_id:
        raise NotFound("The codebook has no such code; choose one of its codes.")
    span = room.transcript.clipped_to_speech(coded.span)
    if span is None or coded.span.end > len(room.transcript.text):
        raise RuleBroken("The words of a decision must be speech of this transcript.")
    return CodedSpan(span, coded.code)


def _readings_now(difference: Difference) -> tuple[CodingAtDecision, ...]:
    return tuple(
        CodingAtDecision(c.coder, c.id, c.code, c.span, c.sure) for c in difference.codings
    )
