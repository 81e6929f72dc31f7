"""Run by tests as a program of its own: codes until it is killed, saying what was stored."""

import sys
from functools import partial
from pathlib import Path

from qcoder.domain.coding import Coding
from qcoder.storage.database import Database
from qcoder.storage.unit_of_work import UnitOfWork
from tests.builders import a_coding
from tests.storage.projects import TRANSCRIPT, act


def add(uow: UnitOfWork, coding: Coding) -> None:
    """The act."""
    uow.codings.add(coding)


if __name__ == "__main__":
    with Database.open(Path(sys.argv[1])) as database:
        for number in range(1_000_000):
            coding = a_coding(TRANSCRIPT, "grades", number=number)
            act(database, partial(add, coding=coding))
            sys.stdout.write(f"{coding.id}\n")
            sys.stdout.flush()
