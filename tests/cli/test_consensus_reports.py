import csv
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.cli.conftest import Run


def _cells(file: Path, sheet: int = 0) -> list[list[object]]:
    rows = load_workbook(file).worksheets[sheet].iter_rows(values_only=True)
    return [list(row) for row in rows]


def _decide_all(project: Path, folder: Path, ok: Run) -> None:
    """Everything that is not the same is accepted as the union."""
    found = ok("differences", project, "FG1", "--json").json
    lines = [
        f'{{"difference": "{d["id"]}", "outcome": "union", "reason": "slip"}}'
        for d in found
        if d["status"] == "open"
    ]
    (folder / "all.jsonl").write_text("\n".join(lines), "utf-8")
    ok("decide", project, "FG1", folder / "all.jsonl")


def test_the_report_has_the_figures_of_the_pair(sealed: Path, tmp_path: Path, ok: Run) -> None:
    _decide_all(sealed, tmp_path, ok)
    ok("consensus-report", sealed, "FG1", tmp_path / "report.docx")
    document = Document(str(tmp_path / "report.docx"))
    headings = [p.text for p in document.paragraphs if p.style and "Head" in str(p.style.name)]
    assert headings[:2] == ["Method", "Agreement before discussion"]
    words = "\n".join(p.text for p in document.paragraphs)
    assert "Two coders coded FG1 independently" in words
    assert "it takes 4" in words
    assert "gave way" not in words.casefold()
    assert "Balance" not in words


def test_the_balance_is_there_for_who_asks_for_it(sealed: Path, tmp_path: Path, ok: Run) -> None:
    ok("consensus-report", sealed, "FG1", tmp_path / "report.docx", "--balance")
    words = [p.text for p in Document(str(tmp_path / "report.docx")).paragraphs]
    assert "Balance" in words


def test_one_coder_gets_what_became_of_every_coding(sealed: Path, tmp_path: Path, ok: Run) -> None:
    _decide_all(sealed, tmp_path, ok)
    ok("consensus-report", sealed, "FG1", tmp_path / "own.xlsx", "--coder", "Ada")
    head, *rows = _cells(tmp_path / "own.xlsx")
    assert head[:4] == ["Turn", "Code", "Your words", "What became of it"]
    codings = ok("transcripts", sealed, "--json").json[0]["coders"][0]["codings"]
    assert len(rows) == codings
    assert "kept as it was" in {row[3] for row in rows}


def test_the_log_as_a_workbook_has_the_words_and_says_what_columns_mean(
    sealed: Path, tmp_path: Path, ok: Run
) -> None:
    _decide_all(sealed, tmp_path, ok)
    ok("decide", sealed, "FG1", "--export", tmp_path / "log.jsonl")
    ok("decide", sealed, "FG1", "--export", tmp_path / "log.xlsx")
    head, *rows = _cells(tmp_path / "log.xlsx")
    lines = (tmp_path / "log.jsonl").read_text("utf-8").splitlines()
    assert len(rows) == len(lines)
    words = rows[0][head.index("words")]
    assert isinstance(words, str)
    assert words
    assert words not in (tmp_path / "log.jsonl").read_text("utf-8")
    meanings = {row[1] for row in _cells(tmp_path / "log.xlsx", -1)}
    assert set(head) <= meanings


def test_a_log_of_another_kind_is_refused(sealed: Path, tmp_path: Path, run: Run) -> None:
    refused = run("decide", sealed, "FG1", "--export", tmp_path / "log.doc")
    assert refused.code == 1
    assert ".jsonl, .xlsx" in refused.err
    assert not (tmp_path / "log.doc").exists()


def test_a_folder_that_is_not_there_is_said(sealed: Path, tmp_path: Path, run: Run) -> None:
    refused = run("consensus-report", sealed, "FG1", tmp_path / "none" / "report.docx")
    assert refused.code == 1
    assert "does not exist" in refused.err


def test_the_report_waits_until_all_have_sealed(project: Path, tmp_path: Path, run: Run) -> None:
    refused = run("consensus-report", project, "FG1", tmp_path / "report.docx")
    assert "not sealed" in refused.err
    assert not (tmp_path / "report.docx").exists()


def test_a_consensus_is_closed_when_nothing_is_open_and_reopened(
    sealed: Path, tmp_path: Path, run: Run, ok: Run
) -> None:
    assert "still open" in run("close-consensus", sealed, "FG1").err
    _decide_all(sealed, tmp_path, ok)
    assert "Ada and Ben stand by it" in ok("close-consensus", sealed, "FG1").out
    assert "closed already" in run("close-consensus", sealed, "FG1").err
    assert "open again" in ok("close-consensus", sealed, "FG1", "--reopen").out


def test_rounds_stand_side_by_side(sealed: Path, tmp_path: Path, run: Run, ok: Run) -> None:
    shown = ok("rounds", sealed, "--begin", "The rest").out
    assert shown.startswith("The round “The rest” has begun.")
    assert shown.splitlines()[4].split() == ["Round", "1", "The", "rest"]
    assert "Pilot" in ok("rounds", sealed, "--rename", "1", "Pilot").out
    assert "All layers of FG1 are open" in ok("rounds", sealed, "--again", "FG1").out
    assert "being coded already" in run("rounds", sealed, "--again", "FG1").err
    assert "no number" in run("rounds", sealed, "--rename", "one", "X").err
    ok("rounds", sealed, "-o", tmp_path / "rounds.docx")
    assert len(Document(str(tmp_path / "rounds.docx")).tables) == 4


@pytest.mark.parametrize("view", ["codes", "transcripts", "units", "boundaries"])
def test_each_table_of_agreement_can_be_written(
    sealed: Path, tmp_path: Path, ok: Run, view: str
) -> None:
    ok("agreement", sealed, "--view", view, "-o", tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert head[0] == "Code"
    assert rows
