"""The room as it is shown: readings numbered by lot, not by the order of assignment."""

from __future__ import annotations

from dataclasses import replace

from qcoder.domain.consensus import Decision, Difference
from qcoder.domain.decisions import Resolution
from qcoder.domain.ids import DifferenceId
from qcoder.domain.standings import Standings
from qcoder.services.consensus.room import Room


class ScreenOrder:
    """Puts the readings of a room in the order of its sides; made once for a difference.

    In what it returns the first reading is the one shown as 1. It is to be looked at: acts take
    the room as it is stored.
    """

    def __init__(self) -> None:
        self._made: dict[DifferenceId, tuple[Difference, Difference]] = {}
        self._last: tuple[Standings, Standings] | None = None

    def of(self, room: Room) -> Room:
        """The room with its readings as they are numbered on the screen."""
        if room.sides.shown == room.coders:
            return room
        shown = self._standings(room)
        self._last = room.standings, shown
        return replace(room, coders=room.sides.shown, standings=shown)

    def _standings(self, room: Room) -> Standings:
        """Those of before with what stands otherwise since, where that is all there is."""
        changed = room.standings.otherwise_than(self._last[0]) if self._last else None
        if self._last is None or changed is None:
            return Standings.of(self._resolution(room, r) for r in room.resolutions)
        shown = self._last[1]
        for resolution in changed:
            shown = shown.replaced(self._resolution(room, resolution))
        return shown

    def _resolution(self, room: Room, resolution: Resolution) -> Resolution:
        decision = resolution.decision
        return replace(
            resolution,
            difference=self._difference(room, resolution.difference),
            decision=_renumbered(room, decision) if decision else None,
        )

    def _difference(self, room: Room, stored: Difference) -> Difference:
        known = self._made.get(stored.id)
        if known is not None and known[0] is stored:
            return known[1]
        order = [room.coders.index(coder) for coder in room.sides.shown]
        shown = stored._replace(readings=tuple(stored.readings[place] for place in order))
        self._made[stored.id] = stored, shown
        return shown


def _renumbered(room: Room, decision: Decision) -> Decision:
    if decision.reading is None:
        return decision
    return replace(decision, reading=room.sides.number(room.coders[decision.reading - 1]))
