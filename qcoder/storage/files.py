"""Project files as files: recognised by their first bytes, before SQLite touches them."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

from qcoder.domain.errors import (
    NotAProject,
    ProjectDamaged,
    ProjectMissing,
    ProjectReadOnly,
)

APPLICATION_ID = 0x51436F64
"""“QCod”, at byte 68 of every project file."""
BUSY_SECONDS = 3.0
SUFFIX = ".qcoder"

# https://www.sqlite.org/fileformat.html, “The Database Header”.
_MAGIC = b"SQLite format 3\x00"
_HEADER_LENGTH = 100


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Open with SQLite; in mode ``rw`` a file that is gone is not made anew."""
    posix = path.absolute().as_posix()
    rooted = posix if posix.startswith("/") else f"/{posix}"
    return _connect(f"file://{quote(rooted)}?mode={mode}")


def connect_in_memory(name: str) -> sqlite3.Connection:
    """Open what every connection of this program with that name shares, and nobody else."""
    return _connect(f"file:/{name}?vfs=memdb")


def _connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(
        uri,
        uri=True,
        timeout=BUSY_SECONDS,
        # sqlite3 puts off BEGIN until the first write; we say it ourselves.
        isolation_level=None,
        # The pool hands a connection to one thread at a time, but not always the same.
        check_same_thread=False,
    )


def require_project_file(path: Path) -> None:
    """Raise what is wrong with ``path``, as far as it shows without reading the tables."""
    if not path.exists():
        raise ProjectMissing(f"There is no file “{path}”.")
    if path.is_dir():
        raise NotAProject(f"“{path}” is a folder. A project is one file, ending in {SUFFIX}.")
    if not path.is_file():
        raise NotAProject(f"“{path}” is a device or a pipe. A project is a file.")
    _require_readable(path)
    with path.open("rb") as file:
        header = file.read(_HEADER_LENGTH)
    _require_project_header(path, header)
    if _is_truncated(path, header):
        raise ProjectDamaged(
            f"“{path.name}” is damaged: the end of the file is missing. {where_copies_are(path)}"
        )


def _require_readable(path: Path) -> None:
    if not os.access(path, os.R_OK):
        raise ProjectReadOnly(f"You may not read “{path}”. Ask its owner for access.")


def _require_project_header(path: Path, header: bytes) -> None:
    if not header:
        raise NotAProject(f"“{path.name}” is empty: it is no qcoder project.")
    if not header.startswith(_MAGIC):
        raise NotAProject(f"“{path.name}” is no qcoder project.")
    if len(header) < _HEADER_LENGTH:
        raise ProjectDamaged(
            f"“{path.name}” is damaged: the end of the file is missing. {where_copies_are(path)}"
        )
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotAProject(f"“{path.name}” is a database of another program, no qcoder project.")


def _is_truncated(path: Path, header: bytes) -> bool:
    # While the log has pages that are not in the file yet, its size says nothing.
    if any(beside(path, end).exists() for end in ("-wal", "-journal")):
        return False
    page = int.from_bytes(header[16:18], "big")
    size = 65536 if page == 1 else page
    pages = int.from_bytes(header[28:32], "big")
    is_current = header[24:28] == header[92:96]
    return is_current and path.stat().st_size < size * pages


def beside(path: Path, end: str) -> Path:
    """The file that SQLite keeps beside a database under the name with ``end``."""
    return path.with_name(path.name + end)


@contextmanager
def without_log(path: Path) -> Iterator[None]:
    """Keep a log that another file of that name has left from being played into this one.

    It is removed when all went well inside. If not it stays under another name: put back, it
    could damage the file, and removed, it might be missed by the file it was written for.
    """
    log, aside = beside(path, "-wal"), beside(path, f"-wal.{uuid4().hex[:8]}")
    if not log.exists():
        yield
        return
    beside(path, "-shm").unlink(missing_ok=True)
    log.rename(aside)
    yield
    aside.unlink()


def free_name(path: Path, what: str) -> Path:
    """``study.what.qcoder``, or with a number where that is taken."""
    plain = path.with_name(f"{path.stem}.{what}{path.suffix}")
    number, candidate = 1, plain
    while candidate.exists():
        number += 1
        candidate = plain.with_name(f"{path.stem}.{what}-{number}{path.suffix}")
    return candidate


def safety_copies(path: Path) -> list[Path]:
    """Copies that were made of a project before something was done to it, latest first."""
    try:
        neighbours = list(path.parent.iterdir())
    except OSError:
        return []
    start = f"{path.stem}.before-"
    copies = [p for p in neighbours if p.name.startswith(start) and p.suffix == path.suffix]
    return sorted(copies, key=lambda copy: copy.stat().st_mtime, reverse=True)


def where_copies_are(path: Path) -> str:
    """A sentence for whoever has just lost a project."""
    names = ", ".join(f"“{copy.name}”" for copy in safety_copies(path))
    if not names:
        return f"There is no safety copy in its folder, “{path.parent}”; look for your backup."
    return f"In its folder, “{path.parent}”, are safety copies: {names}. Restore one of them."
