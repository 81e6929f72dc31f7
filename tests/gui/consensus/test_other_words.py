"""Choosing other words: by word, sentence and turn, always whole words of speech."""

import pytest

from qcoder.domain.spans import Span
from qcoder.gui.consensus.other_words import OtherWords, Step
from tests.builders import a_transcript, span_of

TRANSCRIPT = a_transcript(
    "P1: It was late. We were tired of it. She sat down.\nP2: Mm-hm.\nP1: And she talked."
)


@pytest.fixture
def words() -> OtherWords:
    made = OtherWords()
    made.begin(TRANSCRIPT, span_of(TRANSCRIPT, "We were tired"))
    return made


def chosen(words: OtherWords) -> str:
    assert words.span is not None
    return TRANSCRIPT.text[words.span.start : words.span.end]


@pytest.mark.parametrize(
    ("forward", "step", "left"),
    [
        (True, Step.WORD, "We were tired of"),
        (False, Step.WORD, "We were"),
        (True, Step.SENTENCE, "We were tired of it"),
        (True, Step.TURN, "We were tired of it. She sat down"),
    ],
)
def test_the_end_moves(words: OtherWords, forward: bool, step: Step, left: str) -> None:
    words.move_end(forward, step)
    assert chosen(words) == left


@pytest.mark.parametrize(
    ("forward", "step", "left"),
    [
        (False, Step.WORD, "late. We were tired"),
        (True, Step.WORD, "were tired"),
        (False, Step.SENTENCE, "It was late. We were tired"),
        (False, Step.TURN, "It was late. We were tired"),
    ],
)
def test_the_start_moves(words: OtherWords, forward: bool, step: Step, left: str) -> None:
    words.move_start(forward, step)
    assert chosen(words) == left


def test_one_word_always_stays(words: OtherWords) -> None:
    for _ in range(9):
        words.move_end(False, Step.WORD)
    assert chosen(words) == "We"

    words.move_start(True, Step.TURN)
    assert chosen(words) == "We"


def test_labels_are_stepped_over(words: OtherWords) -> None:
    for _ in range(3):
        words.move_end(True, Step.TURN)
    assert chosen(words).endswith("And she talked")

    words.move_start(True, Step.TURN)
    assert chosen(words).startswith("Mm-hm")


def test_a_selection_takes_in_the_words_it_cuts(words: OtherWords) -> None:
    start = TRANSCRIPT.text.index("ired of")
    words.take(Span(start, start + 6))
    assert chosen(words) == "tired of"


def test_a_selection_without_a_word_changes_nothing(words: OtherWords) -> None:
    words.take(span_of(TRANSCRIPT, ". "))
    assert chosen(words) == "We were tired"


def test_nothing_is_taken_while_nothing_is_chosen() -> None:
    words = OtherWords()
    words.take(Span(0, 5))
    assert words.span is None
