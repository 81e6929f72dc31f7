"""Marks beside the scroll bar, so that all hits are seen at once."""

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from qcoder.gui.transcript.highlights import CURRENT, Highlights
from qcoder.gui.transcript.scene import Scene

MARKS_WIDTH = 8
_MARK_HEIGHT = 2


class ScrollMarks(QWidget):
    """A strip beside the scroll bar with a mark for everything that was found."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._scene: Scene | None = None

    def show_marks(self, scene: Scene) -> None:
        """Show what is highlighted in a scene."""
        self._scene = scene
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a line at the height of every hit; those that fall together are one."""
        scene = self._scene
        if scene is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), scene.tints.page)
        for kind, highlights in scene.highlights.items():
            colour = scene.tints.text if kind == CURRENT else scene.tints.search_line
            for y in _heights(scene, highlights, self.height()):
                painter.fillRect(QRect(1, y, self.width() - 2, _MARK_HEIGHT), colour)


def _heights(scene: Scene, highlights: Highlights, height: int) -> list[int]:
    """Where in a strip of that height they begin, each height once."""
    if not len(highlights) or not len(scene.shown):
        return []
    shown, flow = scene.shown, scene.flow
    starts = highlights.starts
    units = np.maximum(np.searchsorted(shown.start_array, starts, "right") - 1, 0)
    lengths = np.maximum(shown.end_array[units] - shown.start_array[units], 1)
    shares = np.minimum((starts - shown.start_array[units]) / lengths, 1.0)
    tops = flow.tops
    pixels = tops[units] + shares * (tops[units + 1] - tops[units])
    room = max(1, height - _MARK_HEIGHT)
    is_marked = np.zeros(room + 1, bool)
    is_marked[(pixels * room / max(1, flow.height)).astype(int)] = True
    marks: list[int] = np.flatnonzero(is_marked).tolist()
    return marks
