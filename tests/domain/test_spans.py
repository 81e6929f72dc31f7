"""Spans against what they stand for: sets of positions."""

import itertools
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcoder.domain.spans import (
    Span,
    intersected,
    merged,
    span_or_none,
    subtracted,
)

SPANS = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(1, 12)
)
MANY = st.lists(SPANS, max_size=8)


def points(spans: Iterable[Span]) -> set[int]:
    return {position for span in spans for position in range(span.start, span.end)}


def is_tidy(spans: tuple[Span, ...]) -> bool:
    return all(one.end <= other.start for one, other in itertools.pairwise(spans))


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_a_span_is_never_empty_turned_round_or_before_the_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)
    assert span_or_none(start, end) is None


def test_spans_sort_in_text_order_and_shorter_first() -> None:
    assert sorted([Span(5, 9), Span(1, 8), Span(1, 3)]) == [Span(1, 3), Span(1, 8), Span(5, 9)]


@given(SPANS)
def test_a_span_is_as_long_as_it_has_positions(span: Span) -> None:
    assert len(span) == len(points([span]))


@given(SPANS, SPANS)
def test_spans_overlap_where_they_share_a_position(one: Span, other: Span) -> None:
    assert one.overlaps(other) == bool(points([one]) & points([other]))


@given(SPANS, SPANS)
def test_a_span_contains_what_has_no_position_outside(one: Span, other: Span) -> None:
    assert one.contains(other) == (points([other]) <= points([one]))


@given(SPANS, SPANS)
def test_the_intersection_has_the_shared_positions(one: Span, other: Span) -> None:
    shared = one.intersection(other)
    assert points([shared] if shared else []) == points([one]) & points([other])


@given(SPANS, SPANS)
def test_the_hull_is_the_shortest_span_around_both(one: Span, other: Span) -> None:
    both = points([one, other])
    assert one.hull(other) == Span(min(both), max(both) + 1)


@given(MANY)
def test_merging_keeps_the_positions_in_as_few_spans_as_possible(spans: list[Span]) -> None:
    result = merged(spans)
    assert points(result) == points(spans)
    assert all(one.end < other.start for one, other in itertools.pairwise(result))


@given(MANY)
def test_merging_does_not_depend_on_the_order(spans: list[Span]) -> None:
    assert merged(spans) == merged(reversed(spans))


@given(MANY)
def test_merging_twice_changes_nothing(spans: list[Span]) -> None:
    assert merged(merged(spans)) == merged(spans)


@given(MANY, MANY)
def test_what_is_in_both_is_the_intersection_of_the_positions(
    first: list[Span], second: list[Span]
) -> None:
    result = intersected(merged(first), merged(second))
    assert points(result) == points(first) & points(second)
    assert is_tidy(result)


@given(MANY, MANY)
def test_what_is_taken_away_is_gone_and_nothing_else(kept: list[Span], removed: list[Span]) -> None:
    result = subtracted(merged(kept), merged(removed))
    assert points(result) == points(kept) - points(removed)
    assert is_tidy(result)


@given(MANY, MANY)
def test_the_parts_taken_away_and_left_make_the_whole(
    kept: list[Span], removed: list[Span]
) -> None:
    whole = merged(kept)
    left = subtracted(whole, merged(removed))
    taken = intersected(whole, merged(removed))
    assert merged((*left, *taken)) == whole
