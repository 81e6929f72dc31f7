"""Reports of a consensus: what is in them of a pair, and of pairs that are out of the ordinary."""

from pathlib import Path

import pytest

from qcoder.comparison.agreement_units import AgreementUnit
from qcoder.domain.consensus import DifferenceKind, Outcome
from qcoder.domain.ids import CoderId
from qcoder.exporters.report import Bars, Report, Table, Words, shown_row
from qcoder.exporters.reports import write_report_file
from qcoder.services.agreement.report import AgreementView, AgreementWish, agreement_report
from qcoder.services.closing.audit_report import audit_report
from qcoder.services.closing.auditing import decisions_to_audit
from qcoder.services.closing.report import closing_report
from qcoder.services.consensus.before_report import before_report, what_there_is
from qcoder.services.consensus.meetings import close_meeting, open_meeting
from qcoder.services.consensus.summary import RoomSummary
from qcoder.services.reports.log_table import log_table
from qcoder.services.reports.own_coding import own_report
from tests.services.study import Study


@pytest.fixture
def study(sealed_pair: Study) -> Study:
    return sealed_pair


def words_of(report: Report) -> str:
    return "\n".join(part.text for part in report.parts if isinstance(part, Words))


def table(report: Report, title: str) -> dict[str, list[str]]:
    """Rows of the table of that title by their first cell, as they are read."""
    (found,) = [part for part in report.tables if part.title.startswith(title)]
    rows = [shown_row(found, row) for row in found.rows]
    return {row[0]: row[1:] for row in rows}


def wished(study: Study, wish: AgreementWish) -> Report:
    return study.workspace.read(lambda uow: agreement_report(uow, wish))


def one_sided(study: Study) -> None:
    """FG2: Ada coded, Ben sealed without marking anything."""
    study.take_in("FG2", "P1: We never had the time.")
    study.assign("Ada", "Ben", transcript="FG2")
    study.apply("Ada", "the time", transcript="FG2")
    study.seal("Ada", "Ben", transcript="FG2")


def test_the_summary_speaks_of_an_empty_reading_without_a_name(study: Study) -> None:
    one_sided(study)
    words = words_of(before_report(study.room("FG2")))
    assert "is empty: this coder has sealed without marking anything" in words
    assert "Ben" not in words


def test_the_summary_of_identical_layers_is_a_result(study: Study) -> None:
    study.code_alike("FG2")
    assert "there is nothing to discuss" in words_of(before_report(study.room("FG2")))


def test_the_closing_counts_differences_by_kind_and_outcome(study: Study) -> None:
    study.decide(DifferenceKind.BOUNDARY, Outcome.UNION, reason="boundary habit")
    room = study.room()
    report = study.workspace.read(lambda uow: closing_report(uow, room))
    rows = table(report, "Differences and decisions")
    assert rows["boundary"] == ["1", "1"]
    assert rows["one coder only"] == ["1", "0"]
    assert table(report, "Reasons given") == {"boundary habit": ["1"]}
    assert "2 differences are still open" in words_of(report)


def test_what_is_unresolved_is_quoted_by_reading_and_not_by_name(study: Study) -> None:
    study.decide(DifferenceKind.SUBSTITUTION, Outcome.UNRESOLVED, reason="needs context")
    room = study.room()
    report = study.workspace.read(lambda uow: closing_report(uow, room))
    leads = [part.lead for part in report.parts if isinstance(part, Words)]
    assert {"Reading 1:", "Reading 2:"} <= set(leads)
    assert "Ada:" not in leads


def test_whoever_is_cited_is_in_the_sources(study: Study) -> None:
    room = study.room()
    report = study.workspace.read(lambda uow: closing_report(uow, room))
    words = words_of(report)
    cited = words + "".join(column.about for table in report.tables for column in table.columns)
    for name, year in (("De Vries", "2008"), ("Jaccard", "1912"), ("Cohen", "1960")):
        assert name in cited
        assert any(line.startswith(name) and f"({year})" in line for line in words.splitlines())
    # There is no interval, so nothing of the jackknife either.
    assert "Tukey" not in words


def test_readings_that_differ_in_the_code_say_their_code_where_they_are_left(study: Study) -> None:
    study.decide(DifferenceKind.SUBSTITUTION, Outcome.UNRESOLVED, reason="needs context")
    room = study.room()
    report = study.workspace.read(lambda uow: closing_report(uow, room))
    read = [p.text for p in report.parts if isinstance(p, Words) and p.lead.startswith("Reading")]
    assert {text.partition(":")[0] for text in read} == {"Time", "Emotions"}


def test_the_meetings_stand_beside_each_other_with_what_they_decided(study: Study) -> None:
    parsed = study.transcript()
    study.do(lambda uow: open_meeting(uow, parsed))
    study.decide(DifferenceKind.BOUNDARY, Outcome.TAKE, 1, reason="slip")
    study.decide(DifferenceKind.SUBSTITUTION, Outcome.BOTH, reason="two codes overlap")
    room = study.room()
    report = study.workspace.read(lambda uow: closing_report(uow, room))
    decided = table(report, "What each meeting decided")
    assert decided == {"FG1, 1": ["1", "1", "50%", "50%", "slip (1), two codes overlap (1)"]}
    (bars,) = [p for p in report.parts if isinstance(p, Bars) and p.title.startswith("How each")]
    assert bars.rows == (("FG1, 1", (1, 1, 0, 0)),)


def test_the_own_report_says_what_became_of_each_coding(study: Study) -> None:
    study.decide(DifferenceKind.ONE_CODER_ONLY, Outcome.NONE)
    room, ada = study.room(), study.coder("Ada")
    report = study.workspace.read(lambda uow: own_report(uow, room, ada))
    (codings,) = report.tables
    fates = [row[3] for row in codings.rows]
    assert len(fates) == 4
    assert fates.count("not coded") == 1
    assert "kept as it was" in fates


def test_who_marked_nothing_is_told_so(study: Study) -> None:
    one_sided(study)
    room, ben = study.room("FG2"), study.coder("Ben")
    report = study.workspace.read(lambda uow: own_report(uow, room, ben))
    assert "without marking anything" in words_of(report)


def test_reports_of_layers_without_codings_can_be_written(study: Study, tmp_path: Path) -> None:
    study.take_in("FG2", "P1: We never had the time.")
    study.assign("Ada", "Ben", transcript="FG2")
    study.seal("Ada", "Ben", transcript="FG2")
    room, ben = study.room("FG2"), study.coder("Ben")
    for name, report in (
        ("closing", study.workspace.read(lambda uow: closing_report(uow, room))),
        ("own", study.workspace.read(lambda uow: own_report(uow, room, ben))),
    ):
        for suffix in (".docx", ".xlsx"):
            write_report_file(report, tmp_path / f"{name}{suffix}")
            assert (tmp_path / f"{name}{suffix}").stat().st_size


def test_every_cell_of_the_log_has_its_column(study: Study) -> None:
    study.decide(DifferenceKind.BOUNDARY, Outcome.TAKE, 2)
    study.undo()
    parsed = study.transcript()
    found: Table = study.workspace.read(lambda uow: log_table(uow, parsed))
    titles = [column.title for column in found.columns]
    taken, withdrawn = (dict(zip(titles, row, strict=True)) for row in found.rows)
    assert taken["taken_from"] == "Ben"
    assert str(taken["words"]).endswith("and another page")
    assert withdrawn["outcome"] == "withdrawn"
    assert withdrawn["words"] == ""


def log_rows(study: Study) -> list[dict[str, object]]:
    parsed = study.transcript()
    found: Table = study.workspace.read(lambda uow: log_table(uow, parsed))
    titles = [column.title for column in found.columns]
    return [dict(zip(titles, row, strict=True)) for row in found.rows]


def test_the_log_says_of_each_line_what_it_counts_for(study: Study) -> None:
    study.decide(DifferenceKind.BOUNDARY, Outcome.UNION)
    study.decide(DifferenceKind.BOUNDARY, Outcome.TAKE, 1)
    study.decide(DifferenceKind.ONE_CODER_ONLY, Outcome.NONE)
    study.undo()
    study.decide(DifferenceKind.SUBSTITUTION, Outcome.UNRESOLVED, reason="needs context")
    standings = [row["standing"] for row in log_rows(study)]
    assert standings == ["", "decided", "", "", "unresolved"]
    study.unseal("Ada")
    assert [row["standing"] for row in log_rows(study)] == ["", "in force", "", "", "in force"]


def test_the_log_names_whose_reading_was_taken_in_whatever_order_they_are_assigned(
    study: Study,
) -> None:
    study.decide(DifferenceKind.BOUNDARY, Outcome.TAKE, 2)
    study.assign("Ben", "Ada")
    assert [row["taken_from"] for row in log_rows(study)] == ["Ben"]


def test_the_log_has_the_meeting_of_each_line_and_says_what_was_not_recorded(study: Study) -> None:
    parsed = study.transcript()
    meeting = study.do(lambda uow: open_meeting(uow, parsed, ["Ada", "Zoë"]))
    study.decide(DifferenceKind.BOUNDARY, Outcome.UNION)
    study.do(lambda uow: close_meeting(uow, parsed))
    study.decide(DifferenceKind.ONE_CODER_ONLY, Outcome.NONE)
    held, without = log_rows(study)
    keys = ("meeting_number", "round", "meeting_opened", "present", "drove", "proposed_by")
    assert [held[key] for key in keys] == [
        *(1, "1: Round 1", meeting.opened_at, "Ada; Zoë", "not recorded", "not recorded"),
    ]
    assert [without[key] for key in keys] == [None, "", "", "", "", "not recorded"]


def test_the_auditor_reads_no_name(study: Study) -> None:
    study.decide(DifferenceKind.BOUNDARY, Outcome.TAKE, 1)
    room = study.room()
    (one,) = study.workspace.read(lambda uow: decisions_to_audit(uow, room))
    report = audit_report(room, one)
    said = words_of(report) + " ".join(p.lead for p in report.parts if isinstance(p, Words))
    assert "Ada" not in said
    assert "Ben" not in said
    assert f"reading {room.sides.number(study.coder('Ada'))}" in said


def test_the_default_table_leaves_undefined_values_undefined(study: Study) -> None:
    rows = table(wished(study, AgreementWish()), "Agreement before")
    assert rows["Specialties"][-1].startswith("used by Ada only")
    assert rows["Specialties"][9] == "0.00"
    assert rows["Time"][10].startswith("none: 1 double-coded transcript")


def test_further_coefficients_are_off_and_name_their_unit(study: Study) -> None:
    plain = next(wished(study, AgreementWish()).tables)
    more = next(wished(study, AgreementWish(advanced=True)).tables)
    extra = [c.title for c in more.columns if c.title not in {c.title for c in plain.columns}]
    assert len(extra) == 5
    assert all(title.endswith(("(turns)", "(characters)")) for title in extra)


def test_units_stand_side_by_side(study: Study) -> None:
    (found,) = wished(study, AgreementWish(view=AgreementView.UNITS)).tables
    titles = [column.title for column in found.columns]
    assert [f"Kappa ({unit.value}s)" in titles for unit in AgreementUnit] == [True] * 3


def test_boundaries_are_measured_in_characters_and_words(study: Study) -> None:
    rows = table(wished(study, AgreementWish(view=AgreementView.BOUNDARIES)), "Boundaries")
    # Two places matched: the same, and one that Ben ends three words later.
    assert rows["Time"][0] == "2"
    assert rows["Time"][1:5] == ["0", "0", "0", "0"]
    assert rows["Time"][6] == str(len("andanotherpage"))
    assert rows["Time"][8] == "3"


def test_figures_of_now_are_marked(study: Study) -> None:
    report = wished(study, AgreementWish(as_now=True))
    assert report.title == "Agreement now, after discussion"
    assert words_of(report).startswith("Not independent")


def test_of_more_than_two_coders_every_two_are_compared_and_who_codes_otherwise_is_seen(
    study: Study,
) -> None:
    study.assign("Ada", "Ben", "Cleo")
    for coding in study.layer("Ada"):
        study.apply("Cleo", coding.span, study.label(coding))
    study.seal("Cleo")
    rows = table(wished(study, AgreementWish()), "Pair by pair")
    assert list(rows) == ["Ada", "Ben", "Cleo"]
    assert rows["Ada"][0] == "–"
    assert rows["Ada"][1] == rows["Ben"][0]
    means = {name: float(row[-1]) for name, row in rows.items()}
    assert rows["Ada"][2] == "1.00"
    assert min(means, key=lambda name: means[name]) == "Ben"


def test_two_coders_need_no_matrix(study: Study) -> None:
    assert all(t.title != "Pair by pair" for t in wished(study, AgreementWish()).tables)


def test_a_figure_over_three_pairs_does_not_count_their_codes_thrice(study: Study) -> None:
    study.assign("Ada", "Ben", "Cleo")
    for coding in study.layer("Ada"):
        study.apply("Cleo", coding.span, study.label(coding))
    study.seal("Cleo")
    said = words_of(wished(study, AgreementWish()))
    assert "of 9 figures, one for each code and each of 3 pairs, enter the overall figure" in said
    report = study.workspace.read(lambda uow: closing_report(uow, study.room()))
    assert "figures, one for each code and each of 3 pairs of coders (De Vries" in words_of(report)


@pytest.mark.parametrize(
    ("exact", "trivial", "said"),
    [
        (12, 11, "12 places are the same, 11 the same but for filler words: accepted,"),
        (1, 0, "1 place is the same: accepted,"),
        (0, 2, "2 the same but for filler words: accepted,"),
        (0, 0, "No place is the same."),
    ],
)
def test_the_summary_says_what_is_accepted_and_leaves_out_what_there_is_none_of(
    exact: int, trivial: int, said: str
) -> None:
    kinds = dict.fromkeys(DifferenceKind, 0) | {
        DifferenceKind.EXACT: exact,
        DifferenceKind.TRIVIAL: trivial,
        DifferenceKind.BOUNDARY: 3,
    }
    summary = RoomSummary({CoderId("Ada"): 9, CoderId("Ben"): 9}, kinds, 2)
    assert said in what_there_is(summary)


def test_the_summary_shows_kinds_as_bars_and_what_is_settled_apart_from_what_is_open(
    study: Study,
) -> None:
    (bars,) = [p for p in before_report(study.room()).parts if isinstance(p, Bars)]
    assert bars.parts == ("accepted as the same", "settled so far", "to discuss")
    assert dict(bars.rows)["boundary"] == (0, 0, 1)

    study.decide(DifferenceKind.BOUNDARY, Outcome.UNION)
    study.decide(DifferenceKind.SUBSTITUTION, Outcome.LATER)
    (bars,) = [p for p in before_report(study.room()).parts if isinstance(p, Bars)]
    assert dict(bars.rows)["boundary"] == (0, 1, 0)
    assert dict(bars.rows)["another code"] == (0, 0, 1)
    counted = table(before_report(study.room()), "Places by kind")
    assert {label: str(sum(counts)) for label, counts in bars.rows} == {
        label: cells[0] for label, cells in counted.items()
    }


def test_where_nobody_marked_anything_it_is_said_once(study: Study) -> None:
    study.take_in("FG2", "P1: We never had the time.")
    study.assign("Ada", "Ben", transcript="FG2")
    study.seal("Ada", "Ben", transcript="FG2")
    words = words_of(before_report(study.room("FG2")))
    assert words == "Nobody marked anything, and all have sealed: there is nothing to discuss."
