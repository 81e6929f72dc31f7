"""Where speech is, who speaks it, and what a span of it says."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcoder.domain.spans import Span
from qcoder.domain.transcript import SpeakerRole, Transcript, text_hash
from tests.builders import a_transcript, span_of

PRINTED = """\
# Opening
M: How was it?
[00:01:05] P1: We never had the time.
Nobody asked.
P2: No.
# Lessons
P1: I would sit down.
"""
TRANSCRIPT = a_transcript(PRINTED)
WHOLE = Span(0, len(PRINTED))
SPANS = st.builds(
    lambda ends: Span(min(ends), max(ends)),
    st.lists(st.integers(0, len(PRINTED)), min_size=2, max_size=2, unique=True),
)


def test_speech_leaves_out_labels_stamps_and_headings() -> None:
    assert [PRINTED[p.start : p.end] for p in TRANSCRIPT.speech] == [
        "How was it?",
        "We never had the time.",
        "Nobody asked.",
        "No.",
        "I would sit down.",
    ]


def test_without_speakers_every_paragraph_is_a_turn_of_speech() -> None:
    transcript = a_transcript("One paragraph.\n\nAnother.")
    assert [turn.speech for turn in transcript.turns] == [
        (Span(0, 14),),
        (Span(16, 24),),
    ]


def test_the_excerpt_of_a_span_is_its_speech_line_by_line() -> None:
    span = span_of(TRANSCRIPT, "the time.\nNobody asked.\nP2: No")
    assert TRANSCRIPT.speech_text(span) == "the time.\nNobody asked.\nNo"


def test_the_excerpt_of_a_label_is_empty() -> None:
    assert TRANSCRIPT.speech_text(span_of(TRANSCRIPT, "P2:")) == ""


def test_speech_by_turn_names_who_says_it() -> None:
    span = span_of(TRANSCRIPT, "asked.\nP2: No.")
    spoken = [(turn.speaker, words) for turn, words in TRANSCRIPT.speech_by_turn(span)]
    assert spoken == [("P1", "asked."), ("P2", "No.")]


def test_speakers_are_named_once_in_order_of_appearance() -> None:
    assert TRANSCRIPT.speakers_in(WHOLE) == ("M", "P1", "P2")


def test_a_speaker_whose_label_alone_is_inside_is_not_named() -> None:
    assert TRANSCRIPT.speakers_in(span_of(TRANSCRIPT, "asked.\nP2:")) == ("P1",)


@pytest.mark.parametrize(
    ("selected", "clipped"),
    [
        ("P2: No.", "No."),
        ("asked.\nP2: ", "asked."),
        ("P1: We never had the time.\n", "We never had the time."),
        ("We never", "We never"),
    ],
)
def test_clipping_moves_both_ends_onto_speech(selected: str, clipped: str) -> None:
    result = TRANSCRIPT.clipped_to_speech(span_of(TRANSCRIPT, selected))
    assert result == span_of(TRANSCRIPT, clipped)


@pytest.mark.parametrize("selected", ["P2:", "[00:01:05]", "# Lessons", "\n"])
def test_clipping_what_is_no_speech_leaves_nothing(selected: str) -> None:
    assert TRANSCRIPT.clipped_to_speech(span_of(TRANSCRIPT, selected)) is None


@pytest.mark.parametrize(
    ("words", "title"), [("How was", "Opening"), ("No.", "Opening"), ("sit down", "Lessons")]
)
def test_a_section_runs_to_the_next_heading(words: str, title: str) -> None:
    section = TRANSCRIPT.section_at(span_of(TRANSCRIPT, words).start)
    assert section is not None
    assert section.title == title


def test_before_the_first_heading_there_is_no_section() -> None:
    assert a_transcript("P1: Hello.\n# Opening").section_at(2) is None


def test_roles_are_known_by_label() -> None:
    assert TRANSCRIPT.roles["M"] is SpeakerRole.MODERATOR
    assert TRANSCRIPT.roles["P2"] is SpeakerRole.PARTICIPANT


def test_the_hash_is_of_the_text_alone() -> None:
    assert a_transcript(PRINTED, name="FG2").sha256 == text_hash(PRINTED) == TRANSCRIPT.sha256


@given(SPANS)
def test_a_span_touches_the_turns_it_overlaps(span: Span) -> None:
    expected = [n for n, turn in enumerate(TRANSCRIPT.turns) if turn.span.overlaps(span)]
    assert list(TRANSCRIPT.turn_numbers(span)) == expected


@given(SPANS)
def test_speech_in_a_span_is_what_both_share(span: Span) -> None:
    found = TRANSCRIPT.speech_in(span)
    shared = [piece.intersection(span) for piece in TRANSCRIPT.speech]
    assert list(found) == [piece for piece in shared if piece]


@given(SPANS)
def test_clipping_loses_no_word_of_speech(span: Span) -> None:
    clipped = TRANSCRIPT.clipped_to_speech(span)
    said = TRANSCRIPT.speech_text(clipped) if clipped else ""
    assert said.split() == TRANSCRIPT.speech_text(span).split()


@given(st.integers(0, len(PRINTED)))
def test_the_turn_at_a_position_is_the_last_to_have_begun(position: int) -> None:
    begun = [n for n, turn in enumerate(TRANSCRIPT.turns) if turn.span.start <= position]
    assert TRANSCRIPT.turn_number_at(position) == (begun[-1] if begun else None)


@given(st.lists(st.sampled_from(["P1: a b", "c", "# T", "M: d", ""]), max_size=8))
def test_turns_and_speech_are_in_order_and_disjoint(lines: list[str]) -> None:
    transcript: Transcript = a_transcript("\n".join(lines))
    assert all(one.span.end <= other.span.start for one, other in pairwise(transcript.turns))
    assert all(one.end < other.start for one, other in pairwise(transcript.speech))
