import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run

Refused = Callable[..., str]
PLANTED = {
    "words": "UPDATE contents SET content = x'ff' || substr(content, 2) WHERE sha256 IN "
    "(SELECT text_sha256 FROM transcripts)",
    "structure": "UPDATE contents SET content = substr(content, 1, 20) WHERE sha256 IN "
    "(SELECT structure_sha256 FROM transcripts)",
    "details": "UPDATE contents SET content = x'7b' WHERE sha256 IN "
    "(SELECT details_sha256 FROM transcripts)",
    "a code's unit": "UPDATE codes SET unit = 'st0ry'",
    "a code's label": "UPDATE codes SET label = CAST(x'41ff' AS TEXT)",
    "a coding's code": "UPDATE codings SET code = 'gone'",
    "a table": "DROP TABLE codings",
    "a coder": "DELETE FROM coders",
}


@pytest.fixture(params=PLANTED)
def damaged(request: pytest.FixtureRequest, sealed: Path) -> Path:
    """A project in which something is not as it was written."""
    with closing(sqlite3.connect(sealed)) as connection:
        connection.execute(PLANTED[request.param])
        connection.commit()
    return sealed


def test_of_a_damaged_project_one_line_is_said_and_no_words_are_written(
    damaged: Path, refused: Refused, tmp_path: Path
) -> None:
    codings = tmp_path / "out.csv"
    assert "damaged" in refused("export-codings", damaged, codings)
    assert not codings.exists()


def test_listing_differences_of_a_damaged_project_ends_in_words(damaged: Path, run: Run) -> None:
    done = run("differences", damaged, "FG1")
    # A code that is gone is no damage to a difference: its id is shown.
    assert "damaged" in done.err or done.out.endswith("still open.\n")


def test_checking_a_damaged_project_ends_in_words(damaged: Path, run: Run) -> None:
    done = run("check", damaged)
    assert done.code == 1
    assert "damaged" in done.err
    assert "Traceback" not in done.out + done.err


def test_a_bug_in_a_whole_project_stays_a_bug(
    sealed: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: dict[str, str] = {}
    monkeypatch.setattr("qcoder.cli.project_commands._list_codes", lambda *_, **__: names["bug"])
    with pytest.raises(KeyError):
        run("codebook", sealed)
