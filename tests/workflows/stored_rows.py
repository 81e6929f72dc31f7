"""What a project file holds, asked of SQLite alone, and whether the window shows the same."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from qcoder.domain.coding import Highlight, Story
from qcoder.domain.ids import CoderId, TranscriptId
from qcoder.gui.main_window import MainWindow
from qcoder.gui.parts.row import Row
from tests.windows import code_workplace

LAYER = ("codings", "highlights", "stories", "memos", "assignments")
Rows = dict[str, list[tuple[Any, ...]]]
CODEBOOK = ("groupings", "codes")


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """The file, read by another than qcoder."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        yield connection


def everything(file: Path) -> Rows:
    """All rows that a coder can change; revisions and the journal only grow."""
    with opened(file) as rows:
        return {
            table: sorted(rows.execute(f"SELECT * FROM {table}"), key=repr)
            for table in (*LAYER, *CODEBOOK)
        }


def assert_shown_as_stored(window: MainWindow, file: Path) -> None:
    """Words, codebook, list of codings, marks, status line: all as SQLite has it."""
    workbench = window.desk.workbench
    coder, transcript = workbench.coder, workbench.transcript
    if coder is None or transcript is None:
        return
    with opened(file) as rows:
        painted, stored = _painted(window), _stored(rows, coder, transcript)
        assert painted == stored, set(painted.items()) ^ set(stored.items())
        _assert_own_marks(window, rows, coder, transcript)
        _assert_counts(window, rows, coder, transcript)


def _painted(window: MainWindow) -> dict[str, tuple[Any, ...]]:
    index = code_workplace(window).page.view.scene.index
    return {
        str(c.coding): (c.coder, c.code, c.span.start, c.span.end, c.is_sure) for c in index.codings
    }


def _stored(
    rows: sqlite3.Connection, coder: CoderId, transcript: TranscriptId
) -> dict[str, tuple[Any, ...]]:
    """The own layer; another's where nobody shares the transcript, or all of them have sealed."""
    assigned = dict(
        rows.execute("SELECT coder, sealed_at FROM assignments WHERE transcript = ?", [transcript])
    )
    is_open = len(assigned) < 2 or all(assigned.values())
    found = rows.execute(
        'SELECT id, coder, code, start, "end", sure FROM codings WHERE transcript = ?',
        [transcript],
    )
    return {
        row[0]: (*row[1:5], bool(row[5]))
        for row in found
        if row[1] == coder or (is_open and row[1] in assigned)
    }


def _assert_own_marks(
    window: MainWindow, rows: sqlite3.Connection, coder: CoderId, transcript: TranscriptId
) -> None:
    marks = code_workplace(window).marks
    shown: dict[str, list[Story] | list[Highlight]] = {
        "stories": list(marks.stories.values()),
        "highlights": [h for h in marks.highlights.values() if h.coder == coder],
    }
    for table, things in shown.items():
        asked = f'SELECT id, start, "end" FROM {table} WHERE coder = ? AND transcript = ?'
        stored = set(rows.execute(asked, [coder, transcript]))
        found = {(t.id, t.span.start, t.span.end) for t in things}
        assert found == stored, found ^ stored


def _assert_counts(
    window: MainWindow, rows: sqlite3.Connection, coder: CoderId, transcript: TranscriptId
) -> None:
    workplace = code_workplace(window)
    used = rows.execute("SELECT code, transcript FROM codings WHERE coder = ?", [coder]).fetchall()
    here = Counter(code for code, where in used if where == transcript)
    everywhere = Counter(code for code, _ in used)
    labels = dict(rows.execute("SELECT id, label FROM codes"))
    for row in _codes(workplace.codebook.list.rows_model.rows):
        assert row.words == labels[row.payload]
        stored = str(here[row.payload] or ""), str(everywhere[row.payload] or "")
        assert row.columns == stored, (row.words, row.columns, stored)
    count = here.total()
    said = "1 coding" if count == 1 else f"{count} codings"
    assert window.status_line.parts.text().endswith(f"   {said}")


def _codes(rows: list[Row]) -> list[Row]:
    return [row for row in rows if not row.is_heading and not row.is_muted]
