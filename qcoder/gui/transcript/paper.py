"""A coded transcript page by page, as it is on screen, for a printer or a PDF file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPainter, QPalette, QRegion

from qcoder.domain.transcript import Transcript
from qcoder.gui.transcript.coding_index import CodingIndex
from qcoder.gui.transcript.columns import arranged
from qcoder.gui.transcript.flow import Flow
from qcoder.gui.transcript.gutter import Gutter
from qcoder.gui.transcript.heights import Advances
from qcoder.gui.transcript.margin import Margin
from qcoder.gui.transcript.page import Page
from qcoder.gui.transcript.painted import PaintedCoding
from qcoder.gui.transcript.palette import Tints
from qcoder.gui.transcript.paper_legend import Legend
from qcoder.gui.transcript.scene import Scene
from qcoder.gui.transcript.shown_text import ShownText, UnitKind
from qcoder.gui.transcript.typography import Typography, reading_font

UNITS_PER_INCH = 96
"""The page is laid out in these, and scaled to whatever the device has."""

_TEXT, _LABEL = 14, 11
"""Sizes in these units: 10.5 and 8.25 points."""
_HEAD = 28
_FOOT = 24


class PaperPages:
    """Lays a transcript out for paper of a size, in :data:`UNITS_PER_INCH`.

    ``paint_next`` paints one page after the other; lines are never cut, and a heading stays
    with what it heads. The legend follows the text, on its last page where it fits. Colours are
    those of the light theme whatever the screen has.

    ``count_next`` goes through the pages without painting; after that ``rewind`` begins again
    and every page says how many there are.
    """

    def __init__(
        self,
        transcript: Transcript,
        codings: Iterable[PaintedCoding],
        size: tuple[int, int],
        heads: tuple[str, str] = ("", ""),
        legend: Legend | None = None,
    ) -> None:
        self._width, self._height = size
        self._room = self._height - _HEAD - _FOOT
        self._heads = heads
        self._legend = legend or Legend("")
        self.number = 0
        self._total = 0
        self._scene = _scene(transcript, codings, self._width)
        self._scene.resize(self._width, self._room)
        self._gutter, self._margin = Gutter(self._scene), Margin(self._scene)
        self._page = Page(self._scene)
        self._has_all_text = not len(self._scene.shown)

    @property
    def is_finished(self) -> bool:
        """Whether text and legend are on the pages so far."""
        return self._has_all_text and self._legend.is_finished

    def rewind(self) -> None:
        """Begin again, with the number of pages known where all were counted."""
        self._total = self.number if self.is_finished else 0
        self.number = 0
        self._has_all_text = not len(self._scene.shown)
        self._scene.rewind()
        self._legend.rewind()

    def count_next(self) -> None:
        """Go through the next page without painting it."""
        self._next_page(None)

    @property
    def share(self) -> float:
        """How much of the text is on the pages so far, between 0 and 1."""
        units = self._scene.shown.units
        if self.is_finished or not units:
            return 1.0
        return self._scene.first_unit / len(units)

    def paint_next(self, painter: QPainter) -> None:
        """Paint the next page with its upper left corner at the origin."""
        self._next_page(painter)

    def _next_page(self, painter: QPainter | None) -> None:
        self.number += 1
        if painter is not None:
            self._paint_frame(painter)
        end = 0 if self._has_all_text else self._put_text(painter)
        room = self._room - end
        if self._has_all_text and (end == 0 or self._legend.fits(room)):
            self._put_legend(painter, QRect(0, _HEAD + end, self._width, room))

    def _put_legend(self, painter: QPainter | None, area: QRect) -> None:
        if not self._legend.is_finished:
            self._legend.fill(painter, area, self._scene.fonts, self._scene.tints)

    def _put_text(self, painter: QPainter | None) -> int:
        """Where on the page it ends."""
        scene = self._scene
        end = self._end_of_page()
        scene.resize(self._width, end)
        if painter is not None:
            self._paint_text(painter, end)
        scene.scroll_by(end)
        scene.resize(self._width, self._room)
        return end

    def _paint_text(self, painter: QPainter, end: int) -> None:
        self._margin.forget()
        painter.save()
        painter.translate(0, _HEAD)
        area = QRect(0, 0, self._width, end)
        painter.setClipRect(area)
        self._gutter.paint(painter, QRegion(area))
        self._page.paint(painter, area)
        self._margin.paint(painter)
        painter.restore()

    def _end_of_page(self) -> int:
        """Where the last line that fits ends; notes whether it is the last of all."""
        scene = self._scene
        rows = scene.rows()
        ends = [
            (row.y + top, row.unit) for row in rows for top in scene.flow.laid(row.unit).tops[1:]
        ]
        fitting = [end for end in ends if end[0] <= self._room]
        last = len(scene.shown) - 1
        self._has_all_text = bool(fitting) and fitting == ends and rows[-1].unit == last
        if not self._has_all_text:
            while len(fitting) > 1 and self._is_heading(fitting[-1][1]):
                fitting.pop()
        # A line higher than the page is cut, or nothing would ever be printed.
        return max(fitting[-1][0] if fitting else self._room, 1)

    def _is_heading(self, unit: int) -> bool:
        return self._scene.shown.units[unit].kind is UnitKind.HEADING

    def _paint_frame(self, painter: QPainter) -> None:
        painter.setPen(self._scene.tints.faint)
        painter.setFont(self._scene.fonts.small)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        top = QRect(0, 0, self._width, _HEAD)
        painter.drawText(top, left, self._heads[0])
        painter.drawText(top, right, self._heads[1])
        bottom = QRect(0, self._height - _FOOT, self._width, _FOOT)
        number = f"{self.number} / {self._total}" if self._total else str(self.number)
        painter.drawText(bottom, right | Qt.AlignmentFlag.AlignBottom, number)


class _PaperScene(Scene):
    """A page may begin with the last line; a window would rather stay full."""

    @property
    def highest_value(self) -> int:
        """The end of the text."""
        return self.flow.height

    def rewind(self) -> None:
        """Back to the first line."""
        self._unit = self._offset = 0
        self._rows = None


def _scene(transcript: Transcript, codings: Iterable[PaintedCoding], width: int) -> _PaperScene:
    shown = ShownText(transcript)
    fonts = _paper_fonts()
    turns = transcript.turns
    names = {turn.speaker for turn in turns if turn.speaker}
    longest = max((fonts.strong_metrics.horizontalAdvance(n) for n in names), default=0)
    columns = arranged(width, fonts, len(turns), longest)
    tints = Tints(_paper_palette())
    flow = Flow(shown, Advances(shown, fonts.text), fonts, columns.text_width, tints.muted)
    index = CodingIndex(codings)
    return _PaperScene(shown, index, flow=flow, columns=columns, fonts=fonts, tints=tints)


def _paper_fonts() -> Typography:
    """Fonts with sizes in pixels: in points, a printer would draw them in its own."""
    interface = QFont()
    points = _points_of(interface, _LABEL)
    interface.setPointSizeF(points)
    text = reading_font(interface)
    text.setPointSizeF(_points_of(text, _TEXT))
    fonts = Typography(text, interface)
    for font in (fonts.text, fonts.label, fonts.strong, fonts.small, fonts.heading):
        font.setPixelSize(QFontInfo(font).pixelSize())
    return fonts


def _points_of(font: QFont, pixels: int) -> float:
    info = QFontInfo(font)
    return pixels * info.pointSizeF() / max(1, info.pixelSize())


def _paper_palette() -> QPalette:
    palette, role = QPalette(), QPalette.ColorRole
    colours: Sequence[tuple[QPalette.ColorRole, str]] = (
        (role.Base, "#ffffff"),
        (role.Text, "#000000"),
        (role.Highlight, "#155a8a"),
    )
    for each, colour in colours:
        palette.setColor(each, QColor(colour))
    return palette
