"""qcoder audit: the decisions without names, and an auditor's marks on them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

Decided = list[dict[str, Any]]


@pytest.fixture
def decided(sealed: Path, tmp_path: Path, ok: Run) -> Decided:
    """Both differences of FG1 are decided, and Cleo, who codes nothing there, can audit."""
    ok("coders", sealed, "--add", "Cleo")
    lines = [
        {"difference": found["id"], "outcome": "take", "reading": "Ada", "reason": "slip"}
        for found in ok("differences", sealed, "FG1", "--json").json
        if found["status"] == "open"
    ]
    (tmp_path / "all.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    ok("decide", sealed, "FG1", tmp_path / "all.jsonl")
    found: Decided = ok("audit", sealed, "FG1", "--json").json
    return found


def statuses(ok: Run, project: Path) -> list[str]:
    return [found["status"] for found in ok("differences", project, "FG1", "--json").json]


def test_the_list_has_words_and_numbers_and_no_name(
    sealed: Path, decided: Decided, ok: Run
) -> None:
    shown = ok("audit", sealed, "FG1").out
    assert "0 of 2 decisions marked." in shown
    assert "Reason: slip" in shown
    assert "We never had the time." in shown
    for name in ("Ada", "Ben"):
        assert name not in shown
        assert name not in json.dumps(decided)


def test_a_transcript_without_decisions_has_none_to_audit(sealed: Path, ok: Run) -> None:
    assert ok("audit", sealed, "FG1").out.startswith("No decision is in force on this transcript")


def test_the_reading_taken_is_named_by_the_number_beside_its_words(decided: Decided) -> None:
    for one in decided:
        (taken,) = [r for r in one["readings"] if r["reading"] == one["taken"]]
        assert taken["codings"] == one["result"]


def test_a_query_opens_the_difference_and_the_closed_consensus(
    sealed: Path, decided: Decided, ok: Run, run: Run
) -> None:
    ok("close-consensus", sealed, "FG1")
    done = ok(
        *("audit", sealed, "FG1", "--as", "Cleo", "--concur", decided[0]["difference"]),
        *("--query", decided[1]["difference"], "Is this a specialty?"),
    )
    assert done.out.splitlines()[0] == "1 decision found right, 1 queried."
    assert statuses(ok, sealed).count("open") == 1
    assert "still open" in run("close-consensus", sealed, "FG1").err
    (left,) = ok("audit", sealed, "FG1", "--json").json
    assert left["opinion"] == "concur"


def test_the_list_is_written_filled_in_and_given_back(
    sealed: Path, decided: Decided, tmp_path: Path, ok: Run
) -> None:
    marks = tmp_path / "marks.jsonl"
    ok("audit", sealed, "FG1", "--export", marks)
    lines = [json.loads(line) for line in marks.read_text("utf-8").splitlines()]
    assert lines == decided
    lines[0] |= {"opinion": "concur", "note": "as the rule says"}
    marks.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    for found_right in (1, 0):  # given back twice it is taken once
        said = ok("audit", sealed, "FG1", marks, "--as", "Cleo").out
        assert said.startswith(f"{found_right} decision")
    log = tmp_path / "log.jsonl"
    ok("decide", sealed, "FG1", "--export", log)
    audits = [json.loads(line)["audit"] for line in log.read_text("utf-8").splitlines()]
    assert [[(m["who"], m["note"]) for m in found] for found in audits if found] == [
        [("Cleo", "as the rule says")]
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"opinion": "query"}, "a query needs a “note”"),
        ({"opinion": "maybe"}, "“maybe” is no opinion; write concur or query."),
        ({"opinion": "concur", "difference": "nowhere"}, "There is no difference nowhere"),
        ({"opinion": ""}, "has no marks in it"),
    ],
)
def test_a_file_with_a_bad_line_marks_nothing(
    sealed: Path, decided: Decided, run: Run, line: dict[str, str], reason: str
) -> None:
    marks = sealed.parent / "marks.jsonl"
    good = {"difference": decided[0]["difference"], "opinion": "concur"}
    bad = {"difference": decided[1]["difference"], **line}
    lines = [good, bad] if line["opinion"] else [bad]
    marks.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    refused = run("audit", sealed, "FG1", marks, "--as", "Cleo")
    assert reason in refused.err
    assert "Traceback" not in refused.err
    assert [one["opinion"] for one in run("audit", sealed, "FG1", "--json").json] == ["", ""]


def test_a_difference_is_marked_once_in_one_go(sealed: Path, decided: Decided, run: Run) -> None:
    key = decided[0]["difference"]
    refused = run("audit", sealed, "FG1", "--as", "Cleo", "--concur", key, "--query", key, "Why?")
    assert "Line 2: line 1 marks this difference already." in refused.err


def test_who_codes_the_transcript_does_not_audit_it(
    sealed: Path, decided: Decided, run: Run
) -> None:
    key = decided[0]["difference"]
    refused = run("audit", sealed, "FG1", "--as", "Ben", "--concur", key)
    assert "Who codes FG1 does not audit its decisions." in refused.err
    assert "Say who audits" in run("audit", sealed, "FG1", "--concur", key).err
