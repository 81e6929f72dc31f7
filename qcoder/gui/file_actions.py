"""The File menu: which file, and what is done with it. The only native dialogs are here."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMainWindow

from qcoder.gui.actions import new_action, separator
from qcoder.gui.demo_study import DemoStudy
from qcoder.gui.desk import Desk
from qcoder.gui.importing import TranscriptImports
from qcoder.gui.project_files import ProjectFiles

SUFFIX = ".qcoder"
_FOLDER = "folder"


class FileActions(QObject):
    """Asks for files and hands them on; a dialogue that is left does nothing."""

    def __init__(self, desk: Desk, files: ProjectFiles, window: QMainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._files = files
        self._window = window
        self.imports = TranscriptImports(desk, self)
        self.demo_study = DemoStudy(desk, files.open, self)
        keys = QKeySequence.StandardKey
        self.demo = self._action("openDemo", self.tr("&Demo study"), self._open_demo)
        self.new = self._action("newProject", self.tr("&New project…"), self._new, keys.New)
        self.open = self._action("openProject", self.tr("&Open…"), self._open, keys.Open)
        self.save_copy = self._action("saveCopy", self.tr("&Save a copy…"), self._save_copy)
        self.store = self._action(
            "storeNow", self.tr("S&tore now"), desk.unstored.store_now, "Ctrl+S"
        )
        self.restore = self._action("restoreCopy", self.tr("&Restore from a copy…"), self._restore)
        self.take_in = self._action(
            "importTranscripts", self.tr("&Import transcripts…"), self._import, "Ctrl+I"
        )
        self.close = self._action("closeProject", self.tr("&Close"), files.close, "Ctrl+W")
        self.leave = self._action("quit", self.tr("&Quit"), window.close, "Ctrl+Q")
        self.leave.setMenuRole(QAction.MenuRole.QuitRole)
        desk.workbench.project_changed.connect(self._enable)
        self._enable()

    def _action(
        self,
        name: str,
        text: str,
        slot: object,
        keys: QKeySequence.StandardKey | str | None = None,
    ) -> QAction:
        assert callable(slot)
        return new_action(self._window, name, text, slot, keys=keys)

    def entries(self) -> Sequence[QAction]:
        """The menu in order; the recent projects come after Open."""
        line = separator
        return (
            *(self.new, self.open, line(self), self.take_in, line(self)),
            *(self.store, self.save_copy, self.restore, line(self), self.close, self.leave),
        )

    def _enable(self) -> None:
        is_open = self._desk.workbench.is_open
        workspace = self._desk.workbench.workspace if is_open else None
        for action in (self.take_in, self.store, self.save_copy, self.close):
            action.setEnabled(is_open)
        is_ours = workspace is not None and workspace.path is not None and not workspace.read_only
        self.restore.setEnabled(is_ours)

    def _open_demo(self) -> None:
        self.demo_study.show()

    def _new(self) -> None:
        target = self._ask_to_save(self.tr("New project"), self.tr("study"))
        if target is not None:
            self._files.create(target)

    def _open(self) -> None:
        kinds = self.tr("Projects (*%s)") % SUFFIX
        chosen = self._ask_to_open(self.tr("Open a project"), kinds)
        if chosen is not None:
            self._files.open(chosen)

    def _save_copy(self) -> None:
        name = self.tr("%s copy") % self._files.project_name
        target = self._ask_to_save(self.tr("Save a copy"), name)
        if target is not None:
            self._files.save_copy(target)

    def _restore(self) -> None:
        kinds = self.tr("Copies of projects (*%s)") % SUFFIX
        chosen = self._ask_to_open(self.tr("Restore from a copy"), kinds)
        if chosen is not None:
            self._files.restore(chosen)

    def _import(self) -> None:
        kinds = self.tr("Transcripts (*.docx *.txt);;All files (*)")
        title = self.tr("Import transcripts")
        chosen, _ = QFileDialog.getOpenFileNames(self._window, title, self._folder(), kinds)
        if chosen:
            self._keep_folder(Path(chosen[0]))
            self.imports.take_in([Path(name) for name in chosen])

    def _ask_to_open(self, title: str, kinds: str) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, self._folder(), kinds)
        return self._keep_folder(Path(chosen)) if chosen else None

    def _ask_to_save(self, title: str, name: str) -> Path | None:
        start = str(Path(self._folder()) / f"{name}{SUFFIX}")
        kinds = self.tr("Projects (*%s)") % SUFFIX
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, start, kinds)
        if not chosen:
            return None
        path = Path(chosen)
        return self._keep_folder(path if path.suffix else path.with_suffix(SUFFIX))

    def _folder(self) -> str:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        fallback = QStandardPaths.writableLocation(documents)
        return str(self._desk.settings.value(_FOLDER, fallback))

    def _keep_folder(self, path: Path) -> Path:
        self._desk.settings.setValue(_FOLDER, str(path.parent))
        return path
