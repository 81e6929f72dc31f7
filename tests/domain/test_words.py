"""What a word is."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcoder.domain.spans import Span
from qcoder.domain.words import (
    WORD,
    count_words,
    grown_to_words,
    trimmed_to_words,
    word_at,
    words_in,
)
from tests.builders import a_transcript, span_of

TEXTS = st.text(st.sampled_from("ab'’- .,\n\u0301\u093fक"), max_size=30)

SELECTED = TEXTS.filter(bool).flatmap(
    lambda text: st.tuples(
        st.just(text),
        st.builds(
            lambda ends: Span(min(ends), max(ends) + 1),
            st.tuples(st.integers(0, len(text) - 1), st.integers(0, len(text) - 1)),
        ),
    )
)


def words(text: str) -> list[str]:
    return [text[w.start : w.end] for w in words_in(text, Span(0, len(text)))] if text else []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We never had time.", ["We", "never", "had", "time"]),
        ("don't — doesn’t", ["don't", "doesn’t"]),
        ("the patients' rooms", ["the", "patients", "rooms"]),
        ("'quoted' words", ["quoted", "words"]),
        ("third-year, mm-hmm", ["third-year", "mm-hmm"]),
        ("so-- what", ["so", "what"]),
        ("in 2019, 24/7", ["in", "2019", "24", "7"]),
        ("café cafe\u0301", ["café", "cafe\u0301"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("co\u00adoperate", ["co\u00adoperate"]),
        ("snake_case", ["snake", "case"]),
        ("[…] (—) 😀", []),
    ],
)
def test_words_are_letters_digits_and_marks(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_words_are_cut_at_the_ends_of_the_span() -> None:
    assert words_in("never had", Span(2, 7)) == [Span(2, 5), Span(6, 7)]


def test_trimming_takes_off_blanks_and_punctuation() -> None:
    assert trimmed_to_words(" “never had,” ", Span(0, 14)) == Span(2, 11)


def test_trimming_a_span_without_words_leaves_nothing() -> None:
    assert trimmed_to_words("so … well", Span(2, 5)) is None


@pytest.mark.parametrize(
    ("position", "expected"),
    [(0, "never"), (3, "never"), (5, "never"), (6, None), (8, "had"), (10, "had")],
)
def test_a_word_is_found_where_it_covers_the_position_or_ends(
    position: int, expected: str | None
) -> None:
    text = "never, had it"
    found = word_at(text, position)
    assert (text[found.start : found.end] if found else None) == expected


def test_a_word_is_found_on_its_own_line() -> None:
    assert word_at("one\ntwo", 4) == Span(4, 7)


def test_growing_takes_cut_words_in_whole() -> None:
    text = "we never had the time"
    assert grown_to_words(text, Span(5, 14)) == span_of(a_transcript(text), "never had the")


def test_growing_takes_no_word_that_only_touches() -> None:
    text = "we never had the time"
    never_had = span_of(a_transcript(text), "never had")
    assert grown_to_words(text, never_had) == never_had


@given(TEXTS)
def test_words_neither_overlap_nor_hold_blanks(text: str) -> None:
    found = [match.span() for match in WORD.finditer(text)]
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(found))
    assert not any(character.isspace() for word in words(text) for character in word)


@given(SELECTED)
def test_words_are_counted_as_they_are_found(chosen: tuple[str, Span]) -> None:
    text, span = chosen
    assert count_words(text, span) == len(words_in(text, span))


@given(TEXTS)
def test_every_letter_is_in_a_word(text: str) -> None:
    letters = {i for i, character in enumerate(text) if character.isalnum()}
    inside = {i for match in WORD.finditer(text) for i in range(*match.span())}
    assert letters <= inside


@given(SELECTED)
def test_growing_never_shrinks_and_growing_again_changes_nothing(
    selected: tuple[str, Span],
) -> None:
    text, span = selected
    grown = grown_to_words(text, span)
    assert grown.contains(span)
    assert grown_to_words(text, grown) == grown


@given(SELECTED)
def test_trimming_never_grows_and_trimming_again_changes_nothing(
    selected: tuple[str, Span],
) -> None:
    text, span = selected
    trimmed = trimmed_to_words(text, span)
    if trimmed:
        assert span.contains(trimmed)
        assert trimmed_to_words(text, trimmed) == trimmed
