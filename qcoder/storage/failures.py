"""What drivers and the file system report, as errors that a researcher can do something about.

The one border: an engine made here raises these instead of SQLAlchemy's, whoever runs a
statement on it. What is not known stays as it is: a bug, with its traceback.
"""

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, ExceptionContext, event

from qcoder.domain.errors import (
    DiskFull,
    ProjectBusy,
    ProjectDamaged,
    ProjectMissing,
    ProjectReadOnly,
    ProjectUnreachable,
    QCoderError,
)

Translation = Callable[[BaseException], QCoderError | None]

_READ_ONLY = (
    "“{name}” may not be written. Check that the file and its folder are not write-protected, "
    "or save a copy where you may write and go on with that."
)
_BUSY = "Another program is writing to “{name}”. Wait a moment and try again."
_FULL = (
    "There is no room left for “{name}”; nothing was stored. Free some space on that drive and "
    "try again."
)
_DAMAGED = "“{name}” is damaged and cannot be read. {copies}"
MOVED = "“{name}” was moved, renamed or deleted while it was open. Put it back, or open it anew."
_IO = (
    "The drive of “{name}” reports an error. Check that it is still connected, and save a copy "
    "to another drive."
)
_CANNOT_OPEN = "“{name}” cannot be opened. Check that it is still there and that you may read it."

_UNDECODABLE = "Could not decode to UTF-8"
"""How the driver begins to say that a text is none; it gives no code."""

_BY_SQLITE_CODE: dict[int, tuple[type[QCoderError], str]] = {
    sqlite3.SQLITE_BUSY: (ProjectBusy, _BUSY),
    sqlite3.SQLITE_LOCKED: (ProjectBusy, _BUSY),
    sqlite3.SQLITE_FULL: (DiskFull, _FULL),
    sqlite3.SQLITE_READONLY: (ProjectReadOnly, _READ_ONLY),
    sqlite3.SQLITE_PERM: (ProjectReadOnly, _READ_ONLY),
    sqlite3.SQLITE_CORRUPT: (ProjectDamaged, _DAMAGED),
    sqlite3.SQLITE_NOTADB: (ProjectDamaged, _DAMAGED),
    sqlite3.SQLITE_IOERR: (ProjectUnreachable, _IO),
    sqlite3.SQLITE_CANTOPEN: (ProjectUnreachable, _CANNOT_OPEN),
}
_BY_EXTENDED_CODE: dict[int, tuple[type[QCoderError], str]] = {
    # SQLITE_READONLY_DBMOVED
    sqlite3.SQLITE_READONLY | (4 << 8): (ProjectMissing, MOVED),
    # SQLITE_IOERR_SHMSIZE: no room for what readers share, so not even reading is possible.
    sqlite3.SQLITE_IOERR | (19 << 8): (DiskFull, _FULL),
}
"""Those that mean something else than their lower byte."""
_BY_ERRNO: dict[int, tuple[type[QCoderError], str]] = {
    errno.ENOSPC: (DiskFull, _FULL),
    errno.EDQUOT: (DiskFull, _FULL),
    errno.EACCES: (ProjectReadOnly, _READ_ONLY),
    errno.EPERM: (ProjectReadOnly, _READ_ONLY),
    errno.EROFS: (ProjectReadOnly, _READ_ONLY),
    errno.ENOENT: (ProjectMissing, "“{name}” is not there."),
    errno.EIO: (ProjectUnreachable, _IO),
}


def file_failure(
    error: BaseException, name: str, copies: Callable[[], str] = str
) -> QCoderError | None:
    """What an error of SQLite or the file system means for the project ``name``.

    ``copies`` is asked where safety copies are when the project is damaged.
    """
    found = None
    if isinstance(error, sqlite3.Error):
        found = _of_sqlite(error)
    elif isinstance(error, OSError):
        found = _BY_ERRNO.get(error.errno or 0)
    elif isinstance(error, UnicodeDecodeError):
        # What SQLite says of a damaged schema quotes it, damage and all.
        found = (ProjectDamaged, _DAMAGED)
    if found is None:
        return None
    kind, sentence = found
    where = copies() if kind is ProjectDamaged else ""
    return kind(sentence.format(name=name, copies=where).strip())


def _of_sqlite(error: sqlite3.Error) -> tuple[type[QCoderError], str] | None:
    if str(error).startswith(_UNDECODABLE):
        return ProjectDamaged, _DAMAGED
    code = getattr(error, "sqlite_errorcode", 0)
    return _BY_EXTENDED_CODE.get(code) or _BY_SQLITE_CODE.get(code & 0xFF)


@contextmanager
def file_failures(name: str, copies: Callable[[], str] = str) -> Iterator[None]:
    """Translate what goes wrong with files inside."""
    try:
        yield
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        translated = file_failure(error, name, copies)
        if translated is None:
            raise
        raise translated from error


def translate_failures(engine: Engine, translation: Translation) -> None:
    """Make ``engine`` raise what ``translation`` makes of the driver's errors."""

    @event.listens_for(engine, "handle_error")
    def raise_translated(context: ExceptionContext) -> None:
        translated = translation(context.original_exception)
        if translated is not None:
            raise translated from context.original_exception
