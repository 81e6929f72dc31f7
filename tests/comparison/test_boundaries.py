import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcoder.comparison.boundaries import Boundaries, Distance, middle, nine_in_ten

numbers = st.lists(st.integers(0, 500), min_size=1, max_size=60)


def test_of_nothing_there_is_no_middle() -> None:
    assert middle([]) is None
    assert nine_in_ten([]) is None


@pytest.mark.parametrize(("count", "expected"), [(1, 1), (9, 9), (10, 9), (11, 10), (20, 18)])
def test_nine_in_ten_is_by_nearest_rank(count: int, expected: int) -> None:
    assert nine_in_ten(range(1, count + 1)) == expected


@given(numbers)
def test_at_least_nine_in_ten_are_no_more(values: list[int]) -> None:
    limit = nine_in_ten(values)
    assert limit is not None
    assert sum(value <= limit for value in values) >= 0.9 * len(values)
    assert sum(value < limit for value in values) < 0.9 * len(values)


def test_places_of_transcripts_add_up() -> None:
    one = Boundaries(starts=(Distance(3, 1),), ends=(Distance(0, 0),), split_by_first=1)
    other = Boundaries(starts=(Distance(5, 2),), ends=(Distance(9, 2),), crossed=2)
    assert one + other == Boundaries(
        starts=(Distance(3, 1), Distance(5, 2)),
        ends=(Distance(0, 0), Distance(9, 2)),
        split_by_first=1,
        crossed=2,
    )
