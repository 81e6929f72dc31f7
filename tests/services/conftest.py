from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.study import Study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    made = Study(tmp_path / "study.qcoder")
    yield made
    made.workspace.close()
