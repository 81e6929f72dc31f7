"""Which differences are discussed together, and in which order."""

from qcoder.domain.codebook import CodingUnit
from tests.builders import a_code, a_transcript
from tests.comparison.pairs import Marked, differences

STORY = a_code("Emotions", unit=CodingUnit.STORY)
OTHER = a_code("Grades", unit=CodingUnit.STORY)
WORD = a_code("Specialties", unit=CodingUnit.WORD)
SECTION = a_code("Tech Topics", unit=CodingUnit.SECTION)
TRANSCRIPT = a_transcript(
    "P1: One two three four five six.\n"
    "P2: Seven eight nine ten.\n"
    "P3: Eleven twelve.\n"
    "P4: Thirteen fourteen."
)


def passages(*marked: Marked) -> list[tuple[int, str]]:
    """Passage and words of every difference, in order; one coder alone coded them."""
    found = differences(TRANSCRIPT, Ada=marked, Ben=[])
    return [(d.passage, TRANSCRIPT.text[d.span.start : d.span.end]) for d in found]


def test_differences_that_overlap_are_one_passage_the_longest_first() -> None:
    assert passages((WORD, "three"), (STORY, "One two three four")) == [
        (1, "One two three four"),
        (1, "three"),
    ]


def test_differences_in_one_turn_are_one_passage() -> None:
    assert passages((WORD, "One"), (OTHER, "five six")) == [(1, "five six"), (1, "One")]


def test_differences_of_other_turns_are_other_passages() -> None:
    assert passages((WORD, "six"), (WORD, "Seven")) == [(1, "six"), (2, "Seven")]


def test_a_story_over_two_turns_draws_in_the_words_of_both() -> None:
    found = passages((WORD, "two"), (STORY, "six.\nP2: Seven eight"), (WORD, "ten"))
    assert [number for number, _ in found] == [1, 1, 1]


def test_a_long_passage_goes_on_after_a_short_difference_in_it() -> None:
    story = (STORY, "One two three four five six.\nP2: Seven eight nine ten.\nP3: Eleven")
    found = passages(story, (WORD, "two"), (WORD, "twelve"))
    assert [number for number, _ in found] == [1, 1, 1]


def test_passages_count_from_one_in_text_order() -> None:
    assert passages((WORD, "Thirteen"), (WORD, "Eleven"), (WORD, "One")) == [
        (1, "One"),
        (2, "Eleven"),
        (3, "Thirteen"),
    ]


def test_a_section_is_a_passage_of_its_own_and_joins_nothing() -> None:
    section = "One two three four five six.\nP2: Seven eight nine ten.\nP3: Eleven twelve"
    found = passages((WORD, "Eleven"), (SECTION, section), (WORD, "One"))
    assert [number for number, _ in found] == [1, 2, 3]
    assert [words for _, words in found] == [section, "One", "Eleven"]


def test_two_section_codes_on_the_same_words_are_two_passages() -> None:
    another = a_code("Discussion", unit=CodingUnit.SECTION)
    found = passages((SECTION, "Eleven twelve"), (another, "Eleven twelve"))
    assert [number for number, _ in found] == [1, 2]


def test_of_differences_on_the_same_words_the_codebook_says_which_is_first() -> None:
    found = differences(TRANSCRIPT, Ada=[(OTHER, "Eleven"), (STORY, "Eleven")], Ben=[])
    assert [d.codes for d in found] == [(OTHER.id,), (STORY.id,)]


def test_without_speakers_a_paragraph_takes_the_place_of_a_turn() -> None:
    transcript = a_transcript("One two.\nThree four.")
    found = differences(transcript, Ada=[(WORD, "One"), (WORD, "two"), (WORD, "Three")], Ben=[])
    assert [d.passage for d in found] == [1, 1, 2]


def test_codings_outside_every_turn_are_passages_too() -> None:
    transcript = a_transcript("# Opening\nP1: One.\n# Closing\nP2: Two.")
    found = differences(transcript, Ada=[(WORD, "# Closing"), (WORD, "# Opening")], Ben=[])
    assert [d.passage for d in found] == [1, 2]
