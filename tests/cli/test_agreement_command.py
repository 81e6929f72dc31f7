from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_agreement_is_printed_as_a_table_under_its_caption(sealed: Path, ok: Run) -> None:
    lines = ok("agreement", sealed).out.splitlines()
    assert lines[0].startswith("Cohen's kappa on speaker turns (a turn counts if any of it is")
    assert "Ada and Ben, 1 double-coded transcript, 5 turns, moderator excluded." in lines[0]
    assert "No interval: 1 double-coded transcript, it takes 4." in lines[0]
    assert lines[2].split()[:4] == ["code", "matched", "only", "Ada"]
    assert "  FG1: 2 turns of the moderator" in lines


def test_a_code_that_nobody_used_shows_dashes(sealed: Path, ok: Run) -> None:
    lines = ok("agreement", sealed).out.splitlines()
    (grades,) = [line for line in lines if line.startswith("Grades ")]
    assert grades.split()[1:] == [
        *("0", "0", "0", "0", "–", "0", "0", "0", "5", "–", "–"),
        *("not", "used", "by", "either", "coder"),
    ]


def test_agreement_as_json_has_pairs_overall_and_what_is_left_out(sealed: Path, ok: Run) -> None:
    record = ok("agreement", sealed, "--json").json
    assert list(record) == ["pairs", "overall", "left_out"]
    assert {row["unit"] for row in record["pairs"]} == {"turn"}
    assert [entry["reason"] for entry in record["left_out"]] == ["moderator"]
    (emotions,) = [row for row in record["pairs"] if row["code"] == "Emotions"]
    assert (emotions["n11"], emotions["n00"], emotions["cohens_kappa"]) == (1, 4, 1.0)


@pytest.mark.parametrize(("unit", "units"), [("turn", 5), ("sentence", 8), ("character", 246)])
def test_the_unit_can_be_chosen(sealed: Path, ok: Run, unit: str, units: int) -> None:
    record = ok("agreement", sealed, "--unit", unit, "--json").json
    assert record["overall"]["by_pair"][0]["units"] == units


def test_the_moderators_turns_come_in_when_asked_for(sealed: Path, ok: Run) -> None:
    record = ok("agreement", sealed, "--moderator", "--json").json
    assert record["overall"]["by_pair"][0]["units"] == 7
    assert record["left_out"] == []


def test_a_pair_that_has_not_sealed_is_left_out_and_said_so(project: Path, ok: Run) -> None:
    shown = ok("agreement", project).out
    assert shown == (
        "No transcript is coded by two coders who have both sealed.\n"
        "Left out:\n"
        "  FG1: Ada and Ben have not sealed\n"
    )


def test_another_unit_is_refused(sealed: Path, run: Run) -> None:
    assert run("agreement", sealed, "--unit", "word").code == 2


def test_several_pairs_end_in_one_figure_and_an_alpha_of_all(
    sealed: Path, tmp_path: Path, ok: Run
) -> None:
    (tmp_path / "FG2.txt").write_text(
        "P1: We had no time.\n\nP2: Me neither.\n\nP1: No.\n", "utf-8"
    )
    ok("import", sealed, tmp_path / "FG2.txt")
    ok("coders", sealed, "--add", "Cleo")
    ok("assign", sealed, "FG2", "Ada", "Cleo")
    ok("seal", sealed, "FG2", "Ada")
    ok("seal", sealed, "FG2", "Cleo")
    shown = ok("agreement", sealed).out
    assert "\nAll pairs: pooled kappa " in shown
    assert "Krippendorff's alpha over all coders:" in shown


def test_its_options_are_in_the_help(ok: Run) -> None:
    shown = ok("agreement", "--help").out
    assert "--unit {turn,sentence,character}" in shown
    assert "--moderator" in shown
    assert "--json" in shown


def test_it_says_when_the_layers_were_frozen(sealed: Path, ok: Run) -> None:
    assert "FG1: as frozen on 20" in ok("agreement", sealed).out


def test_the_layers_as_they_are_now_are_marked_as_not_independent(sealed: Path, ok: Run) -> None:
    shown = ok("agreement", sealed, "--now").out
    assert shown.startswith("Not independent: ")
    assert "as frozen on" not in shown
