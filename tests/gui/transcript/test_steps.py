"""Steps by sentence and section."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcoder.gui.transcript.steps import (
    next_section,
    next_sentence,
    previous_section,
    previous_sentence,
)
from tests.builders import a_transcript
from tests.gui.transcript.conftest import TALK

TRANSCRIPT = a_transcript(TALK)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("We never", "It was surgery"),
        ("never", "It was surgery"),
        ("It was surgery", "Does anyone"),
        ("Not really", "Not really"),
    ],
)
def test_the_next_sentence_begins_here_or_in_a_later_turn(start: str, end: str) -> None:
    found = next_sentence(TRANSCRIPT, TALK.index(start))
    assert TALK[found:].startswith(end) or found == len(TALK)


@pytest.mark.parametrize(
    ("start", "end"),
    [("surgery", "It was"), ("It was", "We never"), ("Does anyone", "It was")],
)
def test_the_previous_sentence_is_this_one_first(start: str, end: str) -> None:
    assert TALK[previous_sentence(TRANSCRIPT, TALK.index(start)) :].startswith(end)


@given(st.integers(0, len(TALK)))
def test_steps_back_and_on_go_the_right_way_and_stay_inside(position: int) -> None:
    assert position <= next_sentence(TRANSCRIPT, position) <= len(TALK)
    assert 0 <= previous_sentence(TRANSCRIPT, position) <= position


def test_sections_are_reached_at_their_first_words() -> None:
    second = TALK.index("Did anyone")
    assert next_section(TRANSCRIPT, 0) == second
    assert next_section(TRANSCRIPT, second) == second
    assert previous_section(TRANSCRIPT, len(TALK)) == second
