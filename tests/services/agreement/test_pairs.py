"""Agreement over a project, from published tables and from a coded pair."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, repeat

import pytest

from qcoder.comparison.agreement_units import AgreementUnit
from qcoder.comparison.coefficients import Counts
from qcoder.comparison.jackknife import jackknife_interval
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import DifferenceKind, Outcome
from qcoder.domain.ids import CodingId, new_id
from qcoder.domain.transcript import TranscriptHeader
from qcoder.services.agreement.pairs import AgreementReport, agreement
from qcoder.services.agreement.records import Record, agreement_record
from qcoder.services.coding.code_merging import merge_codes
from qcoder.services.coding.layer import remove_coding, resize
from qcoder.storage.unit_of_work import UnitOfWork
from tests.services.study import Study

Table = tuple[int, int, int, int]


def report_of(
    study: Study, unit: AgreementUnit = AgreementUnit.TURN, *, with_moderator: bool = False
) -> AgreementReport:
    return study.workspace.read(lambda uow: agreement(uow, unit, with_moderator=with_moderator))


def record_of(study: Study, unit: AgreementUnit = AgreementUnit.TURN) -> Record:
    return agreement_record(report_of(study, unit))


def row_of(record: Record, code: str, *coders: str) -> Record:
    """The row of a code, of the only pair or of those coders."""
    (found,) = [
        row
        for row in record["pairs"]
        if row["code"] == code and (not coders or row["coders"] == list(coders))
    ]
    return dict(found)


def take_in(study: Study, name: str, turns: int) -> TranscriptHeader:
    lines = (f"P1: This is what was said in turn {n} of all." for n in range(turns))
    return study.take_in(name, "Moderator: Go on.\n" + "\n".join(lines))


def mark(study: Study, name: str, coder: str, marked: Sequence[bool], code: str = "Time") -> None:
    """Code the whole of every turn that is marked; the moderator's is turn 0."""
    transcript = study.transcript(name)
    pieces = [turn.speech[0] for turn in transcript.turns[1:]]
    codings = [
        Coding(CodingId(new_id()), transcript.id, study.coder(coder), study.code(code).id, piece)
        for piece, is_marked in zip(pieces, marked, strict=True)
        if is_marked
    ]
    study.do(lambda uow: uow.codings.add_all(codings))


def code_table(study: Study, name: str, table: Table, *coders: str) -> None:
    """A sealed transcript of as many turns as ``table`` counts: both, first, second, neither."""
    pattern = list(chain(*map(repeat, [(1, 1), (1, 0), (0, 1), (0, 0)], table)))
    take_in(study, name, len(pattern))
    study.assign(*coders, transcript=name)
    for number, coder in enumerate(coders):
        mark(study, name, coder, [bool(marks[number]) for marks in pattern])
    study.seal(*coders, transcript=name)


@pytest.mark.parametrize(
    ("table", "figures"),
    [
        pytest.param(
            (20, 10, 20, 50),
            {"percent_agreement": 0.7, "scotts_pi": 0.341, "cohens_kappa": 0.348},
            id="Artstein and Poesio 2008",
        ),
        pytest.param(
            (118, 5, 2, 0),
            {"percent_agreement": 0.944, "cohens_kappa": -0.0234, "gwets_ac1": 0.9408},
            id="Gwet 2008",
        ),
        pytest.param(
            (1, 1, 3, 5),
            {"percent_agreement": 0.6, "krippendorff_alpha": 0.095},
            id="Krippendorff 2011",
        ),
    ],
)
def test_a_published_table_coded_turn_by_turn_comes_out(
    study: Study, table: Table, figures: dict[str, float]
) -> None:
    code_table(study, "FG2", table, "Ada", "Ben")
    row = row_of(record_of(study), "Time")
    assert (row["n11"], row["n10"], row["n01"], row["n00"]) == table
    assert {key: row[key] for key in figures} == pytest.approx(figures, abs=0.0006)


FIVE: list[Table] = [
    (3, 1, 0, 9), (2, 2, 1, 8), (4, 0, 1, 12), (1, 1, 2, 20), (5, 1, 0, 7),
]  # fmt: skip


def kappa_by_hand(tables: Sequence[Table]) -> float:
    n11, n10, n01, n00 = (sum(table[cell] for table in tables) for cell in range(4))
    units = n11 + n10 + n01 + n00
    expected = ((n11 + n10) * (n11 + n01) + (n01 + n00) * (n10 + n00)) / units**2
    return ((n11 + n00) / units - expected) / (1 - expected)


def test_transcripts_add_up_and_each_is_left_out_once_for_the_interval(study: Study) -> None:
    for number, table in enumerate(FIVE):
        code_table(study, f"G{number}", table, "Ada", "Ben")
    row = row_of(record_of(study), "Time")
    rest = [kappa_by_hand(FIVE[:n] + FIVE[n + 1 :]) for n in range(len(FIVE))]
    assert row["cohens_kappa"] == pytest.approx(kappa_by_hand(FIVE))
    assert row["interval"] == pytest.approx(list(jackknife_interval(kappa_by_hand(FIVE), rest)))
    assert "no interval" not in row["note"]


def test_the_record_of_a_code_has_exactly_these_fields(sealed_pair: Study) -> None:
    assert row_of(record_of(sealed_pair), "Time") == {
        "coders": ["Ada", "Ben"],
        "code": "Time",
        "unit": "turn",
        "n11": 2,
        "n10": 1,
        "n01": 0,
        "n00": 0,
        "percent_agreement": pytest.approx(2 / 3),
        "cohens_kappa": 0.0,
        "interval": None,
        "scotts_pi": pytest.approx(-0.2),
        "krippendorff_alpha": pytest.approx(0.0),
        "gwets_ac1": pytest.approx(0.5384615),
        "overlap": pytest.approx(2 / 3),
        "overlap_characters": pytest.approx(94 / 149),
        "codings_matched": 2,
        "only_first": 1,
        "only_second": 0,
        "split": 0,
        "note": "Ada marked every turn; no interval: 1 double-coded transcript, it takes 4",
    }


def test_a_code_that_one_coder_used_is_flagged(sealed_pair: Study) -> None:
    row = row_of(record_of(sealed_pair), "Specialties")
    assert (row["cohens_kappa"], row["overlap"], row["interval"]) == (0.0, 0.0, None)
    assert row["note"].startswith("used by Ada only (1 turn)")


def test_a_code_that_nobody_used_is_undefined_and_does_not_enter(study: Study) -> None:
    code_table(study, "FG2", (3, 1, 1, 9), "Ada", "Ben")
    record = record_of(study)
    row = row_of(record, "Emotions")
    undefined = ("cohens_kappa", "scotts_pi", "krippendorff_alpha", "gwets_ac1", "overlap")
    assert [row[key] for key in undefined] == [None] * 5
    assert (row["percent_agreement"], row["interval"]) == (1.0, None)
    assert row["note"] == "not used by either coder"
    assert record["overall"]["note"].startswith("1 of 3 codes enters the overall figure")


def test_a_sealed_layer_without_codings_enters(study: Study) -> None:
    code_table(study, "FG2", (0, 4, 0, 9), "Ada", "Ben")
    row = row_of(record_of(study), "Time")
    assert (row["cohens_kappa"], row["only_second"]) == (0.0, 0)
    assert row["note"].startswith("used by Ada only (4 turns)")


def test_what_does_not_enter_is_listed_with_the_reason(study: Study) -> None:
    code_table(study, "FG2", (3, 1, 1, 9), "Ada", "Ben")
    for name, coders in (("FG3", ["Cleo"]), ("FG4", ["Ada", "Ben"]), ("FG5", ["Ben", "Cleo"])):
        take_in(study, name, 3)
        study.assign(*coders, transcript=name)
    study.seal("Ada", transcript="FG4")
    left_out = record_of(study)["left_out"]
    assert [(e["transcript"], e["reason"], e["coders"], e["note"]) for e in left_out] == [
        ("FG1", "not_assigned", [], "nobody is assigned"),
        ("FG3", "single_coded", ["Cleo"], "coded by Cleo alone"),
        ("FG4", "not_sealed", ["Ben"], "Ben has not sealed"),
        ("FG5", "not_sealed", ["Ben", "Cleo"], "Ben and Cleo have not sealed"),
        ("FG2", "moderator", [], "1 turn of the moderator"),
    ]


def test_a_transcript_without_speech_is_no_transcript_more_for_the_interval(study: Study) -> None:
    for number in range(2, 5):
        code_table(study, f"FG{number}", (3, 1, 1, 9), "Ada", "Ben")
    study.take_in("FG5", "P1: \nP2: ")
    study.assign("Ada", "Ben", transcript="FG5")
    study.seal("Ada", "Ben", transcript="FG5")
    record = record_of(study)
    assert "3 double-coded transcripts, it takes 4" in row_of(record, "Time")["note"]
    assert ("FG5", "no_speech") in [(e["transcript"], e["reason"]) for e in record["left_out"]]


def test_the_moderator_is_counted_when_asked_for(sealed_pair: Study) -> None:
    report = report_of(sealed_pair, with_moderator=True)
    assert report.pairs[0].units == 4
    assert "moderator included" in report.pairs[0].caption
    assert report.left_out == ()


def test_without_any_double_coded_transcript_the_record_says_so(study: Study) -> None:
    record = record_of(study)
    assert record["pairs"] == []
    assert record["overall"]["pooled_kappa"] is None
    assert record["overall"]["note"] == "No transcript is coded by two coders who have both sealed"


def test_a_transcript_that_was_removed_is_not_mentioned(sealed_pair: Study) -> None:
    def remove(uow: UnitOfWork) -> None:
        header = uow.transcripts.header(sealed_pair.transcript_id())
        uow.transcripts.update(replace(header, removed=True))

    sealed_pair.do(remove)
    assert record_of(sealed_pair)["left_out"] == []


def test_each_pair_has_its_own_rows_in_the_order_of_its_readings(study: Study) -> None:
    code_table(study, "FG2", (3, 1, 0, 9), "Ben", "Ada")
    code_table(study, "FG3", (2, 0, 1, 9), "Ada", "Ben")
    code_table(study, "FG4", (1, 1, 1, 9), "Ada", "Cleo")
    record = record_of(study)
    together = row_of(record, "Time", "Ben", "Ada")
    assert (together["n11"], together["n10"], together["n01"]) == (5, 2, 0)
    assert row_of(record, "Time", "Ada", "Cleo")["n11"] == 1
    assert record["overall"]["transcripts"] == ["FG2", "FG3", "FG4"]
    assert "3 double-coded transcripts" in record["overall"]["note"]


def test_three_coders_of_one_transcript_are_three_pairs_and_one_alpha(study: Study) -> None:
    take_in(study, "FG2", 4)
    coders = ("Ada", "Ben", "Cleo")
    study.assign(*coders, transcript="FG2")
    layers = [(1, 1, 0, 0), (1, 0, 0, 0), (1, 1, 1, 0)]
    for coder, marked in zip(coders, layers, strict=True):
        mark(study, "FG2", coder, [bool(m) for m in marked])
    study.seal(*coders, transcript="FG2")
    record = record_of(study)
    assert [pair["coders"] for pair in record["overall"]["by_pair"]] == [
        ["Ada", "Ben"], ["Ada", "Cleo"], ["Ben", "Cleo"],
    ]  # fmt: skip
    time = record["overall"]["all_coders"][0]
    # 12 values, 6 marked; two units in which one coder differs from two.
    assert time["krippendorff_alpha"] == pytest.approx(1 - 11 * (2 * 2 / 2 + 2 * 2 / 2) / 72)


def test_deciding_changes_no_figure(sealed_pair: Study) -> None:
    before = record_of(sealed_pair)
    sealed_pair.decide(DifferenceKind.BOUNDARY, Outcome.UNION)
    assert record_of(sealed_pair) == before


def test_figures_of_layers_changed_since_they_were_revealed_are_those_from_before(
    sealed_pair: Study,
) -> None:
    before = record_of(sealed_pair)
    assert before["overall"]["warnings"] == []
    assert [entry["transcript"] for entry in before["overall"]["frozen"]] == ["FG1"]
    first = sealed_pair.layer("Ben")[0]
    sealed_pair.unseal("Ben")
    parsed, ben = sealed_pair.transcript(), sealed_pair.coder("Ben")
    shorter = sealed_pair.span("We never had the time. There was always another list")
    sealed_pair.do(lambda uow: resize(uow, parsed, ben, first.id, shorter))
    sealed_pair.seal("Ben")
    record = record_of(sealed_pair)
    (warning,) = record["overall"]["warnings"]
    assert warning.startswith("the layers of FG1 have changed since")
    assert re.search(r"as it was frozen on \d{4}-\d\d-\d\d", warning)
    assert record["pairs"] == before["pairs"]
    now = agreement_record(sealed_pair.workspace.read(lambda uow: agreement(uow, as_now=True)))
    assert now["pairs"] != before["pairs"]
    assert now["overall"]["as_now"]
    assert now["overall"]["warnings"][0].startswith("Not independent")


def test_who_is_alone_with_a_transcript_now_is_no_pair_any_more(sealed_pair: Study) -> None:
    layer = sealed_pair.layer("Ben")
    sealed_pair.unseal("Ben")
    ben = sealed_pair.coder("Ben")
    for coding in layer:
        sealed_pair.do(partial(remove_coding, coder=ben, coding=coding.id))
    sealed_pair.assign("Ada")
    record = record_of(sealed_pair)
    assert [entry["reason"] for entry in record["left_out"]] == ["single_coded"]


def test_a_code_that_is_gone_is_shown_by_its_id(sealed_pair: Study) -> None:
    report = report_of(sealed_pair)
    time = sealed_pair.code("Time").id
    kept = tuple(code for code in report.codebook.codes if code.id != time)
    record = agreement_record(replace(report, codebook=replace(report.codebook, codes=kept)))
    assert row_of(record, time)["note"].startswith("no longer in the codebook; ")


def test_a_code_that_was_merged_is_shown_by_its_label(sealed_pair: Study) -> None:
    sealed_pair.unseal("Ben")
    kept, absorbed = sealed_pair.code("Time").id, sealed_pair.code("Emotions").id
    sealed_pair.do(lambda uow: merge_codes(uow, kept, [absorbed]))
    row = row_of(record_of(sealed_pair), "Emotions")
    assert row["note"].startswith("merged into Time since; ")


@pytest.mark.parametrize("unit", list(AgreementUnit))
def test_every_row_counts_all_units(sealed_pair: Study, unit: AgreementUnit) -> None:
    (pair,) = report_of(sealed_pair, unit).pairs
    assert [code.counts.units for code in pair.codes] == [pair.units] * 3
    assert pair.units == {"turn": 3, "sentence": 5, "character": 234}[unit.value]


def test_the_cells_of_each_transcript_are_at_hand(study: Study) -> None:
    code_table(study, "FG2", (3, 1, 0, 9), "Ada", "Ben")
    code_table(study, "FG3", (2, 0, 1, 9), "Ada", "Ben")
    (pair,) = report_of(study).pairs
    time = study.code("Time").id
    assert pair.transcripts == ("FG2", "FG3")
    assert [cells[time].counts for cells in pair.cells] == [
        Counts(3, 1, 0, 9), Counts(2, 0, 1, 9),
    ]  # fmt: skip
