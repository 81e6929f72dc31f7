"""What can be counted in a room."""

from __future__ import annotations

from qcoder.domain.consensus import Status
from qcoder.services.consensus.room import Room


def to_discuss(room: Room) -> int:
    """Differences that are not the same: the whole of the bar of progress."""
    return len(room.resolutions) - room.count(Status.AUTO)
