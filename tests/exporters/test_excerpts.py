import errno
import os
from pathlib import Path

import pytest

from qcoder.domain.errors import QCoderError
from qcoder.exporters.excerpts import WRITERS, write_excerpts
from tests.exporters.excerpt_builders import a_collection

FORMATS = sorted(WRITERS)


def test_every_promised_format_can_be_written() -> None:
    assert FORMATS == [".csv", ".docx", ".json", ".xlsx"]


@pytest.mark.parametrize("extension", FORMATS)
def test_the_extension_says_the_format_in_any_case(tmp_path: Path, extension: str) -> None:
    write_excerpts(a_collection(), tmp_path / f"out{extension.upper()}")
    assert (tmp_path / f"out{extension.upper()}").stat().st_size > 0


@pytest.mark.parametrize("name", ["out.pdf", "out", "out.docx.bak"])
def test_another_extension_is_refused_and_nothing_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(QCoderError, match=r"excerpts can be written as .docx, .xlsx, .csv, .json"):
        write_excerpts(a_collection(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("extension", FORMATS)
def test_a_full_disk_leaves_what_was_there(
    tmp_path: Path, extension: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / f"out{extension}"
    target.write_text("before", encoding="utf-8")

    def replace(self: Path, _: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(QCoderError, match="no room left"):
        write_excerpts(a_collection(), target)
    assert target.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [target]
