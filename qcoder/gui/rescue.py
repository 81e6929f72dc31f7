"""Acts that are not stored yet, in a file of this machine that outlives the window.

It holds ids, positions and names of acts, and the text of memos that wait; no transcript.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QLockFile, QSaveFile, QSettings, QStandardPaths

if TYPE_CHECKING:
    from qcoder.services.unstored import UnstoredAct

_SUFFIX = ".unstored"
_FILES_OF_SETTINGS = (".conf", ".ini")

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Left:
    """What a window that was killed has left for a project; the lock makes it ours."""

    file: Path
    lock: QLockFile
    at: str
    """When it was written: UTC, ISO 8601."""
    acts: Sequence[UnstoredAct]

    def remove(self) -> None:
        """Nobody needs it any more."""
        self.file.unlink(missing_ok=True)
        self.lock.unlock()


class Rescue:
    """One file for each window and project, there only while something waits."""

    def __init__(self, settings: QSettings) -> None:
        self._folder = _folder_beside(settings)
        self._file: Path | None = None
        self._lock: QLockFile | None = None

    def keep(self, project: str, acts: Sequence[UnstoredAct]) -> bool:
        """Write what waits, through to the disk; whether that was possible."""
        if not acts:
            self.clear()
            return True
        try:
            return self._write(project, acts)
        except OSError as error:
            _log.warning("acts that wait cannot be written down: %s", error)
            return False

    def clear(self) -> None:
        """Nothing waits."""
        if self._file is not None:
            self._file.unlink(missing_ok=True)
        self._let_go()

    def leave(self) -> None:
        """Let go of the file, for whoever opens the project next."""
        self._let_go()

    def left_for(self, project: str) -> list[Left]:
        """What other windows have left, oldest first; not that of windows still open."""
        files = self._folder.glob(f"{project}-*{_SUFFIX}") if self._folder.is_dir() else ()
        found = [left for file in files if file != self._file and (left := _read(file))]
        return sorted(found, key=lambda left: left.at)

    def _let_go(self) -> None:
        if self._lock is not None:
            self._lock.unlock()
        self._file = self._lock = None

    def _write(self, project: str, acts: Sequence[UnstoredAct]) -> bool:
        # Here and below not at the top: the window shows before these are loaded.
        import json

        from qcoder.domain.ids import new_id
        from qcoder.services.clock import now
        from qcoder.services.unstored import to_record

        if self._file is None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file = self._folder / f"{project}-{new_id()[:8]}{_SUFFIX}"
            self._lock = _locked(self._file)
        written = {"at": now(), "acts": [to_record(act) for act in acts]}
        file = QSaveFile(str(self._file))
        if not file.open(QIODevice.OpenModeFlag.WriteOnly):
            return False
        file.write(json.dumps(written, ensure_ascii=False).encode("utf-8"))
        return file.commit()


def _read(file: Path) -> Left | None:
    import json

    from qcoder.services.unstored import from_record

    lock = _locked(file)
    if lock is None:
        return None
    try:
        written = json.loads(file.read_text(encoding="utf-8"))
        acts = [from_record(record) for record in written["acts"]]
        return Left(file, lock, str(written["at"]), acts)
    except (OSError, ValueError, KeyError, TypeError) as error:
        _log.warning("%s cannot be read: %s", file, error)
        lock.unlock()
        return None


def _locked(file: Path) -> QLockFile | None:
    lock = QLockFile(f"{file}.lock")
    # Not after some time: a window may wait for days. Whether its program lives is looked at.
    lock.setStaleLockTime(0)
    return lock if lock.tryLock(0) else None


def _folder_beside(settings: QSettings) -> Path:
    file = Path(settings.fileName())
    if file.suffix in _FILES_OF_SETTINGS:
        return file.parent / "unstored"
    place = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(place)) / "unstored"
