from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcoder.domain.colours import (
    FIRST_COLOUR,
    apart,
    distances,
    proposed_colour,
    proposed_colours,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def nearest(count: int) -> tuple[float, ...]:
    """The smallest distance of any two proposals: all cones, no red, no green, no blue ones."""
    pairs = [distances(*pair) for pair in combinations(proposed_colours(count), 2)]
    return tuple(min(column) for column in zip(*pairs, strict=True))


def test_the_first_colour_is_a_blue() -> None:
    assert proposed_colour([]) == FIRST_COLOUR


# Ratios to what is just seen, about 2, and no more than was reached: 15 codes of the paper keep
# apart for every eye; of 30 the nearest two are at the limit, and names must tell them apart.
@pytest.mark.parametrize(
    ("count", "with_all_cones", "without_one"), [(15, 7.0, 5.0), (20, 6.0, 3.5), (30, 4.0, 2.4)]
)
def test_proposed_colours_keep_apart_for_colour_blind_eyes_too(
    count: int, with_all_cones: float, without_one: float
) -> None:
    everybody, *lacking = nearest(count)
    assert everybody > with_all_cones
    assert min(lacking) > without_one


def test_red_and_green_of_one_lightness_are_told_apart_by_cones_for_both_only() -> None:
    everybody, no_red, no_green, no_blue = distances("#B4514C", "#478638")
    assert min(everybody, no_blue) > 20
    assert max(no_red, no_green) < 11


@pytest.mark.parametrize("colour", ["", "red", "#12"])
def test_what_is_no_colour_takes_no_room(colour: str) -> None:
    assert proposed_colour([colour]) == FIRST_COLOUR


def test_the_same_colours_have_the_same_proposal_in_any_order_and_case() -> None:
    used = proposed_colours(5)
    assert proposed_colour(used) == proposed_colour([c.lower() for c in reversed(used)])


@given(st.lists(COLOURS, min_size=1, max_size=12))
def test_a_proposal_is_none_of_the_colours_that_are_used(used: list[str]) -> None:
    assert min(apart(proposed_colour(used), colour) for colour in used) > 2


@given(COLOURS, COLOURS, COLOURS)
def test_distances_are_those_of_a_space(one: str, other: str, third: str) -> None:
    assert apart(one, one) == 0
    assert distances(one, other) == pytest.approx(distances(other, one))
    sides = zip(distances(one, other), distances(other, third), distances(one, third), strict=True)
    assert all(direct <= first + second + 1e-9 for first, second, direct in sides)
