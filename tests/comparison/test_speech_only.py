"""Labels, stamps and headings inside a coding are no words and have no length."""

import pytest

from qcoder.domain.codebook import CodingUnit
from qcoder.domain.consensus import DifferenceKind
from tests.builders import a_code, a_transcript, span_of
from tests.comparison.pairs import differences, kind, kinds

WORD = a_code("Specialties", unit=CodingUnit.WORD)
TIME = a_code("Time", unit=CodingUnit.STORY)
TRANSCRIPT = a_transcript(
    "# Opening\n"
    "Moderator: How was it?\n"
    "[00:01:05] P1: We never had the time.\n"
    "[00:02:11] P2: Nobody asked."
)


@pytest.mark.parametrize(
    ("ada", "ben"),
    [
        ("[00:01:05] P1: We never had the time.", "We never had the time"),
        ("P1: We never had", "We never had"),
        ("had the time.\n[00:02:11] P2:", "had the time"),
        ("# Opening\nModerator: How was it", "How was it"),
    ],
)
def test_a_label_at_the_edge_is_no_difference(ada: str, ben: str) -> None:
    assert kind(TRANSCRIPT, WORD, ada, ben) is DifferenceKind.EXACT


def test_a_label_inside_has_no_length() -> None:
    # 21 letters against 5; with the label in both it would be about twice the length.
    longer, shorter = "never had the time.\n[00:02:11] P2: Nobody", "e.\n[00:02:11] P2: Nobo"
    assert kind(TRANSCRIPT, TIME, longer, shorter) is DifferenceKind.EXTENT


def test_labels_shared_by_two_codings_do_not_make_them_overlap() -> None:
    ada, ben = "had the time.\n[00:02:11] P2:", "[00:02:11] P2: Nobody asked"
    found = kinds(TRANSCRIPT, Ada=[(TIME, ada)], Ben=[(TIME, ben)])
    assert found == [DifferenceKind.ONE_CODER_ONLY, DifferenceKind.ONE_CODER_ONLY]


def test_a_difference_reaches_from_the_first_to_the_last_word() -> None:
    (only,) = differences(
        TRANSCRIPT, Ada=[(TIME, "P1: We never had the time.")], Ben=[(TIME, "had the time.\n")]
    )
    assert only.span == span_of(TRANSCRIPT, "We never had the time")


def test_readings_have_the_codings_as_stored() -> None:
    ada = "P1: We never had the time.\n"
    (only,) = differences(TRANSCRIPT, Ada=[(TIME, ada)], Ben=[])
    assert only.codings[0].span == span_of(TRANSCRIPT, ada)


@pytest.mark.parametrize("outside", ["# Opening", "[00:01:05]", "P1:", "?", "\n"])
def test_codings_outside_all_speech_are_the_same_where_their_spans_are(outside: str) -> None:
    assert kind(TRANSCRIPT, TIME, outside, outside) is DifferenceKind.EXACT


def test_codings_outside_all_speech_with_other_spans_are_one_sided() -> None:
    found = kinds(TRANSCRIPT, Ada=[(TIME, "P1:")], Ben=[(TIME, "P1")])
    assert found == [DifferenceKind.ONE_CODER_ONLY, DifferenceKind.ONE_CODER_ONLY]


def test_codings_outside_all_speech_are_never_a_substitution() -> None:
    found = kinds(TRANSCRIPT, Ada=[(TIME, "P1:")], Ben=[(WORD, "P1:")])
    assert found == [DifferenceKind.ONE_CODER_ONLY, DifferenceKind.ONE_CODER_ONLY]


def test_a_coding_outside_all_speech_spans_what_was_stored() -> None:
    (only,) = differences(TRANSCRIPT, Ada=[(TIME, "# Opening")], Ben=[])
    assert only.span == span_of(TRANSCRIPT, "# Opening")


def test_a_transcript_without_speakers_is_speech_throughout() -> None:
    transcript = a_transcript("We never had the time.\n\nNobody asked.")
    ada, ben = "never had the time.\n\nNobody asked.", "had the time.\n\nNobody asked"
    assert kind(transcript, WORD, ada, ben) is DifferenceKind.BOUNDARY
