"""The dialogue for bugs: what went wrong, as a programmer needs it, to be copied."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from qcoder import __version__
from qcoder.gui.desk import Desk
from qcoder.gui.parts.words import plain_label

if TYPE_CHECKING:
    from qcoder.services.workspace import Workspace


class LastResort(QDialog):
    """Shown instead of an error nobody foresaw; the window goes on.

    Whatever was shown as stored is stored: the act that failed was rolled back.
    """

    def __init__(self, trace: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lastResort")
        self.setWindowTitle(self.tr("Something went wrong in qcoder"))
        self.resize(640, 420)
        self._report = f"{_versions()}\n\n{trace}"
        text = QPlainTextEdit(self._report)
        text.setObjectName("lastResortTrace")
        text.setAccessibleName(self.tr("What a programmer needs to know"))
        text.setReadOnly(True)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        layout = QVBoxLayout(self)
        layout.addWidget(plain_label(self._sentence()))
        self.checked = plain_label()
        self.checked.setObjectName("lastResortChecked")
        self.checked.hide()
        layout.addWidget(self.checked)
        layout.addWidget(text, 1)
        layout.addWidget(self._buttons())

    def _sentence(self) -> str:
        return self.tr(
            "This is a mistake in the program, not yours. What you were doing just now was not "
            "done; everything before it is stored. Please send the text below to whoever looks "
            "after qcoder for you. Check first that it holds no words of a transcript."
        )

    def say_checking(self) -> None:
        """The project is being looked through."""
        self.checked.setText(self.tr("Looking whether the project is whole …"))
        self.checked.show()

    def say_checked(self, problems: list[str]) -> None:
        """What was found: nothing, where the project is whole."""
        said = self.tr("The project was checked and is whole.")
        if problems:
            head = self.tr("The project was checked and is damaged: %s") % problems[0]
            said = (
                f"{head} {self.tr('Save a copy under another name, and restore an earlier one.')}"
            )
        self.checked.setText(said)

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = box.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setObjectName("copyTrace")
        copy.clicked.connect(lambda _checked: QGuiApplication.clipboard().setText(self._report))
        box.rejected.connect(self.reject)
        return box


class LastResortOpener:
    """Shows one dialogue at a time: an error in painting would open thousands."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        self._window = window
        self._desk = desk
        self._shown: LastResort | None = None

    def show(self, trace: str) -> None:
        """Show the trace unless one is being shown; from the event loop, never inside paint."""
        QTimer.singleShot(0, self._window, lambda: self._open(trace))

    def _open(self, trace: str) -> None:
        if self._shown is not None and self._shown.isVisible():
            return
        self._shown = LastResort(trace, self._window)
        self._shown.open()
        if self._desk.workbench.is_open:
            self._check(self._shown, self._desk.workbench.workspace)

    def _check(self, shown: LastResort, workspace: Workspace) -> None:
        # Not at the top: the window shows before anything of a project is loaded.
        from qcoder.services.checking import check_project

        shown.say_checking()
        name = QCoreApplication.translate("LastResort", "Checking the project")
        task = self._desk.background.run(name, lambda _report: check_project(workspace))
        task.finished.connect(shown.say_checked)
        task.refused.connect(lambda error: shown.say_checked([str(error)]))
        task.failed.connect(lambda error: shown.say_checked([str(error)]))


def _versions() -> str:
    python = platform.python_version()
    return f"qcoder {__version__}, Python {python}, Qt {qVersion()}, {platform.platform()}"
