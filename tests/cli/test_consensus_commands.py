import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Run

Refused = Callable[..., str]


def test_differences_are_listed_as_described(sealed: Path, ok: Run) -> None:
    records = ok("differences", sealed, "FG1", "--json").json
    assert [(r["kind"], r["status"], r["codes"]) for r in records] == [
        ("boundary", "open", ["Time"]),
        ("one_coder_only", "open", ["Specialties"]),
        ("exact", "auto", ["Emotions"]),
    ]
    assert [record["passage"] for record in records] == [1, 2, 3]
    assert set(records[0]["readings"]) == {"Ada", "Ben"}
    assert set(records[0]["readings"]["Ada"][0]) == {"coding", "code", "start", "end"}
    assert records[1]["readings"]["Ben"] == []


def test_differences_are_listed_in_a_table(sealed: Path, ok: Run) -> None:
    shown = ok("differences", sealed, "FG1").out
    assert shown.splitlines()[0].split()[:4] == ["passage", "kind", "status", "codes"]
    assert shown.endswith("2 of 3 still open.\n")


def test_layers_without_a_coding_and_without_a_difference_are_said_to_be_so(
    project: Path, tmp_path: Path, ok: Run
) -> None:
    codings = tmp_path / "codings.csv"
    codings.write_text("transcript,coder,code,quote\nFG1,Ada,Time,We never had the time.\n")
    ok("import-codings", project, codings)
    ok("seal", project, "FG1", "Ada")
    ok("seal", project, "FG1", "Ben")
    assert (
        "\nBen has sealed FG1 without marking anything.\n1 of 1"
        in ok("differences", project, "FG1").out
    )
    ok("unseal", project, "FG1", "Ben")
    codings.write_text("transcript,coder,code,quote\nFG1,Ben,Time,We never had the time.\n")
    ok("import-codings", project, codings)
    ok("seal", project, "FG1", "Ben")
    assert "The only place is the same: there is nothing" in ok("differences", project, "FG1").out


def test_differences_wait_for_the_seals(project: Path, refused: Refused) -> None:
    assert "Ada and Ben have not sealed FG1" in refused("differences", project, "FG1")


def test_decisions_are_applied_and_exported(sealed: Path, tmp_path: Path, ok: Run) -> None:
    first, second, _ = ok("differences", sealed, "FG1", "--json").json
    lines = [
        {"difference": first["id"], "outcome": "take", "reading": "Ben"},
        {"difference": second["id"], "outcome": "unresolved", "reason": "needs context"},
    ]
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert ok("decide", sealed, "FG1", file).out == "2 decisions taken.\n"
    statuses = [r["status"] for r in ok("differences", sealed, "FG1", "--json").json]
    assert statuses == ["decided", "unresolved", "auto"]
    shown = ok("decide", sealed, "FG1", "--export", tmp_path / "log.jsonl").out
    assert shown.startswith("Wrote 2 lines of the log")
    again = ok("decide", sealed, "FG1", tmp_path / "log.jsonl").out
    assert again == "0 decisions taken, 2 were there already.\n"


def test_a_decision_that_cannot_be_taken_is_named(
    sealed: Path, tmp_path: Path, refused: Refused
) -> None:
    (tmp_path / "in.jsonl").write_text('{"difference": "gone", "outcome": "union"}\n')
    assert "Line 1: There is no difference gone" in refused(
        "decide", sealed, "FG1", tmp_path / "in.jsonl"
    )


def test_one_decision_is_one(sealed: Path, tmp_path: Path, ok: Run) -> None:
    file = tmp_path / "in.jsonl"
    first, *_ = ok("differences", sealed, "FG1", "--json").json
    file.write_text(json.dumps({"difference": first["id"], "outcome": "union"}))
    assert ok("decide", sealed, "FG1", file).out == "1 decision taken.\n"
    log = tmp_path / "log.jsonl"
    written = ok("decide", sealed, "FG1", "--export", log).out
    assert written == f"Wrote 1 line of the log to {log}.\n"
    again = ok("decide", sealed, "FG1", log).out
    assert again == "0 decisions taken, 1 was there already.\n"


def test_of_thousands_of_bad_lines_the_first_are_named_and_the_others_counted(
    sealed: Path, tmp_path: Path, refused: Refused
) -> None:
    (tmp_path / "in.jsonl").write_text('{"difference": "x"}\n' * 2000, encoding="utf-8")
    error = refused("decide", sealed, "FG1", tmp_path / "in.jsonl")
    assert "Line 50: “outcome” is missing. … and 1,950 more." in error
    assert "Line 51:" not in error


def test_decide_needs_a_file_or_an_export(sealed: Path, refused: Refused) -> None:
    assert "Give a file of decisions" in refused("decide", sealed, "FG1")


def test_what_is_no_json_is_named_by_its_line(
    sealed: Path, tmp_path: Path, refused: Refused
) -> None:
    (tmp_path / "in.jsonl").write_text("not json\n")
    assert "Line 1: this is not JSON" in refused("decide", sealed, "FG1", tmp_path / "in.jsonl")
