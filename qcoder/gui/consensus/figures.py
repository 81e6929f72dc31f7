"""What can be counted and looked up in a room."""

from __future__ import annotations

from qcoder.domain.consensus import Status
from qcoder.domain.decisions import Resolution
from qcoder.services.consensus import Room


def to_discuss(room: Room) -> int:
    """Differences that are not the same: the whole of the bar of progress."""
    return len(room.resolutions) - room.count(Status.AUTO)


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
