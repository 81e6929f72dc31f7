"""Codes, their wording and their keys."""

from dataclasses import replace

import pytest

from qcoder.domain.codebook import Code, CodingUnit, Grain, free_key, unit_named_in
from tests.builders import a_code, a_codebook

TIME = a_code("Time", key="t", unit=CodingUnit.STORY)


@pytest.mark.parametrize(
    "changed",
    [
        replace(TIME, definition="Another."),
        replace(TIME, rule="Another."),
        replace(TIME, unit=CodingUnit.WORD),
        replace(TIME, definition=TIME.definition + TIME.rule, rule=""),
    ],
)
def test_the_wording_changes_with_definition_rule_and_unit(changed: Code) -> None:
    assert changed.wording_hash != TIME.wording_hash


@pytest.mark.parametrize(
    "changed",
    [replace(TIME, label="Hours"), replace(TIME, colour="#000000"), replace(TIME, key="x")],
)
def test_the_wording_does_not_change_with_label_colour_or_key(changed: Code) -> None:
    assert changed.wording_hash == TIME.wording_hash


def test_an_edit_of_wording_only_keeps_the_wording_hash() -> None:
    edited = replace(TIME, definition="The same, put better.").edited_from(TIME, wording_only=True)
    assert edited.wording_hash == TIME.wording_hash


def test_an_edit_of_the_meaning_after_one_of_wording_only_changes_the_hash() -> None:
    reworded = replace(TIME, definition="The same.").edited_from(TIME, wording_only=True)
    changed = replace(reworded, definition="Another.").edited_from(reworded)
    assert changed.wording_hash == replace(TIME, definition="Another.").wording_hash


def test_an_edit_of_the_label_keeps_the_meaning_of_a_reworded_code() -> None:
    reworded = replace(TIME, definition="The same.").edited_from(TIME, wording_only=True)
    assert replace(reworded, label="Hours").edited_from(reworded).wording_hash == TIME.wording_hash


def test_a_grain_of_its_own_goes_before_that_of_the_unit() -> None:
    assert TIME.effective_grain is Grain.STORY
    assert replace(TIME, grain=Grain.WORD).effective_grain is Grain.WORD


def test_codes_are_found_by_label_whatever_the_case() -> None:
    book = a_codebook(TIME)
    assert book.find(" TIME ") is TIME
    assert book.find("Grades") is None


def test_codes_are_found_by_key_in_upper_case_and_those_without_are_left_out() -> None:
    book = a_codebook(TIME, a_code("Grades"))
    assert book.by_key == {"T": TIME}


def test_a_code_knows_its_grouping_through_the_codebook() -> None:
    book = a_codebook(TIME)
    assert book.grouping(TIME).name == "Themes"
    assert book.codes_of(TIME.grouping) == (TIME,)


@pytest.mark.parametrize(
    ("rule", "unit"),
    [
        ("Code the entire story.", CodingUnit.STORY),
        ("Code the entire section of the discussion.", CodingUnit.SECTION),
        ("Code only the word.", CodingUnit.WORD),
        ("The shortest number of words possible, ideally a sentence.", CodingUnit.SENTENCE),
        ("Code the whole turn.", CodingUnit.TURN),
        ("CODE THE STORY", CodingUnit.STORY),
        ("Whatever seems right.", CodingUnit.FREE),
        ("", CodingUnit.FREE),
    ],
)
def test_a_rule_names_its_unit(rule: str, unit: CodingUnit) -> None:
    assert unit_named_in(rule) is unit


@pytest.mark.parametrize(
    ("label", "taken", "key"),
    [
        ("Time", "", "T"),
        ("Time", "t", "I"),
        ("Time", "TIME", "A"),
        ("—", "", "A"),
        ("2nd year", "", "2"),
        ("Time", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", ""),
    ],
)
def test_a_free_key_is_a_letter_of_the_label_if_one_is_left(
    label: str, taken: str, key: str
) -> None:
    assert free_key(label, taken) == key
