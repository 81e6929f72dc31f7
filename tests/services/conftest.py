"""Studies to act on. Each is made once and copied: a file is copied faster than coded."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.study import Study


@pytest.fixture(scope="session")
def study_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("studies") / "study.qcoder"
    Study.create(file).workspace.close()
    return file


@pytest.fixture(scope="session")
def sealed_pair_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("studies") / "pair.qcoder"
    study = Study.create(file)
    study.pair()
    study.workspace.close()
    return file


@pytest.fixture
def study(study_file: Path, tmp_path: Path) -> Iterator[Study]:
    """Ada, Ben and Cleo; nobody is assigned to FG1 yet."""
    copy = Study.copy_of(study_file, tmp_path / "study.qcoder")
    yield copy
    copy.workspace.close()


@pytest.fixture
def sealed_pair(sealed_pair_file: Path, tmp_path: Path) -> Iterator[Study]:
    """Ada and Ben have coded FG1 with three differences, and sealed it."""
    copy = Study.copy_of(sealed_pair_file, tmp_path / "pair.qcoder")
    yield copy
    copy.workspace.close()


@pytest.fixture
def other_copy(sealed_pair_file: Path, tmp_path: Path) -> Iterator[Study]:
    """Another copy of the same sealed pair, where nothing is decided."""
    copy = Study.copy_of(sealed_pair_file, tmp_path / "other.qcoder")
    yield copy
    copy.workspace.close()
