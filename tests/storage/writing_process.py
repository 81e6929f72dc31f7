"""Run by tests as a program of its own: codes until it is killed, saying what was stored."""

import sys
from pathlib import Path

from qcoder.storage.database import Database
from tests.builders import a_coding
from tests.storage.projects import TRANSCRIPT, act

if __name__ == "__main__":
    with Database.open(Path(sys.argv[1])) as database:
        for number in range(1_000_000):
            coding = a_coding(TRANSCRIPT, "grades", number=number)
            act(database, lambda uow, coding=coding: uow.codings.add(coding))  # type: ignore[misc]
            sys.stdout.write(f"{coding.id}\n")
            sys.stdout.flush()
