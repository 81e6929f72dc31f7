"""The unit of a code, around a caret and around a selection."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcoder.domain.codebook import Code, CodingUnit
from qcoder.domain.spans import Span
from qcoder.domain.units import asks_for_whole, grown_to_speech, section_at, snapped, unit_at
from tests.builders import a_code, a_transcript, span_of

TRANSCRIPT = a_transcript(
    "# I. Learning to interact\n\n"
    "Moderator: Who would like to start?\n\n"
    "P1: Mine is from internal medicine. We had a lady who never had a visitor, and nobody asked."
    " So I asked.\n"
    "She had a cat.\n\n"
    "P2: Oh no.\n\n"
    "P1: For months.\n\n"
    "# II. Closing\n\n"
    "Moderator: Anything else?\n"
)
STORY = "Mine is … For months."
WHOLE_STORY = a_code(rule="Code entire story")


def where(words: str) -> Span:
    """From the first of those words to the last, ``first … last``."""
    ends = words.split(" … ")
    return span_of(TRANSCRIPT, ends[0]).hull(span_of(TRANSCRIPT, ends[-1]))


def inside(words: str) -> int:
    return span_of(TRANSCRIPT, words).start + 1


def a_whole(unit: CodingUnit) -> Code:
    return a_code(unit=unit, rule=f"Code the whole {unit.value}")


@pytest.mark.parametrize(
    ("unit", "around"),
    [
        (CodingUnit.WORD, "lady"),
        (CodingUnit.SENTENCE, "We had … nobody asked."),
        (CodingUnit.TURN, "Mine is … a cat."),
        (CodingUnit.STORY, STORY),
        (CodingUnit.SECTION, "Who would … For months."),
        (CodingUnit.FREE, "We had … nobody asked."),
    ],
)
def test_each_unit_is_found_around_a_caret(unit: CodingUnit, around: str) -> None:
    assert unit_at(TRANSCRIPT, inside("lady"), unit) == where(around)


@pytest.mark.parametrize("unit", [CodingUnit.WORD, CodingUnit.SENTENCE, CodingUnit.FREE])
def test_there_is_no_word_or_sentence_in_a_label(unit: CodingUnit) -> None:
    assert unit_at(TRANSCRIPT, inside("P1:"), unit) is None


def test_there_is_no_word_between_two_words() -> None:
    assert unit_at(TRANSCRIPT, inside(", and") + 1, CodingUnit.WORD) == where("and")
    assert unit_at(TRANSCRIPT, inside(", and"), CodingUnit.WORD) is None


def test_a_caret_in_the_label_is_in_the_turn_and_its_story() -> None:
    assert unit_at(TRANSCRIPT, inside("P1:"), CodingUnit.TURN) == where("Mine is … a cat.")
    assert unit_at(TRANSCRIPT, inside("P1:"), CodingUnit.STORY) == where(STORY)


def test_there_is_no_turn_between_turns() -> None:
    assert unit_at(TRANSCRIPT, inside("\n\nP2"), CodingUnit.TURN) is None


def test_a_question_of_the_moderators_is_a_turn_and_no_story() -> None:
    caret = inside("Who would")
    assert unit_at(TRANSCRIPT, caret, CodingUnit.TURN) == where("Who would … to start?")
    assert unit_at(TRANSCRIPT, caret, CodingUnit.STORY) is None


def test_the_story_that_the_coder_has_set_comes_first() -> None:
    story = where("Mine is … Oh no.")
    assert unit_at(TRANSCRIPT, inside("lady"), CodingUnit.STORY, story) == story
    assert unit_at(TRANSCRIPT, story.end, CodingUnit.STORY, story) == story


def test_a_story_set_elsewhere_is_not_offered() -> None:
    story = where("Oh no.")
    assert unit_at(TRANSCRIPT, inside("lady"), CodingUnit.STORY, story) == where(STORY)


def test_a_section_begins_behind_its_heading_and_ends_with_its_last_speech() -> None:
    assert section_at(TRANSCRIPT, 3) == where("Who would … For months.")
    assert section_at(TRANSCRIPT, len(TRANSCRIPT.text) - 1) == where("Anything else?")


def test_without_sections_there_is_no_section() -> None:
    transcript = a_transcript("P1: Yes.")
    assert unit_at(transcript, 5, CodingUnit.SECTION) is None
    assert snapped(transcript, Span(5, 6), a_whole(CodingUnit.SECTION)) == Span(4, 8)


@pytest.mark.parametrize(
    ("rule", "claim"),
    [
        ("Code entire story", True),
        ("Code WHOLE story", True),
        ("Code entire section of focus group discussion devoted to these topics", True),
        ("Code only the word", False),
        (
            "Code specific lesson in the shortest number of words possible, ideally a sentence",
            False,
        ),
        ("Code wholesome stories", False),
    ],
)
def test_a_rule_asks_for_the_whole_if_it_says_so(rule: str, claim: bool) -> None:
    assert asks_for_whole(a_code(rule=rule)) is claim


@pytest.mark.parametrize("unit", CodingUnit)
def test_a_selection_goes_out_to_words(unit: CodingUnit) -> None:
    code = a_code(unit=unit, rule="Code what is to the point")
    assert snapped(TRANSCRIPT, where("ad … vis"), code) == where("had … visitor")


def test_a_selection_inside_a_sentence_stays_as_it_is_for_a_lesson() -> None:
    lesson = a_code(
        unit=CodingUnit.SENTENCE,
        rule="Code specific lesson in the shortest number of words possible, ideally a sentence",
    )
    assert snapped(TRANSCRIPT, where("nobody asked"), lesson) == where("nobody asked")


def test_a_specialty_of_two_words_stays_as_it_is() -> None:
    specialty = a_code(unit=CodingUnit.WORD, rule="Code only the word")
    assert snapped(TRANSCRIPT, where("ternal medicin"), specialty) == where("internal medicine")


@pytest.mark.parametrize(
    ("unit", "selected", "coded"),
    [
        (CodingUnit.WORD, "lad", "lady"),
        (CodingUnit.SENTENCE, "lady", "We had … nobody asked."),
        (CodingUnit.SENTENCE, "lady … So", "We had … So I asked."),
        (CodingUnit.TURN, "lady", "Mine is … a cat."),
        (CodingUnit.TURN, "a cat … Oh", "Mine is … Oh no."),
        (CodingUnit.STORY, "lady", STORY),
        (CodingUnit.STORY, "Oh", STORY),
        (CodingUnit.STORY, "start", "Who would … to start?"),
        (CodingUnit.SECTION, "lady", "Who would … For months."),
        (CodingUnit.SECTION, "a cat … Oh", "Mine is … Oh no."),
        (CodingUnit.SECTION, "months … Anything", "For months. … Anything else?"),
        (CodingUnit.FREE, "lad", "lady"),
    ],
)
def test_where_the_rule_says_whole_it_goes_out_to_the_unit(
    unit: CodingUnit, selected: str, coded: str
) -> None:
    assert snapped(TRANSCRIPT, where(selected), a_whole(unit)) == where(coded)


def test_a_selection_across_turns_says_itself_how_long_the_story_is() -> None:
    assert snapped(TRANSCRIPT, where("cat … Oh"), WHOLE_STORY) == where("Mine is … Oh no.")


def test_a_selection_in_the_story_that_the_coder_has_set_goes_out_to_it() -> None:
    story = where("Who would … Oh no.")
    assert snapped(TRANSCRIPT, where("cat … Oh"), WHOLE_STORY, story) == story
    assert snapped(TRANSCRIPT, where("lady"), WHOLE_STORY, story) == story


def test_a_selection_beyond_that_story_does_not() -> None:
    story = where("So I asked. … Oh no.")
    assert snapped(TRANSCRIPT, where("cat … months"), WHOLE_STORY, story) == where(STORY)


@pytest.mark.parametrize("words", ["# I.", "P1:", "\n\nP2: "])
def test_what_is_no_speech_cannot_be_coded(words: str) -> None:
    assert snapped(TRANSCRIPT, span_of(TRANSCRIPT, words), WHOLE_STORY) is None


units = st.sampled_from(CodingUnit)


@st.composite
def selections(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, len(TRANSCRIPT.text) - 1))
    return Span(start, draw(st.integers(start + 1, len(TRANSCRIPT.text))))


@given(selections(), units, st.booleans())
def test_snapping_takes_nothing_away(selected: Span, unit: CodingUnit, is_whole: bool) -> None:
    coded = snapped(TRANSCRIPT, selected, a_whole(unit) if is_whole else a_code(unit=unit))
    speech = TRANSCRIPT.clipped_to_speech(selected)
    assert (coded is None) is (speech is None)
    assert coded is None or speech is None or coded.contains(speech)


@given(selections(), units)
def test_snapping_twice_is_snapping_once(selected: Span, unit: CodingUnit) -> None:
    coded = snapped(TRANSCRIPT, selected, a_whole(unit))
    assert coded is None or snapped(TRANSCRIPT, coded, a_whole(unit)) == coded


@given(selections())
def test_what_is_snapped_begins_and_ends_in_speech(selected: Span) -> None:
    coded = grown_to_speech(TRANSCRIPT, selected)
    assert coded is None or TRANSCRIPT.clipped_to_speech(coded) == coded


@given(st.integers(0, len(TRANSCRIPT.text)))
def test_a_word_has_the_caret_inside_or_at_an_end(position: int) -> None:
    found = unit_at(TRANSCRIPT, position, CodingUnit.WORD)
    assert found is None or found.start <= position <= found.end


@given(st.integers(0, len(TRANSCRIPT.text)))
def test_the_unit_around_a_caret_is_snapped_already(position: int) -> None:
    for unit in CodingUnit:
        found = unit_at(TRANSCRIPT, position, unit)
        assert found is None or snapped(TRANSCRIPT, found, a_whole(unit)) == found
