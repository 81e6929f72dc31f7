"""What the colours and lines on paper stand for: the codes that are printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from qcoder.gui.transcript.painted import LineStyle
from qcoder.gui.transcript.palette import Tints
from qcoder.gui.transcript.typography import Typography

_ROW, _HEADING, _ABOVE = 20, 26, 16
_SAMPLE = 34
_PENS = {
    LineStyle.SOLID: Qt.PenStyle.SolidLine,
    LineStyle.DASHED: Qt.PenStyle.DashLine,
    LineStyle.DOTTED: Qt.PenStyle.DotLine,
}


class LegendEntry(NamedTuple):
    """A code that is printed: its name with that of its grouping, and how often it is there."""

    label: str
    grouping: str
    colour: str
    style: LineStyle
    uses: int


class Legend:
    """Entries, printed from top to bottom on as many pages as they need."""

    def __init__(self, heading: str, entries: Sequence[LegendEntry] = ()) -> None:
        self._heading = heading
        self._entries = entries
        self._done = 0

    @property
    def is_finished(self) -> bool:
        """Whether every entry is on paper."""
        return self._done >= len(self._entries)

    def rewind(self) -> None:
        """Begin again."""
        self._done = 0

    def fits(self, room: int) -> bool:
        """Whether all of it stands below the text, in the room that is left."""
        return _ABOVE + _HEADING + _ROW * len(self._entries) <= room

    def fill(self, painter: QPainter | None, area: QRect, fonts: Typography, tints: Tints) -> None:
        """Put what fits into ``area``; without a painter it is only counted."""
        count = max(1, (area.height() - _ABOVE - _HEADING) // _ROW)
        entries = self._entries[self._done : self._done + count]
        self._done += len(entries)
        if painter is None:
            return
        top = area.top() + _ABOVE
        painter.setPen(tints.text)
        painter.setFont(fonts.strong)
        painter.drawText(area.left(), top, area.width(), _HEADING, 0, self._heading)
        for number, entry in enumerate(entries):
            box = QRect(area.left(), top + _HEADING + number * _ROW, area.width(), _ROW)
            _paint_entry(painter, box, entry, fonts.label, tints)


def _paint_entry(
    painter: QPainter, box: QRect, entry: LegendEntry, font: QFont, tints: Tints
) -> None:
    sample = QRect(box.left(), box.top() + 3, _SAMPLE, _ROW - 8)
    painter.fillRect(sample, tints.band((entry.colour,)))
    painter.setPen(QPen(tints.line(entry.colour), 2, _PENS[entry.style]))
    painter.drawLine(sample.bottomLeft(), sample.bottomRight())
    painter.setPen(tints.text)
    painter.setFont(font)
    room = box.adjusted(_SAMPLE + 10, 0, 0, 0)
    words = f"{entry.label} · {entry.grouping} · {entry.uses:,}"
    elided = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, elided)
