"""Words that were highlighted without a code: a line above them, closed at both ends.

Codings are underlined; so the two are told apart by their place, whatever the colours. Where
several readers are shown, a flag at the beginning says whose it is, and where they meet the words
have a ground and the number of readers.
"""

from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from qcoder.gui.contrast import mixed
from qcoder.gui.transcript.highlights import Highlights, ReaderMarks
from qcoder.gui.transcript.laid_unit import LaidUnit
from qcoder.gui.transcript.scene import Row, Scene

_CORNER = 5
_OWN, _OTHERS = 2, 1
_GROUND, _MORE_GROUND, _MOST_GROUND = 0.10, 0.07, 0.3
_FLAG_SIZE = 0.9
_FLAG_OVER_LINE = 3
"""Pixels of a flag that reach into its line; the rest stands in the room above."""


class _Flag(NamedTuple):
    """A letter or number over the words, beginning or ending at ``x`` of a line."""

    line: int
    x: int
    words: str
    is_end: bool


def paint_marked(painter: QPainter, scene: Scene, row: Row, laid: LaidUnit) -> None:
    """Draw what of a unit is marked."""
    if scene.marked is None or scene.readings is not None:
        return
    painting = _Painting(painter, scene, row, laid)
    for readers, highlights in scene.marked.shared:
        painting.paint_shared(readers, highlights)
    for reader in scene.marked.readers:
        painting.paint_lines(reader)
    painting.paint_flags()


class _Painting:
    """One unit; flags come last, beside each other where they would meet."""

    def __init__(self, painter: QPainter, scene: Scene, row: Row, laid: LaidUnit) -> None:
        self._painter, self._scene, self._row, self._laid = painter, scene, row, laid
        self._unit, self._left = scene.shown.units[row.unit], scene.left_of(row.unit)
        self._flags: list[_Flag] = []

    def paint_shared(self, readers: int, highlights: Highlights) -> None:
        """A ground, the stronger the more readers, and their number at the end."""
        share = min(_GROUND + _MORE_GROUND * (readers - 2), _MOST_GROUND)
        ground = mixed(self._scene.tints.page, self._scene.tints.text, share)
        for start, end, _, ends in self._stretches(highlights):
            for line, x, width in self._laid.pieces(start, end):
                self._fill(x, line, width, self._scene.fonts.band_height, ground)
            if ends:
                self._flag(end - 1, end, f"×{readers}", is_end=True)

    def paint_lines(self, reader: ReaderMarks) -> None:
        """A line above the words, thicker for the coder at work."""
        width = _OWN if reader.is_own else _OTHERS
        for start, end, begins, ends in self._stretches(reader.highlights):
            for line, x, length in self._laid.pieces(start, end):
                self._ink(x, line, length, width)
                if begins and line == self._laid.line_of(start):
                    self._ink(x, line, width, _CORNER)
                if ends and line == self._laid.line_of(end - 1):
                    self._ink(x + length - width, line, width, _CORNER)
            if begins and reader.flag:
                self._flag(start, end, reader.flag, is_end=False)

    def paint_flags(self) -> None:
        """Letters of readers and numbers of them, so that none hides another."""
        font = _flag_font(self._scene.fonts.small)
        metrics = QFontMetrics(font)
        self._painter.setFont(font)
        reached: dict[int, int] = {}
        for flag in sorted(self._flags, key=lambda each: (each.line, each.x)):
            width = max(metrics.horizontalAdvance(flag.words) + 4, metrics.ascent() + 2)
            x = flag.x - width if flag.is_end else flag.x
            x = max(x, reached.get(flag.line, x))
            reached[flag.line] = x + width
            self._paint_flag(flag, QRect(x, 0, width, metrics.ascent() + 2))

    def _paint_flag(self, flag: _Flag, box: QRect) -> None:
        tints = self._scene.tints
        top = self._row.y + self._laid.tops[flag.line] + _FLAG_OVER_LINE - box.height()
        box.moveTo(self._left + box.left(), top)
        ground, ink = (tints.page, tints.text) if flag.is_end else (tints.muted, tints.page)
        self._painter.fillRect(box, ground)
        self._painter.setPen(ink)
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, flag.words)

    def _stretches(self, highlights: Highlights) -> list[tuple[int, int, bool, bool]]:
        """Start and end within the unit, and whether the mark begins and ends here."""
        unit, shown = self._unit, self._scene.shown
        return [
            (
                shown.to_local(self._row.unit, span.start),
                shown.to_local(self._row.unit, span.end),
                span.start >= unit.start,
                span.end <= unit.end,
            )
            for span in highlights.in_stretch(unit.start, unit.end)
        ]

    def _flag(self, start: int, end: int, words: str, *, is_end: bool) -> None:
        pieces = self._laid.pieces(start, end)
        if pieces:
            piece = pieces[-1 if is_end else 0]
            x = piece.left + piece.width if is_end else piece.left
            self._flags.append(_Flag(piece.line, x, words, is_end))

    def _ink(self, x: int, line: int, width: int, height: int) -> None:
        """Fill with the ink of lines, clear of the lowest underline of the line above."""
        top = self._row.y + self._laid.tops[line] + max(2, self._scene.fonts.text_height // 11)
        self._painter.fillRect(self._left + x, top, width, height, self._scene.tints.muted)

    def _fill(self, x: int, line: int, width: int, height: int, colour: QColor) -> None:
        top = self._row.y + self._laid.tops[line]
        self._painter.fillRect(self._left + x, top, width, height, colour)


def _flag_font(small: QFont) -> QFont:
    font = QFont(small)
    font.setPointSizeF(small.pointSizeF() * _FLAG_SIZE)
    font.setWeight(QFont.Weight.Bold)
    return font
