"""A disk of a few megabytes, which can be full or write-protected, really.

Mounting needs rights that not every machine gives: without them its tests are skipped.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_SIZE = "4m"


class TinyDisk:
    """A file system of its own, in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self) -> None:
        """Leave no room at all."""
        with self._ballast.open("ab", buffering=0) as file:
            for size in (65536, 4096, 1):
                _write_until_full(file.fileno(), size)

    def make_room(self) -> None:
        """Throw away what filled it."""
        self._ballast.unlink()

    @contextmanager
    def protected(self) -> Iterator[None]:
        """Nothing can be written."""
        _mount("-o", "remount,ro", str(self.folder))
        try:
            yield
        finally:
            _mount("-o", "remount,rw", str(self.folder))


def _write_until_full(number: int, size: int) -> None:
    try:
        while True:
            os.write(number, b"\0" * size)
    except OSError:
        return


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[TinyDisk]:
    """A disk of the test's own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not sys.platform.startswith("linux"):
        pytest.skip("a small disk is made on Linux only")
    try:
        _mount("-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting a disk is not allowed here")
    yield TinyDisk(folder)
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
