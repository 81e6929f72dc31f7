from collections.abc import Sequence

import pytest

from qcoder.comparison import agreement_words as words
from qcoder.comparison.agreement import CodeAgreement, code_agreements, pooled_agreement
from qcoder.comparison.agreement_cells import Cell, Matches, cells_of, codes_to_count
from qcoder.comparison.agreement_units import AgreementUnit
from qcoder.comparison.coefficients import Counts
from tests.builders import a_code, a_codebook, a_transcript, coder_id
from tests.comparison.pairs import Marked, layers

TIME, EMOTIONS = a_code("Time"), a_code("Emotions")
BOOK = a_codebook(TIME, EMOTIONS)
TALK = a_transcript(
    "Moderator: What do you remember of that week on the ward?\n"
    "P1: We never had the time for anybody on that long ward. There was always another list.\n"
    "P2: Surgery taught me to knock before I touch the curtain around the bed.\n"
    "P1: And then she cried in the supply room, and I did not know where to look.\n"
)
NAMES = ("Ada", "Ben")


def cell(
    ada: Sequence[Marked],
    ben: Sequence[Marked],
    *,
    unit: AgreementUnit = AgreementUnit.TURN,
    with_moderator: bool = False,
) -> Cell:
    """The cell of “Time”."""
    pair = layers(TALK, Ada=ada, Ben=ben)
    codes = codes_to_count(BOOK, [])
    return cells_of(TALK, pair, BOOK, codes, unit, with_moderator=with_moderator)[TIME.id]


def a_cell(n11: int = 0, n10: int = 0, n01: int = 0, n00: int = 0) -> Cell:
    counts = Counts(n11, n10, n01, n00)
    return Cell(counts, counts, Matches())


def agreed(*cells: Cell, unit: AgreementUnit = AgreementUnit.TURN) -> CodeAgreement:
    (only,) = code_agreements([{TIME.id: cell} for cell in cells], NAMES, unit)
    return only


@pytest.mark.parametrize(
    ("ada", "ben", "expected"),
    [
        pytest.param(["she cried"], ["she cried"], Matches(matched=1), id="same"),
        pytest.param(
            ["she cried in the supply room"], ["room, and I did not"], Matches(matched=1), id="edge"
        ),
        pytest.param(
            ["And then she cried in the supply room, and I did not know where to look."],
            ["cried"],
            Matches(matched=1),
            id="extent",
        ),
        pytest.param(["she cried"], [], Matches(only_first=1), id="first alone"),
        pytest.param(["knock"], ["she cried"], Matches(only_first=1, only_second=1), id="apart"),
        pytest.param(
            ["And then she cried in the supply room, and I did not know where to look."],
            ["And then she cried in", "I did not know where to look."],
            Matches(split=1),
            id="split",
        ),
    ],
)
def test_places_are_those_of_the_consensus_room(
    ada: list[str], ben: list[str], expected: Matches
) -> None:
    found = cell([(TIME, words) for words in ada], [(TIME, words) for words in ben])
    assert found.matches == expected


def test_one_code_for_another_is_by_one_coder_only_under_either_code() -> None:
    pair = layers(TALK, Ada=[(TIME, "she cried")], Ben=[(EMOTIONS, "she cried")])
    cells = cells_of(TALK, pair, BOOK, codes_to_count(BOOK, []), AgreementUnit.TURN)
    assert cells[TIME.id].matches == Matches(only_first=1)
    assert cells[EMOTIONS.id].matches == Matches(only_second=1)


def test_the_overlapping_codings_of_one_coder_are_one() -> None:
    found = cell([(TIME, "she cried in"), (TIME, "cried in the supply room")], [])
    assert found.matches == Matches(only_first=1)
    assert found.characters.n10 == len("she cried in the supply room")


def test_what_lies_in_the_moderators_words_alone_is_not_counted() -> None:
    asked: list[Marked] = [(TIME, "that week")]
    assert cell(asked, asked).matches == Matches()
    assert cell(asked, asked).counts == Counts(n00=3)
    assert cell(asked, asked, with_moderator=True).matches == Matches(matched=1)
    assert cell(asked, asked, with_moderator=True).counts == Counts(n11=1, n00=3)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (AgreementUnit.TURN, Counts(n11=1, n00=2)),
        (AgreementUnit.SENTENCE, Counts(n10=1, n01=1, n00=2)),
    ],
)
def test_a_coarse_unit_agrees_where_a_fine_one_does_not(
    unit: AgreementUnit, expected: Counts
) -> None:
    assert cell([(TIME, "the time")], [(TIME, "another list")], unit=unit).counts == expected


def test_characters_are_counted_whatever_the_unit() -> None:
    found = cell([(TIME, "she cried")], [(TIME, "cried in")])
    assert (found.characters.n11, found.characters.n10, found.characters.n01) == (5, 4, 3)


def test_codes_that_are_gone_come_after_those_of_the_codebook() -> None:
    gone = a_code("Weather")
    codings = layers(TALK, Ada=[(gone, "list")], Ben=[])[coder_id("Ada")]
    assert codes_to_count(BOOK, codings) == (TIME.id, EMOTIONS.id, gone.id)


@pytest.mark.parametrize(
    ("counts", "note"),
    [
        pytest.param((0, 0, 0, 9), "not used by either coder", id="unused"),
        pytest.param((0, 3, 0, 9), "used by Ada only (3 turns)", id="first only"),
        pytest.param((0, 0, 1, 9), "used by Ben only (1 turn)", id="second only"),
        pytest.param((9, 0, 0, 0), "undefined: no variation, both marked every turn", id="all"),
        pytest.param((6, 0, 2, 0), "Ben marked every turn", id="one marked all"),
        pytest.param((4, 1, 0, 9), "fewer than 5 matched turns", id="few"),
        pytest.param((0, 0, 0, 0), "no words to compare", id="nothing there"),
    ],
)
def test_a_degenerate_cell_is_named(counts: tuple[int, ...], note: str) -> None:
    assert agreed(a_cell(*counts)).notes == (note,)


def test_an_ordinary_cell_needs_no_note() -> None:
    assert agreed(a_cell(6, 1, 1, 9)).notes == ()


def test_few_matched_characters_say_nothing() -> None:
    assert agreed(a_cell(4, 1, 0, 9), unit=AgreementUnit.CHARACTER).notes == ()


def test_a_code_nobody_used_has_no_kappa_and_needs_no_reason_for_its_interval() -> None:
    unused = agreed(*[a_cell(n00=9)] * 5)
    assert (unused.kappa, unused.interval, unused.no_interval) == (None, None, "")


def test_a_code_that_one_coder_used_has_a_kappa_of_nought_without_interval() -> None:
    one_sided = agreed(*[a_cell(n10=2, n00=9)] * 5)
    assert (one_sided.kappa, one_sided.interval) == (0.0, None)
    assert one_sided.no_interval == "kappa is 0 whatever the other coder marks"


def test_with_four_transcripts_there_is_an_interval() -> None:
    found = agreed(*[a_cell(5, 1, n01, 20) for n01 in (0, 1, 2, 3)])
    assert found.interval is not None
    assert found.kappa is not None
    assert found.interval.low < found.kappa < found.interval.high


def test_codes_without_variation_do_not_enter_the_overall_figure() -> None:
    table = {"used": Counts(5, 1, 1, 9), "one": Counts(0, 2, 0, 14), "unused": Counts(n00=16)}
    pooled = pooled_agreement([table])
    assert pooled.note == "2 of 3 codes enter the overall figure"
    assert pooled.lowest == 0.0
    assert pooled.highest == pytest.approx(0.7333333)


def test_without_transcripts_nothing_is_pooled() -> None:
    pooled = pooled_agreement([])
    assert (pooled.kappa, pooled.median, pooled.entering, pooled.of) == (None, None, 0, 0)


def test_the_caption_names_unit_rule_coders_and_who_is_left_out() -> None:
    shown = words.caption(
        AgreementUnit.TURN, ("Ana", "Ben"), transcripts=23, units=4812, with_moderator=False
    )
    assert shown == (
        "Cohen's kappa on speaker turns (a turn counts if any of it is marked), Ana and Ben, "
        "23 double-coded transcripts, 4,812 turns, moderator excluded. Interval: jackknife over "
        "transcripts. 0 = what these two coders' own marking rates would give by chance; "
        "1 = identical. Values depend on the unit and on how rare the code is; compare codes "
        "with care."
    )


def test_the_caption_says_why_there_is_no_interval() -> None:
    shown = words.caption(
        AgreementUnit.SENTENCE, NAMES, transcripts=1, units=9, with_moderator=True
    )
    assert "No interval: 1 double-coded transcript, it takes 4." in shown
    assert "moderator included" in shown


def test_counts_end_in_what_there_is_to_do() -> None:
    shown = words.summary_sentence(Counts(15, 26, 3, 900), ("Ana", "Ben"), AgreementUnit.TURN)
    assert shown == "Ana marked 41 turns, Ben 18; 15 in common. Open the 29 turns to discuss."


def test_where_nothing_differs_there_is_nothing_to_discuss() -> None:
    shown = words.summary_sentence(Counts(1, 0, 0, 9), NAMES, AgreementUnit.TURN)
    assert shown == "Ada marked 1 turn, Ben 1; 1 in common. Nothing to discuss."
