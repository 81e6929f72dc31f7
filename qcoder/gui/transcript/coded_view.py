"""A page with codings: added, changed, hidden, outlined, found in text and margin."""

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QPainter

from qcoder.domain.ids import CoderId, CodingId, DifferenceId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.gui.transcript.coding_index import CodingIndex
from qcoder.gui.transcript.handles import Handles
from qcoder.gui.transcript.highlights import Ends, Highlights, MarkedWords
from qcoder.gui.transcript.page_view import PageView
from qcoder.gui.transcript.painted import PaintedCoding, ReadingsShown, ShownStory
from qcoder.gui.transcript.shown_text import UnitKind
from qcoder.gui.transcript.story_bracket import bracket_column


class CodedView(PageView):
    """A transcript and the codings on it; nothing is changed here, only shown and asked for.

    Signals:
        coding_clicked: identifier of the coding whose stripe or name was clicked.
        difference_clicked: identifier of the other difference whose line was clicked.
        coding_resized: identifier, and the Span its handles were dragged to.
    """

    coding_clicked = Signal(str)
    difference_clicked = Signal(str)
    coding_resized = Signal(str, object)

    def open_page(self, transcript: Transcript | None) -> None:
        """Show another transcript; no coding is current."""
        super().open_page(transcript)
        self.handles = Handles(self.scene, self.coding_resized.emit)

    def set_transcript(self, transcript: Transcript | None) -> None:
        """Show another transcript, from its beginning and without codings."""
        self.open_page(transcript)

    def set_codings(self, codings: Iterable[PaintedCoding]) -> None:
        """Show these codings and no others."""
        index = CodingIndex(codings)
        index.show_only(self.scene.index.visible)
        self.scene.set_index(index)
        self.show_anew()

    def update_coding(self, coding: PaintedCoding) -> None:
        """Show a coding as it is now; one that is not here yet is added, and no other one moves."""
        before = self.scene.index.remove(coding.coding)
        self.scene.index.insert(coding)
        self._repaint(coding.span.hull(before.span) if before else coding.span)

    def remove_coding(self, coding: CodingId) -> None:
        """Show it no longer."""
        gone = self.scene.index.remove(coding)
        if gone is not None:
            self._repaint(gone.span)

    def set_visible_coders(self, coders: Collection[CoderId] | None) -> None:
        """Show codings of these coders only; None for all."""
        self.scene.index.show_only(coders)
        self.scene.bands.show(self.scene.index.visible)
        self.margin.forget()
        self.viewport().update()

    def codings_at(self, position: int) -> tuple[CodingId, ...]:
        """The visible codings that cover a position, outermost first."""
        index = self.scene.index
        numbers = index.touching(position, position + 1).tolist()
        return tuple(index[number].coding for number in numbers)

    def coding_in_margin(self, point: QPoint) -> CodingId | None:
        """The coding whose stripe or name is at a point of the viewport."""
        return self.margin.coding_at(point) if self.scene.readings is None else None

    def difference_in_margin(self, point: QPoint) -> DifferenceId | None:
        """The other difference whose line is at a point, while one is laid open."""
        return self.lanes.difference_at(point)

    def click_margin(self, point: QPoint) -> bool:
        """Tell what was clicked; whether there was anything."""
        coding, difference = self.coding_in_margin(point), self.difference_in_margin(point)
        if coding:
            self.coding_clicked.emit(coding)
        elif difference:
            self.difference_clicked.emit(difference)
        return bool(coding or difference)

    @property
    def current_coding(self) -> CodingId | None:
        """The coding that is outlined and has handles."""
        return self.scene.current

    def set_current_coding(self, coding: CodingId | None) -> None:
        """Outline another coding, or none."""
        if coding != self.scene.current:
            self.handles.cancel()
            self.scene.current = coding
            self.margin.forget()
            self.viewport().update()

    def set_story(self, story: ShownStory | None) -> None:
        """Show another story beside its turns, or none."""
        if story != self.scene.story:
            self.scene.story = story
            self.viewport().update(bracket_column(self.scene))

    def set_marked(self, marked: MarkedWords) -> None:
        """Show what was highlighted without a code."""
        if marked != (self.scene.marked or MarkedWords()):
            self.viewport().update()
        self.scene.marked = marked

    def set_highlights(self, kind: str, spans: Sequence[Span] | Ends) -> None:
        """Mark what was found, in text order; an empty sequence takes the marks away."""
        self.scene.highlights.pop(kind, None)
        if len(spans):
            self.scene.highlights[kind] = Highlights(spans)
        self._marks.show_marks(self.scene)
        self.viewport().update()

    def set_readings(self, readings: ReadingsShown | None) -> None:
        """Lay one difference open instead of showing codings; None shows codings again."""
        self.scene.readings = readings
        self.viewport().update()

    def paint_over(self, painter: QPainter, area: QRect) -> None:
        """Draw the outline of the current coding."""
        if self.scene.readings is None:
            self.handles.paint(painter)

    def _repaint(self, span: Span) -> None:
        """Paint what a coding touches, and the margin, which makes room for it."""
        shown, scene = self.scene.shown, self.scene
        if not len(shown):
            return
        rows, (first, last) = scene.rows(), scene.span_in_view()
        units = shown.unit_at(span.start), shown.unit_at(span.end)
        scene.bands.forget(*units)
        if span.start > last or span.end < first:
            return
        right = self.margin.right
        self.margin.forget()
        self.update_margin(right)
        self.update_span(Span(max(span.start, first), max(min(span.end, last), first + 1)))
        in_view = range(max(units[0], rows[0].unit), min(units[1], rows[-1].unit) + 1)
        for unit in in_view:
            # One lane more or less moves every underline of a unit.
            if scene.bands.is_ruled_anew(unit):
                self.update_span(Span(shown.units[unit].start, shown.units[unit].end))

    def update_span(self, span: Span) -> None:
        """Paint the lines that a span touches, with what hangs over their edges."""
        scene = self.scene
        top, bottom = scene.vertical_extent(span)
        top, bottom = max(top - scene.fonts.step, 0), min(bottom + scene.fonts.step, scene.height)
        if top < bottom:
            left = self._left_of_lines(span)
            self.viewport().update(left, top, scene.columns.margin - left, bottom - top)

    def _left_of_lines(self, span: Span) -> int:
        """Where the lines of a span begin, with what hangs over; headings begin further left."""
        scene, shown = self.scene, self.scene.shown
        units = shown.units[shown.unit_at(span.start) : shown.unit_at(span.end) + 1]
        if any(unit.kind is UnitKind.HEADING for unit in units):
            return scene.columns.speaker - scene.fonts.step // 2
        return scene.columns.text - scene.fonts.step
