"""The current coding's outline, and handles at both its ends that can be dragged."""

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from qcoder.domain.ids import CodingId
from qcoder.domain.spans import Span
from qcoder.gui.transcript.scene import Scene
from qcoder.gui.transcript.selection import snapped_to_words
from qcoder.gui.transcript.shown_text import UnitKind

_GRIP = 7
_LONG = 240
"""Characters from which a coding is marked by a bar: a frame would make a cage of its lines."""
_BAR, _GAP = 2, 2


class End(Enum):
    """Which end of the coding."""

    START = "start"
    END = "end"


class Handles:
    """Shows which coding is current and lets its ends be moved.

    A short one is framed, a long one has a bar beside its lines.

    Nothing is changed here: when a handle is let go, ``resized`` is told the span that was
    asked for.
    """

    def __init__(self, scene: Scene, resized: Callable[[CodingId, Span], None]) -> None:
        self._scene = scene
        self._resized = resized
        self._end: End | None = None
        self._preview: Span | None = None

    @property
    def span(self) -> Span | None:
        """What is outlined: the current coding, as far as it is dragged now."""
        coding = self._scene.index.get(self._scene.current)
        if coding is None or not self._scene.index.is_shown(coding):
            return None
        return self._preview or coding.span

    def at(self, point: QPoint) -> End | None:
        """The handle under a point."""
        span = self.span
        if span is None:
            return None
        for end in End:
            if self.grip_of(span, end).adjusted(-3, -3, 3, 3).contains(point):
                return end
        return None

    def grabbed_at(self, point: QPoint) -> CodingId | None:
        """Take hold of the handle under a point; the coding that has it."""
        self._end = self.at(point)
        return self._scene.current if self._end else None

    def drag_to(self, position: int) -> None:
        """Show the coding reaching to a position; it never becomes empty."""
        coding = self._scene.index.get(self._scene.current)
        if coding is None or self._end is None:
            return
        if self._end is End.START:
            self._preview = Span(min(position, coding.span.end - 1), coding.span.end)
        else:
            self._preview = Span(coding.span.start, max(position, coding.span.start + 1))

    def release(self, snaps: bool) -> None:
        """Let go: ask for the new span, snapped and within speech, if it is another one."""
        coding, preview = self._scene.index.get(self._scene.current), self._preview
        self.cancel()
        if coding is None or preview is None:
            return
        transcript = self._scene.shown.transcript
        asked = snapped_to_words(transcript, preview) if snaps else preview
        wanted = transcript.clipped_to_speech(asked)
        if wanted is not None and wanted != coding.span:
            self._resized(coding.coding, wanted)

    def cancel(self) -> bool:
        """Forget the drag; whether there was one."""
        was_dragged = self._end is not None
        self._end = self._preview = None
        return was_dragged

    def paint(self, painter: QPainter) -> None:
        """Draw outline and handles."""
        span, coding = self.span, self._scene.index.get(self._scene.current)
        if span is None or coding is None:
            return
        colour = self._scene.tints.ink(coding.colour)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        boxes = self._boxes(span)
        if len(span) > _LONG and boxes:
            painter.fillRect(_bar_beside(boxes), colour)
        else:
            painter.drawPath(_contour(boxes))
        first, last = self._scene.span_in_view()
        for end, position in ((End.START, span.start), (End.END, span.end)):
            if first <= position <= last:
                self._paint_handle(painter, span, end)

    def _paint_handle(self, painter: QPainter, span: Span, end: End) -> None:
        grip = self.grip_of(span, end)
        colour = painter.pen().color()
        stem = self._stem(span, end)
        painter.fillRect(stem, colour)
        painter.setBrush(colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawEllipse(grip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _boxes(self, span: Span) -> list[QRect]:
        """What the lines of the span cover in view."""
        scene = self._scene
        boxes = []
        for row in scene.rows():
            if scene.shown.units[row.unit].kind is not UnitKind.SPEECH:
                continue
            laid = scene.flow.laid(row.unit)
            start = scene.shown.to_local(row.unit, span.start)
            end = scene.shown.to_local(row.unit, span.end)
            left = scene.left_of(row.unit)
            pieces = laid.pieces(start, end)
            for line, x, width in pieces:
                top = row.y + laid.tops[line]
                height = laid.tops[line + 1] - laid.tops[line]
                if line == pieces[-1].line:
                    height = scene.fonts.band_height
                boxes.append(QRect(left + x - 1, top, width + 1, height))
        return boxes

    def _stem(self, span: Span, end: End) -> QRect:
        """The upright stroke of a handle; an end stands behind its last character."""
        scene = self._scene
        if end is End.START:
            return scene.caret_rect(span.start)
        place = scene.place_of(span.end - 1)
        local = scene.shown.to_local(place.unit, span.end)
        laid = scene.flow.laid(place.unit)
        x = scene.left_of(place.unit) + round(laid.x_of(local, place.line))
        top = scene.top_in_view(place.unit) + laid.tops[place.line]
        return QRect(x, top, 2, laid.tops[place.line + 1] - laid.tops[place.line])

    def grip_of(self, span: Span, end: End) -> QRect:
        """Where a handle is taken hold of."""
        stem = self._stem(span, end)
        y = stem.top() if end is End.START else stem.bottom()
        return QRect(stem.center().x() - _GRIP // 2, y - _GRIP // 2, _GRIP, _GRIP)


def _contour(boxes: Sequence[QRect]) -> QPainterPath:
    """Round all lines at once: a frame for each would draw double lines between them."""
    path = QPainterPath()
    for box in boxes:
        path.addRect(QRectF(box))
    return path.simplified()


def _bar_beside(boxes: Sequence[QRect]) -> QRect:
    """From the first line in view to the last, before where lines begin."""
    left = min(box.left() for box in boxes)
    top, bottom = boxes[0].top(), boxes[-1].bottom()
    return QRect(left - _GAP, top, _BAR, bottom - top + 1)
