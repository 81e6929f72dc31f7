"""The page in its scroll area: sizes, scrolling, painting, theme and zoom."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QHideEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from qcoder.domain.ids import TranscriptId
from qcoder.domain.transcript import Structure, Transcript
from qcoder.gui.transcript.coding_index import CodingIndex
from qcoder.gui.transcript.columns import Columns, arranged
from qcoder.gui.transcript.comfort import DEFAULT_MEASURE, DEFAULT_SPACING
from qcoder.gui.transcript.flow import Flow
from qcoder.gui.transcript.gutter import Gutter
from qcoder.gui.transcript.heights import Advances
from qcoder.gui.transcript.margin import Margin
from qcoder.gui.transcript.page import Page
from qcoder.gui.transcript.palette import Tints
from qcoder.gui.transcript.readings import ReadingLanes
from qcoder.gui.transcript.scene import Scene
from qcoder.gui.transcript.scroll_marks import MARKS_WIDTH, ScrollMarks
from qcoder.gui.transcript.settling import Settling
from qcoder.gui.transcript.shown_text import ShownText
from qcoder.gui.transcript.story_bracket import paint_bracket
from qcoder.gui.transcript.typography import Typography, reading_font

_ZOOMS = (0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.0, 2.4, 3.0)
_NOTHING = Transcript(TranscriptId(""), "", "", Structure())
_RESTYLED = (
    QEvent.Type.PaletteChange,
    QEvent.Type.FontChange,
    QEvent.Type.StyleChange,
    QEvent.Type.DevicePixelRatioChange,
)


class PageView(QAbstractScrollArea):
    """Shows the page of a scene and keeps it still while its geometry becomes exact.

    Knows neither caret nor gestures; ``paint_over`` is for whoever does.

    Signals:
        zoom_changed: the text has another size; 1.0 is the usual one.
    """

    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._text_font = reading_font(self.font())
        self._zoom = 1.0
        self._measure = DEFAULT_MEASURE
        self._spacing = DEFAULT_SPACING
        self._tints: Tints | None = None
        self._marks = ScrollMarks(self)
        self.setViewportMargins(0, 0, MARKS_WIDTH, 0)
        self._settling = Settling(self)
        self._settling.settled.connect(self._take_heights)
        self.open_page(None)

    @property
    def transcript(self) -> Transcript | None:
        """What is shown."""
        shown = self.scene.shown.transcript
        return None if shown is _NOTHING else shown

    @property
    def is_settled(self) -> bool:
        """Whether every height is exact, and the scroll bar with it."""
        return not self._settling.is_running

    @property
    def zoom(self) -> float:
        """Size of the text; 1.0 is the usual one."""
        return self._zoom

    def open_page(self, transcript: Transcript | None) -> None:
        """Show another transcript, from its beginning and without codings."""
        shown = ShownText(transcript or _NOTHING)
        self._advances = Advances(shown, self._text_font)
        fonts, tints, columns = self._look(shown)
        flow = Flow(shown, self._advances, fonts, columns.text_width, tints.muted)
        self.scene = Scene(
            shown, CodingIndex(), flow=flow, columns=columns, fonts=fonts, tints=tints
        )
        self.scene.resize(self.viewport().width(), self.viewport().height())
        self.gutter, self.margin = Gutter(self.scene), Margin(self.scene)
        self.page, self.lanes = Page(self.scene), ReadingLanes(self.scene)
        self.show_anew()

    def set_zoom(self, zoom: float) -> None:
        """Make the text larger or smaller; what is read stays where it is."""
        zoom = min(max(zoom, _ZOOMS[0]), _ZOOMS[-1])
        if zoom != self._zoom:
            self._zoom = zoom
            self._dress()
            self.zoom_changed.emit(zoom)

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(next((z for z in _ZOOMS if z > self._zoom + 0.01), self._zoom))

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(next((z for z in reversed(_ZOOMS) if z < self._zoom - 0.01), self._zoom))

    def set_comfort(self, measure: int = DEFAULT_MEASURE, spacing: float = DEFAULT_SPACING) -> None:
        """Characters in a line at most, and the distance of lines in heights of the font."""
        if (measure, spacing) != (self._measure, self._spacing):
            self._measure, self._spacing = measure, spacing
            self._dress()

    def scroll_by(self, distance: int) -> None:
        """Move on by so many pixels, or back."""
        self._scroll(lambda: self.scene.scroll_by(distance))

    def show_anew(self) -> None:
        """Paint everything, and put the scroll bar right."""
        self.margin.forget()
        self._sync_bar()
        self._settle()
        self._marks.show_marks(self.scene)
        self.viewport().update()

    def paint_over(self, painter: QPainter, area: QRect) -> None:
        """Draw what lies on the page: outlines, caret."""

    def _look(self, shown: ShownText) -> tuple[Typography, Tints, Columns]:
        fonts = Typography(self._text_font, self.font(), self._zoom, self._spacing)
        names = {turn.speaker for turn in shown.transcript.turns if turn.speaker}
        longest = max((fonts.strong_metrics.horizontalAdvance(n) for n in names), default=0)
        turns = len(shown.transcript.turns)
        columns = arranged(self.viewport().width(), fonts, turns, longest, self._measure)
        return fonts, self._tinted(), columns

    def _tinted(self) -> Tints:
        """Colours for the palette of now; mixed colours are kept while it stays."""
        if self._tints is None or not self._tints.fits(self.palette()):
            self._tints = Tints(self.palette())
        return self._tints

    def _dress(self) -> None:
        """Lay everything out for the size, the fonts and the colours of now."""
        shown = self.scene.shown
        fonts, tints, columns = self._look(shown)
        flow = Flow(shown, self._advances, fonts, columns.text_width, tints.muted)
        self.scene.dress(flow, columns, fonts, tints)
        self.show_anew()

    def _settle(self) -> None:
        if self.isVisible() and len(self.scene.shown):
            self._settling.start(self.scene.flow, self.scene.first_unit)

    def _take_heights(self) -> None:
        """Heights have become exact: nothing moves but the scroll bar."""
        self._sync_bar()
        if self.scene.highlights:
            self._marks.update()

    def _sync_bar(self) -> None:
        bar, scene = self.verticalScrollBar(), self.scene
        with QSignalBlocker(bar):
            bar.setRange(0, scene.highest_value)
            bar.setPageStep(scene.height)
            bar.setSingleStep(scene.fonts.pitch)
            bar.setValue(scene.value)

    def _scroll(self, move: Callable[[], None]) -> None:
        """Do ``move`` to the scene and paint no more of gutter and text than it uncovers.

        In the margin names stay in view and make room for each other: it is painted whole.
        """
        scene, held, right = self.scene, self.scene.held, self._right
        heads = self.gutter.heads()
        move()
        distance = scene.moved_since(held)
        self._sync_bar()
        if not distance:
            return
        self.margin.forget()
        if abs(distance) >= scene.height:
            self.viewport().update()
            return
        # Beyond the columns the page is empty and stays so.
        left = max(0, scene.columns.number - scene.fonts.step)
        moved = QRect(left, 0, scene.columns.margin - left, scene.height)
        self.viewport().scroll(0, distance, moved)
        self.viewport().update(self.gutter.changed(heads, distance))
        self.update_margin(right)

    @property
    def _right(self) -> int:
        """Where the margin ends."""
        return self.margin.right if self.scene.readings is None else self.scene.width

    def update_margin(self, right: int = 0) -> None:
        """Paint the margin, as far as it goes now or as ``right`` where it went further."""
        area = self._zones()[2]
        area.setRight(max(right, self._right))
        self.viewport().update(area)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Follow the scroll bar; how far is told by its value alone."""
        self._scroll(lambda: self.scene.scroll_to_value(self.verticalScrollBar().value()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line at the upper edge there, whatever the width does to the others."""
        frame = self.viewport().geometry()
        self._marks.setGeometry(frame.right() + 1, frame.top(), MARKS_WIDTH, frame.height())
        size = frame.size()
        is_wider = size.width() != self.scene.width
        self.scene.resize(size.width(), size.height())
        if is_wider:
            self._dress()
        else:
            self.scene.scroll_by(0)
            self.show_anew()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on becoming exact."""
        super().showEvent(event)
        self._settle()

    def hideEvent(self, event: QHideEvent) -> None:
        """Spend nothing on what nobody sees."""
        super().hideEvent(event)
        self._settling.stop()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the interface's font."""
        super().changeEvent(event)
        if event.type() in _RESTYLED and hasattr(self, "scene"):
            self._dress()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, change the size of the text."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        steps = event.angleDelta().y()
        if steps:
            (self.zoom_in if steps > 0 else self.zoom_out)()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint gutter, text and margin, each in the hull of what it needs.

        The hull of all would be the whole page at every step of a scroll.
        """
        scene, region = self.scene, event.region()
        painter = QPainter(self.viewport())
        if not len(scene.shown):
            self._paint_empty(painter)
            return
        for zone, paint in zip(self._zones(), self._painters(), strict=True):
            part = region.intersected(zone)
            if not part.isEmpty():
                painter.setClipRect(part.boundingRect())
                painter.fillRect(part.boundingRect(), scene.tints.page)
                paint(painter, part)
        painter.setClipRegion(region)
        self.paint_over(painter, region.boundingRect())

    def _zones(self) -> tuple[QRect, QRect, QRect]:
        """Gutter, text and margin."""
        scene, columns = self.scene, self.scene.columns
        left, right = columns.text - scene.fonts.step // 2, columns.margin
        return (
            QRect(0, 0, left, scene.height),
            QRect(left, 0, right - left, scene.height),
            QRect(right, 0, scene.width - right, scene.height),
        )

    def _painters(self) -> tuple[Callable[[QPainter, QRegion], None], ...]:
        return self._paint_gutter, self._paint_page, self._paint_margin

    def _paint_gutter(self, painter: QPainter, part: QRegion) -> None:
        self.gutter.paint(painter, part)
        paint_bracket(painter, self.scene)
        # Headings begin there and go on over the text.
        self._paint_page(painter, part)

    def _paint_page(self, painter: QPainter, part: QRegion) -> None:
        self.page.paint(painter, part.boundingRect())

    def _paint_margin(self, painter: QPainter, part: QRegion) -> None:
        if self.scene.readings is None:
            self.margin.paint(painter)
        else:
            self.lanes.paint(painter)

    def _paint_empty(self, painter: QPainter) -> None:
        painter.fillRect(self.viewport().rect(), self.scene.tints.page)
        painter.setFont(self.scene.fonts.label)
        painter.setPen(self.scene.tints.muted)
        box = self.viewport().rect().adjusted(40, 40, -40, -40)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        words = self.tr("Choose a transcript to read and code it here.")
        if self.transcript is not None:
            words = self.tr("This transcript has no words.")
        painter.drawText(box, int(flags), words)
