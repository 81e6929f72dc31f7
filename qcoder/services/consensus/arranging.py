"""A difference taken apart, joined with a neighbour, and put back; lines of the log, each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from qcoder.comparison.arranging import parts_of
from qcoder.domain.consensus import (
    RULE_VERSION,
    CodingAtDecision,
    Decision,
    Difference,
    DifferenceKind,
    Outcome,
    Status,
)
from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import CodingId, DecisionId, DifferenceId, derived_id, new_id
from qcoder.services.clock import now
from qcoder.services.consensus.deciding import Verdict, decision_on
from qcoder.services.consensus.retraction import withdrawal_after

if TYPE_CHECKING:
    from qcoder.services.consensus.room import Room
    from qcoder.storage.unit_of_work import UnitOfWork

Parts = Sequence[Sequence[CodingId]]


def take_apart(
    uow: UnitOfWork, room: Room, difference: DifferenceId, parts: Parts | None = None
) -> Room:
    """Decide the parts of a difference singly; the room as it is then.

    ``parts`` has each of its codings once; where it is not given, what fits best together is
    a part. What was decided on the whole is reopened by it.
    """
    whole = room.resolution(difference).difference
    chosen = [tuple(part) for part in (parts or parts_of(whole))]
    members = sorted(coding.id for coding in whole.codings)
    if sorted(coding for part in chosen for coding in part) != members or not all(chosen):
        raise RuleBroken("The parts of a difference have each of its codings once.")
    if len(chosen) < 2:
        raise RuleBroken("This difference has one coding only, so there is nothing to take apart.")
    return _arrange(uow, room, Outcome.APART, [whole], chosen)


def join(
    uow: UnitOfWork, room: Room, difference: DifferenceId, other: DifferenceId | None = None
) -> Room:
    """Decide a difference and its neighbour together; the room as it is then.

    ``other`` is the nearest of its code, or else of its passage, where it is not given. What
    was decided on either is reopened by it.
    """
    first = room.resolution(difference).difference
    second = room.resolution(other).difference if other else neighbour_of(room, first)
    if first.id == second.id:
        raise RuleBroken("A difference is joined with another one.")
    parts = [tuple(c.id for c in d.codings) for d in (first, second)]
    return _arrange(uow, room, Outcome.JOINED, [first, second], parts)


def put_back(uow: UnitOfWork, room: Room, difference: DifferenceId) -> Room:
    """Take back what made this difference: the whole is one again, or the neighbours two."""
    line = arrangement_behind(room, room.resolution(difference).difference)
    if line is None:
        raise RuleBroken("This difference is as the comparison found it.")
    withdrawal = withdrawal_after(room.log, line)
    uow.decisions.append(withdrawal)
    return room.with_decision(withdrawal)


def arrangement_behind(room: Room, difference: Difference) -> Decision | None:
    """The line that took apart or joined what this difference is; None for one as compared."""
    members = {coding.id for coding in difference.codings}
    for line in reversed(room.log.arrangements):
        parts = [set(part) for part in line.parts]
        whole = {coding for part in parts for coding in part}
        if members == whole if line.outcome is Outcome.JOINED else members in parts:
            return line
    return None


def neighbour_of(room: Room, difference: Difference) -> Difference:
    """The nearest difference of the same code, or else of the same passage; later ones first."""
    others = [r.difference for r in room.resolutions if r.difference.id != difference.id]
    near = [d for d in others if set(d.codes) & set(difference.codes)]
    near = near or [d for d in others if d.passage == difference.passage]
    if not near:
        raise RuleBroken(
            "There is no neighbour to join this with: no other difference has its code or is in "
            "its passage."
        )
    return min(near, key=lambda d: (_gap(difference, d), d.span.start < difference.span.start))


def _gap(first: Difference, second: Difference) -> int:
    return max(second.span.start - first.span.end, first.span.start - second.span.end, 0)


def _arrange(
    uow: UnitOfWork, room: Room, outcome: Outcome, wholes: Iterable[Difference], parts: Parts
) -> Room:
    wholes = list(wholes)
    for whole in wholes:
        if _is_decided(room, whole):
            reopened = decision_on(room, whole.id, Verdict(Outcome.REOPENED))
            uow.decisions.append(reopened)
            room = room.with_decision(reopened)
    line = arrangement_line(room, outcome, wholes, parts)
    uow.decisions.append(line)
    return room.with_decision(line)


def _is_decided(room: Room, difference: Difference) -> bool:
    status = room.resolution(difference.id).status
    return status not in (Status.OPEN, Status.AUTO)


def arrangement_line(
    room: Room, outcome: Outcome, wholes: Sequence[Difference], parts: Parts
) -> Decision:
    """The log line that says so, not written yet; about an id made of all its codings."""
    codings = [coding for whole in wholes for coding in whole.codings]
    key = DifferenceId(derived_id("arrangement", *sorted(coding.id for coding in codings)))
    head = room.log.heads().get(key)
    return Decision(
        id=DecisionId(new_id()),
        supersedes=head.id if head else None,
        difference=key,
        fingerprint="",
        kind=wholes[0].kind if len(wholes) == 1 else DifferenceKind.TANGLE,
        transcript=room.transcript.id,
        text_sha256=room.transcript.sha256,
        codebook_revision=room.codebook.revision,
        rule_version=RULE_VERSION,
        readings=tuple(CodingAtDecision(c.coder, c.id, c.code, c.span, c.sure) for c in codings),
        outcome=outcome,
        reading=None,
        result=(),
        meeting=room.meeting.id if room.meeting else "",
        decided_at=now(),
        parts=tuple(tuple(part) for part in parts),
    )
