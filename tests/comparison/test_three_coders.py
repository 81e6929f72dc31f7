"""More than two coders of one transcript."""

from qcoder.domain.codebook import CodingUnit
from qcoder.domain.consensus import DifferenceKind
from tests.builders import a_code, a_transcript, coder_id
from tests.comparison.pairs import differences, kinds, words

STORY = a_code("Emotions", unit=CodingUnit.STORY)
GRADES, TIME = a_code("Grades"), a_code("Time")
TRANSCRIPT = a_transcript(f"P1: {words(60)}.")
WHOLE, CUT, FIRST, LAST = words(60), words(50), words(20), "word25 word26 word27 word28"


def test_every_coder_has_a_reading_in_the_order_of_assignment() -> None:
    (only,) = differences(TRANSCRIPT, Ada=[], Ben=[(STORY, WHOLE)], Cleo=[])
    assert [r.coder for r in only.readings] == [coder_id(n) for n in ("Ada", "Ben", "Cleo")]
    assert [len(r.codings) for r in only.readings] == [0, 1, 0]


def test_what_all_coded_alike_is_the_same() -> None:
    alike = [(STORY, WHOLE)]
    assert kinds(TRANSCRIPT, Ada=alike, Ben=alike, Cleo=alike) == [DifferenceKind.EXACT]


def test_what_two_coded_alike_and_one_left_out_is_not_the_same() -> None:
    alike = [(STORY, WHOLE)]
    assert kinds(TRANSCRIPT, Ada=alike, Ben=alike, Cleo=[]) == [DifferenceKind.ONE_CODER_ONLY]


def test_one_other_edge_of_three_is_a_boundary() -> None:
    found = kinds(TRANSCRIPT, Ada=[(STORY, WHOLE)], Ben=[(STORY, WHOLE)], Cleo=[(STORY, CUT)])
    assert found == [DifferenceKind.BOUNDARY]


def test_edges_that_differ_come_before_a_coder_who_left_it_out() -> None:
    found = kinds(TRANSCRIPT, Ada=[(STORY, WHOLE)], Ben=[(STORY, CUT)], Cleo=[])
    assert found == [DifferenceKind.BOUNDARY]


def test_two_coders_with_the_same_pieces_of_a_whole_are_a_split() -> None:
    pieces = [(STORY, FIRST), (STORY, LAST)]
    assert kinds(TRANSCRIPT, Ada=[(STORY, WHOLE)], Ben=pieces, Cleo=pieces) == [
        DifferenceKind.SPLIT
    ]


def test_two_coders_with_other_pieces_of_a_whole_are_a_tangle() -> None:
    found = kinds(
        TRANSCRIPT,
        Ada=[(STORY, WHOLE)],
        Ben=[(STORY, FIRST), (STORY, LAST)],
        Cleo=[(STORY, words(10)), (STORY, LAST)],
    )
    assert found == [DifferenceKind.TANGLE]


def test_readings_that_meet_only_through_a_third_are_one_place() -> None:
    (only,) = differences(
        TRANSCRIPT, Ada=[(STORY, FIRST)], Ben=[(STORY, WHOLE)], Cleo=[(STORY, LAST)]
    )
    assert only.kind is DifferenceKind.EXTENT
    assert len(only.codings) == 3


def test_one_code_against_another_by_two_coders_is_one_substitution() -> None:
    (only,) = differences(
        TRANSCRIPT, Ada=[(GRADES, WHOLE)], Ben=[(TIME, WHOLE)], Cleo=[(TIME, WHOLE)]
    )
    assert only.kind is DifferenceKind.SUBSTITUTION
    assert [len(reading.codings) for reading in only.readings] == [1, 1, 1]


def test_three_codes_by_three_coders_are_one_substitution() -> None:
    found = kinds(TRANSCRIPT, Ada=[(GRADES, WHOLE)], Ben=[(TIME, WHOLE)], Cleo=[(STORY, WHOLE)])
    assert found == [DifferenceKind.SUBSTITUTION]
