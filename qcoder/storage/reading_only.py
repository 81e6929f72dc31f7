"""Projects that may not be written: read whole into memory, and never touched.

SQLite writes two files beside a project even to read it, and without them it can be told only
to trust that nobody writes. What is in memory needs neither, and stays as it was.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from qcoder.domain.errors import ProjectBusy, ProjectReadOnly
from qcoder.storage.failures import file_failures
from qcoder.storage.files import beside, connect, where_copies_are

_TRIES = 3
# https://www.sqlite.org/fileformat.html: the versions that reading and writing need.
_WITH_LOG = b"\x02\x02"
_NEEDS_MORE_FILES = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}


def why_read_only(path: Path) -> str:
    """Why a project can only be read, for a sentence; empty where it can be written."""
    if not os.access(path, os.W_OK):
        return f"“{path.name}” is write-protected"
    if not os.access(path.parent, os.W_OK):
        return f"the folder of “{path.name}” may not be written"
    return ""


def image_of(path: Path) -> bytes:
    """The file as it is at one moment, with what is still in its log.

    ProjectReadOnly where the log cannot be read here, ProjectBusy where somebody goes on writing.
    """
    with file_failures(path.name, lambda: where_copies_are(path)):
        if _is_closed(path):
            return _read_at_rest(path)
        try:
            return _read_by_sqlite(path)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _NEEDS_MORE_FILES:
                raise
    raise ProjectReadOnly(
        f"“{path.name}” cannot be read without what lies beside it under its name with an ending, "
        "which needs a folder that may be written. Copy them all to a folder of your own and open "
        "the copy."
    )


def _is_closed(path: Path) -> bool:
    """Whether it is used with a log, and has none: then nobody on this machine has it open.

    SQLite would leave its two files beside it.
    """
    with path.open("rb") as file:
        return file.read(20)[18:] == _WITH_LOG and not beside(path, "-wal").exists()


def _read_by_sqlite(path: Path) -> bytes:
    """Under its locks: as the last writer left it."""
    with closing(connect(path, "ro")) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        return connection.serialize()


def _read_at_rest(path: Path) -> bytes:
    """A file without a log, which nobody has open here; read again where it changes meanwhile."""
    for _ in range(_TRIES):
        before = _stamp(path)
        image = path.read_bytes()
        if _stamp(path) == before and len(image) == before[0]:
            return image
    raise ProjectBusy(f"Another program is writing to “{path.name}”. Wait a moment and try again.")


def _stamp(path: Path) -> tuple[int, int, bool]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns, beside(path, "-wal").exists()
