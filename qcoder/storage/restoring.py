"""Puts a copy back in the place of a project that went wrong."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from qcoder.domain.errors import NotAProject, ProjectDamaged, ProjectError
from qcoder.storage.copies import back_up, copy_file, release
from qcoder.storage.failures import file_failures
from qcoder.storage.files import beside, connect, free_name, require_project_file
from qcoder.storage.migrating import require_known_revision


def restore(copy: Path, target: Path) -> Path | None:
    """Put ``copy`` in the place of ``target``; return what was there, under its new name.

    Nothing is changed where the copy is damaged, no project or of a newer version, or where
    ``target`` is open in any program.
    """
    if copy.exists() and target.exists() and copy.samefile(target):
        raise ProjectError("A project cannot be restored from itself. Choose one of its copies.")
    require_project_file(copy)
    with file_failures(copy.name), closing(connect(copy, "ro")) as source:
        _require_whole(source, copy)
        kept = _keep_what_is_there(target) if target.exists() else None
        back_up(source, target)
    return kept


def _require_whole(source: sqlite3.Connection, copy: Path) -> None:
    problems = [row[0] for row in source.execute("PRAGMA integrity_check")]
    if problems != ["ok"]:
        raise ProjectDamaged(f"The copy “{copy.name}” is damaged as well: {problems[0]}")
    revision = None
    with suppress(sqlite3.OperationalError):  # no such table
        (revision,) = source.execute("SELECT version_num FROM alembic_version").fetchone()
    require_known_revision(revision, copy)


def _keep_what_is_there(target: Path) -> Path:
    if _is_recognisable(target):
        release(target)
    kept = free_name(target, "before-restore")
    copy_file(target, kept)
    # Only ruins still have any, which SQLite was not let near: their log may save something.
    for end in ("-wal", "-journal"):
        if beside(target, end).exists():
            beside(target, end).replace(beside(kept, end))
    beside(target, "-shm").unlink(missing_ok=True)
    return kept


def _is_recognisable(target: Path) -> bool:
    try:
        require_project_file(target)
    except (NotAProject, ProjectDamaged):
        return False
    return True
