"""Codings that break the rule of their code, and what would be right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcoder.domain.codebook import Code, CodingUnit
from qcoder.domain.rule_checks import RuleBreak, RuleBreakKind, check_coding
from qcoder.domain.spans import Span
from qcoder.domain.units import grown_to_speech, snapped
from tests.builders import a_code, a_coding, a_transcript, span_of

TRANSCRIPT = a_transcript(
    "# I. Learning to interact\n\n"
    "Moderator: Who would like to start?\n\n"
    "P1: Surgery. Mine is from internal medicine; we had a lady who never had a visitor. [laughter]"
    " So I asked.\n\n"
    "P2: Oh no. It was ear, nose, and throat, OB/GYN, not IT.\n\n"
    "P1: For months. [laughter]\n\n"
    "# II. Closing\n\n"
    "Moderator: Anything else?\n"
)
SPECIALTIES = a_code("Specialties", unit=CodingUnit.WORD, rule="Code only the word")
LESSONS = a_code(
    "Lessons",
    unit=CodingUnit.SENTENCE,
    rule="Code specific lesson in the shortest number of words possible, ideally a sentence",
)
EMOTIONS = a_code("Emotions", unit=CodingUnit.STORY, rule="Code entire story")
TOPICS = a_code("Tech Topics", unit=CodingUnit.SECTION, rule="Code entire section")
TURNS = a_code("Turns", unit=CodingUnit.TURN, rule="Code the whole turn")
SENTENCES = a_code("Sentences", unit=CodingUnit.SENTENCE, rule="Code the whole sentence")
FIRST_TURN = "Surgery. … So I asked."


def where(words: str) -> Span:
    ends = words.split(" … ")
    return span_of(TRANSCRIPT, ends[0]).hull(span_of(TRANSCRIPT, ends[-1]))


def check(words: str, code: Code, story: str | None = None) -> RuleBreak | None:
    coding = a_coding(TRANSCRIPT, where(words), code)
    return check_coding(TRANSCRIPT, coding, code, where(story) if story else None)


def kind(words: str, code: Code, story: str | None = None) -> RuleBreakKind | None:
    found = check(words, code, story)
    return found.kind if found else None


@pytest.mark.parametrize(
    "name",
    [
        "medicine",
        "internal medicine",
        "internal medicin",
        "Surgery.",
        "ear, nose, and throat",
        "ear, nose, and throat,",
        "OB/GYN",
        "IT",
        "we",
    ],
)
def test_one_name_of_any_number_of_words_is_the_word(name: str) -> None:
    assert kind(name, SPECIALTIES) is None


@pytest.mark.parametrize(
    "words",
    [
        FIRST_TURN,
        "Surgery. Mine",
        "internal medicine; we",
        "It was ear, nose, and throat",
        "we had",
        "from internal medicine; we had a lady",
        "ear, nose, and throat, OB/GYN, not IT",
    ],
)
def test_more_than_a_name_is_more_than_the_word(words: str) -> None:
    assert kind(words, SPECIALTIES) is RuleBreakKind.MORE_THAN_THE_WORD


def test_which_word_is_meant_only_the_coder_knows() -> None:
    found = check(FIRST_TURN, SPECIALTIES)
    assert found
    assert found.correction is None


@pytest.mark.parametrize(
    "words", ["So I asked.", "I asked", "visitor. [laughter]", ". [laughter] So I asked"]
)
def test_a_sentence_or_part_of_it_is_right_for_a_lesson(words: str) -> None:
    assert kind(words, LESSONS) is None


def test_more_than_a_sentence_is_pointed_out_with_the_longer_part() -> None:
    found = check("a lady … So I", LESSONS)
    assert found
    assert found.kind is RuleBreakKind.MORE_THAN_A_SENTENCE
    assert found.correction == where("a lady … [laughter]")
    assert found.sentence == (
        "This coding has words of 2 sentences; the rule of “Lessons” asks for one."
    )


def test_sentences_of_two_turns_are_more_than_one() -> None:
    assert kind("asked. … Oh", LESSONS) is RuleBreakKind.MORE_THAN_A_SENTENCE


def test_where_the_whole_sentence_is_asked_for_a_part_is_pointed_out() -> None:
    found = check("I asked", SENTENCES)
    assert found
    assert found.kind is RuleBreakKind.PART_OF_A_SENTENCE
    assert found.correction == where("So I asked.")


def test_its_correction_is_the_whole_sentence() -> None:
    found = check("a lady … So I", SENTENCES)
    assert found
    assert found.correction == where("Mine is … [laughter]")


@pytest.mark.parametrize("code", [EMOTIONS, TURNS])
@pytest.mark.parametrize("words", [FIRST_TURN, "Surgery … asked", "For months", "Oh … months"])
def test_whole_turns_are_right_stops_and_marks_aside(code: Code, words: str) -> None:
    assert kind(words, code) is None


@pytest.mark.parametrize("words", ["Mine … asked", "Surgery … visitor"])
def test_what_one_turn_lacks_at_its_ends_is_always_pointed_out(words: str) -> None:
    assert kind(words, TURNS) is RuleBreakKind.PART_OF_A_TURN


@pytest.mark.parametrize("code", [EMOTIONS, TOPICS])
@pytest.mark.parametrize("words", ["Mine … asked", "Surgery … visitor", "Surgery … OB"])
def test_a_story_or_section_may_lack_a_few_words_at_its_ends(code: Code, words: str) -> None:
    assert kind(words, code) is None


@pytest.mark.parametrize("code", [EMOTIONS, TURNS])
@pytest.mark.parametrize("words", ["we had … asked", "Surgery … lady", "lady", "lady … months"])
def test_a_coding_that_begins_or_ends_inside_a_turn_is_pointed_out(code: Code, words: str) -> None:
    assert kind(words, code) is RuleBreakKind.PART_OF_A_TURN


def test_the_correction_inside_one_turn_is_the_proposed_story() -> None:
    found = check("lady", EMOTIONS)
    assert found
    assert found.correction == where("Surgery. … For months. [laughter]")
    assert found.sentence == (
        "This coding is part of a turn; the rule of “Emotions” asks for the whole story."
    )


def test_the_correction_across_turns_is_those_turns() -> None:
    found = check("lady … Oh", EMOTIONS)
    assert found
    assert found.correction == where("Surgery. … not IT.")


def test_a_proposed_story_binds_nobody() -> None:
    assert kind(FIRST_TURN, EMOTIONS) is None


def test_a_story_may_begin_and_end_with_a_sentence_inside_a_turn() -> None:
    assert kind("So I asked. … Oh no.", EMOTIONS) is None


def test_part_of_the_story_that_the_coder_has_set_is_pointed_out() -> None:
    found = check(FIRST_TURN, EMOTIONS, story="Surgery. … not IT.")
    assert found
    assert found.kind is RuleBreakKind.PART_OF_THE_STORY
    assert found.correction == where("Surgery. … not IT.")


def test_the_story_that_the_coder_has_set_is_right_even_inside_a_turn() -> None:
    assert kind("Mine … Oh no.", EMOTIONS, story="Mine … Oh no.") is None


def test_a_coding_beyond_that_story_is_judged_by_its_turns() -> None:
    story = "Mine … Oh no."
    assert kind("Surgery. … not IT.", EMOTIONS, story) is None
    assert kind("Surgery. … It was", EMOTIONS, story) is RuleBreakKind.PART_OF_A_TURN


def test_a_section_that_ends_inside_a_turn_is_pointed_out() -> None:
    found = check("lady … throat", TOPICS)
    assert found
    assert found.kind is RuleBreakKind.PART_OF_A_TURN
    assert found.correction == where("Surgery. … not IT.")


@pytest.mark.parametrize("words", [FIRST_TURN, "Who would … For months"])
def test_any_whole_turns_may_be_the_section_devoted_to_a_topic(words: str) -> None:
    assert kind(words, TOPICS) is None


def test_without_sections_whole_turns_are_asked_for() -> None:
    talk = "P1: We had a watch on the ward all the time.\nP2: Oh."
    transcript = a_transcript(talk)
    wanted = ("We had a watch on the ward all the time.", "a watch")
    whole, part = (a_coding(transcript, words, TOPICS) for words in wanted)
    assert check_coding(transcript, whole, TOPICS) is None
    assert check_coding(transcript, part, TOPICS)


@pytest.mark.parametrize("unit", [CodingUnit.TURN, CodingUnit.STORY, CodingUnit.SECTION])
def test_a_rule_that_does_not_ask_for_the_whole_is_kept_by_a_part(unit: CodingUnit) -> None:
    assert kind("lady", a_code(unit=unit, rule=f"Code the {unit.value}")) is None


def test_a_free_unit_is_never_broken() -> None:
    assert kind("lady … Oh", a_code(unit=CodingUnit.FREE, rule="Code the whole idea")) is None


def test_a_coding_without_speech_breaks_no_rule() -> None:
    assert kind("# I.", EMOTIONS) is None


codes = st.sampled_from([SPECIALTIES, LESSONS, EMOTIONS, TOPICS, TURNS, SENTENCES])


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, len(TRANSCRIPT.text) - 1))
    return Span(start, draw(st.integers(start + 1, len(TRANSCRIPT.text))))


@given(spans(), codes, st.none() | spans())
def test_a_correction_breaks_no_rule(span: Span, code: Code, story: Span | None) -> None:
    story = grown_to_speech(TRANSCRIPT, story) if story else None
    found = check_coding(TRANSCRIPT, a_coding(TRANSCRIPT, span, code), code, story)
    if found and found.correction:
        right = a_coding(TRANSCRIPT, found.correction, code)
        assert check_coding(TRANSCRIPT, right, code, story) is None


@given(spans(), st.sampled_from([EMOTIONS, TOPICS, TURNS]), st.none() | spans())
def test_what_snapping_gives_breaks_no_rule(span: Span, code: Code, story: Span | None) -> None:
    story = grown_to_speech(TRANSCRIPT, story) if story else None
    coded = snapped(TRANSCRIPT, span, code, story)
    if coded:
        assert check_coding(TRANSCRIPT, a_coding(TRANSCRIPT, coded, code), code, story) is None
