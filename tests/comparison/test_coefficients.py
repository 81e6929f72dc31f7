from collections import Counter
from collections.abc import Callable
from math import inf

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qcoder.comparison.coefficients import (
    Counts,
    alpha_of_several,
    cohens_kappa,
    gwets_ac1,
    krippendorff_alpha,
    overlap,
    percent_agreement,
    pooled_kappa,
    scotts_pi,
)

Coefficient = Callable[[Counts], float | None]

CHANCE_CORRECTED = (cohens_kappa, scotts_pi, krippendorff_alpha, gwets_ac1)
ALL = (*CHANCE_CORRECTED, percent_agreement, overlap)
TABLES = st.builds(Counts, *[st.integers(0, 40)] * 4)
VARYING = TABLES.filter(lambda counts: counts.varies)

every_chance_corrected = pytest.mark.parametrize("coefficient", CHANCE_CORRECTED)


def units_of(counts: Counts) -> list[tuple[int, int]]:
    """One unit after the other: whether the first and whether the second coder marked it."""
    return (
        [(1, 1)] * counts.n11
        + [(1, 0)] * counts.n10
        + [(0, 1)] * counts.n01
        + [(0, 0)] * counts.n00
    )


def observed_in(units: list[tuple[int, int]]) -> float:
    return sum(one == other for one, other in units) / len(units)


@given(VARYING)
def test_kappa_is_agreement_beyond_what_the_two_rates_give(counts: Counts) -> None:
    units = units_of(counts)
    first, second = (sum(column) / len(units) for column in zip(*units, strict=True))
    expected = first * second + (1 - first) * (1 - second)
    assume(expected < 1)
    assert cohens_kappa(counts) == pytest.approx((observed_in(units) - expected) / (1 - expected))


@given(VARYING)
def test_pi_and_ac1_differ_in_what_the_common_rate_gives(counts: Counts) -> None:
    units = units_of(counts)
    rate = sum(map(sum, units)) / (2 * len(units))
    for coefficient, expected in (
        (scotts_pi, rate**2 + (1 - rate) ** 2),
        (gwets_ac1, 2 * rate * (1 - rate)),
    ):
        by_hand = (observed_in(units) - expected) / (1 - expected)
        assert coefficient(counts) == pytest.approx(by_hand)


@given(VARYING)
def test_alpha_compares_every_value_with_every_other(counts: Counts) -> None:
    values = [value for unit in units_of(counts) for value in unit]
    pairs = len(values) * (len(values) - 1)
    expected = 2 * sum(values) * (len(values) - sum(values)) / pairs
    observed = counts.differing / counts.units
    assert krippendorff_alpha(counts) == pytest.approx(1 - observed / expected)


@given(TABLES)
def test_alpha_of_several_is_that_of_two_for_two(counts: Counts) -> None:
    tally: dict[tuple[int, ...], int] = {
        (2, 0): counts.n11,
        (1, 1): counts.differing,
        (0, 2): counts.n00,
    }
    alpha = krippendorff_alpha(counts)
    assert alpha_of_several(tally) == (None if alpha is None else pytest.approx(alpha))


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4), max_size=12))
def test_alpha_of_several_drops_units_of_one_coder_and_weighs_the_others(
    units: list[list[str]],
) -> None:
    tally = Counter(tuple(unit.count(value) for value in "abc") for unit in units)
    paired = [unit for unit in units if len(unit) > 1]
    values = [value for unit in paired for value in unit]
    differing = sum(one != other for one in values for other in values)
    if not differing:
        assert alpha_of_several(tally) is None
        return
    observed = sum(
        sum(one != other for one in unit for other in unit) / (len(unit) - 1) for unit in paired
    )
    by_hand = 1 - observed / len(values) / (differing / len(values) / (len(values) - 1))
    assert alpha_of_several(tally) == pytest.approx(by_hand)


@given(TABLES)
def test_coders_who_change_places_change_nothing(counts: Counts) -> None:
    turned = Counts(counts.n11, counts.n01, counts.n10, counts.n00)
    assert [c(counts) for c in ALL] == [c(turned) for c in ALL]


@given(TABLES)
def test_a_coefficient_is_undefined_or_between_minus_one_and_one(counts: Counts) -> None:
    assert all(-1 <= value <= 1 for c in ALL if (value := c(counts)) is not None)


@every_chance_corrected
@given(n11=st.integers(1, 99), n00=st.integers(1, 99))
def test_coders_who_mark_the_same_come_to_one(coefficient: Coefficient, n11: int, n00: int) -> None:
    assert coefficient(Counts(n11, 0, 0, n00)) == 1


@every_chance_corrected
@pytest.mark.parametrize(
    "counts",
    [
        pytest.param(Counts(n00=60_000), id="nobody marked anything"),
        pytest.param(Counts(n11=60_000), id="both marked everything"),
        pytest.param(Counts(), id="there is nothing to mark"),
    ],
)
def test_without_variation_there_is_no_coefficient(
    coefficient: Coefficient, counts: Counts
) -> None:
    assert coefficient(counts) is None


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param(Counts(n00=9), (1.0, None), id="nobody marked anything"),
        pytest.param(Counts(n11=9), (1.0, 1.0), id="both marked everything"),
        pytest.param(Counts(n10=3, n00=6), (6 / 9, 0.0), id="only one coder used it"),
        pytest.param(Counts(), (None, None), id="there is nothing to mark"),
    ],
)
def test_percent_agreement_and_overlap_in_degenerate_cells(
    counts: Counts, expected: tuple[float | None, float | None]
) -> None:
    assert (percent_agreement(counts), overlap(counts)) == expected


@pytest.mark.parametrize(
    "counts", [Counts(n10=3, n00=6), Counts(n01=3, n00=6), Counts(n11=3, n10=6)]
)
def test_kappa_is_exactly_nought_where_one_coder_marked_nothing_or_everything(
    counts: Counts,
) -> None:
    assert cohens_kappa(counts) == 0.0


def test_kappa_nears_the_f1_measure_as_silence_grows() -> None:
    kappa = cohens_kappa(Counts(600, 200, 200, 10**9))
    assert kappa == pytest.approx(0.75, abs=1e-5)


def test_ac1_of_coders_who_never_meet_is_high_where_a_code_is_rare() -> None:
    """The reason why it is in no table by default."""
    ac1 = gwets_ac1(Counts(0, 600, 600, 58_800))
    assert ac1 == pytest.approx(0.98, abs=0.001)


@given(st.lists(TABLES, max_size=5))
def test_the_pooled_kappa_is_made_of_mean_agreements(tables: list[Counts]) -> None:
    observed = expected = number = 0.0
    for table in tables:
        if table.units:
            first, second = table.by_first / table.units, table.by_second / table.units
            observed += (table.n11 + table.n00) / table.units
            expected += first * second + (1 - first) * (1 - second)
            number += 1
    if number - expected < 1e-9:
        assert pooled_kappa(tables) is None
    else:
        by_hand = (observed - expected) / (number - expected)
        assert pooled_kappa(tables) == pytest.approx(by_hand, abs=1e-9)


@given(st.lists(VARYING, min_size=1, max_size=4))
def test_codes_without_variation_weigh_nothing_in_the_pooled_kappa(tables: list[Counts]) -> None:
    with_unused = [*tables, Counts(n00=50), Counts(n11=50)]
    assert pooled_kappa(with_unused) == pytest.approx(pooled_kappa(tables) or 0.0)


def test_no_coefficient_is_ever_infinite_for_large_counts() -> None:
    large = Counts(10**12, 1, 0, 10**15)
    assert all(abs(c(large) or 0.0) < inf for c in ALL)
