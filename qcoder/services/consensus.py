"""The consensus room without its walls: compare a sealed pair, decide, take back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qcoder.comparison import compare
from qcoder.domain.assignment import Assignment
from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import (
    RULE_VERSION,
    STANCES,
    Assent,
    CodedSpan,
    CodingAtDecision,
    Decision,
    Difference,
    Outcome,
    Status,
    result_of,
)
from qcoder.domain.decisions import DecisionLog, Resolution, consensus_layer, resolve
from qcoder.domain.errors import NotFound, RuleBroken
from qcoder.domain.ids import CoderId, DecisionId, DifferenceId, new_id
from qcoder.domain.transcript import Transcript
from qcoder.services.clock import now

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Room:
    """A sealed pair's differences with where each stands, in text order."""

    transcript: Transcript
    codebook: Codebook
    coders: tuple[CoderId, ...]
    """In the order of the readings."""
    resolutions: tuple[Resolution, ...]
    log: DecisionLog

    def resolution(self, difference: DifferenceId) -> Resolution:
        """Where that difference stands."""
        for resolution in self.resolutions:
            if resolution.difference.id == difference:
                return resolution
        raise NotFound(
            f"There is no difference {difference} in {self.transcript.name} now; "
            "the codings it was about may have changed."
        )

    @property
    def consensus(self) -> tuple[Coding, ...]:
        """The consensus layer as far as it has come, in text order.

        Codes on the same words stand as in the codebook, so in every copy alike.
        """
        ranks = {code.id: rank for rank, code in enumerate(self.codebook.codes)}
        layer = consensus_layer(self.transcript, self.resolutions)
        return tuple(sorted(layer, key=lambda c: (c.span, ranks.get(c.code, len(ranks)), c.id)))

    @property
    def without_difference(self) -> tuple[Decision, ...]:
        """Decisions in force whose difference is gone."""
        return self.log.without_difference(r.difference for r in self.resolutions)

    def with_decision(self, decision: Decision) -> Room:
        """The room after one more decision; nothing is compared again."""
        log = DecisionLog((*self.log.decisions, decision))
        resolutions = resolve([r.difference for r in self.resolutions], log)
        return replace(self, log=log, resolutions=resolutions)

    def count(self, *statuses: Status) -> int:
        """How many differences stand at one of ``statuses``."""
        return sum(resolution.status in statuses for resolution in self.resolutions)

    @property
    def still_open(self) -> int:
        """Differences the pair has yet to decide; unresolved on purpose is decided."""
        return self.count(*STILL_OPEN)


STILL_OPEN = (Status.OPEN, Status.PROPOSED, Status.LATER, Status.STALE)


def open_room(uow: UnitOfWork, transcript: Transcript) -> Room:
    """Compare the layers of a transcript and lay the log beside them.

    Refused until two or more coders are assigned and every one of them has sealed.
    """
    assignments = uow.assignments.of_transcript(transcript.id)
    _refuse_unsealed(uow, transcript, assignments)
    codebook = uow.codebook.load()
    layers = {a.coder: uow.codings.of_transcript(transcript.id, a.coder) for a in assignments}
    differences = compare(transcript, layers, codebook)
    log = uow.decisions.log(transcript.id)
    return Room(transcript, codebook, tuple(layers), resolve(differences, log), log)


def _refuse_unsealed(
    uow: UnitOfWork, transcript: Transcript, assignments: Sequence[Assignment]
) -> None:
    if len(assignments) < 2:
        raise RuleBroken(
            f"{transcript.name} is not coded by two coders, so there is nothing to compare. "
            "Assign a second coder first."
        )
    waiting = [uow.coders.get(a.coder).name for a in assignments if not a.is_sealed]
    if waiting:
        verb = "has" if len(waiting) == 1 else "have"
        raise RuleBroken(
            f"{' and '.join(waiting)} {verb} not sealed {transcript.name}. "
            "Differences show when every coder has sealed."
        )


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
    """``agree``, ``gave_way`` or ``reserve``; who is not named agrees."""


def decide(uow: UnitOfWork, room: Room, difference: DifferenceId, verdict: Verdict) -> Decision:
    """Write what the pair decided; an earlier decision is superseded, never overwritten."""
    decision = decision_on(room, difference, verdict)
    uow.decisions.append(decision)
    return decision


def decision_on(room: Room, difference: DifferenceId, verdict: Verdict) -> Decision:
    """The log line that ``verdict`` makes, not written yet.

    At one screen the decision counts every coder as agreeing, unless a stance says otherwise.
    A result given in other words is moved off labels and blanks; leaving a difference
    unresolved on purpose needs a reason.
    """
    resolution = room.resolution(difference)
    is_same = resolution.difference.kind.is_same
    if verdict.outcome is Outcome.WITHDRAWN or (verdict.outcome is Outcome.AUTO and not is_same):
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
        decided_at=at,
    )


def _assent(room: Room, verdict: Verdict, at: str) -> tuple[Assent, ...]:
    if not verdict.stances.keys() <= set(room.coders):
        raise RuleBroken(f"Only those who code {room.transcript.name} decide on it.")
    if not set(verdict.stances.values()) <= set(STANCES):
        raise RuleBroken(f"A stance is one of: {', '.join(STANCES)}.")
    return tuple(Assent(coder, verdict.stances.get(coder, "agree"), at) for coder in room.coders)


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
