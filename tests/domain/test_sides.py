"""Sides are drawn by lot, and stay."""

from collections import Counter

import pytest

from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import CoderId, TranscriptId
from qcoder.domain.sides import sides_of
from tests.builders import a_transcript

TRANSCRIPT = a_transcript("P1: We never had the time to sit down, and nobody asked.")
ADA, BEN, CLEO = CoderId("ada"), CoderId("ben"), CoderId("cleo")
TRANSCRIPTS = [TranscriptId(f"transcript {n}") for n in range(400)]


def test_each_coder_is_shown_first_about_as_often() -> None:
    first = Counter(sides_of(t, (ADA, BEN)).shown[0] for t in TRANSCRIPTS)
    assert 150 < first[ADA] < 250


def test_the_order_of_assignment_and_a_coder_more_leave_the_order_of_the_others() -> None:
    for transcript in TRANSCRIPTS[:50]:
        pair = sides_of(transcript, (ADA, BEN)).shown
        assert sides_of(transcript, (BEN, ADA)).shown == pair
        three = sides_of(transcript, (ADA, BEN, CLEO)).shown
        assert tuple(c for c in three if c != CLEO) == pair


def test_a_number_on_the_screen_is_a_reading_of_decisions() -> None:
    for transcript in TRANSCRIPTS[:20]:
        sides = sides_of(transcript, (ADA, BEN))
        for number in (1, 2):
            coder = sides.shown[number - 1]
            assert sides.assigned[sides.reading(number) - 1] == coder
            assert sides.number(coder) == number
    with pytest.raises(RuleBroken, match="1 to 2"):
        sides_of(TRANSCRIPTS[0], (ADA, BEN)).reading(3)


def test_who_explains_first_alternates_from_passage_to_passage() -> None:
    sides = sides_of(TRANSCRIPTS[0], (ADA, BEN))
    turns = [sides.explaining(turn) for turn in range(3)]
    assert turns[0] == turns[2] != turns[1]
