"""Differences, places and quotes in words."""

import pytest

from qcoder.domain.coding import Coding
from qcoder.domain.consensus import CodedSpan, DifferenceKind
from qcoder.gui.consensus.describing import difference_in_words, place_of, results_in_words
from qcoder.gui.consensus.differing import joined, quoted, shortened
from tests.builders import a_code, a_coding, a_difference, a_transcript, span_of

TEXT = """\
Moderator: What changed for you?

P1: I had read the chart. He told me about his dog.

P2: Mm-hm.

P1: And about the stairs, and the bus.
"""
TRANSCRIPT = a_transcript(TEXT)


def hull(first: str, last: str) -> str:
    start, end = TEXT.index(first), TEXT.index(last) + len(last)
    return TEXT[start:end]


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (("I had", "his dog"), ("He told", "his dog"), "1 starts 5 words earlier"),
        (("He told", "his dog"), ("He told", "the bus"), "2 ends 2 turns later"),
        (("read", "his dog"), ("had", "dog"), "2 starts a word earlier"),
        (
            ("I had", "his dog"),
            ("He told", "Mm-hm"),
            "1 starts 5 words earlier, 2 ends a turn later",
        ),
    ],
)
def test_a_boundary_says_who_goes_farther(
    first: tuple[str, str], second: tuple[str, str], words: str
) -> None:
    difference = a_difference(
        [a_coding(TRANSCRIPT, hull(*first), coder="Ada")],
        [a_coding(TRANSCRIPT, hull(*second), coder="Ben")],
        coders=("Ada", "Ben"),
    )
    assert difference_in_words(TRANSCRIPT, difference) == words


def test_other_kinds_say_what_they_are() -> None:
    one = [a_coding(TRANSCRIPT, "his dog", coder="Ada")]
    two = [a_coding(TRANSCRIPT, "the stairs", a_code("Time"), coder="Ben")]
    pieces = [*two, a_coding(TRANSCRIPT, "the bus", coder="Ben")]

    def said(kind: DifferenceKind, *readings: list[Coding]) -> str:
        difference = a_difference(*readings, kind=kind, coders=("Ada", "Ben"))
        return difference_in_words(TRANSCRIPT, difference)

    assert said(DifferenceKind.ONE_CODER_ONLY, one, []) == "only reading 1"
    assert said(DifferenceKind.SUBSTITUTION, one, two) == "another code, same words"
    assert said(DifferenceKind.SPLIT, one, pieces) == "one piece in 1, 2 pieces in 2"
    assert said(DifferenceKind.SPLIT, [], pieces) == "nothing in 1, 2 pieces in 2"
    assert said(DifferenceKind.EXTENT, one, pieces) == "1 took 2 words, 2 took 4 words"


@pytest.mark.parametrize(
    ("first", "last", "place"),
    [
        ("his dog", "his dog", "turn 2, 2 words"),
        ("Mm-hm", "Mm-hm", "turn 3, a word"),
        ("I had", "the bus", "turns 2–4"),
    ],
)
def test_a_place_is_its_turns_or_its_words(first: str, last: str, place: str) -> None:
    span = span_of(TRANSCRIPT, hull(first, last))
    assert place_of(TRANSCRIPT, [span]) == place


def test_without_words_a_place_is_no_coding() -> None:
    assert place_of(TRANSCRIPT, []) == "no coding"


def test_a_quote_marks_what_the_other_did_not_take() -> None:
    difference = a_difference(
        [a_coding(TRANSCRIPT, hull("I had", "his dog."), coder="Ada")],
        [a_coding(TRANSCRIPT, "He told me about his dog.", coder="Ben")],
        coders=("Ada", "Ben"),
    )
    assert [(piece.text, piece.differs) for piece in quoted(TRANSCRIPT, difference, 1)] == [
        ("I had read the chart.", True),
        ("He told me about his dog.", False),
    ]
    assert [piece.differs for piece in quoted(TRANSCRIPT, difference, 2)] == [False]


def test_a_story_quotes_no_label_between_the_pieces_of_the_other() -> None:
    pieces = [hull("I had", "his dog."), "Mm-hm.", "And about the stairs, and the bus."]
    difference = a_difference(
        [a_coding(TRANSCRIPT, hull("I had", "the bus."), coder="Ada")],
        [a_coding(TRANSCRIPT, piece, coder="Ben") for piece in pieces],
        kind=DifferenceKind.SPLIT,
        coders=("Ada", "Ben"),
    )
    said = quoted(TRANSCRIPT, difference, 1)
    assert [piece.text for piece in said] == pieces
    assert not any(piece.differs for piece in said)


def test_words_that_a_coding_ends_within_are_quoted_in_one() -> None:
    difference = a_difference(
        [a_coding(TRANSCRIPT, hull("I had", "his dog."), coder="Ada")],
        [a_coding(TRANSCRIPT, hull("I had", "his d"), coder="Ben")],
        coders=("Ada", "Ben"),
    )
    said = quoted(TRANSCRIPT, difference, 1)
    assert [piece.goes_on for piece in said] == [False, True]
    assert joined(said) == hull("I had", "his dog.")


def test_a_long_quote_keeps_both_its_ends() -> None:
    words = " ".join(f"word{number}" for number in range(20))
    assert shortened(words, 2) == "word0 word1 … word18 word19"
    assert shortened("one two three four", 2) == "one two three four"


def test_a_reading_of_many_pieces_is_quoted_in_fewer_words_of_each() -> None:
    text = "P1: " + " ".join(f"word{number}" for number in range(120))
    transcript = a_transcript(text)
    words = [f"word{number}" for number in range(120)]
    whole = [" ".join(words)]
    pieces = [" ".join(words[first : first + 20]) for first in (0, 40, 80)]
    difference = a_difference(
        [a_coding(transcript, quote, coder="Ada") for quote in whole],
        [a_coding(transcript, quote, coder="Ben") for quote in pieces],
        kind=DifferenceKind.SPLIT,
        coders=("Ada", "Ben"),
    )
    generous, sparing = (quoted(transcript, difference, 1, most) for most in (2000, 150))
    assert [piece.differs for piece in sparing] == [piece.differs for piece in generous]
    assert sum(len(piece.text) for piece in sparing) <= 300
    assert all("…" in piece.text for piece in sparing)
    assert len(sparing[0].text) < len(generous[0].text)


def test_results_in_the_same_turns_are_told_apart_by_their_words() -> None:
    code = a_code("Time").id
    quotes = {"take1": hull("I had", "Mm-hm"), "take2": hull("read", "Mm-hm")}
    results = {
        name: [CodedSpan(span_of(TRANSCRIPT, quote), code)] for name, quote in quotes.items()
    }
    assert results_in_words(TRANSCRIPT, results) == {"take1": "12 words", "take2": "10 words"}
    results["take1"] = [CodedSpan(span_of(TRANSCRIPT, hull("I had", "the bus")), code)]
    assert results_in_words(TRANSCRIPT, results) == {"take1": "turns 2–4", "take2": "turns 2–3"}
