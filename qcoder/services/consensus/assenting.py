"""Who assents to a decision, and who gives way: each a further line of the log."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qcoder.domain.consensus import STANCES, Assent, Decision, Status
from qcoder.domain.decisions import Resolution
from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import CoderId, DecisionId, DifferenceId, new_id
from qcoder.services.clock import now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qcoder.services.consensus.room import Room
    from qcoder.storage.unit_of_work import UnitOfWork

_IN_FORCE = (Status.DECIDED, Status.PROPOSED, Status.UNRESOLVED, Status.AUTO)


def give_way(uow: UnitOfWork, room: Room, difference: DifferenceId, coder: CoderId) -> Decision:
    """Say that ``coder`` gives way in the decision that was just taken."""
    return take_stances(uow, room, difference, {coder: "gave_way"})


def assent_all(uow: UnitOfWork, room: Room, difference: DifferenceId) -> Decision:
    """Everybody who has not assented yet agrees."""
    decision = _in_force(room.resolution(difference))
    asked = {assent.coder for assent in decision.assent}
    waiting = {coder: "agree" for coder in room.coders if coder not in asked}
    if not waiting:
        raise RuleBroken("Everybody has assented to this decision already.")
    return take_stances(uow, room, difference, waiting)


def take_stances(
    uow: UnitOfWork, room: Room, difference: DifferenceId, stances: Mapping[CoderId, str]
) -> Decision:
    """The decision in force once more, with how those coders stand to it now.

    ``agree``, ``gave_way`` and ``reserve`` all count as assent: what was reserved is recorded,
    and the decision stands.
    """
    resolution = room.resolution(difference)
    decision = _in_force(resolution)
    if not stances.keys() <= set(room.coders):
        raise RuleBroken(f"Only those who code {room.transcript.name} assent to its decisions.")
    if not set(stances.values()) <= set(STANCES):
        raise RuleBroken(f"A stance is one of: {', '.join(STANCES)}.")
    line = replace(
        decision,
        id=DecisionId(new_id()),
        supersedes=resolution.head.id if resolution.head else None,
        assent=_with(room, decision, stances),
        meeting=room.meeting.id if room.meeting else decision.meeting,
        decided_at=now(),
    )
    uow.decisions.append(line)
    return line


def _in_force(resolution: Resolution) -> Decision:
    if resolution.decision is None or resolution.status not in _IN_FORCE:
        raise RuleBroken("There is no decision on this difference to assent to; decide it first.")
    return resolution.decision


def _with(room: Room, decision: Decision, stances: Mapping[CoderId, str]) -> tuple[Assent, ...]:
    known = {assent.coder: assent for assent in decision.assent}
    known |= {coder: Assent(coder, stance, now()) for coder, stance in stances.items()}
    return tuple(known[coder] for coder in room.coders if coder in known)
