from collections.abc import Callable
from pathlib import Path

import pytest

from qcoder.domain.transcript import text_hash
from tests.cli.conftest import CODEBOOK, TALK, Run

Refused = Callable[..., str]


def test_new_makes_a_project_with_codebook_and_coders(tmp_path: Path, ok: Run) -> None:
    file = tmp_path / "study.qcoder"
    made = ok("new", file, "--codebook", CODEBOOK, "--coder", "Ada", "--coder", "Ben")
    assert made.out == f"Made {file}.\n"
    assert [coder["name"] for coder in ok("coders", file, "--json").json] == ["Ada", "Ben"]
    assert len(ok("codebook", file, "--json").json) == 15


def test_new_never_replaces_a_file(project: Path, refused: Refused) -> None:
    before = project.read_bytes()
    assert "exists already" in refused("new", project)
    assert project.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--codebook", "none.csv"], "There is no file none.csv"),
        (["--coder", "Ada", "--coder", "ADA"], "already a coder named “Ada”"),
    ],
)
def test_new_makes_nothing_where_something_is_refused(
    tmp_path: Path, refused: Refused, options: list[str], reason: str
) -> None:
    assert reason in refused("new", tmp_path / "study.qcoder", *options)
    assert list(tmp_path.iterdir()) == []


def test_new_needs_a_folder_that_is_there(tmp_path: Path, refused: Refused) -> None:
    assert "no folder" in refused("new", tmp_path / "nowhere" / "study.qcoder")


def test_import_shows_what_was_recognised(tmp_path: Path, ok: Run, talk: Path) -> None:
    ok("new", tmp_path / "study.qcoder")
    shown = ok("import", tmp_path / "study.qcoder", talk).out
    assert shown.startswith("FG1: 7 turns (Moderator 2, P1 3, P2 2)")
    assert "  all 262 characters of the file were read" in shown


def test_import_names_the_paragraphs_that_matched_nothing(tmp_path: Path, ok: Run) -> None:
    (tmp_path / "FG2.txt").write_text(f"Transcribed by hand.\n\n{TALK}", encoding="utf-8")
    ok("new", tmp_path / "study.qcoder")
    shown = ok("import", tmp_path / "study.qcoder", tmp_path / "FG2.txt").out
    assert "  before the first turn: line 1: Transcribed by hand." in shown


def test_import_lists_no_more_paragraphs_than_can_be_looked_through(
    tmp_path: Path, ok: Run
) -> None:
    (tmp_path / "FG2.txt").write_text("So it went on.\n" * 300, encoding="utf-8")
    ok("new", tmp_path / "study.qcoder")
    shown = ok("import", tmp_path / "study.qcoder", tmp_path / "FG2.txt").out
    assert shown.count("no speaker was found") == 20
    assert "… and 280 more paragraphs like these (--json lists all)" in shown
    (record,) = ok("import", tmp_path / "study.qcoder", tmp_path / "FG2.txt", "--json").json
    assert len(record["unmatched"]) == 300


def test_import_as_json_has_all_the_numbers(tmp_path: Path, ok: Run, talk: Path) -> None:
    ok("new", tmp_path / "study.qcoder")
    (record,) = ok("import", tmp_path / "study.qcoder", talk, "--json").json
    assert (record["name"], record["turns"], record["same_text_as"]) == ("FG1", 7, None)
    assert record["characters_read"] == record["characters_in_file"]
    assert [speaker["label"] for speaker in record["speakers"]] == ["Moderator", "P1", "P2"]


def test_import_without_speakers_takes_paragraphs(tmp_path: Path, ok: Run, talk: Path) -> None:
    ok("new", tmp_path / "study.qcoder")
    ok("import", tmp_path / "study.qcoder", talk, "--speakers", "none")
    (record,) = ok("transcripts", tmp_path / "study.qcoder", "--json").json
    assert (record["turns"], record["speakers"]) == (7, [])


def test_import_names_a_twin(project: Path, ok: Run, talk: Path) -> None:
    shown = ok("import", project, talk).out
    assert shown.startswith("FG1 (2): ")
    assert "has the same text as FG1" in shown


def test_one_bad_file_refuses_all(project: Path, refused: Refused, talk: Path) -> None:
    bad = talk.with_name("empty.txt")
    bad.write_text("", encoding="utf-8")
    assert "empty.txt is empty" in refused("import", project, talk, bad)


def test_transcripts_are_listed_with_who_codes_them(sealed: Path, ok: Run) -> None:
    (record,) = ok("transcripts", sealed, "--json").json
    assert record == {
        "name": "FG1",
        "format": "txt",
        "turns": 7,
        "speakers": ["Moderator", "P1", "P2"],
        "characters": len(TALK),
        "sha256": text_hash(TALK),
        "coders": [
            {"coder": "Ada", "codings": 3, "sealed": True},
            {"coder": "Ben", "codings": 2, "sealed": True},
        ],
    }
    assert "Ada (3, sealed), Ben (2, sealed)" in ok("transcripts", sealed).out


def test_coders_are_added_renamed_and_retired(project: Path, ok: Run) -> None:
    ok("coders", project, "--add", "Cleo", "--add", "Dora")
    ok("coders", project, "--rename", "Cleo", "Clio")
    listed = ok("coders", project, "--retire", "dora", "--json").json
    assert [(c["name"], c["retired"]) for c in listed] == [
        ("Ada", False),
        ("Ben", False),
        ("Clio", False),
        ("Dora", True),
    ]


def test_a_coder_who_is_not_there_is_refused(project: Path, refused: Refused) -> None:
    reason = refused("coders", project, "--retire", "Eve")
    assert reason == ("qcoder: There is no coder named “Eve” in this project (coders: Ada, Ben).\n")


def test_a_codebook_is_exported_and_loaded_again(project: Path, tmp_path: Path, ok: Run) -> None:
    assert ok("codebook", project, "--export", tmp_path / "out.csv").out.startswith("Wrote 15")
    shown = ok("codebook", project, "--load", tmp_path / "out.csv").out
    assert shown == "0 codes added, 0 changed, 0 removed.\n"


def test_an_exported_codebook_is_the_one_that_was_loaded(
    project: Path, tmp_path: Path, ok: Run
) -> None:
    ok("codebook", project, "--export", tmp_path / "out.csv")
    written = (tmp_path / "out.csv").read_text(encoding="utf-8").replace("\r\n", "\n")
    assert written == CODEBOOK.read_text(encoding="utf-8-sig").replace("\r\n", "\n")


@pytest.mark.parametrize("ending", ["csv", "xlsx", "docx"])
def test_a_codebook_is_read_back_from_every_form_it_is_written_in(
    project: Path, tmp_path: Path, ok: Run, ending: str
) -> None:
    ok("codebook", project, "--export", tmp_path / f"out.{ending}")
    again = ok("codebook", project, "--load", tmp_path / f"out.{ending}").out
    assert again == "0 codes added, 0 changed, 0 removed.\n"


def test_a_codebook_is_written_in_no_other_form(
    project: Path, tmp_path: Path, refused: Refused
) -> None:
    said = refused("codebook", project, "--export", tmp_path / "out.pdf")
    assert ".csv" in said
    assert not (tmp_path / "out.pdf").exists()


def test_a_whole_project_is_said_to_be_whole(sealed: Path, ok: Run) -> None:
    assert ok("check", sealed).out == f"{sealed} is whole.\n"


def test_damage_is_listed_and_the_exit_code_says_so(
    sealed: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qcoder.cli.project_commands.check_project", lambda _: ["One.", "Two."])
    done = run("check", sealed)
    assert (done.code, done.out) == (1, "One.\nTwo.\n")
    assert done.err == f"qcoder: {sealed} is damaged: 2 problems, listed above.\n"


def test_a_file_that_is_no_project_is_refused(talk: Path, refused: Refused) -> None:
    assert "FG1.txt" in refused("check", talk)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, refused: Refused) -> None:
    assert "none.qcoder" in refused("transcripts", tmp_path / "none.qcoder")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["new"],
        ["import", "study.qcoder"],
        ["excerpts", "study.qcoder"],
        ["coders", "study.qcoder", "--add", "A", "--retire", "B"],
    ],
)
def test_a_command_that_is_wrongly_written_is_refused_in_one_line(
    run: Run, arguments: list[str]
) -> None:
    done = run(*arguments)
    assert (done.code, done.err.count("\n")) == (2, 1)
