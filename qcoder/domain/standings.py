"""Where all differences of a transcript stand, kept up line by line of the log."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import compress
from operator import is_not

from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Decision, Difference, Status
from qcoder.domain.decisions import DecisionLog, Resolution, resolve, standing_of
from qcoder.domain.ids import CodeId, CodingId, DifferenceId
from qcoder.domain.sides import passages_to_discuss


class _Places:
    """What differences have in common however they stand: their order, and what follows from it."""

    def __init__(self, differences: Iterable[Difference]) -> None:
        self.differences = tuple(differences)
        self.numbers = {difference.id: n for n, difference in enumerate(self.differences)}

    @cached_property
    def turns(self) -> Mapping[int, int]:
        passages = passages_to_discuss(self.differences)
        return {passage: turn for turn, passage in enumerate(passages)}

    @cached_property
    def codings(self) -> Mapping[CodingId, Coding]:
        return {c.id: c for difference in self.differences for c in difference.codings}


@dataclass(frozen=True)
class Standings:
    """Resolutions in text order, with what is counted and looked up of them.

    Never changed: a line more makes another one, which looks at one difference again and takes
    over the rest. So a decision costs the same however many differences there are.
    """

    all: tuple[Resolution, ...]
    counts: Counter[Status] = field(repr=False, compare=False)
    _places: _Places = field(repr=False, compare=False)
    _decided: Mapping[CodeId, tuple[Resolution, ...]] = field(repr=False, compare=False)
    """The decided ones of each code, the latest decision last."""
    _former: Mapping[CodingId, Decision] = field(repr=False, compare=False)

    @staticmethod
    def of(
        resolutions: Iterable[Resolution], former: Mapping[CodingId, Decision] | None = None
    ) -> Standings:
        """Count what stands so; ``former`` as in :meth:`DecisionLog.former`."""
        found = tuple(resolutions)
        decided: dict[CodeId, list[Resolution]] = {}
        for resolution in found:
            for code in _decided_codes(resolution):
                insort(decided.setdefault(code, []), resolution, key=_moment)
        return Standings(
            found,
            Counter(resolution.status for resolution in found),
            _Places(resolution.difference for resolution in found),
            {code: tuple(those) for code, those in decided.items()},
            former or {},
        )

    @staticmethod
    def after(differences: Sequence[Difference], log: DecisionLog) -> Standings:
        """Where each difference stands after all lines of the log."""
        return Standings.of(resolve(differences, log), log.former(differences))

    def concerns(self, line: Decision) -> bool:
        """Whether that line is about one of these differences alone, and arranges none."""
        return line.difference in self._places.numbers and not line.outcome.rearranges

    def with_line(self, line: Decision, log: DecisionLog) -> Standings:
        """After one more line that it :meth:`concerns`, the last of ``log``."""
        difference = self._places.differences[self._places.numbers[line.difference]]
        return self.replaced(standing_of(difference, line, self._former, log))

    def replaced(self, resolution: Resolution) -> Standings:
        """The same, but for where one difference stands."""
        number = self._places.numbers[resolution.difference.id]
        before = self.all[number]
        counts = self.counts.copy()
        counts[before.status] -= 1
        counts[resolution.status] += 1
        everything = (*self.all[:number], resolution, *self.all[number + 1 :])
        decided = self._decided_with(before, resolution)
        return replace(self, all=everything, counts=counts, _decided=decided)

    def _decided_with(
        self, before: Resolution, now: Resolution
    ) -> Mapping[CodeId, tuple[Resolution, ...]]:
        decided = dict(self._decided)
        for code in _decided_codes(before):
            decided[code] = tuple(r for r in decided[code] if r is not before)
        for code in _decided_codes(now):
            those = list(decided.get(code, ()))
            insort(those, now, key=_moment)
            decided[code] = tuple(those)
        return decided

    # -- looking up ------------------------------------------------------------------------

    def find(self, difference: DifferenceId) -> Resolution | None:
        """Where that difference stands; None where it is not there now."""
        number = self.number_of(difference)
        return None if number is None else self.all[number]

    def number_of(self, difference: DifferenceId | None) -> int | None:
        """Its place in the order, from 0."""
        return self._places.numbers.get(difference) if difference else None

    def turn_of(self, passage: int) -> int:
        """How many passages are discussed before that one."""
        return self._places.turns.get(passage, 0)

    @property
    def codings(self) -> Mapping[CodingId, Coding]:
        """Every coding of every layer."""
        return self._places.codings

    def decided_on(self, codes: Iterable[CodeId], most: int) -> list[Resolution]:
        """What was decided last on any of these codes, the latest first."""
        found = {
            resolution.difference.id: resolution
            for code in codes
            for resolution in self._decided.get(code, ())[-most:]
        }
        return sorted(found.values(), key=_moment)[: -most - 1 : -1]

    def otherwise_than(self, before: Standings) -> tuple[Resolution, ...] | None:
        """Those that stand otherwise than ``before``; None where the differences are others."""
        if self._places is not before._places:
            return None
        return tuple(compress(self.all, map(is_not, self.all, before.all)))


def _decided_codes(resolution: Resolution) -> tuple[CodeId, ...]:
    return resolution.difference.codes if resolution.status is Status.DECIDED else ()


def _moment(resolution: Resolution) -> str:
    return resolution.decision.decided_at if resolution.decision else ""
