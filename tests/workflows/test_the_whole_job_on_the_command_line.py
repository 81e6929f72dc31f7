"""The main job from nothing to excerpts, as a team lead does it in a shell."""

import csv
import json
from pathlib import Path

import pytest

from qcoder.cli.main import main
from qcoder.shipped import codebooks_dir, sample_transcripts_dir

SAMPLES = sample_transcripts_dir()


def test_the_whole_job_in_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    do_the_whole_job(str(tmp_path / "study.qcoder"), tmp_path, capsys)


def test_the_whole_job_on_a_server(
    postgres_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    do_the_whole_job(postgres_url, tmp_path, capsys)


def do_the_whole_job(project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def qcoder(*arguments: object) -> str:
        capsys.readouterr()
        assert main([str(argument) for argument in arguments]) == 0
        return capsys.readouterr().out

    codebook = codebooks_dir() / "compassionate_care.csv"
    qcoder("new", project, "--codebook", codebook, "--coder", "Mara", "--coder", "Jonas")
    qcoder("import", project, SAMPLES / "FG1.docx")
    qcoder("assign", project, "FG1", "Mara", "Jonas")
    qcoder("import-codings", project, codings_of_fg1(tmp_path))
    for coder in ("Mara", "Jonas"):
        qcoder("seal", project, "FG1", coder)

    differences = json.loads(qcoder("differences", project, "FG1", "--json"))
    lines = [
        json.dumps({"difference": record["id"], "outcome": "take", "reading": "Mara"})
        for record in differences
        if record["status"] == "open"
    ]
    (tmp_path / "decisions.jsonl").write_text("\n".join(lines), encoding="utf-8")
    qcoder("decide", project, "FG1", tmp_path / "decisions.jsonl")
    assert "0 of" in qcoder("differences", project, "FG1")

    for extension in ("docx", "xlsx", "csv", "json"):
        said = qcoder("excerpts", project, "-o", tmp_path / f"out.{extension}")
        assert "FG1: consensus of its coders, no difference open." in said
    excerpts = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert {excerpt["coder"] for excerpt in excerpts} == {"consensus"}
    assert "whole" in qcoder("check", project)


def codings_of_fg1(folder: Path) -> Path:
    """The sample codings of the one transcript of this study."""
    with (SAMPLES / "codings.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    target = folder / "codings.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *(row for row in rows if row[0] == "FG1")])
    return target
