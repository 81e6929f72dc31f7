"""Gestures: what pressing, dragging and releasing in the transcript does."""

from enum import Enum
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QWidget

from qcoder.domain.ids import CodingId, DifferenceId
from qcoder.domain.sentences import sentence_at
from qcoder.domain.spans import Span
from qcoder.gui.transcript.handles import Handles
from qcoder.gui.transcript.scene import Scene
from qcoder.gui.transcript.selection import Grain, word_around

_SCROLL_EVERY = 16
_SLOWEST_SCROLL, _FASTEST_SCROLL = 2, 90
"""Milliseconds a step, and pixels: one for every four that the mouse is beyond the edge."""

_BY_CLICKS = (Grain.CHARACTER, Grain.WORD, Grain.SENTENCE, Grain.TURN)


class Zone(Enum):
    """What a point of the viewport belongs to."""

    GUTTER = "gutter"
    TEXT = "text"
    MARGIN = "margin"


class PointedAt(Protocol):
    """What gestures need of the view: what is where, and what can be done to it."""

    scene: Scene
    handles: Handles

    def viewport(self) -> QWidget:
        """Where points are counted from."""

    def coding_in_margin(self, point: QPoint) -> CodingId | None:
        """The coding whose stripe or name is there."""

    def difference_in_margin(self, point: QPoint) -> DifferenceId | None:
        """The other difference whose line is there."""

    def click_margin(self, point: QPoint) -> bool:
        """Tell what was clicked; whether there was anything."""

    def move_caret(self, position: int, *, keeps_anchor: bool, follows: bool = True) -> None:
        """Put the caret somewhere."""

    def select_whole(self, pressed: Span, now: Span) -> None:
        """Select from one whole word, sentence or turn to another."""

    def finish_selection(self, *, snaps: bool) -> None:
        """A selection is complete."""

    def scroll_by(self, distance: int) -> None:
        """Move the page."""


class Mouse(QObject):
    """Turns the mouse's events into selections, clicks on codings and dragged handles.

    Beyond the upper and lower edge a drag scrolls, the faster the farther.
    """

    def __init__(self, view: PointedAt, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._grain: Grain | None = None
        self._pressed = Span(0, 1)
        self._resized: CodingId | None = None
        self._last = QPoint()
        self._clicks = 0
        self._clicked_at = QPoint()
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_EVERY)
        self._scrolling.timeout.connect(self._scroll_on)
        self._clicking = QTimer(self)
        self._clicking.setSingleShot(True)

    def zone_of(self, point: QPoint) -> Zone:
        """Gutter, text or margin."""
        columns = self._view.scene.columns
        if point.x() < columns.text - self._view.scene.fonts.step // 2:
            return Zone.GUTTER
        return Zone.TEXT if point.x() < columns.margin else Zone.MARGIN

    def press(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        point = event.position().toPoint()
        self._count_click(point)
        zone = self.zone_of(point)
        if zone is Zone.MARGIN and self._view.click_margin(point):
            return
        self._resized = self._view.handles.grabbed_at(point)
        if self._resized:
            return
        selects = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._begin(point, zone, selects)

    def move(self, event: QMouseEvent) -> None:
        """Go on with it, or show what a press would do."""
        point = event.position().toPoint()
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._show_cursor(point)
            return
        self._last = point
        if not self._is_near(point):
            self._clicking.stop()
        self._go_on(point)
        outside = not 0 <= point.y() < self._view.scene.height
        if outside and not self._scrolling.isActive():
            self._scrolling.start()
        elif not outside:
            self._scrolling.stop()

    def release(self, event: QMouseEvent) -> None:
        """Finish it: what is selected is snapped, unless Alt is held."""
        self._scrolling.stop()
        snaps = not event.modifiers() & Qt.KeyboardModifier.AltModifier
        if self._resized:
            self._view.handles.release(snaps)
            # Asked for is not done: what was shown meanwhile goes.
            self._view.viewport().update()
            self._resized = None
        elif self._grain is not None:
            self._view.finish_selection(snaps=snaps and self._grain is Grain.CHARACTER)
        self._grain = None

    def _count_click(self, point: QPoint) -> None:
        goes_on = self._clicking.isActive() and self._is_near(point)
        self._clicks = self._clicks + 1 if goes_on else 1
        self._clicked_at = point
        self._clicking.start(QGuiApplication.styleHints().mouseDoubleClickInterval())

    def _is_near(self, point: QPoint) -> bool:
        """Whether a point is still where the last click was."""
        distance = (point - self._clicked_at).manhattanLength()
        return distance < QGuiApplication.styleHints().startDragDistance()

    def _begin(self, point: QPoint, zone: Zone, selects: bool) -> None:
        self._grain = self._grain_of(zone)
        position = self._view.scene.position_at(point.x(), point.y())
        if self._grain is Grain.CHARACTER:
            anchor = self._view.scene.selection.anchor if selects else position
            self._pressed = Span(anchor, anchor + 1)
            self._view.move_caret(position, keeps_anchor=selects)
            return
        self._pressed = self._whole(position, self._grain)
        self._view.select_whole(self._pressed, self._pressed)

    def _grain_of(self, zone: Zone) -> Grain:
        if zone is Zone.GUTTER:
            return Grain.TURN
        return _BY_CLICKS[min(self._clicks, len(_BY_CLICKS)) - 1]

    def _whole(self, position: int, grain: Grain) -> Span:
        """The word, sentence or turn at a position; a single place where there is none."""
        transcript = self._view.scene.shown.transcript
        if grain is Grain.TURN:
            number = transcript.turn_number_at(position)
            if number is not None and transcript.turns[number].speech:
                speech = transcript.turns[number].speech
                return Span(speech[0].start, speech[-1].end)
        if grain is Grain.SENTENCE and (sentence := sentence_at(transcript, position)):
            return sentence
        return word_around(transcript.text, position) or Span(position, position + 1)

    def _go_on(self, point: QPoint) -> None:
        view = self._view
        y = min(max(point.y(), 0), view.scene.height - 1)
        position = view.scene.position_at(point.x(), y)
        if self._resized:
            view.handles.drag_to(position)
            view.viewport().update()
        elif self._grain is Grain.CHARACTER:
            view.move_caret(position, keeps_anchor=True, follows=False)
        elif self._grain is not None:
            view.select_whole(self._pressed, self._whole(position, self._grain))

    def _scroll_on(self) -> None:
        below = self._last.y() - self._view.scene.height + 1
        beyond = below if below > 0 else -self._last.y()
        step = min(_SLOWEST_SCROLL + beyond // 4, _FASTEST_SCROLL)
        self._view.scroll_by(step if below > 0 else -step)
        self._go_on(self._last)

    def _show_cursor(self, point: QPoint) -> None:
        shape = Qt.CursorShape.IBeamCursor
        zone = self.zone_of(point)
        if zone is Zone.GUTTER:
            shape = Qt.CursorShape.ArrowCursor
        elif zone is Zone.MARGIN:
            found = self._view.coding_in_margin(point) or self._view.difference_in_margin(point)
            shape = Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor
        elif self._view.handles.at(point) is not None:
            shape = Qt.CursorShape.SizeHorCursor
        self._view.viewport().setCursor(shape)
