import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcoder.comparison import ENGLISH
from qcoder.comparison.boundaries import (
    Boundaries,
    Distance,
    boundaries_by_code,
    middle,
    nine_in_ten,
)
from qcoder.comparison.speech_words import SpeechWords
from qcoder.domain.spans import Span
from tests.builders import a_code, a_transcript
from tests.comparison.pairs import differences, words

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


def test_codings_of_one_coder_that_overlap_are_one_whole_and_no_pieces() -> None:
    code, transcript = a_code("Time"), a_transcript(f"P1: {words(30)}\n")
    start = transcript.text.index("word0")
    whole = [(code, Span(start + a, start + b)) for a, b in ((0, 50), (30, 90), (80, 120))]
    pieces = [(code, Span(start + a, start + b)) for a, b in ((0, 54), (66, 120))]
    found = differences(transcript, Ada=whole, Ben=pieces)
    edges = boundaries_by_code(found, SpeechWords.of(transcript, ENGLISH))
    assert edges[code.id] == Boundaries(split_by_second=1)
