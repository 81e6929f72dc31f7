"""A transcript printed slice by slice: the window stays usable, and it can be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QSaveFile, QTimer
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPainter, QPdfWriter

from qcoder.domain.errors import QCoderError
from qcoder.gui.background import Cancelled, Task
from qcoder.gui.transcript.paper import UNITS_PER_INCH, PaperPages

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_SLICE = 12
"""Milliseconds of painting, after which the window has its turn."""
_STEPS = 1000
RESOLUTION = 600


class Printing(QObject):
    """Paints ``pages`` on a device, told to the status line by ``task``."""

    def __init__(
        self, pages: PaperPages, device: QPagedPaintDevice, resolution: int, task: Task
    ) -> None:
        super().__init__(task)
        self._pages, self._device, self._task = pages, device, task
        self._scale = resolution / UNITS_PER_INCH
        self._is_counted = False
        self._painter = QPainter()
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._paint_slice)
        task.ended.connect(self._end)

    def start(self) -> None:
        """Begin, or say that the device cannot be drawn on."""
        if not self._painter.begin(self._device):
            self._task.refused.emit(QCoderError(self.tr("It could not be printed.")))
            self._task.ended.emit()
            return
        self._painter.scale(self._scale, self._scale)
        self._slices.start()

    def _paint_slice(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        try:
            while not self._pages.is_finished and clock.elapsed() < _SLICE:
                share = (self._is_counted + self._pages.share) / 2
                self._task.report(round(share * _STEPS), _STEPS)
                self._step()
        except Cancelled:
            self._task.ended.emit()
        else:
            if self._pages.is_finished:
                self._end()
                self._task.finished.emit(self._pages.number)
                self._task.ended.emit()

    def _step(self) -> None:
        """Count a page or, once all are counted, paint one."""
        if self._is_counted:
            if self._pages.number:
                self._device.newPage()
            self._pages.paint_next(self._painter)
            return
        self._pages.count_next()
        if self._pages.is_finished:
            self._is_counted = True
            self._pages.rewind()

    def _end(self) -> None:
        self._slices.stop()
        if self._painter.isActive():
            self._painter.end()


def paint_all(pages: PaperPages, printer: QPrinter, goes_on: Callable[[float], bool]) -> bool:
    """Paint every page before coming back, as a preview needs it; whether it got to the end.

    ``goes_on`` is told the share done so far, before each page, and says whether to go on.
    """
    if not _count_all(pages, goes_on):
        return False
    painter = QPainter(printer)
    painter.scale(*2 * [printer.resolution() / UNITS_PER_INCH])
    while not pages.is_finished and goes_on((1 + pages.share) / 2):
        if pages.number:
            printer.newPage()
        pages.paint_next(painter)
    painter.end()
    return pages.is_finished


def _count_all(pages: PaperPages, goes_on: Callable[[float], bool]) -> bool:
    """Go through all pages, which then begin again; False where it is to end before."""
    while not pages.is_finished:
        if not goes_on(pages.share / 2):
            return False
        pages.count_next()
    pages.rewind()
    return True


class PdfFile:
    """A PDF written beside its target, which it replaces when it is whole."""

    def __init__(self, target: Path, title: str, layout: QPageLayout) -> None:
        self._target = target
        self._file = QSaveFile(str(target))
        if not self._file.open(QSaveFile.OpenModeFlag.WriteOnly):
            raise QCoderError(f"{target} could not be written: {self._file.errorString()}.")
        self.device = QPdfWriter(self._file)
        self.device.setTitle(title)
        self.device.setCreator("qcoder")
        self.device.setResolution(RESOLUTION)
        self.device.setPageLayout(layout)

    def keep(self) -> None:
        """It is whole."""
        if not self._file.commit():
            raise QCoderError(f"{self._target} could not be written: {self._file.errorString()}.")


def size_on(layout: QPageLayout) -> tuple[int, int]:
    """What can be printed on, in the units of ``gui.transcript.paper``."""
    rect = layout.paintRectPixels(UNITS_PER_INCH)
    return rect.width(), rect.height()
