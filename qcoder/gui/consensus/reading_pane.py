"""The middle: the transcript once, with the readings and the consensus in its margin."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qcoder.domain.consensus import Difference, Outcome, Status, result_of
from qcoder.domain.decisions import Resolution
from qcoder.domain.spans import Span, merged
from qcoder.domain.standings import Standings
from qcoder.gui.consensus.describing import title_of
from qcoder.gui.consensus.difference_spoken import DifferenceSpoken
from qcoder.gui.consensus.differing import shared_spans, spans_of
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.consensus.other_words import OtherWords, Step
from qcoder.gui.parts.notice import NoticeBar
from qcoder.gui.transcript.ghosts import Ghost, Ghosts
from qcoder.gui.transcript.painted import ReadingsShown
from qcoder.gui.transcript.view import TranscriptView

_Mods = Qt.KeyboardModifier


class ReadingPane(QWidget):
    """Shows the difference in hand on the page, and lets other words be chosen there.

    Signals:
        words_chosen: the Span that shall be the result, confirmed with Enter.
    """

    words_chosen = Signal(object)

    def __init__(self, discussion: Discussion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readingPane")
        self._discussion = discussion
        self._ghosts = Ghosts()
        self._standings: Standings | None = None
        self._is_selecting = False
        self._hinted = ""
        self.other_words = OtherWords(self)
        self.hint = NoticeBar("otherWordsHint")
        self.view = TranscriptView()
        self.view.setObjectName("consensusTranscript")
        self.view.setAccessibleName(self.tr("Transcript with both readings"))
        self.view.installEventFilter(self)
        DifferenceSpoken(discussion, self.view)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.view, 1)
        # Below the page: nothing on it moves when the hint comes.
        rows.addWidget(self.hint)
        self.setFocusProxy(self.view)
        self._listen()

    def _listen(self) -> None:
        self._discussion.room_changed.connect(self._show_room)
        self._discussion.resolutions_changed.connect(self._show_decision)
        self._discussion.current_changed.connect(self._show_current)
        self._discussion.names_changed.connect(self.show_readings)
        self._discussion.draft.changed.connect(self._show_hint)
        self.other_words.changed.connect(self._show_choice)
        self.view.selection_changed.connect(self._take_selection)

    # -- showing ---------------------------------------------------------------------------

    def _show_room(self) -> None:
        room = self._discussion.on_screen
        self.other_words.leave()
        transcript = room.transcript if room else None
        if self.view.transcript is not transcript:
            self.view.set_transcript(transcript)
        self._know_ghosts()
        self.show_readings()

    def _know_ghosts(self) -> None:
        """Lines of every difference; only of another comparison are they made anew."""
        room = self._discussion.on_screen
        before, self._standings = self._standings, room.standings if room else None
        now = self._standings
        if now is None:
            return
        changed = now.otherwise_than(before) if before else None
        if changed is None:
            changed = now.all
            self._ghosts = Ghosts(ghost for r in changed for ghost in _ghosts(r.difference))
        for resolution in changed:
            # What is the same has none that show.
            is_shown = resolution.status is not Status.AUTO
            self._ghosts.show(resolution.difference.id, is_shown)

    def _show_decision(self) -> None:
        self.other_words.leave()
        self._know_ghosts()
        self.show_readings()

    def _show_current(self) -> None:
        self.other_words.leave()
        self.show_readings()
        current = self._discussion.current
        if current is not None:
            self.view.set_selection(None)
            self.view.scroll_to(current.difference.span)
            # With the queue, and at once: to fill the card, which comes next, takes as long again.
            self.view.viewport().repaint()

    def show_readings(self) -> None:
        """Lay the difference in hand open in text and margin."""
        room, current = self._discussion.on_screen, self._discussion.current
        if room is None or current is None:
            self.view.set_readings(None)
            return
        difference = current.difference
        consensus, is_decided = self._consensus(current)
        readings = range(1, len(difference.readings) + 1)
        self.view.set_readings(
            ReadingsShown(
                label=title_of(difference, room.codebook),
                readings=tuple(spans_of(difference, number) for number in readings),
                consensus=consensus,
                is_decided=is_decided,
                is_stale=current.status is Status.STALE,
                names=self._lane_names(),
                consensus_name=self.tr("both") if len(readings) == 2 else self.tr("all"),
                ghosts=self._ghosts,
                difference=difference.id,
            )
        )

    def _consensus(self, current: Resolution) -> tuple[tuple[Span, ...], bool]:
        """What the consensus takes, and whether that is decided or only shown."""
        if self.other_words.span is not None:
            return (self.other_words.span,), False
        if current.status is Status.AUTO:
            taken = result_of(current.difference, Outcome.AUTO)
            return merged(coded.span for coded in taken), True
        if current.status is Status.DECIDED and current.decision:
            return merged(coded.span for coded in current.decision.result), True
        if current.status in (Status.PROPOSED, Status.STALE) and current.decision:
            return merged(coded.span for coded in current.decision.result), False
        is_left_out = current.status is Status.UNRESOLVED
        return () if is_left_out else shared_spans(current.difference), False

    def _lane_names(self) -> tuple[str, ...]:
        room = self._discussion.on_screen
        coders = room.coders if room else ()
        if self._discussion.names_shown and len(coders) == 2:
            return tuple(self._discussion.name_of(coder) for coder in coders)
        return tuple(str(number) for number in range(1, len(coders) + 1))

    # -- other words -----------------------------------------------------------------------

    def choose_words(self) -> None:
        """Begin with what is selected, else with what the readings took together."""
        room, current = self._discussion.room, self._discussion.current
        if room is None or current is None:
            return
        span = self.view.selection() or _starting_span(current)
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.other_words.begin(room.transcript, span)

    def _take_selection(self, span: Span | None) -> None:
        if span is not None and not self._is_selecting:
            self.other_words.take(span)

    def _show_choice(self) -> None:
        span = self.other_words.span
        self._is_selecting = True
        self.view.set_selection(span)
        self._is_selecting = False
        if span is not None:
            self.view.scroll_to(span)
        self._show_hint()
        self.show_readings()

    # -- what is asked ---------------------------------------------------------------------

    def _show_hint(self) -> None:
        """Below the page, where nothing moves: what the next keys are about."""
        sentence = self._hint_said()
        if sentence != self._hinted:
            self._hinted = sentence
            if sentence:
                self.hint.say(sentence)
            else:
                self.hint.hide()

    def _hint_said(self) -> str:
        draft, room = self._discussion.draft, self._discussion.on_screen
        if self.other_words.is_choosing:
            return self.tr(
                "Other words: ← → move the end, with Alt the start; Shift by sentence, "
                "Ctrl or ↑ ↓ by turn. Enter decides, Esc leaves."
            )
        if draft.asks_who_gives_way and room is not None:
            said = self.tr("Who gives way? A number from 1 to {count}, or Esc.")
            return said.format(count=len(room.coders))
        if draft.gives_way and room is not None:
            numbers = sorted(room.sides.number(coder) for coder in draft.gives_way)
            said = self.tr("Reading {numbers} gives way in the next decision.")
            return said.format(numbers=", ".join(str(number) for number in numbers))
        return ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While words are chosen, arrows, Enter and Escape are about them."""
        if not isinstance(event, QKeyEvent) or not self._is_heard(event):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            self._press(event)
            return True
        return super().eventFilter(watched, event)

    def _is_heard(self, event: QKeyEvent) -> bool:
        if self.other_words.is_choosing:
            return event.key() in _CHOOSING_KEYS
        return self._discussion.draft.asks_who_gives_way and event.key() == Qt.Key.Key_Escape

    def _press(self, event: QKeyEvent) -> None:
        words, key = self.other_words, event.key()
        if not words.is_choosing:
            self._discussion.draft.ask_who_gives_way(False)
        elif key == Qt.Key.Key_Escape:
            words.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            span = words.span
            words.leave()
            self.words_chosen.emit(span)
        else:
            move = words.move_start if event.modifiers() & _Mods.AltModifier else words.move_end
            move(key in (Qt.Key.Key_Right, Qt.Key.Key_Down), _step_of(event))


_CHOOSING_KEYS = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Escape,
)


def _step_of(event: QKeyEvent) -> Step:
    # Many desktops keep Ctrl+Alt with an arrow for themselves, so Up and Down do the same.
    is_upright = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
    if is_upright or event.modifiers() & _Mods.ControlModifier:
        return Step.TURN
    return Step.SENTENCE if event.modifiers() & _Mods.ShiftModifier else Step.WORD


def _starting_span(current: Resolution) -> Span:
    decision = current.decision
    if current.status is Status.DECIDED and decision and decision.result:
        return decision.result[0].span
    return current.difference.span


def _ghosts(difference: Difference) -> Iterator[Ghost]:
    """All sides of a difference."""
    for number in range(1, len(difference.readings) + 1):
        for span in spans_of(difference, number):
            yield Ghost(difference.id, number, span)
