"""Coefficients of agreement from how many units both, one or neither of two coders marked.

The counts are whole numbers, so every coefficient is one division. Where its denominator is
nought it is None, never a number that only looks like one. ``docs/agreement.md`` has the
formulas as they were published.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """Units that both marked, only the first, only the second, and neither."""

    n11: int = 0
    n10: int = 0
    n01: int = 0
    n00: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.n11 + other.n11, self.n10 + other.n10, self.n01 + other.n01, self.n00 + other.n00
        )

    def __sub__(self, other: "Counts") -> "Counts":
        return Counts(
            self.n11 - other.n11, self.n10 - other.n10, self.n01 - other.n01, self.n00 - other.n00
        )

    @property
    def units(self) -> int:
        """All of them."""
        return self.n11 + self.n10 + self.n01 + self.n00

    @property
    def by_first(self) -> int:
        """What the first coder marked."""
        return self.n11 + self.n10

    @property
    def by_second(self) -> int:
        """What the second coder marked."""
        return self.n11 + self.n01

    @property
    def differing(self) -> int:
        """What only one of them marked."""
        return self.n10 + self.n01

    @property
    def by_either(self) -> int:
        """What at least one of them marked."""
        return self.n11 + self.differing

    @property
    def varies(self) -> bool:
        """Whether anything is marked and anything is not; else no chance can be reckoned."""
        return self.by_either > 0 and self.n00 + self.differing > 0


def percent_agreement(counts: Counts) -> float | None:
    """The share that both or neither marked, as a fraction."""
    return _ratio(counts.n11 + counts.n00, counts.units)


def overlap(counts: Counts) -> float | None:
    """Jaccard (1912): the share that both marked of what either marked."""
    return _ratio(counts.n11, counts.by_either)


def cohens_kappa(counts: Counts) -> float | None:
    """Cohen (1960): chance is what each coder's own rate gives. 0 where only one marked."""
    beyond, possible = _beyond_chance(counts)
    return _ratio(beyond, possible)


def scotts_pi(counts: Counts) -> float | None:
    """Scott (1955): chance is what the rate of both coders together gives."""
    if not counts.varies:
        return None
    return 1 - 2 * counts.differing * counts.units / _pooled_variation(counts)


def krippendorff_alpha(counts: Counts) -> float | None:
    """Krippendorff (1970), nominal: Scott's pi with a correction for few units."""
    if not counts.varies:
        return None
    return 1 - (2 * counts.units - 1) * counts.differing / _pooled_variation(counts)


def gwets_ac1(counts: Counts) -> float | None:
    """Gwet (2008): chance is least where a code is rare or common.

    Without variation the formula gives 1; it is held undefined as the others are, because
    coders who never used a code have not agreed on how to use it.
    """
    if not counts.varies:
        return None
    by_chance = _pooled_variation(counts)
    agreed = 2 * counts.units * (counts.n11 + counts.n00)
    return (agreed - by_chance) / (2 * counts.units**2 - by_chance)


def pooled_kappa(tables: Iterable[Counts]) -> float | None:
    """De Vries et al. (2008): one kappa from the mean observed and the mean expected agreement.

    Tables without variation have an expected agreement of 1 and weigh nothing.
    """
    beyond = possible = 0.0
    for table in tables:
        if table.units:
            of_table = _beyond_chance(table)
            beyond += of_table[0] / table.units**2
            possible += of_table[1] / table.units**2
    return beyond / possible if possible else None


def alpha_of_several(units: Mapping[tuple[int, ...], int]) -> float | None:
    """Krippendorff's nominal alpha for any number of coders, not the same for every unit.

    A key says how many coders gave a unit each of the values, its entry for how many units.
    Units that fewer than two coders looked at drop out.
    """
    paired = {values: times for values, times in units.items() if sum(values) > 1}
    given: list[int] = [sum(column) for column in zip(*_weighted(paired), strict=True)]
    total = sum(given)
    by_chance = total**2 - sum(count**2 for count in given)
    if not by_chance:
        return None
    observed = sum(
        times * (sum(values) ** 2 - sum(v * v for v in values)) / (sum(values) - 1)
        for values, times in paired.items()
    )
    return 1 - (total - 1) * observed / by_chance


def _weighted(units: Mapping[tuple[int, ...], int]) -> Iterable[list[int]]:
    return ([value * times for value in values] for values, times in units.items())


def _beyond_chance(counts: Counts) -> tuple[int, int]:
    """Agreement beyond chance, observed and possible, both times the square of all units."""
    product = counts.by_first * counts.by_second
    observed = 2 * (counts.n11 * counts.units - product)
    return observed, counts.units * (counts.by_first + counts.by_second) - 2 * product


def _pooled_variation(counts: Counts) -> int:
    """Marked times unmarked, of both coders together."""
    marked = counts.by_first + counts.by_second
    return marked * (2 * counts.units - marked)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
