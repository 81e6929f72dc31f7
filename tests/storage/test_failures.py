import errno
import sqlite3

import pytest

from qcoder.domain.errors import (
    DiskFull,
    ProjectBusy,
    ProjectDamaged,
    ProjectError,
    ProjectMissing,
    ProjectReadOnly,
    ProjectUnreachable,
)
from qcoder.storage.failures import file_failure, file_failures
from qcoder.storage.server_failures import server_failure


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_BUSY, ProjectBusy),
        (sqlite3.SQLITE_BUSY | (2 << 8), ProjectBusy),  # SQLITE_BUSY_SNAPSHOT
        (sqlite3.SQLITE_FULL, DiskFull),
        (sqlite3.SQLITE_READONLY, ProjectReadOnly),
        (sqlite3.SQLITE_READONLY | (4 << 8), ProjectMissing),  # SQLITE_READONLY_DBMOVED
        (sqlite3.SQLITE_CORRUPT, ProjectDamaged),
        (sqlite3.SQLITE_IOERR | (10 << 8), ProjectUnreachable),
        (sqlite3.SQLITE_IOERR | (19 << 8), DiskFull),  # SQLITE_IOERR_SHMSIZE
        (sqlite3.SQLITE_CANTOPEN, ProjectUnreachable),
    ],
)
def test_what_sqlite_reports_is_told_to_the_user(code: int, kind: type[Exception]) -> None:
    error = sqlite3.OperationalError("…")
    error.sqlite_errorcode = code
    translated = file_failure(error, "study.qcoder", lambda: "Copies are elsewhere.")
    assert type(translated) is kind
    assert "study.qcoder" in str(translated)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EACCES, ProjectReadOnly),
        (errno.EROFS, ProjectReadOnly),
        (errno.ENOENT, ProjectMissing),
    ],
)
def test_what_the_file_system_reports_is_told_to_the_user(
    number: int, kind: type[Exception]
) -> None:
    with pytest.raises(kind), file_failures("study.qcoder"):
        raise OSError(number, "…")


@pytest.mark.parametrize(
    "error",
    [
        # As the driver says it, without a code.
        sqlite3.OperationalError("Could not decode to UTF-8 column 'label' with text 'A\ufffd'"),
        UnicodeDecodeError("utf-8", b"\xa1", 0, 1, "invalid start byte"),
    ],
)
def test_text_that_is_none_any_more_is_damage(error: Exception) -> None:
    refused = pytest.raises(ProjectDamaged, match=r"damaged.*Copies")
    with refused, file_failures("study.qcoder", lambda: "Copies are elsewhere."):
        raise error


@pytest.mark.parametrize(
    "error",
    [
        sqlite3.OperationalError("no such table: codings"),
        sqlite3.IntegrityError("UNIQUE constraint failed"),
        OSError("without a number"),
        KeyError("coder"),
    ],
)
def test_what_is_not_known_stays_a_bug(error: Exception) -> None:
    assert file_failure(error, "study.qcoder") is None
    with pytest.raises(type(error)), file_failures("study.qcoder"):
        raise error


class OperationalError(Exception):
    """As psycopg's: with the state that the server reports, None where it was not reached."""

    def __init__(self, words: str, sqlstate: str | None = None) -> None:
        super().__init__(words)
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (OperationalError("…", "53100"), DiskFull, "no room left"),
        (OperationalError("…", "55P03"), ProjectBusy, "Somebody else"),
        (OperationalError("…", "40P01"), ProjectBusy, "try again"),
        (OperationalError("…", "42501"), ProjectReadOnly, "may not write"),
        (OperationalError("…", "57P01"), ProjectUnreachable, "is lost"),
        (OperationalError("server closed the connection"), ProjectUnreachable, "is lost"),
        (OperationalError("FATAL: password authentication failed"), ProjectError, "password"),
        (OperationalError("FATAL:  Passwort falsch"), ProjectUnreachable, "Passwort falsch"),
    ],
)
def test_what_a_server_reports_is_told_to_the_user(
    error: Exception, kind: type[Exception], words: str
) -> None:
    translated = server_failure(error, "study")
    assert type(translated) is kind
    assert words in str(translated)
    assert "study" in str(translated)


@pytest.mark.parametrize(
    "error", [OperationalError("syntax error", "42601"), ValueError("not the server's")]
)
def test_what_is_not_known_of_a_server_stays_a_bug(error: Exception) -> None:
    assert server_failure(error, "study") is None
