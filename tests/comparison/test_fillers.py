"""Words that fill."""

import pytest

from qcoder.comparison import ENGLISH, FillerWords


@pytest.mark.parametrize(
    ("words", "flags"),
    [
        ("So um we did", [True, True, False, False]),
        ("you know what", [True, True, False]),
        ("you saw", [False, False]),
        ("I know", [False, False]),
        ("do you", [False, False]),
        ("I MEAN it", [True, True, False]),
        ("", []),
    ],
)
def test_english_fillers_are_told_from_content(words: str, flags: list[bool]) -> None:
    assert ENGLISH.flags(words.split()) == flags


def test_a_phrase_may_begin_with_a_filler_of_its_own() -> None:
    assert FillerWords.of("na", "na ja gut").flags(["na", "ja", "gut", "na"]) == [True] * 4


def test_a_language_may_have_none() -> None:
    assert FillerWords.of().flags(["um"]) == [False]
    assert FillerWords.of(" ").flags(["um"]) == [False]
