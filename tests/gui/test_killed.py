"""Killed at any moment, also while what was done waits: the file is whole, and nothing is lost.

Run by hand with as many kills as there is time for: ``QCODER_KILLS=1000``.
"""

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.killed_coder import open_desk
from tests.sealed_pair import coder_of, layers

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("QCODER_KILLS", "2"))
# A program that opens a desk takes seconds where others use the machine too.
pytestmark = pytest.mark.timeout(60 + 30 * KILLS)


def test_after_any_number_of_kills_every_acknowledged_coding_is_there(
    project: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    acknowledged: set[str] = set()
    chance = random.Random(KILLS)
    for _ in range(KILLS):
        acknowledged.update(_code_until_killed(project, tmp_path, chance))
        with closing(sqlite3.connect(project)) as file:
            assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    parent = QWidget()
    qtbot.addWidget(parent)
    desk = open_desk(project, tmp_path, parent)
    desk.unstored.store_now()
    workspace = desk.workbench.workspace
    stored = {coding.id for coding in layers(workspace, "FG1")[coder_of(workspace, "Ada")]}
    assert not desk.unstored.is_waiting
    assert workspace.database.check() == []
    assert len(acknowledged) >= KILLS
    assert acknowledged <= stored
    assert not list((tmp_path / "unstored").glob("*.unstored"))
    desk.workbench.open(None)


def _code_until_killed(project: Path, settings: Path, chance: random.Random) -> list[str]:
    """What was acknowledged; half of the time another program holds the file in the middle."""
    command = [sys.executable, "-m", "tests.gui.killed_coder", str(project), str(settings)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with (
        subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
        ) as program,
        closing(sqlite3.connect(project, isolation_level=None, timeout=0.1)) as other,
    ):
        assert program.stdout is not None
        before = [program.stdout.readline().strip() for _ in range(chance.randrange(1, 20))]
        if chance.random() < 0.5:
            with suppress(sqlite3.OperationalError):
                other.execute("BEGIN IMMEDIATE")
            before += [program.stdout.readline().strip() for _ in range(chance.randrange(1, 20))]
        program.kill()
        rest = program.stdout.read().split("\n")
    # The last line may be cut; what ends with a line break was acknowledged.
    return [line for line in (*before, *(line.strip() for line in rest[:-1])) if line]
