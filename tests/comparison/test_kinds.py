"""How two readings of one place differ."""

from dataclasses import replace

import pytest

from qcoder.comparison import FillerWords, compare
from qcoder.domain.codebook import Code, CodingUnit, Grain
from qcoder.domain.consensus import DifferenceKind
from qcoder.domain.spans import Span
from tests.builders import a_code, a_codebook, a_transcript, span_of
from tests.comparison.pairs import differences, kind, kinds, layers, words

WORD = a_code("Specialties", unit=CodingUnit.WORD)
PHRASE = a_code("Anything", unit=CodingUnit.FREE)
SENTENCE = a_code("Lessons", unit=CodingUnit.SENTENCE)
STORY = a_code("Emotions", unit=CodingUnit.STORY)
GRADES = a_code("Grades", unit=CodingUnit.STORY)
TIME = a_code("Time", unit=CodingUnit.STORY)
EVERY_GRAIN = pytest.mark.parametrize("code", [WORD, PHRASE, SENTENCE, STORY])

EXACT, TRIVIAL = DifferenceKind.EXACT, DifferenceKind.TRIVIAL
BOUNDARY, EXTENT = DifferenceKind.BOUNDARY, DifferenceKind.EXTENT
ONE_CODER_ONLY, SUBSTITUTION = DifferenceKind.ONE_CODER_ONLY, DifferenceKind.SUBSTITUTION
SPLIT, TANGLE = DifferenceKind.SPLIT, DifferenceKind.TANGLE

LINE = a_transcript("P1: So, um, we never had the time.")
LONG = a_transcript(f"P1: {words(200)}.")


def stretch(first: int, last: int) -> Span:
    """Words ``first`` to ``last`` of the long transcript, both included."""
    start, end = span_of(LONG, f"word{first}"), span_of(LONG, f"word{last}")
    return start.hull(end)


@EVERY_GRAIN
def test_the_same_words_are_the_same(code: Code) -> None:
    assert kind(LINE, code, "never had", "never had") is EXACT


@EVERY_GRAIN
@pytest.mark.parametrize("loose", ["never had ", " never had", ", um, we never had the time."])
def test_blanks_and_punctuation_at_the_edges_are_no_difference(code: Code, loose: str) -> None:
    assert kind(LINE, code, loose, loose.strip(" ,.")) is EXACT


@EVERY_GRAIN
def test_a_filler_at_the_edge_is_trivial(code: Code) -> None:
    assert kind(LINE, code, "um, we never had the time", "we never had the time") is TRIVIAL


@pytest.mark.parametrize(("code", "fillers"), [(WORD, 2), (PHRASE, 4), (SENTENCE, 6), (STORY, 12)])
def test_every_grain_allows_so_many_fillers_and_no_more(code: Code, fillers: int) -> None:
    transcript = a_transcript("P1: " + "um " * 20 + words(60))
    start = span_of(transcript, "word0").start
    whole = Span(start, len(transcript.text))
    within, beyond = Span(start - 3 * fillers, whole.end), Span(start - 3 * fillers - 3, whole.end)
    assert kind(transcript, code, within, whole) is TRIVIAL
    assert kind(transcript, code, beyond, whole) is not TRIVIAL


@pytest.mark.parametrize(("code", "content"), [(WORD, 0), (PHRASE, 0), (SENTENCE, 1), (STORY, 3)])
def test_every_grain_allows_so_many_content_words_and_no_more(code: Code, content: int) -> None:
    assert kind(LONG, code, stretch(0, 99), stretch(content, 99)).is_same
    assert kind(LONG, code, stretch(0, 99), stretch(content + 1, 99)) is BOUNDARY


@pytest.mark.parametrize(("length", "expected"), [(19, BOUNDARY), (20, TRIVIAL)])
def test_no_more_than_a_twentieth_of_the_shorter_reading_may_differ(
    length: int, expected: DifferenceKind
) -> None:
    assert kind(LONG, STORY, stretch(0, length), stretch(1, length)) is expected


def test_content_words_at_both_ends_count_together() -> None:
    assert kind(LONG, STORY, stretch(0, 98), stretch(2, 99)) is TRIVIAL
    assert kind(LONG, STORY, stretch(0, 97), stretch(2, 99)) is BOUNDARY


def test_one_content_word_off_a_code_for_words_is_a_boundary() -> None:
    assert kind(LINE, WORD, "never had the time", "had the time") is BOUNDARY


def test_three_of_six_content_words_off_a_short_story_are_a_boundary() -> None:
    assert kind(LONG, STORY, stretch(0, 5), stretch(3, 5)) is BOUNDARY


def test_twenty_words_off_a_story_are_not_trivial() -> None:
    assert kind(LONG, STORY, stretch(0, 199), stretch(20, 199)) is BOUNDARY


def test_half_a_word_is_a_word_that_differs() -> None:
    assert kind(LINE, WORD, "never had", "ver had") is BOUNDARY


def test_half_of_an_unspaced_text_is_never_the_same_as_the_whole() -> None:
    transcript = a_transcript("P1: 我们从来没有时间坐下来听病人说话")
    assert kind(transcript, STORY, "我们从来没有时间坐下来", "我们从来没有时间") is BOUNDARY


def test_where_only_fillers_were_coded_a_filler_is_a_difference() -> None:
    transcript = a_transcript("P1: Yeah, okay.")
    assert kind(transcript, WORD, "Yeah", "Yeah, okay") is BOUNDARY


@EVERY_GRAIN
def test_three_times_the_length_is_another_extent(code: Code) -> None:
    assert kind(LONG, code, stretch(10, 39), stretch(20, 28)) is EXTENT


def test_less_than_three_times_the_length_is_a_boundary() -> None:
    assert kind(LONG, STORY, stretch(10, 38), stretch(20, 29)) is BOUNDARY


def test_a_phrase_inside_a_story_is_one_difference() -> None:
    (only,) = differences(LONG, Ada=[(STORY, stretch(0, 150))], Ben=[(STORY, stretch(90, 94))])
    assert only.kind is EXTENT
    assert [len(reading.codings) for reading in only.readings] == [1, 1]


def test_what_one_coder_left_out_is_one_sided() -> None:
    (only,) = differences(LONG, Ada=[(STORY, stretch(0, 9))], Ben=[])
    assert only.kind is ONE_CODER_ONLY
    assert [len(reading.codings) for reading in only.readings] == [1, 0]


def test_one_code_in_two_places_is_one_sided_twice() -> None:
    found = kinds(LONG, Ada=[(STORY, stretch(0, 9))], Ben=[(STORY, stretch(10, 19))])
    assert found == [ONE_CODER_ONLY, ONE_CODER_ONLY]


def test_one_story_in_three_pieces_is_one_split() -> None:
    pieces = [(STORY, stretch(first, first + 20)) for first in (0, 25, 50)]
    (only,) = differences(LONG, Ada=[(STORY, stretch(0, 70))], Ben=pieces)
    assert only.kind is SPLIT
    assert [len(reading.codings) for reading in only.readings] == [1, 3]


def test_pieces_that_leave_out_no_word_are_a_split_all_the_same() -> None:
    pieces = [(STORY, stretch(0, 20)), (STORY, stretch(21, 40))]
    assert kinds(LONG, Ada=[(STORY, stretch(0, 40))], Ben=pieces) == [SPLIT]


def test_readings_that_cross_each_other_are_a_tangle() -> None:
    ada = [(STORY, stretch(0, 19)), (STORY, stretch(20, 39))]
    ben = [(STORY, stretch(10, 29)), (STORY, stretch(30, 49))]
    assert kinds(LONG, Ada=ada, Ben=ben) == [TANGLE]


def test_the_same_pieces_are_the_same_one_by_one() -> None:
    pieces = [(STORY, stretch(0, 20)), (STORY, stretch(21, 40))]
    assert kinds(LONG, Ada=pieces, Ben=pieces) == [EXACT, EXACT]


def test_a_story_that_nibbles_at_the_next_one_chains_nothing() -> None:
    ada = [(STORY, stretch(0, 49)), (STORY, stretch(50, 99))]
    ben = [(STORY, stretch(0, 54)), (STORY, stretch(55, 99))]
    assert kinds(LONG, Ada=ada, Ben=ben) == [BOUNDARY, BOUNDARY]


def test_a_weak_overlap_that_is_best_at_both_ends_is_one_place() -> None:
    assert kinds(LONG, Ada=[(STORY, stretch(0, 49))], Ben=[(STORY, stretch(48, 97))]) == [BOUNDARY]


def test_own_overlapping_codings_of_a_code_count_as_one() -> None:
    ada = [(STORY, stretch(0, 30)), (STORY, stretch(20, 50))]
    (only,) = differences(LONG, Ada=ada, Ben=[(STORY, stretch(0, 50))])
    assert only.kind is EXACT
    assert [c.span for c in only.readings[0].codings] == [stretch(0, 30), stretch(20, 50)]


def test_a_coding_made_twice_is_the_same_as_once() -> None:
    twice = [(STORY, stretch(0, 30))] * 2
    (only,) = differences(LONG, Ada=twice, Ben=twice[:1])
    assert only.kind is EXACT
    assert [len(reading.codings) for reading in only.readings] == [2, 1]


def test_another_code_on_nearly_the_same_words_is_a_substitution() -> None:
    (only,) = differences(LONG, Ada=[(GRADES, stretch(0, 50))], Ben=[(TIME, stretch(3, 50))])
    assert only.kind is SUBSTITUTION
    assert only.codes == (GRADES.id, TIME.id)


@pytest.mark.parametrize(
    ("count", "expected"), [(10, [SUBSTITUTION]), (9, [ONE_CODER_ONLY, ONE_CODER_ONLY])]
)
def test_a_substitution_shares_half_of_what_either_covers(
    count: int, expected: list[DifferenceKind]
) -> None:
    transcript = a_transcript("P1: " + "same " * 20)
    twenty, fewer = Span(4, 4 + 5 * 20), Span(4, 4 + 5 * count)
    assert kinds(transcript, Ada=[(GRADES, twenty)], Ben=[(TIME, fewer)]) == expected


def test_two_codes_given_by_both_to_one_span_are_the_same_twice() -> None:
    both = [(GRADES, stretch(0, 50)), (TIME, stretch(0, 50))]
    assert kinds(LONG, Ada=both, Ben=both[::-1]) == [EXACT, EXACT]


def test_a_code_both_gave_is_substituted_for_nothing() -> None:
    ada = [(GRADES, stretch(0, 50)), (TIME, stretch(0, 50))]
    assert sorted(kinds(LONG, Ada=ada, Ben=ada[:1])) == [EXACT, ONE_CODER_ONLY]


def test_a_code_is_taken_for_the_one_it_shares_most_with() -> None:
    near, far = (TIME, stretch(0, 48)), (STORY, stretch(0, 40))
    found = differences(LONG, Ada=[(GRADES, stretch(0, 50))], Ben=[far, near])
    assert {d.kind: d.codes for d in found} == {
        SUBSTITUTION: (GRADES.id, TIME.id),
        ONE_CODER_ONLY: (STORY.id,),
    }


def test_two_codes_for_two_others_on_one_span_are_two_substitutions() -> None:
    ada = [(GRADES, stretch(0, 50)), (STORY, stretch(0, 50))]
    ben = [(TIME, stretch(0, 50)), (PHRASE, stretch(0, 50))]
    assert kinds(LONG, Ada=ada, Ben=ben) == [SUBSTITUTION, SUBSTITUTION]


def test_of_equal_codes_one_of_the_same_grouping_is_taken_for_the_other() -> None:
    lecture = a_code("Lecture", grouping="Contexts")
    coaching = a_code("Coaching", grouping="Contexts")
    found = differences(
        LONG,
        Ada=[(lecture, stretch(0, 50)), (GRADES, stretch(0, 50))],
        Ben=[(TIME, stretch(0, 50)), (coaching, stretch(0, 50))],
    )
    assert {frozenset(d.codes) for d in found} == {
        frozenset({lecture.id, coaching.id}),
        frozenset({GRADES.id, TIME.id}),
    }


def test_a_grain_given_for_a_code_goes_before_its_unit() -> None:
    pair = layers(LONG, Ada=[(WORD, stretch(0, 99))], Ben=[(WORD, stretch(2, 99))])
    (as_word,) = compare(LONG, pair, a_codebook(WORD))
    (as_story,) = compare(LONG, pair, a_codebook(replace(WORD, grain=Grain.STORY)))
    assert (as_word.kind, as_story.kind) == (BOUNDARY, TRIVIAL)


def test_fillers_can_be_those_of_another_language() -> None:
    transcript = a_transcript("P1: Also wir hatten nie Zeit.")
    pair = layers(transcript, Ada=[(WORD, "Also wir hatten nie")], Ben=[(WORD, "wir hatten nie")])
    book = a_codebook(WORD)
    (english,) = compare(transcript, pair, book)
    (german,) = compare(transcript, pair, book, fillers=FillerWords.of("also", "ähm"))
    assert (english.kind, german.kind) == (BOUNDARY, TRIVIAL)


def test_codings_of_a_code_that_was_deleted_are_compared_as_of_a_free_one() -> None:
    pair = layers(
        LINE, Ada=[(GRADES, "we never had")], Ben=[(GRADES, "um, we never had"), (TIME, "time")]
    )
    found = compare(LINE, pair, a_codebook(STORY))
    assert [d.kind for d in found] == [TRIVIAL, ONE_CODER_ONLY]


def test_a_comparison_needs_two_layers() -> None:
    with pytest.raises(ValueError, match="two coders"):
        compare(LINE, layers(LINE, Ada=[(STORY, "never had")]), a_codebook(STORY))


def test_two_empty_layers_differ_nowhere() -> None:
    assert kinds(LINE, Ada=[], Ben=[]) == []
