"""Commands on a project that may not be written: those that read work, the others say why not."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest

from tests.cli.conftest import Run
from tests.tiny_disk import TinyDisk


@pytest.fixture
def protected(sealed: Path, tiny_disk: TinyDisk) -> Iterator[Path]:
    """A sealed study on a disk that may not be written."""
    there = Path(copy(sealed, tiny_disk.folder))
    with tiny_disk.protected():
        yield there


@pytest.mark.parametrize(
    "command", ["check", "transcripts", "codebook", "coders", "agreement", "differences"]
)
def test_what_reads_works(command: str, sealed: Path, protected: Path, ok: Run) -> None:
    words = ["FG1"] if command == "differences" else []
    read = ok(command, protected, *words).out
    assert read.replace(str(protected), str(sealed)) == ok(command, sealed, *words).out


def test_excerpts_are_exported_elsewhere(protected: Path, ok: Run, tmp_path: Path) -> None:
    ok("excerpts", protected, "--layer", "all", "-o", tmp_path / "excerpts.csv")
    assert "Emotions" in (tmp_path / "excerpts.csv").read_text(encoding="utf-8-sig")


def test_what_writes_says_why_not(protected: Path, run: Run) -> None:
    ran = run("coders", protected, "--add", "Dora")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("qcoder: This project is open for reading only: ")
