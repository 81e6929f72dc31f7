import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qcoder.domain.errors import QCoderError
from qcoder.exporters.target import file_name_of, write_whole

needs_permissions = pytest.mark.skipif(
    sys.platform == "win32" or not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="permissions hold neither for an administrator nor, by mode, on Windows",
)


def writing(words: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text(words, encoding="utf-8")

    return write


def failing(number: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text("half of it", encoding="utf-8")
        raise OSError(number, os.strerror(number))

    return write


def test_a_file_is_written(tmp_path: Path) -> None:
    write_whole(tmp_path / "out.csv", writing("all of it"))
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "all of it"


def test_a_file_that_was_there_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("before", encoding="utf-8")
    write_whole(tmp_path / "out.csv", writing("after"))
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "after"


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("before", encoding="utf-8")
    with pytest.raises(QCoderError, match="no room left on the disk for"):
        write_whole(tmp_path / "out.csv", failing(errno.ENOSPC))
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), RuntimeError("a bug")])
def test_nothing_is_left_beside_after_a_failure(tmp_path: Path, error: Exception) -> None:
    def write(path: Path) -> None:
        path.write_text("half of it", encoding="utf-8")
        raise error

    with pytest.raises((QCoderError, RuntimeError)):
        write_whole(tmp_path / "out.csv", write)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(QCoderError, match=r"folder .*nowhere does not exist; out\.csv was not"):
        write_whole(tmp_path / "nowhere" / "out.csv", writing(""))


def test_a_file_taken_for_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("", encoding="utf-8")
    with pytest.raises(QCoderError, match="notes does not exist"):
        write_whole(tmp_path / "notes" / "out.csv", writing(""))


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(QCoderError, match="is a folder"):
        write_whole(tmp_path / "out.csv", writing(""))
    assert list(tmp_path.iterdir()) == [tmp_path / "out.csv"]


@needs_permissions
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(QCoderError, match="may not write to that folder"):
        write_whole(tmp_path / "out.csv", writing(""))
    tmp_path.chmod(0o700)


def test_a_file_that_another_program_holds_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(QCoderError, match="another program has the file open"):
        write_whole(tmp_path / "out.csv", failing(errno.EACCES))
    assert list(tmp_path.iterdir()) == []


def test_any_other_failure_says_what_the_system_said(tmp_path: Path) -> None:
    with pytest.raises(QCoderError, match="could not be written: Input/output error"):
        write_whole(tmp_path / "out.csv", failing(errno.EIO))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no umask")
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_permissions_of_any_new_file(
    tmp_path: Path, mask: int, mode: int
) -> None:
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "out.csv", writing(""))
    finally:
        os.umask(before)
    assert (tmp_path / "out.csv").stat().st_mode & 0o777 == mode


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions elsewhere")
def test_a_file_that_was_private_stays_private(tmp_path: Path) -> None:
    (tmp_path / "out.csv").touch(mode=0o600)
    write_whole(tmp_path / "out.csv", writing(""))
    assert (tmp_path / "out.csv").stat().st_mode & 0o777 == 0o600


def test_a_name_that_is_too_long_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(QCoderError, match="too long for this disk"):
        write_whole(tmp_path / ("n" * 300 + ".csv"), writing(""))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("consensus FG1.docx", "consensus FG1.docx"),
        ('FG 1/2: "who?" <a|b>*\\.docx', "FG 1_2_ _who__ _a_b___.docx"),
        ("bell \x07\n.xlsx", "bell __.xlsx"),
        ("NUL.csv", "_NUL.csv"),
        ("no extension", "no extension"),
        ("com1.final.csv", "_com1.final.csv"),
        ("ends in dots....docx", "ends in dots.docx"),
        ("مجموعة 👩‍⚕️.docx", "مجموعة 👩‍⚕️.docx"),
        ("n" * 300 + ".docx", "n" * 120 + ".docx"),
    ],
)
def test_a_file_is_proposed_under_a_name_that_every_system_takes(words: str, name: str) -> None:
    assert file_name_of(words) == name
