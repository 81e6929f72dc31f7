"""From one difference to another, by identity: a list that shrinks makes nothing skipped."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from qcoder.domain.consensus import Difference, Status
from qcoder.domain.decisions import Resolution
from qcoder.domain.ids import DifferenceId
from qcoder.domain.standings import Standings

Wanted = Callable[[Resolution], bool]

TO_DISCUSS = frozenset({Status.OPEN, Status.PROPOSED, Status.STALE})
PUT_OFF = frozenset({Status.LATER})


def neighbour(
    standings: Standings,
    current: DifferenceId | None,
    step: int,
    wanted: Wanted = lambda _resolution: True,
) -> DifferenceId | None:
    """The next wanted difference after ``current`` (``step`` 1) or before it (-1).

    Goes on at the other end; None where no other one is wanted. Without a current one the
    search begins at the end that ``step`` comes from.
    """
    count = len(standings.all)
    here = standings.number_of(current)
    if here is None:
        here = -1 if step > 0 else count
        rounds = count
    else:
        rounds = count - 1
    for distance in range(1, rounds + 1):
        resolution = standings.all[(here + step * distance) % count]
        if wanted(resolution):
            return resolution.difference.id
    return None


def next_to_discuss(
    standings: Standings, current: DifferenceId | None, step: int
) -> DifferenceId | None:
    """The next one that is open; what was put off comes when nothing else is left."""
    for statuses in (TO_DISCUSS, PUT_OFF):
        if any(standings.counts[status] for status in statuses):
            found = neighbour(standings, current, step, _standing_at(statuses))
            if found is not None:
                return found
    return None


def successor_of(former: Difference, resolutions: Sequence[Resolution]) -> DifferenceId | None:
    """What became of a difference that is there no more: the first that has a coding of it."""
    members = {coding.id for coding in former.codings}
    found = (r for r in resolutions if not members.isdisjoint(c.id for c in r.difference.codings))
    return next((r.difference.id for r in found), None)


def _standing_at(statuses: Collection[Status]) -> Wanted:
    return lambda resolution: resolution.status in statuses


def next_passage(
    standings: Standings,
    current: DifferenceId | None,
    step: int,
    wanted: Wanted,
) -> DifferenceId | None:
    """The first wanted difference of the next passage that has one; None if none has."""
    here = standings.find(current) if current else None
    passage = here.difference.passage if here else None
    found = neighbour(
        standings, current, step, lambda r: wanted(r) and r.difference.passage != passage
    )
    target = standings.find(found) if found else None
    if target is None:
        return None
    passage = target.difference.passage
    return next(
        r.difference.id for r in standings.all if r.difference.passage == passage and wanted(r)
    )
