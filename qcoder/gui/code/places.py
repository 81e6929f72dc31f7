"""Opens each transcript where its coder left it: kept on this machine, not in the project."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, QTimer

from qcoder.domain.ids import CoderId, TranscriptId
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.transcript.selecting_view import Standpoint

_PAUSE = 1000
"""Milliseconds between writing places down, for a program that is ended from outside."""


class Places(QObject):
    """Where every coder was in every transcript: the caret, and the line at the upper edge."""

    def __init__(self, page: TranscriptPage, settings: QSettings) -> None:
        super().__init__(page)
        self._page = page
        self._settings = settings
        self._shown: tuple[TranscriptId, CoderId] | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.keep)
        page.view.transcript_left.connect(self._leave)
        page.contents_changed.connect(self._arrive)
        page.view.caret_moved.connect(lambda _caret: self._keep_soon())
        page.view.verticalScrollBar().valueChanged.connect(lambda _value: self._keep_soon())

    def keep(self) -> None:
        """Write down where the coder is."""
        self._pause.stop()
        if self._shown is not None and self._page.view.transcript is not None:
            numbers = ",".join(str(number) for number in self._page.view.standpoint())
            self._settings.setValue(_key(*self._shown), numbers)

    def _keep_soon(self) -> None:
        if self._shown is not None and not self._pause.isActive():
            self._pause.start()

    def _leave(self) -> None:
        self.keep()
        self._shown = None

    def _arrive(self) -> None:
        contents = self._page.contents
        now = (contents.transcript.id, contents.viewer) if contents and contents.viewer else None
        if now == self._shown:
            return
        self.keep()
        self._shown = now
        kept = _read(self._settings.value(_key(*now), "")) if now else None
        if kept is not None:
            self._page.view.return_to(kept)


def _key(transcript: TranscriptId, coder: CoderId) -> str:
    return f"place/{transcript}/{coder}"


def _read(kept: object) -> Standpoint | None:
    """The numbers as they were written; None where somebody wrote something else."""
    # An INI file gives a text with commas back as a list.
    parts = kept if isinstance(kept, list) else str(kept).split(",")
    try:
        caret, first, y = (int(part) for part in parts)
    except ValueError:
        return None
    return Standpoint(max(0, caret), max(0, first), y)
