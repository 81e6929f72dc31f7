from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcoder.domain.laid_over import SharedWords, readers_met, shared_words, short_names
from qcoder.domain.spans import Span

MARKS = st.lists(
    st.tuples(
        st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda p: Span(p[0], p[0] + p[1])),
        st.sampled_from("abcd"),
    ),
    max_size=12,
)


def test_words_that_one_reader_marked_are_not_shared() -> None:
    assert shared_words([(Span(0, 9), "a"), (Span(3, 5), "a"), (Span(9, 12), "b")]) == []


def test_the_middle_of_three_is_shared_by_three() -> None:
    marks = [(Span(0, 10), "a"), (Span(4, 14), "b"), (Span(6, 8), "c")]
    assert shared_words(marks) == [
        SharedWords(Span(4, 6), 2),
        SharedWords(Span(6, 8), 3),
        SharedWords(Span(8, 10), 2),
    ]


def test_a_stretch_goes_on_where_one_mark_follows_another() -> None:
    marks = [(Span(0, 10), "a"), (Span(2, 5), "b"), (Span(5, 8), "b")]
    assert shared_words(marks) == [SharedWords(Span(2, 8), 2)]


@given(MARKS)
def test_every_place_is_counted_as_one_would_count_it(marks: list[tuple[Span, str]]) -> None:
    found = {
        place: shared.readers
        for shared in shared_words(marks)
        for place in range(shared.span.start, shared.span.end)
    }
    readers = {
        place: {who for span, who in marks if span.start <= place < span.end} for place in range(43)
    }
    assert found == {place: len(who) for place, who in readers.items() if len(who) > 1}


@given(MARKS)
def test_stretches_are_in_order_apart_and_as_long_as_can_be(marks: list[tuple[Span, str]]) -> None:
    found = shared_words(marks)
    assert found == sorted(found)
    assert sum(len(s.span) for s in found) == len(
        {place for s in found for place in range(s.span.start, s.span.end)}
    )
    for one, other in pairwise(found):
        assert one.span.end < other.span.start or one.readers != other.readers


@given(MARKS)
def test_readers_that_a_mark_meets_are_counted_once_each(marks: list[tuple[Span, str]]) -> None:
    assert readers_met(marks) == [
        len({reader for other, reader in marks if other.overlaps(span)}) for span, _ in marks
    ]


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["Mara", "Jonas", "Priya"], ["M", "J", "P"]),
        (["Ada", "Anna", "ben"], ["Ad", "An", "b"]),
        (["Jo", "Jonas"], ["Jo", "Jon"]),
        (["Ada"], ["A"]),
    ],
)
def test_names_are_cut_as_short_as_tells_them_apart(names: list[str], short: list[str]) -> None:
    assert list(short_names(names).values()) == short
