"""Copies of a project file: written whole or not at all."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from qcoder.domain.errors import ProjectDamaged
from qcoder.storage.failures import file_failures
from qcoder.storage.files import connect

# https://www.sqlite.org/fileformat.html: the versions that reading and writing need.
_VERSIONS = slice(18, 20)
_WITHOUT_LOG = b"\x01\x01"


def back_up(source: sqlite3.Connection, target: Path) -> None:
    """Write what ``source`` holds at this moment to ``target``, replacing what was there."""
    with (
        file_failures(target.name),
        in_place_of(target) as part,
        closing(connect(part)) as copy,
    ):
        source.backup(copy)
        # The copy is one file: it needs no log until somebody opens it.
        copy.execute("PRAGMA journal_mode = DELETE")


def copy_into_memory(source: sqlite3.Connection, memory: sqlite3.Connection) -> None:
    """Write what ``source`` holds at this moment to a database that is in memory."""
    put_into_memory(source.serialize(), memory)


def put_into_memory(file: bytes, memory: sqlite3.Connection) -> None:
    """Write what a file of SQLite holds to a database that is in memory."""
    image = bytearray(file)
    # What is in memory has no log; marked as having one it could not be opened.
    image[_VERSIONS] = _WITHOUT_LOG
    with closing(sqlite3.connect(":memory:")) as private:
        private.deserialize(bytes(image))
        private.backup(memory)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file byte by byte: one that SQLite may not be able to read."""
    with file_failures(target.name), in_place_of(target) as part:
        shutil.copyfile(source, part)


def release(target: Path) -> None:
    """Fold the log into a file that is to be replaced; ProjectBusy where it is open anywhere.

    A log that stayed behind would be played into the file that comes in its place. A file
    that is no database, or a damaged one, is left alone.
    """
    with (
        suppress(ProjectDamaged),
        file_failures(target.name),
        closing(connect(target)) as connection,
    ):
        # Granted only to the one connection there is.
        connection.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def in_place_of(target: Path) -> Iterator[Path]:
    """A new empty file that takes the place of ``target`` when all went well."""
    part = target.with_name(f".{target.name}.{uuid4().hex[:8]}.part")
    part.open("xb").close()
    try:
        yield part
        _flush_to_disk(part)
        part.replace(target)
        _flush_to_disk(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _flush_to_disk(path: Path) -> None:
    """So that a power cut does not leave the new name with the contents missing."""
    if sys.platform == "win32":
        return  # opens no folders, and no files for reading to flush them
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
