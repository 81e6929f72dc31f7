"""Quotes found again in the speech."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qcoder.domain.errors import NotFound
from qcoder.domain.quotes import find_quote, fold_speech
from qcoder.domain.spans import Span
from tests.builders import a_transcript, span_of

TRANSCRIPT = a_transcript(
    "P1: We never  had the time.\n"
    "Nobody asked.\n"
    "P2: We never asked, we never had to.\n"
    "P1: No time at all."
)
SPEECH = fold_speech(TRANSCRIPT)


def found(quote: str, occurrence: int | None = None) -> str:
    span = find_quote(SPEECH, quote, occurrence)
    return TRANSCRIPT.text[span.start : span.end]


def test_folded_speech_has_one_blank_for_any_white_space_and_no_labels() -> None:
    assert SPEECH.text == (
        "We never had the time. Nobody asked. We never asked, we never had to. No time at all."
    )


def test_a_quote_stands_where_its_words_stand() -> None:
    assert find_quote(SPEECH, "had the time") == span_of(TRANSCRIPT, "had the time")


@pytest.mark.parametrize(
    "quote", ["never had the time", "never \n had  the time", " never had the time "]
)
def test_white_space_makes_no_difference(quote: str) -> None:
    assert found(quote) == "never  had the time"


def test_a_quote_reaches_over_a_label() -> None:
    assert found("Nobody asked. We never asked") == "Nobody asked.\nP2: We never asked"


@pytest.mark.parametrize("quote", ["we Never had", "P2: We", "the times"])
def test_a_quote_is_matched_word_for_word(quote: str) -> None:
    with pytest.raises(NotFound, match="not in the speech"):
        found(quote)


def test_a_quote_that_occurs_twice_is_refused_without_an_occurrence() -> None:
    with pytest.raises(NotFound, match="occurs 2 times; say which"):
        found("We never")


@pytest.mark.parametrize(("occurrence", "expected"), [(1, 1), (2, 2)])
def test_occurrences_count_from_one_in_text_order(occurrence: int, expected: int) -> None:
    assert find_quote(SPEECH, "We never", occurrence) == span_of(TRANSCRIPT, "We never", expected)


@pytest.mark.parametrize("occurrence", [0, 3, -1])
def test_an_occurrence_that_is_not_there_is_refused(occurrence: int) -> None:
    with pytest.raises(NotFound, match="occurs 2 times, not"):
        found("We never", occurrence)


def test_an_only_occurrence_may_be_named() -> None:
    assert found("Nobody asked", 1) == "Nobody asked"
    with pytest.raises(NotFound, match="occurs once, not 2"):
        found("Nobody asked", 2)


@pytest.mark.parametrize("dots", ["[…]", "[...]", " […] ", "\n[…]\n"])
def test_a_long_quote_may_leave_out_its_middle(dots: str) -> None:
    assert found(f"Nobody{dots}had to") == "Nobody asked.\nP2: We never asked, we never had to"


def test_first_words_that_no_last_ones_follow_are_no_place_of_a_long_quote() -> None:
    assert found("We never […] Nobody asked") == "We never  had the time.\nNobody asked"
    assert found("We never […] Nobody asked", 1) == "We never  had the time.\nNobody asked"
    with pytest.raises(NotFound, match="occurs once, not 2"):
        found("We never […] Nobody asked", 2)


def test_the_last_words_are_the_next_after_the_first() -> None:
    assert found("We never […] never", 1).endswith("P2: We never")


def test_last_words_that_do_not_follow_are_refused() -> None:
    with pytest.raises(NotFound, match="is followed nowhere by"):
        found("Nobody […] the time")


@pytest.mark.parametrize("quote", ["", "  ", "[…]", "Nobody […]", "[…] asked"])
def test_an_empty_quote_is_refused(quote: str) -> None:
    with pytest.raises(NotFound, match="empty"):
        found(quote)


def test_a_transcript_without_speech_has_no_quotes() -> None:
    with pytest.raises(NotFound):
        find_quote(fold_speech(a_transcript("# Opening")), "Opening")


@given(st.integers(0, len(SPEECH.text) - 1), st.integers(1, 40))
def test_what_a_span_says_is_found_where_it_is_said(start: int, length: int) -> None:
    quote = SPEECH.text[start : start + length]
    assume(quote == quote.strip())
    said = Span(SPEECH.positions[start], SPEECH.positions[start + len(quote) - 1] + 1)
    occurrence = sum(SPEECH.text.startswith(quote, at) for at in range(start + 1))
    assert find_quote(SPEECH, quote, occurrence) == said
