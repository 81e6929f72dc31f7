"""A program that dies loses nothing that it has acknowledged."""

import subprocess
import sys
from pathlib import Path

from qcoder.storage.database import Database
from qcoder.storage.unit_of_work import reading
from tests.storage.projects import TRANSCRIPT, add_coder, fill

ROOT = Path(__file__).parents[2]


def test_after_a_kill_every_acknowledged_coding_is_there(tmp_path: Path) -> None:
    study = tmp_path / "study.qcoder"
    with Database.create(study) as database:
        fill(database)
    acknowledged = _code_until_killed(study, at_least=200)
    with Database.open(study) as database:
        assert database.check() == []
        with reading(database) as uow:
            stored = {coding.id for coding in uow.codings.of_transcript(TRANSCRIPT.id)}
            entries = uow.journal.entries()
        assert set(acknowledged) <= stored
        # The first coding and its entry are the project's; every other has an entry of its own.
        assert len(entries) == len(stored)
        add_coder(database, "Cleo")
    assert list(tmp_path.iterdir()) == [study]


def _code_until_killed(study: Path, at_least: int) -> list[str]:
    command = [sys.executable, "-m", "tests.storage.writing_process", str(study)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as program:
        assert program.stdout is not None
        acknowledged = [program.stdout.readline().strip() for _ in range(at_least)]
        program.kill()
        rest = program.stdout.read().split("\n")
    # The last line may be cut; what ends with a line break was acknowledged.
    return acknowledged + [line.strip() for line in rest[:-1]]
