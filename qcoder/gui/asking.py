"""Asks which file, with the system's own dialogue, beginning where the last one was."""

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from qcoder.exporters.target import file_name_of

_FOLDER = "folder"


class FileAsker:
    """Remembers the last folder under a name of its own: exports go elsewhere than imports."""

    def __init__(self, parent: QWidget, settings: QSettings, purpose: str = "") -> None:
        self._parent = parent
        self._settings = settings
        self._key = f"{_FOLDER}/{purpose}" if purpose else _FOLDER

    def to_open(self, title: str, kinds: str) -> Path | None:
        """A file that exists; None where the dialogue was left."""
        chosen, _ = QFileDialog.getOpenFileName(self._parent, title, self._folder(), kinds)
        return self._keep(Path(chosen)) if chosen else None

    def to_save(self, title: str, name: str, kinds: str, suffix: str) -> Path | None:
        """A file to write; ``name`` is proposed, ``suffix`` added where none was typed."""
        start = str(Path(self._folder()) / file_name_of(name))
        chosen, _ = QFileDialog.getSaveFileName(self._parent, title, start, kinds)
        if not chosen:
            return None
        path = self._keep(Path(chosen))
        return path if path.suffix else path.with_suffix(suffix)

    def _folder(self) -> str:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        fallback = self._settings.value(_FOLDER, QStandardPaths.writableLocation(documents))
        return str(self._settings.value(self._key, fallback))

    def _keep(self, path: Path) -> Path:
        self._settings.setValue(self._key, str(path.parent))
        return path
