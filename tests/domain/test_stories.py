"""The story that is proposed around a place, and stretching it turn by turn."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qcoder.domain.spans import Span
from qcoder.domain.stories import (
    BACK_CHANNEL,
    PROBE,
    propose_story,
    span_of_turns,
    spoken_turn_at,
    stretched,
    whole_turn,
)
from qcoder.domain.transcript import Speaker, SpeakerRole, Transcript
from tests.builders import a_transcript, span_of

TOLD = "so there was this lady on the ward and nobody had ever asked her about the cat"
GUIDE = (
    "How have you learned to present test results to patients, in lectures or on the wards or " * 2
)


def discussion(*lines: str) -> Transcript:
    return a_transcript("\n\n".join(lines))


def story(transcript: Transcript, turn: int) -> tuple[int, int] | None:
    """The turns proposed for a caret in that turn's first word."""
    found = propose_story(transcript, transcript.turns[turn].speech[0].start)
    if found is None:
        return None
    turns = transcript.turn_numbers(found)
    assert found == span_of_turns(transcript, turns[0], turns[-1])
    return turns[0], turns[-1]


def stories(transcript: Transcript) -> list[tuple[int, int] | None]:
    return [story(transcript, turn) for turn in range(len(transcript.turns))]


def test_a_story_lasts_from_the_tellers_first_turn_to_the_last() -> None:
    transcript = discussion(f"P1: {TOLD}.", "P2: Oh no.", f"P1: And {TOLD}.", f"P2: Well, {TOLD}.")
    assert stories(transcript) == [(0, 2), (0, 2), (0, 2), (3, 3)]


def test_it_begins_with_the_first_word_and_ends_with_the_last() -> None:
    transcript = discussion("Moderator: Who starts?", f"P1:  {TOLD}. ", "P2: Oh.", "P1: Yes. ")
    assert propose_story(transcript, span_of(transcript, "lady").start) == Span(
        span_of(transcript, "so there").start, span_of(transcript, "Yes.").end
    )


def test_the_moderators_probe_is_inside() -> None:
    transcript = discussion(f"P1: {TOLD}.", "Moderator: What did you take from that?", "P1: Ask.")
    assert stories(transcript) == [(0, 2), (0, 2), (0, 2)]


def test_laughter_may_stand_between_a_probe_and_its_answer() -> None:
    transcript = discussion(f"P1: {TOLD}.", "Moderator: And?", "All: [laughter]", "P1: Ask.")
    roles = [Speaker("All", SpeakerRole.COLLECTIVE), *transcript.structure.speakers]
    assert story(_with_speakers(transcript, roles), 0) == (0, 3)


def test_a_question_that_somebody_else_answers_is_no_probe() -> None:
    transcript = discussion(
        f"P1: {TOLD}.", "Moderator: And video visits?", "P2: No.", f"P1: Yes, {TOLD}."
    )
    assert stories(transcript) == [(0, 0), None, (2, 2), (3, 3)]


def test_a_long_question_opens_something_new() -> None:
    transcript = discussion(f"P1: {TOLD}.", f"Moderator: {GUIDE}?", f"P1: Well, {TOLD}.")
    assert stories(transcript) == [(0, 0), None, (2, 2)]


@pytest.mark.parametrize(
    "invitation",
    [
        "Does anyone have a similar story to share?",
        "Would someone like to start us off?",
        "Thank you. Anybody else?",
        "Has anyone had any experience with that?",
    ],
)
def test_an_invitation_to_all_is_no_probe_even_if_the_teller_takes_it(invitation: str) -> None:
    transcript = discussion(f"P1: {TOLD}.", f"Moderator: {invitation}", f"P1: Again, {TOLD}.")
    assert stories(transcript) == [(0, 0), None, (2, 2)]


def test_a_question_to_the_teller_may_speak_of_anybody() -> None:
    transcript = discussion(f"P1: {TOLD}.", "Moderator: Did anybody tell you?", "P1: No.")
    assert story(transcript, 0) == (0, 2)


def test_somebody_who_speaks_at_length_ends_a_story() -> None:
    transcript = discussion(f"P1: {TOLD}.", f"P2: {TOLD}.", f"P1: {TOLD}.")
    assert stories(transcript) == [(0, 0), (1, 1), (2, 2)]


@pytest.mark.parametrize(("words", "is_aside"), [(BACK_CHANNEL, True), (BACK_CHANNEL + 1, False)])
def test_an_aside_has_a_dozen_words_at_most(words: int, is_aside: bool) -> None:
    transcript = discussion(f"P1: {TOLD}.", "P2:" + " so" * words, f"P1: {TOLD}.")
    assert (story(transcript, 0) == (0, 2)) is is_aside


@pytest.mark.parametrize(("words", "is_probe"), [(PROBE, True), (PROBE + 1, False)])
def test_a_probe_has_twenty_words_at_most(words: int, is_probe: bool) -> None:
    transcript = discussion(f"P1: {TOLD}.", "Moderator:" + " so" * words, f"P1: {TOLD}.")
    assert (story(transcript, 0) == (0, 2)) is is_probe


def test_marks_are_not_counted_as_words() -> None:
    aside = "[laughter] " * 20 + "No!"
    transcript = discussion(f"P1: {TOLD}.", f"P2: {aside}", "P1: Yes.")
    assert story(transcript, 0) == (0, 2)


def test_without_blanks_between_words_characters_are_counted() -> None:
    told = "那天早上我们去看一个病人没有人问过她家里的猫"
    transcript = discussion(f"P1: {told}。", f"P2: {told}。", "P1: 对。")
    assert story(transcript, 0) == (0, 0)


def test_a_story_may_begin_with_a_short_turn_of_its_teller() -> None:
    transcript = discussion("P1: Can I say that?", "Moderator: Please.", f"P1: {TOLD}.")
    assert stories(transcript) == [(0, 2), (0, 2), (0, 2)]


def test_a_short_turn_after_another_story_belongs_to_that_story() -> None:
    transcript = discussion(
        f"P1: {TOLD}.", "P2: Oh.", "P1: Right.", "P2: Mine too.", "P3: Oh.", f"P2: {TOLD}."
    )
    assert stories(transcript) == [(0, 2), (0, 2), (0, 2), (3, 5), (3, 5), (3, 5)]


def test_stories_do_not_overlap_where_two_tellers_throw_things_in() -> None:
    transcript = discussion(f"P1: {TOLD}.", "P2: Mine!", "P1: Wait.", "P3: Ha.", f"P2: {TOLD}.")
    assert stories(transcript) == [(0, 2), (0, 2), (0, 2), (3, 3), (4, 4)]


def test_a_story_stops_at_the_border_of_a_section() -> None:
    transcript = discussion("# One", f"P1: {TOLD}.", "P2: Oh.", "# Two", f"P1: {TOLD}.")
    assert stories(transcript) == [(0, 0), (1, 1), (2, 2)]


def test_what_is_said_before_the_first_section_is_by_itself() -> None:
    transcript = discussion(f"P1: {TOLD}.", "# One", f"P1: {TOLD}.")
    assert stories(transcript) == [(0, 0), (1, 1)]


def test_a_short_turn_in_nobodys_story_is_proposed_alone() -> None:
    transcript = discussion("P1: Drape.", "P2: Warm the stethoscope.", "P1: Yes.")
    assert stories(transcript) == [(0, 0), (1, 1), (2, 2)]


def test_without_speakers_a_paragraph_stands_for_a_story() -> None:
    transcript = a_transcript(f"{TOLD}\n{TOLD}\n{TOLD}")
    assert stories(transcript) == [(0, 0), (1, 1), (2, 2)]


def test_there_is_none_where_nobody_speaks() -> None:
    transcript = a_transcript("# One\n\nP1: Yes.\n\nP2:\n")
    assert propose_story(transcript, 2) is None
    assert propose_story(transcript, len(transcript.text) - 2) is None
    assert propose_story(transcript, len(transcript.text)) is None


def test_a_caret_in_the_label_is_in_the_turn() -> None:
    transcript = a_transcript("P1: Yes.\n\nP2: No.")
    assert spoken_turn_at(transcript, span_of(transcript, "P2").start) == 1
    assert spoken_turn_at(transcript, len("P1: Yes.")) == 0
    assert spoken_turn_at(transcript, len("P1: Yes.\n")) is None


turn = st.tuples(
    st.sampled_from(["P1", "P2", "P3", "Moderator"]),
    st.sampled_from(["Oh.", "So what?", f"{TOLD}.", "Does anyone else?", f"{GUIDE}?"]),
    st.sampled_from(["", "", "", "# Next\n"]),
)
discussions = st.lists(turn, min_size=1, max_size=14).map(
    lambda turns: a_transcript("\n".join(f"{border}{who}: {what}" for who, what, border in turns))
)


@given(discussions)
def test_every_turn_of_a_story_proposes_the_same_story(transcript: Transcript) -> None:
    for found in stories(transcript):
        if found:
            inside = {story(transcript, turn) for turn in range(found[0], found[1] + 1)}
            assert inside == {found}


@given(discussions)
def test_only_questions_of_the_moderator_are_in_no_story(transcript: Transcript) -> None:
    for number, found in enumerate(stories(transcript)):
        assert found or transcript.turns[number].speaker == "Moderator"
        assert found is None or found[0] <= number <= found[1]


@given(discussions)
def test_a_story_begins_and_ends_with_its_teller(transcript: Transcript) -> None:
    for found in stories(transcript):
        if found:
            first, last = (transcript.turns[turn].speaker for turn in found)
            assert first == last != "Moderator"


FIVE = discussion("P1: One one.", "P2: Two two.", "P3:", "P1: Three three.", "P2: Four four.")


@pytest.mark.parametrize(
    ("span", "first", "last", "result"),
    [
        ("Two two.", 1, 0, "One one. … Two two."),
        ("Two two.", 0, 1, "Two two. … Three three."),
        ("Two two.", 1, 2, "One one. … Four four."),
        ("One one. … Four four.", -1, -2, "Two two. … Two two."),
        ("One one. … Four four.", -9, 0, "Four four. … Four four."),
        ("One one. … Four four.", 0, -9, "One one. … One one."),
        ("One one. … Four four.", -9, -9, "One one. … One one."),
        ("One one. … Four four.", 9, 9, "One one. … Four four."),
        ("two. … three", 0, 0, "two. … three"),
        ("two. … three", 1, 0, "Two two. … three"),
        ("two. … three", 2, 0, "One one. … three"),
        ("two. … three", 0, 1, "two. … Three three."),
        ("two. … three", 0, -1, "two. … two."),
        ("two. … three", -1, 0, "Three … three"),
    ],
)
def test_stretching_moves_an_end_turn_by_turn(
    span: str, first: int, last: int, result: str
) -> None:
    assert stretched(FIVE, _between(span), first, last) == _between(result)


def test_what_is_no_speech_is_not_stretched() -> None:
    assert stretched(FIVE, Span(0, 2), 1, 1) == Span(0, 2)


def test_a_turn_in_which_nothing_is_said_is_no_step() -> None:
    assert whole_turn(FIVE, 2) is None
    assert stretched(FIVE, _between("Three three."), 1, 0) == _between("Two two. … Three three.")


@given(discussions, st.data())
def test_stretching_out_and_in_again_gives_the_story_back(
    transcript: Transcript, data: st.DataObject
) -> None:
    count = len(transcript.turns)
    first = data.draw(st.integers(0, count - 1))
    last = data.draw(st.integers(first, count - 1))
    out = data.draw(st.integers(0, first)), data.draw(st.integers(0, count - 1 - last))
    span = span_of_turns(transcript, first, last)
    assert span is not None
    wider = stretched(transcript, span, *out)
    assert wider == span_of_turns(transcript, first - out[0], last + out[1])
    assert stretched(transcript, wider, -out[0], -out[1]) == span


@given(discussions, st.data(), st.integers(-3, 3), st.integers(-3, 3))
def test_stretching_always_leaves_speech(
    transcript: Transcript, data: st.DataObject, first: int, last: int
) -> None:
    start = data.draw(st.integers(0, len(transcript.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(transcript.text))))
    assume(transcript.clipped_to_speech(span))
    assert transcript.clipped_to_speech(stretched(transcript, span, first, last))


def _between(words: str) -> Span:
    ends = words.split(" … ")
    return span_of(FIVE, ends[0]).hull(span_of(FIVE, ends[-1]))


def _with_speakers(transcript: Transcript, speakers: Sequence[Speaker]) -> Transcript:
    named = {speaker.label: speaker for speaker in reversed(speakers)}
    return replace(
        transcript, structure=replace(transcript.structure, speakers=tuple(named.values()))
    )
