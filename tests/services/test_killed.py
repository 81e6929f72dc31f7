"""Killed in the middle of coding, removing and undoing: what was acknowledged is what is stored.

Run by hand with as many kills as there is time for: ``QCODER_KILLS=1000``.
"""

import os
import random
import signal
import time
from pathlib import Path

import pytest

from qcoder.bootstrap import open_workspace
from tests.sealed_pair import coder_of, layers
from tests.services.killed_writer import fork_writer
from tests.services.study import Study

KILLS = int(os.environ.get("QCODER_KILLS", "5"))
pytestmark = [
    pytest.mark.timeout(60 + 5 * KILLS),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the writer is forked"),
]
# Longer than a transaction, and much shorter than opening takes: any moment can be met.
LONGEST = 0.05


def test_after_any_number_of_kills_the_file_holds_what_was_acknowledged(tmp_path: Path) -> None:
    project = _made_study(tmp_path / "study.qcoder")
    chance, told, present = random.Random(KILLS), "", set[str]()
    for kill in range(KILLS):
        said = _write_until_killed(project, kill, chance)
        told += said
        present = _checked(project, present, said.splitlines(), kill)
    assert told.count("+") > KILLS
    assert told.count("-") > 0


def _made_study(file: Path) -> Path:
    study = Study.create(file)
    study.assign("Ada")
    study.workspace.close()
    return file


def _checked(project: Path, before: set[str], said: list[str], kill: int) -> set[str]:
    """What is stored now: as was said, but for the one act that was not acknowledged."""
    workspace = open_workspace(project)
    assert workspace.database.check() == []
    stored = {str(c.id) for c in layers(workspace, "FG1")[coder_of(workspace, "Ada")]}
    workspace.close()
    named = {sign: {line[1:] for line in said if line[0] == sign} for sign in "+?-"}
    expected = before | named["+"]
    begun = named["?"] - named["-"]
    assert named["-"].isdisjoint(stored), kill
    assert expected - named["?"] <= stored, kill
    assert len(stored - expected) + len(begun) <= 1, kill
    return stored


def _write_until_killed(project: Path, seed: int, chance: random.Random) -> str:
    process, pipe = fork_writer(project, seed)
    with os.fdopen(pipe, "rb") as listening:
        # Now and then while it still opens the file; else after some acts, however long they take.
        first = b"".join(listening.readline() for _ in range(chance.choice((0, 4, 8, 12))))
        time.sleep(chance.random() * LONGEST)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        return (first + listening.read()).decode()
