import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import CODINGS, Run

Refused = Callable[..., str]


def coders_of(project: Path, ok: Run) -> list[dict[str, object]]:
    found: list[dict[str, object]] = ok("transcripts", project, "--json").json[0]["coders"]
    return found


def test_assign_says_who_codes(project: Path, ok: Run) -> None:
    assert ok("assign", project, "fg1", "ben").out == "FG1 is coded by Ben.\n"
    assert [coder["coder"] for coder in coders_of(project, ok)] == ["Ben"]


@pytest.mark.parametrize(
    ("transcript", "coder", "reason"),
    [("FG9", "Ada", "no transcript named “FG9”"), ("FG1", "Eve", "no coder named “Eve”")],
)
def test_assign_refuses_who_or_what_is_not_there(
    project: Path, refused: Refused, transcript: str, coder: str, reason: str
) -> None:
    assert reason in refused("assign", project, transcript, coder)


def test_import_codings_says_how_many(project: Path, tmp_path: Path, ok: Run) -> None:
    (tmp_path / "in.csv").write_text(CODINGS, encoding="utf-8")
    assert ok("import-codings", project, tmp_path / "in.csv").out == "5 codings stored.\n"
    again = ok("import-codings", project, tmp_path / "in.csv").out
    assert again == "0 codings stored, 5 were there already.\n"
    one = "transcript,coder,code,quote\nFG1,Ada,Time,another list\n"
    (tmp_path / "one.csv").write_text(one, encoding="utf-8")
    assert ok("import-codings", project, tmp_path / "one.csv").out == "1 coding stored.\n"
    again = ok("import-codings", project, tmp_path / "one.csv").out
    assert again == "0 codings stored, 1 was there already.\n"


def test_assign_says_whose_codings_are_out_of_sight(project: Path, tmp_path: Path, ok: Run) -> None:
    (tmp_path / "in.csv").write_text(CODINGS, encoding="utf-8")
    ok("import-codings", project, tmp_path / "in.csv")
    shown = ok("assign", project, "FG1", "Ada").out
    assert "Ben was taken off; codings kept for when Ben is back: 2." in shown
    assert ok("assign", project, "FG1", "Ada", "Ben").out == "FG1 is coded by Ada, Ben.\n"
    assert [coder["codings"] for coder in coders_of(project, ok)] == [3, 2]


def test_bad_rows_are_all_named_in_one_line(
    project: Path, tmp_path: Path, refused: Refused, ok: Run
) -> None:
    table = (
        "transcript,coder,code,start,end\nFG1,Ada,None,1,2\nFG1,Eve,Time,1,2\nFG1,Ada,Time,1,9\n"
        "FG1,Ada,Time,9,1\nFG1,Ada,Time,x,9\nFG1,Ada,Time,1,99999\n"
    )
    (tmp_path / "in.csv").write_text(table, encoding="utf-8")
    reason = refused("import-codings", project, tmp_path / "in.csv")
    assert [n for n in range(2, 8) if f"Row {n}: " in reason] == [2, 3, 5, 6, 7]
    assert [coder["codings"] for coder in coders_of(project, ok)] == [0, 0]


def test_an_export_comes_back_into_another_project(
    sealed: Path, tmp_path: Path, ok: Run, talk: Path
) -> None:
    assert ok("export-codings", sealed, tmp_path / "out.csv").out.startswith("Wrote 5 codings")
    other = tmp_path / "other.qcoder"
    book = tmp_path / "book.csv"
    ok("codebook", sealed, "--export", book)
    ok("new", other, "--codebook", book, "--coder", "Ada", "--coder", "Ben")
    ok("import", other, talk)
    ok("import-codings", other, tmp_path / "out.csv")
    ok("export-codings", other, tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "out.csv").read_bytes()


def test_one_coders_codings_are_exported(sealed: Path, tmp_path: Path, ok: Run) -> None:
    shown = ok("export-codings", sealed, tmp_path / "out.csv", "--coder", "ben").out
    assert shown.startswith("Wrote 2 codings")


def test_seal_and_unseal_say_what_they_did(project: Path, ok: Run, refused: Refused) -> None:
    assert ok("seal", project, "fg1", "ada").out == "Ada has sealed FG1.\n"
    assert "Ada's layer of FG1 is sealed already" in refused("seal", project, "FG1", "Ada")
    assert ok("unseal", project, "FG1", "Ada").out == "Ada has unsealed FG1.\n"
    assert "is not sealed" in refused("unseal", project, "FG1", "Ada")


@pytest.mark.parametrize("extension", ["docx", "xlsx", "csv", "json"])
def test_excerpts_are_written_in_every_format(
    sealed: Path, tmp_path: Path, ok: Run, extension: str
) -> None:
    shown = ok("excerpts", sealed, "-o", tmp_path / f"out.{extension}").out
    assert shown.startswith("Wrote 1 excerpt to ")
    assert "FG1: consensus of its coders, 2 differences still open." in shown
    assert (tmp_path / f"out.{extension}").exists()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], [("consensus", "Emotions")]),
        (["--layer", "consensus"], [("consensus", "Emotions")]),
        (["--layer", "Ben"], [("Ben", "Time"), ("Ben", "Emotions")]),
        (
            ["--layer", "all", "--code", "time", "--code", "Specialties"],
            [("Ada", "Time"), ("Ada", "Specialties"), ("Ben", "Time")],
        ),
        (["--layer", "Ben", "--transcript", "FG1", "--code", "Time"], [("Ben", "Time")]),
    ],
)
def test_excerpts_are_those_asked_for(
    sealed: Path, tmp_path: Path, ok: Run, options: list[str], expected: list[tuple[str, str]]
) -> None:
    ok("excerpts", sealed, "-o", tmp_path / "out.json", *options)
    written = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert [(excerpt["coder"], excerpt["code"]) for excerpt in written] == expected


def test_an_excerpt_is_speech_with_its_speakers(sealed: Path, tmp_path: Path, ok: Run) -> None:
    ok("excerpts", sealed, "-o", tmp_path / "out.json", "--layer", "Ada", "--code", "Specialties")
    (excerpt,) = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert {key: excerpt[key] for key in ("transcript", "coder", "code", "text", "speakers")} == {
        "transcript": "FG1",
        "coder": "Ada",
        "code": "Specialties",
        "text": "Surgery",
        "speakers": ["P2"],
    }
    assert excerpt["end"] - excerpt["start"] == len("Surgery")


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["-o", "out.pdf"], "excerpts can be written as"),
        (["-o", "nowhere/out.csv"], "does not exist"),
        (["-o", "out.csv", "--layer", "Eve"], "no coder named “Eve”"),
        (["-o", "out.csv", "--code", "None"], "no code “None” in the codebook"),
        (["-o", "out.csv", "--transcript", "FG9"], "no transcript named “FG9”"),
    ],
)
def test_excerpts_that_cannot_be_written_are_refused(
    sealed: Path, tmp_path: Path, refused: Refused, options: list[str], reason: str
) -> None:
    _, name, *others = options
    assert reason in refused("excerpts", sealed, "-o", tmp_path / name, *others)


def test_all_memos_are_exported_with_the_words_they_are_on(
    project: Path, tmp_path: Path, ok: Run
) -> None:
    row = "FG1,Ada,Time,the time,1,Hours?\n"
    (tmp_path / "in.csv").write_text(f"transcript,coder,code,quote,occurrence,memo\n{row}", "utf-8")
    ok("import-codings", project, tmp_path / "in.csv")
    target = tmp_path / "memos.json"
    assert ok("export-memos", project, target).out == f"Wrote 1 memo to {target}.\n"
    (memo,) = json.loads(target.read_text(encoding="utf-8"))
    assert (memo["about"], memo["code"], memo["words"]) == ("coding", "Time", "the time")
    assert (memo["coder"], memo["memo"]) == ("Ada", "Hours?")
