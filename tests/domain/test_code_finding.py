from collections.abc import Sequence

import pytest

from qcoder.domain.code_finding import find_codes
from qcoder.domain.codebook import Code, Codebook, Grouping
from qcoder.domain.ids import CodeId, GroupingId
from qcoder.importers.codebook_file import read_codebook
from qcoder.shipped import codebooks_dir
from tests.builders import a_code, a_codebook


def a_book(*labels: str) -> Codebook:
    return a_codebook(*(a_code(label, definition="…") for label in labels))


PAPER = a_book(*(e.label for e in read_codebook(codebooks_dir() / "compassionate_care.csv")))


def labels(
    book: Codebook, typed: str, recent: Sequence[str] = (), on_story: Sequence[str] = ()
) -> list[str]:
    found = find_codes(book, typed, ids(book, recent), ids(book, on_story))
    return [code.label for code in found]


def ids(book: Codebook, names: Sequence[str]) -> list[CodeId]:
    return [book.by_label[name.casefold()].id for name in names]


def test_nothing_typed_lists_the_codebook_in_its_order() -> None:
    assert labels(a_book("Time", "Grades", "Emotions"), " ") == ["Time", "Grades", "Emotions"]


def test_nothing_typed_lists_the_last_codes_then_those_of_the_story_then_the_rest() -> None:
    book = a_book("Time", "Grades", "Emotions", "Humanity")
    found = labels(book, "", recent=["Humanity", "Grades"], on_story=["Emotions", "Humanity"])
    assert found == ["Humanity", "Grades", "Emotions", "Time"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ti", ["Time"]),
        ("TI", ["Time"]),
        ("id", ["MD Identity"]),
        ("mi", ["MD Identity"]),
        ("md id", ["MD Identity"]),
        ("iden md", ["MD Identity"]),
        ("ind", ["Lessons—Individual"]),
        ("lessons ind", ["Lessons—Individual"]),
        ("lessons-ind", ["Lessons—Individual"]),
        ("li", ["Lessons—Individual", "Lessons—Institutional"]),
        ("manity", ["Humanity"]),
        ("xq", []),
        ("—", []),
    ],
)
def test_a_code_is_found_by_its_label(typed: str, expected: list[str]) -> None:
    assert labels(PAPER, typed) == expected


@pytest.mark.parametrize("code", PAPER.codes, ids=lambda code: code.label)
def test_two_letters_find_every_code_of_the_paper_among_the_first_two(code: Code) -> None:
    pairs = {a + b for a in "abcdefghilmnopqrstuvy" for b in "abcdefghilmnopqrstuvy"}
    assert any(code in find_codes(PAPER, pair)[:2] for pair in pairs)


def test_the_label_goes_before_its_words_and_these_before_initials() -> None:
    book = a_book("Care Only", "My Coping", "Coping")
    assert labels(book, "co") == ["Coping", "My Coping", "Care Only"]


def test_grouping_and_definition_are_searched_after_the_label() -> None:
    groupings = (
        Grouping(GroupingId("t"), "Themes", 0),
        Grouping(GroupingId("c"), "Contexts", 1),
    )
    codes = (
        a_code("Ward", definition="What is said of contact."),
        a_code("Lecture", definition="…"),
        a_code("Continuity", definition="…"),
    )
    places = zip(codes, ("t", "c", "t"), strict=True)
    placed = tuple(replaced(code, grouping) for code, grouping in places)
    assert labels(Codebook(groupings, placed), "cont") == ["Continuity", "Lecture", "Ward"]


def replaced(code: Code, grouping: str) -> Code:
    return Code(
        code.id, GroupingId(grouping), code.label, code.definition, code.rule, code.unit,
        code.colour, code.key, code.position,
    )  # fmt: skip


def test_words_may_be_found_in_different_places() -> None:
    book = a_codebook(a_code("Time", definition="Talk of minutes."), a_code("Grades"))
    assert labels(book, "tim minutes") == ["Time"]


def test_accents_do_not_count() -> None:
    assert labels(a_book("Émotions", "Größe"), "em") == ["Émotions"]
    assert labels(a_book("Émotions", "Größe"), "gross") == ["Größe"]


def test_what_was_used_last_comes_first_only_among_equals() -> None:
    book = a_book("Emotions", "My Empathy", "Emphasis")
    assert labels(book, "em", recent=["My Empathy", "Emphasis"]) == [
        "Emphasis",
        "Emotions",
        "My Empathy",
    ]


def test_codes_that_are_gone_are_passed_over() -> None:
    found = find_codes(a_book("Time"), "t", recent=[CodeId("gone")])
    assert [code.label for code in found] == ["Time"]


def test_the_same_question_has_the_same_answer() -> None:
    assert labels(PAPER, "e") == labels(PAPER, "e")
