import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qcoder.bootstrap import open_workspace
from qcoder.domain.consensus import DifferenceKind, Outcome
from qcoder.services.checking import check_project
from tests.services.study import Study

STRUCTURE_CHANGED = """
UPDATE contents SET content = x'7b7d' WHERE sha256 IN (SELECT structure_sha256 FROM transcripts)
"""
PLANTED = {
    "a text that was changed": (
        "UPDATE contents SET content = x'00' WHERE sha256 IN (SELECT text_sha256 FROM transcripts)",
        "FG1: its text is not the one that was imported.",
    ),
    "a structure that was changed": (
        STRUCTURE_CHANGED,
        "FG1: its structure is not the one that was imported.",
    ),
    "a text that is gone": (
        "DELETE FROM contents WHERE sha256 = (SELECT text_sha256 FROM transcripts)",
        "text of the transcript “FG1” is missing",
    ),
    "an original that is gone": (
        "UPDATE transcripts SET source_sha256 = 'gone'",
        "FG1: its original file is missing.",
    ),
    "a coding behind the end": (
        'UPDATE codings SET "end" = 100000 WHERE start = (SELECT max(start) FROM codings)',
        "reaches behind the end of the text",
    ),
    "a story behind the end": (
        "INSERT INTO stories SELECT 'story', transcript, coder, start, 100000 FROM codings LIMIT 1",
        "story story (",
    ),
    "a highlight behind the end": (
        "INSERT INTO highlights SELECT 'm', transcript, coder, 1, 100000, '' FROM codings LIMIT 1",
        "highlight m (",
    ),
    "a coding without a code": (
        "UPDATE codings SET code = 'gone'",
        "refers to something in codes that is not there",
    ),
    "a decision with a code that is gone": (
        'UPDATE decisions SET result = \'[{"start": 1, "end": 2, "code": "gone"}]\'',
        "has a code that is gone",
    ),
    "a table that is gone": ("DROP TABLE memos", "The table memos is missing."),
    "a unit that is none": ("UPDATE codes SET unit = 'st0ry'", "The contents cannot be read"),
    "a record that is cut off": (
        "UPDATE decisions SET result = '['",
        "The contents cannot be read",
    ),
    "a property that is gone": (
        "DELETE FROM project WHERE key = 'codebook_revision'",
        "The contents cannot be read",
    ),
    "a label that is no text": (
        "UPDATE codes SET label = CAST(x'41ff' AS TEXT)",
        "is damaged and cannot be read",
    ),
}


@pytest.fixture
def file(sealed_pair: Study) -> Path:
    """A closed project with codings and a decision."""
    sealed_pair.decide(DifferenceKind.BOUNDARY, Outcome.UNION)
    path = sealed_pair.workspace.path
    assert path is not None
    sealed_pair.workspace.close()
    return path


def problems(file: Path) -> list[str]:
    workspace = open_workspace(file)
    try:
        return check_project(workspace)
    finally:
        workspace.close()


def test_a_project_that_is_whole_has_no_problems(file: Path) -> None:
    assert problems(file) == []


@pytest.mark.parametrize("damage", PLANTED)
def test_damage_is_found_and_named(file: Path, damage: str) -> None:
    statement, expected = PLANTED[damage]
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(statement)
        connection.commit()
    assert any(expected in problem for problem in problems(file))
