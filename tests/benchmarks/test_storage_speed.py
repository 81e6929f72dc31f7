"""What storing costs beside bare SQLite on the same disk at the same time.

Ratios are printed and nothing is asserted of them: disks differ by a factor of a hundred, so a
limit would measure the machine.
"""

import random
import sqlite3
import statistics
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from uuid import uuid4

import pytest

from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodingId, TranscriptId, new_id
from qcoder.domain.spans import Span
from qcoder.storage.database import Database
from qcoder.storage.unit_of_work import UnitOfWork, reading, writing
from tests.builders import a_transcript, coder_id
from tests.storage.projects import CODING, act, fill, store_transcript

TRANSCRIPTS, CODINGS_EACH = 60, 500
Report = Callable[[str, float, str, float], None]
INSERT = "INSERT INTO codings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.create(tmp_path / "study.qcoder") as made:
        fill(made)
        yield made


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str]) -> Report:
    """Prints what something costs, beside what."""

    def print_ratio(what: str, ours: float, beside: str, theirs: float) -> None:
        milliseconds = f"{ours * 1e3:.2f} and {theirs * 1e3:.2f} ms"
        with capsys.disabled():
            print(f"\n{what}: {ours / theirs:.1f} times {beside} ({milliseconds})")  # noqa: T201

    return print_ratio


def test_one_coding_committed(database: Database, tmp_path: Path, report: Report) -> None:
    with closing(_bare_table(tmp_path / "bare.db")) as bare:
        ours, theirs = _alternately(
            lambda: act(database, lambda uow: uow.codings.add(_coding())),
            lambda: _insert_bare(bare, _coding()),
            times=300,
        )
    report("a coding with its journal entry", ours, "a bare row", theirs)


def test_thirty_thousand_codings_loaded(database: Database, report: Report) -> None:
    act(database, _store_corpus)
    assert database.path is not None
    with closing(sqlite3.connect(database.path)) as bare, reading(database) as uow:
        ours, theirs = _alternately(
            lambda: len(uow.codings.all()),
            lambda: len(bare.execute("SELECT * FROM codings").fetchall()),
            times=9,
        )
    report("30,000 codings as values, in order", ours, "the bare rows", theirs)


def test_one_transcripts_codings_loaded(database: Database, report: Report) -> None:
    act(database, _store_corpus)
    query = "SELECT * FROM codings WHERE transcript = ? ORDER BY start, end"
    transcript = _transcript_id(0)
    assert database.path is not None
    with closing(sqlite3.connect(database.path)) as bare, reading(database) as uow:
        ours, theirs = _alternately(
            lambda: len(uow.codings.of_transcript(transcript)),
            lambda: len(bare.execute(query, (transcript,)).fetchall()),
            times=50,
        )
    report("500 codings as values", ours, "the bare rows", theirs)


def test_an_import_of_three_thousand_codings_undone(database: Database, report: Report) -> None:
    codings = [_coding() for _ in range(3000)]
    start = perf_counter()
    added = act(database, lambda uow: uow.codings.add_all(codings))
    stored = perf_counter() - start
    start = perf_counter()
    with writing(database) as uow:
        uow.apply_all(change.inverted() for change in reversed(added.changes))
        uow.commit("undo", None)
    report("undoing 3,000 codings", perf_counter() - start, "storing them", stored)


def test_opening_a_project(database: Database, report: Report) -> None:
    path = database.path
    assert path is not None
    database.close()
    ours, theirs = _alternately(
        lambda: Database.open(path).close(),
        lambda: _open_bare(path),
        times=30,
    )
    report("opening and closing", ours, "by bare SQLite", theirs)


def _alternately(
    ours: Callable[[], object], theirs: Callable[[], object], times: int
) -> tuple[float, float]:
    """The median seconds of each, taken in turns so that other load meets both."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(times):
        for measured, run in zip(taken, (ours, theirs), strict=True):
            start = perf_counter()
            run()
            measured.append(perf_counter() - start)
    return statistics.median(taken[0]), statistics.median(taken[1])


def _coding() -> Coding:
    return replace(CODING, id=CodingId(new_id()))


def _bare_table(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(
        "CREATE TABLE codings (id TEXT PRIMARY KEY, transcript TEXT, coder TEXT, code TEXT, "
        "start INTEGER, end INTEGER, created_at TEXT, codebook_revision INTEGER, sure INTEGER)"
    )
    return connection


def _insert_bare(connection: sqlite3.Connection, coding: Coding) -> None:
    row = (str(uuid4()), coding.transcript, coding.coder, coding.code, 1, 2, "", 1, 1)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(INSERT, row)
    connection.execute("COMMIT")


def _open_bare(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("SELECT * FROM alembic_version").fetchall()


def _store_corpus(uow: UnitOfWork) -> None:
    chance = random.Random(7)
    for number in range(TRANSCRIPTS):
        identifier = _transcript_id(number)
        store_transcript(uow, replace(a_transcript(name=f"FG{number}"), id=identifier), number)
        starts = [chance.randrange(60_000) for _ in range(CODINGS_EACH)]
        uow.codings.add_all(
            replace(_coding(), transcript=identifier, coder=coder_id("Ben"), span=Span(s, s + 80))
            for s in starts
        )


def _transcript_id(number: int) -> TranscriptId:
    return TranscriptId(f"00000000-0000-4000-8000-{number:012}")
