import json
from pathlib import Path
from typing import Any

import pytest

from qcoder.domain.consensus import Outcome
from qcoder.domain.errors import BadInput
from qcoder.importers import DecisionLine, read_decisions
from qcoder.importers.decisions_file import AssentLine, ResultLine


def written(folder: Path, *lines: str | dict[str, Any]) -> Path:
    path = folder / "decisions.jsonl"
    text = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(text) + "\n", encoding="utf-8")
    return path


def problems(folder: Path, *lines: str | dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(BadInput) as refusal:
        read_decisions(written(folder, *lines))
    return refusal.value.problems


def test_the_shortest_line_has_a_difference_and_an_outcome(tmp_path: Path) -> None:
    path = written(tmp_path, "", {"difference": "d1", "outcome": "union"})
    assert read_decisions(path) == [DecisionLine(2, "d1", Outcome.UNION)]


def test_a_line_of_an_exported_log_is_read_and_what_is_not_needed_ignored(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        {
            "id": "x1", "supersedes": None, "difference": "d1", "fingerprint": "f",
            "kind": "boundary", "transcript": "FG1", "outcome": "other_words", "reading": None,
            "result": [{"code": "Time", "start": 3, "end": 9}], "reason": "slip", "note": "n",
            "proposed_by": "Mara", "meeting": "m", "seconds": 4.5,
            "assent": [{"coder": "Jonas", "stance": "gave_way", "at": "2024"}],
        },
    )  # fmt: skip
    assert read_decisions(path) == [
        DecisionLine(
            1, "d1", Outcome.OTHER_WORDS, None, (ResultLine("Time", 3, 9),), "slip", "n", "Mara",
            (AssentLine("Jonas", "gave_way", "2024"),), "x1", "FG1", meeting="m", seconds=4.5,
        )
    ]  # fmt: skip


@pytest.mark.parametrize(("given", "read"), [(2, 2), ("2", 2), ("Mara", "Mara"), (None, None)])
def test_a_reading_is_a_number_or_a_coder(
    given: int | str | None, read: int | str | None, tmp_path: Path
) -> None:
    path = written(tmp_path, {"difference": "d", "outcome": "take", "reading": given})
    assert read_decisions(path)[0].reading == read


@pytest.mark.parametrize(
    "given",
    [["Mara"], {"Mara": "agree"}, [{"coder": "Mara"}], [{"coder": "Mara", "stance": "agree"}]],
)
def test_assent_may_be_written_short(given: object, tmp_path: Path) -> None:
    path = written(tmp_path, {"difference": "d", "outcome": "none", "assent": given})
    assert read_decisions(path)[0].assent == (AssentLine("Mara", "agree"),)


def test_parts_are_lists_of_codings(tmp_path: Path) -> None:
    path = written(tmp_path, {"difference": "d", "outcome": "apart", "parts": [["a"], ["b", "c"]]})
    assert read_decisions(path)[0].parts == (("a",), ("b", "c"))


@pytest.mark.parametrize("parts", [[[]], [["c1"], []]])
def test_a_part_without_codings_is_refused(parts: list[list[str]], tmp_path: Path) -> None:
    line = {"difference": "d1", "outcome": "apart", "parts": parts}
    assert "is empty" in problems(tmp_path, line)[0]


def test_a_number_of_thousands_of_digits_is_a_name_and_no_crash(tmp_path: Path) -> None:
    line = {"difference": "d1", "outcome": "take", "reading": "9" * 5000}
    assert read_decisions(written(tmp_path, line))[0].reading == "9" * 5000


@pytest.mark.parametrize("key", ["difference", "reason", "note", "reading"])
def test_a_nul_is_refused_because_a_server_cannot_keep_it(key: str, tmp_path: Path) -> None:
    line = {"difference": "d1", "outcome": "union", key: "a\0b"}
    assert problems(tmp_path, line) == (
        f"Line 1: “{key}” has a NUL in it, which no project can keep; take it out.",
    )


@pytest.mark.parametrize(
    "readings", [[5], [{}], [{"coding": "c", "code": [], "start": 0, "end": 1}]]
)
def test_readings_that_no_export_wrote_are_named(readings: list[object], tmp_path: Path) -> None:
    line = {"difference": "d1", "outcome": "union", "readings": readings}
    assert read_decisions(written(tmp_path, line))[0].readings == ()
    assert "as an exported log" in problems(tmp_path, line | {"id": "x"})[0]


@pytest.mark.parametrize("wrong", [{"number": "1"}, {"present": [3]}, {"driver": "\ud800"}, {}])
def test_a_meeting_that_no_export_wrote_is_named(wrong: dict[str, Any], tmp_path: Path) -> None:
    held = {
        "number": 1, "round": 1, "round_name": "", "opened_at": "", "closed_at": None,
        "present": ["Mara"], "driver": None, "names_shown": [],
    }  # fmt: skip
    line = {"difference": "d1", "outcome": "union", "id": "x", "meeting": "m"}
    assert read_decisions(written(tmp_path, line | {"meeting_held": held}))[0].meeting_held == held
    bad = held | wrong if wrong else [1]
    assert "“meeting_held”" in problems(tmp_path, line | {"meeting_held": bad})[0]


def test_every_bad_line_is_named(tmp_path: Path) -> None:
    good = {"difference": "d", "outcome": "union"}
    found = problems(
        tmp_path, "{", "[]", {"outcome": "union"}, {"difference": "d"}, good,
        good | {"outcome": "toss"}, good | {"reading": 0}, good | {"reading": True},
        good | {"result": 3}, good | {"result": [{"code": "Time", "start": 3, "end": 3}]},
        good | {"result": ["x"]}, good | {"assent": [{"coder": "M", "stance": "shrug"}]},
        good | {"assent": [3]}, good | {"note": 3}, good | {"note": "\ud800"}, "[" * 100_000,
        good | {"parts": ["a"]}, good | {"parts": [[1]]},
    )  # fmt: skip
    assert [int(problem.split(":")[0].removeprefix("Line ")) for problem in found] == [
        1, 2, 3, 4, *range(6, 19),
    ]  # fmt: skip
    assert found[2] == "Line 3: “difference” is missing."
    assert "the outcomes are take, union, intersection" in found[4]


def test_a_file_without_decisions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="has no decisions in it"):
        read_decisions(written(tmp_path, "", " "))
