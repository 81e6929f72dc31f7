"""From one difference to another, by identity: a list that shrinks makes nothing skipped."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from qcoder.domain.consensus import Difference, Status
from qcoder.domain.decisions import Resolution
from qcoder.domain.ids import DifferenceId

Wanted = Callable[[Resolution], bool]

TO_DISCUSS = frozenset({Status.OPEN, Status.PROPOSED, Status.STALE})
PUT_OFF = frozenset({Status.LATER})


def neighbour(
    resolutions: Sequence[Resolution],
    current: DifferenceId | None,
    step: int,
    wanted: Wanted = lambda _resolution: True,
) -> DifferenceId | None:
    """The next wanted difference after ``current`` (``step`` 1) or before it (-1).

    Goes on at the other end; None where no other one is wanted. Without a current one the
    search begins at the end that ``step`` comes from.
    """
    count = len(resolutions)
    here = _place_of(resolutions, current)
    if here is None:
        here = -1 if step > 0 else count
        rounds = count
    else:
        rounds = count - 1
    for distance in range(1, rounds + 1):
        resolution = resolutions[(here + step * distance) % count]
        if wanted(resolution):
            return resolution.difference.id
    return None


def _place_of(resolutions: Sequence[Resolution], current: DifferenceId | None) -> int | None:
    places = (n for n, r in enumerate(resolutions) if r.difference.id == current)
    return next(places, None)


def next_to_discuss(
    resolutions: Sequence[Resolution], current: DifferenceId | None, step: int
) -> DifferenceId | None:
    """The next one that is open; what was put off comes when nothing else is left."""
    for statuses in (TO_DISCUSS, PUT_OFF):
        found = neighbour(resolutions, current, step, _standing_at(statuses))
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
    resolutions: Sequence[Resolution],
    current: DifferenceId | None,
    step: int,
    wanted: Wanted,
) -> DifferenceId | None:
    """The first wanted difference of the next passage that has one; None if none has."""
    here = next((r for r in resolutions if r.difference.id == current), None)
    passage = here.difference.passage if here else None
    found = neighbour(
        resolutions, current, step, lambda r: wanted(r) and r.difference.passage != passage
    )
    if found is None:
        return None
    target = next(r for r in resolutions if r.difference.id == found).difference.passage
    return next(
        r.difference.id for r in resolutions if r.difference.passage == target and wanted(r)
    )
