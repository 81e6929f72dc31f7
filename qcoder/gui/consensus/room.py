"""The consensus room: queue, transcript and card side by side, driven by single keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from qcoder.domain.consensus import CodedSpan, Outcome, Status, result_of
from qcoder.domain.decisions import Resolution
from qcoder.domain.ids import CodeId
from qcoder.domain.spans import Span
from qcoder.gui.consensus.card import DifferenceCard
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.consensus.figures import balance
from qcoder.gui.consensus.pairs import Pair, Pairs
from qcoder.gui.consensus.queue import DifferenceQueue
from qcoder.gui.consensus.reading_pane import ReadingPane
from qcoder.gui.consensus.room_actions import RoomActions
from qcoder.gui.consensus.verbs import Verb, agreement_verb
from qcoder.gui.consensus.waiting import WaitingPlace
from qcoder.gui.menus import GO
from qcoder.gui.parts.chooser import Chooser
from qcoder.gui.parts.rows import Row
from qcoder.gui.workplaces import Workplace
from qcoder.services.consensus import Verdict

if TYPE_CHECKING:
    from qcoder.gui.desk import Desk

_WIDTHS = (232, 700, 300)


class ConsensusRoom(Workplace):
    """Where a sealed pair goes from two layers to one, difference by difference.

    Nothing of a pair is read before all its coders have sealed. Decisions are made by
    :class:`Discussion`; this puts the columns together and turns keys into verdicts.
    """

    name = "reconcile"
    icon_name = "reconcile"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("consensusRoom")
        self.setAccessibleName(self.tr("Consensus room"))
        self._is_active = False
        self._is_outdated = True
        self._was_entered = False
        self.pairs = Pairs(desk, self)
        self.discussion = Discussion(desk, self)
        self.queue = DifferenceQueue(desk, self.discussion, self.pairs)
        self.pane = ReadingPane(self.discussion)
        self.card = DifferenceCard(self.discussion)
        self.waiting = WaitingPlace(desk)
        self.actions_of_room = RoomActions(self, self, self.discussion)
        self.code_chooser = Chooser("otherCodeChooser", self.tr("Which code instead?"), self)
        self._lay_out()
        self._listen()
        self._show_state()

    def _lay_out(self) -> None:
        self.middle = QStackedWidget()
        self.middle.addWidget(self.pane)
        self.middle.addWidget(self.waiting)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("consensusSplitter")
        self.splitter.setHandleWidth(1)
        for column in (self.queue, self.middle, self.card):
            self.splitter.addWidget(column)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes(_WIDTHS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)

    def _listen(self) -> None:
        workbench, notifier = self.desk.workbench, self.desk.notifier
        workbench.project_changed.connect(self._begin)
        workbench.transcript_changed.connect(self._follow)
        for signal in (
            notifier.codings_changed,
            notifier.codebook_changed,
            notifier.people_changed,
            notifier.transcripts_changed,
        ):
            signal.connect(lambda _changes: self._follow())
        self.pairs.changed.connect(self.waiting_changed)
        self.discussion.room_changed.connect(self._show_state)
        self.discussion.resolutions_changed.connect(self._count)
        self.discussion.reason_missing.connect(self._ask_missing_reason)
        self.queue.pair_chosen.connect(workbench.show_transcript)
        self.card.verb_chosen.connect(self.press)
        self.card.reason.left.connect(self._return_to_page)
        self.pane.words_chosen.connect(self._decide_words)
        self.code_chooser.chosen.connect(self._decide_code)

    # -- what the window asks --------------------------------------------------------------

    def title(self) -> str:
        """Its name on the rail."""
        return self.tr("Reconcile")

    def actions_by_menu(self) -> Mapping[str, Sequence[QAction]]:
        """The verbs in a menu of their own, the moves at the end of Go."""
        actions = self.actions_of_room
        return {self.tr("Decide"): actions.decide, GO: actions.go}

    def panes(self) -> Sequence[QWidget]:
        """Queue, page, card."""
        return (self.queue.list, self.pane.view, self.card.reason.note)

    def status_parts(self) -> Sequence[str]:
        """How many are open, and from whom the decisions were taken."""
        room = self.discussion.room
        if room is None:
            return ()
        first, second, joint = balance(room)
        return (
            self.tr("{count} open").format(count=room.still_open),
            self.tr("taken from 1: {first} · from 2: {second} · joint: {joint}").format(
                first=first, second=second, joint=joint
            ),
        )

    def waiting_count(self) -> int:
        """Differences still open in all pairs."""
        return self.pairs.total_open

    def activated(self) -> None:
        """Open the room of the pair that is being looked at, else of the first there is."""
        self._leave_what_is_done()
        self._is_active = True
        if self._is_outdated:
            self._enter()
        self._return_to_page()

    def deactivated(self) -> None:
        """What was said and not decided with is kept by nobody."""
        self._is_active = False
        self.pane.other_words.leave()

    # -- opening ---------------------------------------------------------------------------

    def _begin(self) -> None:
        """Another project: nobody has been here yet."""
        self._was_entered = False
        self._follow()

    def _follow(self) -> None:
        """Something the room rests on has changed: compare anew, at once or when shown."""
        self._is_outdated = True
        if self._is_active:
            self._enter()

    def _enter(self) -> None:
        self._is_outdated = False
        workbench = self.desk.workbench
        if self.pairs.get(workbench.transcript) is None and self.pairs.all:
            # Comes back here by transcript_changed.
            workbench.show_transcript(self._first_pair().transcript)
            return
        self.discussion.enter(workbench.transcript)

    def _first_pair(self) -> Pair:
        """The first with something to decide, else the first that can be looked at."""
        revealed = [pair for pair in self.pairs.all if pair.is_revealed]
        return self.pairs.first_open() or (revealed or self.pairs.all)[0]

    def _leave_what_is_done(self) -> None:
        """Whoever comes first to decide is led to where something is to be decided.

        Later one stays where one was: the pair that has just been finished, perhaps.
        """
        here = self.pairs.get(self.desk.workbench.transcript)
        if here is not None and here.is_revealed and not self._was_entered:
            wanted = self._first_pair()
            if not self.pairs.count_of(here):
                self.desk.workbench.show_transcript(wanted.transcript)
        self._was_entered = True

    def _show_state(self) -> None:
        room = self.discussion.room
        self.middle.setCurrentWidget(self.pane if room else self.waiting)
        self.waiting.explain(self.pairs, self.desk.workbench.transcript, self.discussion.refusal)
        self.card.setVisible(room is not None)
        self.actions_of_room.enable(len(room.coders) if room else 0)
        self._count()

    def _count(self) -> None:
        room = self.discussion.room
        if room is not None:
            self.pairs.set_open(room.transcript.id, room.still_open)
        self.status_changed.emit()

    def _return_to_page(self) -> None:
        target = self.pane.view if self.discussion.room else self.queue.chooser
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- keys ------------------------------------------------------------------------------

    def press(self, verb: Verb) -> None:
        """Decide with a verb, or begin to where it needs more than a key."""
        current = self.discussion.current
        if current is None:
            return
        if verb.outcome is Outcome.OTHER_WORDS:
            self.pane.choose_words()
        elif verb.outcome is Outcome.OTHER_CODE:
            self._choose_code()
        else:
            self.discussion.decide(Verdict(verb.outcome, verb.reading))

    def open_again(self) -> None:
        """Open what is settled, or accept as the same what was opened."""
        current = self.discussion.current
        verb = agreement_verb(current) if current else None
        if verb is not None:
            self.press(verb)

    def move_passage(self, step: int) -> None:
        """The next passage in the queue, or the one before."""
        self.discussion.move_passage(step, self.queue.shown.passes)

    def scroll_page(self, step: int) -> None:
        """Show what comes after the page, or before it."""
        view = self.pane.view
        view.scroll_by(step * view.viewport().height() * 4 // 5)

    def ask_reason(self) -> None:
        """Wait for a reason by number."""
        if self.discussion.current is not None:
            self.card.ask_reason()

    def _ask_missing_reason(self) -> None:
        self.card.ask_reason(self.tr("Why is it left unresolved? 1–7, Esc"))

    def _choose_code(self) -> None:
        room = self.discussion.room
        if room is not None:
            rows = [
                Row(
                    c.label,
                    c.id,
                    colour=c.colour,
                    second=room.codebook.grouping(c).name,
                    tip=c.rule,
                )
                for c in room.codebook.codes
            ]
            self.code_chooser.open(rows)

    def _decide_code(self, code: CodeId) -> None:
        current = self.discussion.current
        if current is not None:
            result = tuple(CodedSpan(span, code) for span in _words_of(current))
            self.discussion.decide(Verdict(Outcome.OTHER_CODE, result=result))

    def _decide_words(self, span: Span) -> None:
        current = self.discussion.current
        if current is not None:
            result = (CodedSpan(span, _code_of(current)),)
            self.discussion.decide(Verdict(Outcome.OTHER_WORDS, result=result))


def _words_of(current: Resolution) -> list[Span]:
    """The words another code goes on: those chosen before, else what either reading took."""
    decision = current.decision
    if current.status is Status.DECIDED and decision and decision.outcome is Outcome.OTHER_WORDS:
        return [coded.span for coded in decision.result]
    spans = {coded.span for coded in result_of(current.difference, Outcome.UNION)}
    return sorted(spans)


def _code_of(current: Resolution) -> CodeId:
    """The code other words are given: the one chosen before, else the difference's first."""
    decision = current.decision
    if current.status is Status.DECIDED and decision and decision.outcome is Outcome.OTHER_CODE:
        return decision.result[0].code
    return current.difference.codes[0]
