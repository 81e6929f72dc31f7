from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcoder.domain.colours import colour_of, hue_of, proposed_colour


def apart(first: str, second: str) -> float:
    one, other = hue_of(first), hue_of(second)
    assert one is not None
    assert other is not None
    return min((one - other) % 360, (other - one) % 360)


def proposals(count: int) -> list[str]:
    colours: list[str] = []
    for _ in range(count):
        colours.append(proposed_colour(colours))
    return colours


def test_the_first_colour_is_a_blue() -> None:
    assert proposed_colour([]) == "#2D78BD"


def test_the_second_lies_opposite() -> None:
    assert apart(*proposals(2)) == pytest.approx(180, abs=2)


def test_fifteen_codes_have_colours_that_keep_apart() -> None:
    closest = min(apart(*pair) for pair in combinations(proposals(15), 2))
    assert closest > 18


def test_a_colour_goes_where_the_gap_is_widest() -> None:
    used = [colour_of(hue) for hue in (0, 40, 80, 120, 160, 300, 330)]
    assert hue_of(proposed_colour(used)) == pytest.approx(230, abs=2)


def test_the_gap_across_red_is_a_gap_too() -> None:
    used = [colour_of(hue) for hue in range(60, 301, 30)]
    assert apart(proposed_colour(used), colour_of(0)) < 2


@pytest.mark.parametrize("colour", ["#808080", "#FFFFFF", "#000000", "", "red", "#12"])
def test_what_has_no_hue_takes_no_room(colour: str) -> None:
    assert hue_of(colour) is None
    assert proposed_colour([colour]) == proposed_colour([])


def test_the_same_colours_have_the_same_proposal_in_any_order_and_case() -> None:
    used = proposals(5)
    assert proposed_colour(used) == proposed_colour([c.lower() for c in reversed(used)])


@given(st.integers(0, 359))
def test_a_colour_has_the_hue_it_was_made_of(hue: int) -> None:
    assert apart(colour_of(hue), colour_of(hue)) == 0
    found = hue_of(colour_of(hue))
    assert found is not None
    assert min((found - hue) % 360, (hue - found) % 360) < 2


@given(st.lists(st.integers(0, 359), max_size=30))
def test_a_proposal_is_further_from_all_than_half_of_an_equal_share(hues: list[int]) -> None:
    used = [colour_of(hue) for hue in hues]
    proposed = proposed_colour(used)
    assert all(apart(proposed, colour) > 180 / (len(used) + 1) - 2 for colour in used)
