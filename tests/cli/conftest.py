"""The command line in this process, on a project made by its own commands."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qcoder.cli.main import main
from qcoder.shipped import codebooks_dir

CODEBOOK = codebooks_dir() / "compassionate_care.csv"
TALK = """Moderator: What do you remember?

P1: We never had the time. There was always another list, and nobody sat down.

P2: Surgery taught me to knock. I say who I am before I touch the curtain.

P1: And then she cried in the supply room.

P2: Me too. On medicine nobody looked at the clock.

Moderator: And then?

P1: Then I went home.
"""


@dataclass
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 (JSON)
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command; usage errors end as they do in a shell."""

    def command(*arguments: object) -> Ran:
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return command


@pytest.fixture
def ok(run: Run) -> Run:
    """Run one command that must succeed in silence on stderr."""

    def command(*arguments: object) -> Ran:
        done = run(*arguments)
        assert (done.code, done.err) == (0, "")
        return done

    return command


@pytest.fixture
def refused(run: Run) -> Callable[..., str]:
    """Run one command that must fail with one line, and return it."""

    def command(*arguments: object) -> str:
        done = run(*arguments)
        assert done.code != 0
        assert done.err.count("\n") == 1
        assert "Traceback" not in done.err
        return done.err

    return command


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A transcript file."""
    (tmp_path / "FG1.txt").write_text(TALK, encoding="utf-8")
    return tmp_path / "FG1.txt"


@pytest.fixture
def project(tmp_path: Path, ok: Run, talk: Path) -> Path:
    """A project with Ada and Ben, the paper's codebook, and FG1 assigned to both."""
    file = tmp_path / "study.qcoder"
    ok("new", file, "--codebook", CODEBOOK, "--coder", "Ada", "--coder", "Ben")
    ok("import", file, talk)
    ok("assign", file, "FG1", "Ada", "Ben")
    return file


CODINGS = """transcript,coder,code,quote,memo
FG1,Ada,Time,"We never had the time. There was always another list",minutes
FG1,Ben,Time,"We never had the time. There was always another list, and nobody sat down.",
FG1,Ada,Specialties,Surgery,
FG1,Ada,Emotions,And then she cried in the supply room.,
FG1,Ben,Emotions,And then she cried in the supply room.,
"""


@pytest.fixture
def sealed(project: Path, tmp_path: Path, ok: Run) -> Path:
    """The same project coded by both and sealed: a boundary, one by Ada only, one the same."""
    (tmp_path / "codings.csv").write_text(CODINGS, encoding="utf-8")
    ok("import-codings", project, tmp_path / "codings.csv")
    ok("seal", project, "FG1", "Ada")
    ok("seal", project, "FG1", "Ben")
    return project
