"""What a decision on a difference results in."""

import pytest

from qcoder.domain.codebook import Code
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import (
    OFFERED_FIRST,
    CodedSpan,
    DifferenceKind,
    Outcome,
    result_of,
)
from qcoder.domain.errors import RuleBroken
from qcoder.domain.spans import Span
from tests.builders import a_code, a_coding, a_difference, a_transcript

TRANSCRIPT = a_transcript("P1: " + "word " * 40)
EMOTIONS, TIME = a_code("Emotions"), a_code("Time")


def coded(coder: str, start: int, end: int, code: Code = EMOTIONS) -> Coding:
    return a_coding(TRANSCRIPT, Span(start, end), code, coder)


def spans(result: tuple[CodedSpan, ...]) -> list[tuple[int, int]]:
    return [(s.span.start, s.span.end) for s in result]


EDGE = a_difference([coded("Ada", 10, 30)], [coded("Ben", 20, 40)])
PIECES = a_difference(
    [coded("Ada", 10, 60)],
    [coded("Ben", 10, 20), coded("Ben", 30, 60)],
    kind=DifferenceKind.SPLIT,
)
SWAPPED = a_difference(
    [coded("Ada", 10, 30, EMOTIONS)],
    [coded("Ben", 12, 30, TIME)],
    kind=DifferenceKind.SUBSTITUTION,
)


@pytest.mark.parametrize(
    ("outcome", "reading", "expected"),
    [
        (Outcome.TAKE, 1, [(10, 30)]),
        (Outcome.TAKE, 2, [(20, 40)]),
        (Outcome.UNION, None, [(10, 40)]),
        (Outcome.AUTO, None, [(10, 40)]),
        (Outcome.INTERSECTION, None, [(20, 30)]),
        (Outcome.BOTH, None, [(10, 30), (20, 40)]),
        (Outcome.NONE, None, []),
        (Outcome.LATER, None, []),
        (Outcome.UNRESOLVED, None, []),
        (Outcome.REOPENED, None, []),
        (Outcome.WITHDRAWN, None, []),
    ],
)
def test_each_outcome_has_its_result(
    outcome: Outcome, reading: int | None, expected: list[tuple[int, int]]
) -> None:
    assert spans(result_of(EDGE, outcome, reading)) == expected


@pytest.mark.parametrize(
    ("outcome", "reading", "expected"),
    [
        (Outcome.TAKE, 2, [(10, 20), (30, 60)]),
        (Outcome.UNION, None, [(10, 60)]),
        (Outcome.INTERSECTION, None, [(10, 20), (30, 60)]),
        (Outcome.BOTH, None, [(10, 20), (10, 60), (30, 60)]),
    ],
)
def test_a_split_can_end_whole_or_in_pieces(
    outcome: Outcome, reading: int | None, expected: list[tuple[int, int]]
) -> None:
    assert spans(result_of(PIECES, outcome, reading)) == expected


def test_both_of_a_substitution_keeps_both_codes() -> None:
    assert {s.code for s in result_of(SWAPPED, Outcome.BOTH)} == {EMOTIONS.id, TIME.id}


def test_both_of_two_equal_readings_is_one_coding() -> None:
    same = a_difference([coded("Ada", 10, 30)], [coded("Ben", 10, 30)])
    assert spans(result_of(same, Outcome.BOTH)) == [(10, 30)]


def test_taking_the_reading_that_coded_nothing_leaves_nothing() -> None:
    alone = a_difference([coded("Ada", 10, 30)], [], kind=DifferenceKind.ONE_CODER_ONLY)
    assert result_of(alone, Outcome.TAKE, 2) == ()


def test_overlapping_codings_of_one_reading_are_taken_as_one() -> None:
    twice = a_difference([coded("Ada", 10, 30), coded("Ada", 20, 40)], [coded("Ben", 10, 35)])
    assert spans(result_of(twice, Outcome.TAKE, 1)) == [(10, 40)]


@pytest.mark.parametrize("reading", [None, 0, 3])
def test_taking_a_reading_that_is_not_there_is_refused(reading: int | None) -> None:
    with pytest.raises(RuleBroken, match="1 to 2"):
        result_of(EDGE, Outcome.TAKE, reading)


@pytest.mark.parametrize("outcome", [Outcome.OTHER_WORDS, Outcome.OTHER_CODE])
def test_other_words_and_other_code_need_a_result(outcome: Outcome) -> None:
    with pytest.raises(RuleBroken, match="needs the words"):
        result_of(EDGE, outcome)


def test_a_given_result_comes_in_text_order() -> None:
    late, early = CodedSpan(Span(50, 60), TIME.id), CodedSpan(Span(10, 20), TIME.id)
    assert result_of(EDGE, Outcome.OTHER_WORDS, given=[late, early]) == (early, late)


def test_the_intersection_of_different_codes_is_refused() -> None:
    with pytest.raises(RuleBroken, match="share no words"):
        result_of(SWAPPED, Outcome.INTERSECTION)


def test_the_intersection_is_what_every_coder_shares() -> None:
    three = a_difference([coded("Ada", 10, 40)], [coded("Ben", 20, 60)], [coded("Cleo", 15, 30)])
    assert spans(result_of(three, Outcome.INTERSECTION)) == [(20, 30)]


@pytest.mark.parametrize("kind", DifferenceKind)
def test_every_kind_has_verbs_to_offer_first(kind: DifferenceKind) -> None:
    assert OFFERED_FIRST[kind]


def test_only_exact_and_trivial_are_the_same() -> None:
    same = {kind for kind in DifferenceKind if kind.is_same}
    assert same == {DifferenceKind.EXACT, DifferenceKind.TRIVIAL}


def test_the_codings_of_a_difference_come_reading_by_reading() -> None:
    assert [c.span.start for c in PIECES.codings] == [10, 10, 30]
