"""A page with a caret: selecting by mouse and keyboard."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QToolTip, QWidget

from qcoder.domain.ids import CodingId
from qcoder.domain.spans import Span, span_or_none
from qcoder.domain.transcript import Transcript
from qcoder.gui.transcript.blinking import Blinking
from qcoder.gui.transcript.caret import Caret
from qcoder.gui.transcript.coded_view import CodedView
from qcoder.gui.transcript.keyboard import CaretKeys, letter_of, move_named
from qcoder.gui.transcript.mouse import Mouse, Zone
from qcoder.gui.transcript.names import full_name
from qcoder.gui.transcript.rule_flags import RuleFlags
from qcoder.gui.transcript.selection import snapped_to_words


class Standpoint(NamedTuple):
    """Where a reader is: the caret, the first character in view, and the top of its line."""

    caret: int
    first: int
    y: int


class SelectingView(CodedView):
    """A transcript in which places are pointed at and words selected.

    Signals:
        transcript_left: another transcript, or none, is about to be shown.
        selection_changed: the selected Span in speech, or None.
        caret_moved: the caret's position.
        key_typed: a single character without a modifier but Shift.
    """

    transcript_left = Signal()
    selection_changed = Signal(object)
    caret_moved = Signal(int)
    key_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._selected: Span | None = None
        self._told_caret = -1
        super().__init__(parent)
        self.keys = CaretKeys(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.mouse = Mouse(self, self)
        self.describe: Callable[[Sequence[CodingId]], str] = self._named
        """Says what is under the mouse; code and coder unless somebody knows more."""
        self._blinking = Blinking(self._update_caret, self)

    def open_page(self, transcript: Transcript | None) -> None:
        """Show another transcript; the caret goes to its beginning."""
        super().open_page(transcript)
        self.carets = Caret(self.scene)
        speech = self.scene.shown.transcript.speech
        first = speech[0].start if speech else self.carets.text_start()
        self.scene.selection.move(first, keeps_anchor=False)
        # The same number is another place in another text.
        self._told_caret = -1
        self._tell()

    def set_transcript(self, transcript: Transcript | None) -> None:
        """Show another transcript, from its beginning and without codings."""
        if self.transcript is not None:
            self.transcript_left.emit()
        super().set_transcript(transcript)

    def standpoint(self) -> Standpoint:
        """Where the reader is now, to come back to."""
        return Standpoint(self.caret(), *self.scene.held_line())

    def return_to(self, place: Standpoint) -> None:
        """Put caret and page where they were; a text that has become shorter ends it."""
        if not len(self.scene.shown):
            return
        end = self.carets.text_end()
        self.move_caret(min(place.caret, end), keeps_anchor=False, follows=False)
        self._scroll(lambda: self.scene.hold_line(min(place.first, end), place.y))

    def selection(self) -> Span | None:
        """What is selected of the speech."""
        return self._selected

    def set_selection(self, span: Span | None) -> None:
        """Select a span, or nothing; does not scroll."""
        selection = self.scene.selection
        if span is None:
            selection.move(selection.caret, keeps_anchor=False)
        else:
            selection.take(span)
        self.viewport().update()
        self._tell()

    def caret(self) -> int:
        """Where the caret is."""
        return self.scene.selection.caret

    def set_caret(self, position: int) -> None:
        """Put the caret somewhere, select nothing, and scroll there if need be."""
        self.move_caret(position, keeps_anchor=False)

    def words_in_view(self) -> Span | None:
        """From the first to the last character of the lines in view."""
        scene, columns = self.scene, self.scene.columns
        corners = [
            scene.position_at(x, y)
            for y in (0, scene.height - 1)
            for x in (columns.text, columns.text_end)
        ]
        return span_or_none(min(corners), max(corners)) if len(scene.shown) else None

    def set_rule_breaks(self, codings: Mapping[CodingId, Span]) -> None:
        """Mark the codings that do not keep their code's rule."""
        self.scene.rule_flags = RuleFlags(codings)
        self.margin.forget()
        self.viewport().update()

    def put_rule_break(self, coding: CodingId, span: Span | None) -> None:
        """Mark one coding as such where it is, or no longer."""
        before = self.scene.rule_flags.codings.get(coding)
        self.scene.rule_flags.put(coding, span)
        for each in (before, span):
            if each is not None:
                self._repaint(each)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what the mouse rests on: codings, and names that are cut."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().viewportEvent(event)
        QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self)
        return True

    def tip_at(self, point: QPoint) -> str:
        """What is said of a point of the viewport; empty where there is nothing to say."""
        zone = self.mouse.zone_of(point)
        if self.scene.readings is not None or not len(self.scene.shown):
            return self.lanes.label_at(point)
        if zone is Zone.GUTTER:
            return self.gutter.tip_at(point.y())
        if zone is Zone.MARGIN:
            return self._tip_in_margin(point)
        position = self.scene.character_at(point.x(), point.y())
        return "" if position is None else self.describe(self.codings_at(position))

    def _tip_in_margin(self, point: QPoint) -> str:
        if self.margin.count_box().contains(point):
            return self.tr(
                "More highlights are here than can be drawn apart. "
                "The panel Here lists those at the caret."
            )
        coding = self.coding_in_margin(point)
        return self.describe([coding]) if coding else ""

    def _named(self, codings: Sequence[CodingId]) -> str:
        found = (self.scene.index.get(coding) for coding in codings)
        return "\n".join(full_name(coding) for coding in found if coding is not None)

    def scroll_to(self, span: Span) -> None:
        """Bring a span into view with room above; nothing moves if it is there already."""
        if not len(self.scene.shown):
            return
        pitch, height = self.scene.fonts.pitch, self.scene.height
        top, bottom = self.scene.vertical_extent(span)
        if top < 0 or top > height - pitch or (bottom > height and bottom - top < height):
            y = max(pitch, min(height // 5, height - (bottom - top) - pitch))
            self._scroll(lambda: self.scene.hold_line(span.start, y))

    def lead_to(self, span: Span) -> None:
        """Bring a span a fifth down the page; nothing moves if it is in the middle already."""
        if not len(self.scene.shown):
            return
        height = self.scene.height
        top, bottom = self.scene.vertical_extent(span)
        if top < height // 8 or bottom > height - height // 8:
            self._scroll(lambda: self.scene.hold_line(span.start, height // 5))

    def move_caret(self, position: int, *, keeps_anchor: bool, follows: bool = True) -> None:
        """Put the caret somewhere, selecting on the way if the anchor is kept.

        The page follows by as little as brings the caret into view.
        """
        selection = self.scene.selection
        before = selection.anchor, selection.caret
        selection.move(position, keeps_anchor)
        self._repaint_selection(*before)
        if follows:
            self._follow_caret()
        self._tell()

    def select_whole(self, pressed: Span, now: Span) -> None:
        """Select from one whole word or turn to another, caret in the second."""
        selection = self.scene.selection
        before = selection.anchor, selection.caret
        selection.reach(pressed, now)
        self._repaint_selection(*before)
        self._tell()

    def finish_selection(self, *, snaps: bool) -> None:
        """A selection by mouse is complete: cut it to speech, grown first if it ``snaps``."""
        selected = self._selected
        transcript = self.scene.shown.transcript
        if selected is None:
            return
        if snaps:
            grown = snapped_to_words(transcript, selected)
            selected = transcript.clipped_to_speech(grown) or selected
        is_backward = self.scene.selection.caret < self.scene.selection.anchor
        ends = (selected.end, selected.start) if is_backward else (selected.start, selected.end)
        self.scene.selection.anchor, self.scene.selection.caret = ends
        self.viewport().update()
        self._tell()

    def copy(self) -> None:
        """Put the selected speech on the clipboard, turns on lines of their own."""
        if self._selected:
            words = self.scene.shown.transcript.speech_text(self._selected)
            QGuiApplication.clipboard().setText(words)

    def select_all(self) -> None:
        """Select all speech."""
        self.set_selection(span_or_none(self.carets.text_start(), self.carets.text_end()))

    def paint_over(self, painter: QPainter, area: QRect) -> None:
        """Draw outline and caret."""
        super().paint_over(painter, area)
        if self._blinking.is_on:
            painter.fillRect(self.scene.caret_rect(self.caret()), self.scene.tints.text)

    def _tell(self) -> None:
        """Emit what has become different."""
        selected = self.scene.selection.in_speech(self.scene.shown.transcript)
        if selected != self._selected:
            self._selected = selected
            self.selection_changed.emit(selected)
        if self.caret() != self._told_caret:
            self._told_caret = self.caret()
            self.caret_moved.emit(self.caret())

    def _repaint_selection(self, anchor: int, caret: int) -> None:
        """Paint what has joined or left a selection that was between these two."""
        selection = self.scene.selection
        first, last = self.scene.span_in_view()
        changed = {anchor, caret, selection.anchor, selection.caret}
        if selection.anchor == anchor:
            changed = {caret, selection.caret}
        start, end = max(min(changed), first), min(max(changed), last)
        if start <= end:
            self.update_span(Span(start, end + 1))
        self._show_caret()

    def _follow_caret(self) -> None:
        if not len(self.scene.shown):
            return
        box, pitch = self.scene.caret_rect(self.caret()), self.scene.fonts.pitch
        above, below = box.top() - pitch // 2, box.bottom() + pitch // 2 - self.scene.height
        if abs(above) > 2 * self.scene.height or below > 2 * self.scene.height:
            y = self.scene.height // 3
            self._scroll(lambda: self.scene.hold_line(self.caret(), y))
        elif above < 0:
            self.scroll_by(above)
        elif below > 0:
            self.scroll_by(below)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret; letters are told; what the view has no use for goes on."""
        found = self.keys.move_for(event, self.carets) if len(self.scene.shown) else None
        if found is not None:
            move, selects = found
            self.move_caret(move(self.caret()), keeps_anchor=selects)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.key() == Qt.Key.Key_Escape and self._let_go():
            pass
        elif letter := letter_of(event):
            self.key_typed.emit(letter)
        else:
            event.ignore()

    def move_as_named(self, name: str) -> None:
        """Move the caret as one of the keys does that move it."""
        if len(self.scene.shown):
            self.set_caret(move_named(name, self.carets)(self.caret()))

    def _let_go(self) -> bool:
        """Give up a drag, else the selection; whether there was one."""
        if self.handles.cancel():
            self.viewport().update()
            return True
        if self.scene.selection.raw is None:
            return False
        self.set_selection(None)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select, or take hold of a handle."""
        if event.button() == Qt.MouseButton.LeftButton and len(self.scene.shown):
            self.carets.forget_column()
            self.mouse.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second press; the mouse counts clicks itself, to know the third."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on selecting."""
        if len(self.scene.shown):
            self.mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish selecting."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.mouse.release(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self._show_caret()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it."""
        super().focusOutEvent(event)
        self._blinking.hide()

    def _show_caret(self) -> None:
        if self.hasFocus():
            self._blinking.show()

    def _update_caret(self) -> None:
        if len(self.scene.shown):
            box = self.scene.caret_rect(self.caret())
            self.viewport().update(box.adjusted(-1, 0, 1, 0))
