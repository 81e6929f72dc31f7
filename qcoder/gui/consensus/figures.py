"""What can be counted and looked up in a room."""

from __future__ import annotations

from qcoder.domain.consensus import Outcome, Status
from qcoder.domain.decisions import Resolution
from qcoder.services.consensus import Room


def to_discuss(room: Room) -> int:
    """Differences that are not the same: the whole of the bar of progress."""
    return len(room.resolutions) - room.count(Status.AUTO)


def balance(room: Room) -> tuple[int, int, int]:
    """Decisions taken from reading 1, from reading 2, and joint ones."""
    decided = [r.decision for r in _decided(room) if r.decision]
    taken = [d.reading for d in decided if d.outcome is Outcome.TAKE]
    return taken.count(1), taken.count(2), len(decided) - len(taken)


def earlier_on(room: Room, resolution: Resolution) -> list[Resolution]:
    """Other decided differences about one of the same codes, the latest decision first."""
    codes = set(resolution.difference.codes)
    found = [
        other
        for other in _decided(room)
        if other.difference.id != resolution.difference.id and codes & set(other.difference.codes)
    ]
    return sorted(found, key=_moment, reverse=True)


def _decided(room: Room) -> list[Resolution]:
    return [r for r in room.resolutions if r.status is Status.DECIDED]


def _moment(resolution: Resolution) -> str:
    return resolution.decision.decided_at if resolution.decision else ""
