"""The same tests run on a project file and on a server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qcoder.storage import engines, files
from qcoder.storage.database import Database


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.postgres)])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where a project can be made: a file that is not there, or an empty database."""
    if request.param == "file":
        return tmp_path / "study.qcoder"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def database(target: Path | str) -> Iterator[Database]:
    """A new, empty project."""
    with Database.create(target) as made:
        yield made


@pytest.fixture
def file_database(tmp_path: Path) -> Iterator[Database]:
    """A new, empty project in a file, for what only files have."""
    with Database.create(tmp_path / "study.qcoder") as made:
        yield made


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections made from now on wait for other writers only for an instant."""
    monkeypatch.setattr(files, "BUSY_SECONDS", 0.05)
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
