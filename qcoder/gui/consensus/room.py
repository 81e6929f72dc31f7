"""The consensus room: queue, transcript and card side by side, driven by single keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from qcoder.domain.consensus import Status
from qcoder.domain.decisions import Resolution
from qcoder.gui.actions import separator
from qcoder.gui.consensus.card import DifferenceCard
from qcoder.gui.consensus.card_panels import CardPanels
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.consensus.on_paper import ConsensusOnPaper
from qcoder.gui.consensus.pairs import Pair, Pairs
from qcoder.gui.consensus.queue import DifferenceQueue
from qcoder.gui.consensus.reading_pane import ReadingPane
from qcoder.gui.consensus.room_actions import RoomActions
from qcoder.gui.consensus.room_keys import RoomKeys
from qcoder.gui.consensus.room_middle import RoomMiddle
from qcoder.gui.consensus.room_status import RoomStatus
from qcoder.gui.consensus.sheets.room_sheets import RoomSheets
from qcoder.gui.consensus.stale_words import changes_in_words
from qcoder.gui.menus import GO
from qcoder.gui.parts.chooser import Chooser
from qcoder.gui.workplaces import Workplace
from qcoder.services.consensus.blind_pass import blind_pass_wanted
from qcoder.services.consensus.reasons import add_reason, reasons
from qcoder.services.consensus.staleness import what_changed

if TYPE_CHECKING:
    from qcoder.domain.ids import TranscriptId
    from qcoder.gui.desk import Desk

_QUEUE = 232
# Margins and key caps of the card are as wide with any letters. With all of it wider by them,
# large ones would leave the transcript, where they are larger still, no line to read.
_CARD, _LETTERS_OF_CARD = 152, "the quick brown fox jumps "
_BALANCE = "consensus/balance"


class ConsensusRoom(Workplace):
    """Where a sealed pair goes from two layers to one, difference by difference.

    Nothing of a pair is read before all its coders have sealed. Decisions are made by
    :class:`Discussion`; this puts the columns together and turns keys into verdicts.
    """

    name = "reconcile"

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
        self.middle = RoomMiddle(desk, self.pairs, self.discussion, self.pane)
        self.panels = CardPanels(desk, self.discussion, self.card, self)
        self.code_chooser = Chooser("otherCodeChooser", self.tr("Which code instead?"), self)
        self.keys = RoomKeys(
            desk,
            self.discussion,
            queue=self.queue,
            pane=self.pane,
            panels=self.panels,
            code_chooser=self.code_chooser,
        )
        self.actions_of_room = RoomActions(self, self.keys)
        self._status = RoomStatus(self.discussion, self.actions_of_room, self)
        self.sheets = RoomSheets(desk, self.discussion, self)
        self.on_paper = ConsensusOnPaper(desk, self, self.discussion)
        is_shown = desk.settings.value(_BALANCE, True, type=bool)
        self.actions_of_room.show_balance.setChecked(bool(is_shown))
        self._lay_out()
        self._listen()
        self._show_state()

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("consensusSplitter")
        self.splitter.setHandleWidth(1)
        for column in (self.queue, self.middle, self.card):
            self.splitter.addWidget(column)
        self.splitter.setStretchFactor(1, 1)
        letters = self.fontMetrics().horizontalAdvance(_LETTERS_OF_CARD)
        self.splitter.setSizes([_QUEUE, 10_000, _CARD + letters])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.either = QStackedWidget()
        self.either.addWidget(self.splitter)
        self.either.addWidget(self.sheets)
        row.addWidget(self.either)

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
        # Whoever chose the pair puts the focus elsewhere afterwards.
        self.middle.taken_up.connect(lambda: QTimer.singleShot(0, self, self._take_up_pass))
        discussion, card = self.discussion, self.card
        discussion.room_changed.connect(self._show_state)
        discussion.resolutions_changed.connect(self._count)
        discussion.meeting_changed.connect(self._show_meeting)
        discussion.names_changed.connect(self._show_meeting)
        discussion.clock.ticked.connect(self.status_changed)
        self.queue.pair_chosen.connect(workbench.show_transcript)
        self.middle.waiting.comparison_wanted.connect(self._follow)
        self.panels.turned.connect(self._enable)
        self.panels.closed.connect(self.take_focus)
        self.sheets.turned.connect(self._turn)
        self.sheets.meeting_wanted.connect(self.keys.meeting.open)
        self.sheets.sample_wanted.connect(self.keys.sample.draw)
        self._listen_to_card(card)
        self.actions_of_room.show_balance.toggled.connect(self._keep_balance)

    def _listen_to_card(self, card: DifferenceCard) -> None:
        keys = self.keys
        card.key_of = self.actions_of_room.key_of
        card.changes_of = self._changes
        card.verb_chosen.connect(keys.press)
        card.names.clicked.connect(keys.meeting.toggle_names)
        card.propose.clicked.connect(keys.propose_rule)
        card.assent.giving_way.connect(keys.acts.name_who_gives_way)
        card.assent.assented.connect(keys.acts.assent)
        card.reason.reason_given.connect(keys.deciding.give_reason)
        card.reason.note_given.connect(keys.deciding.give_note)
        keys.deciding.reason_missing.connect(self._ask_missing_reason)
        card.reason.left.connect(self.take_focus)
        card.reason.reason_added.connect(self._add_reason)

    # -- what the window asks --------------------------------------------------------------

    def actions_by_menu(self) -> Mapping[str, Sequence[QAction]]:
        """Verbs and meeting in menus of their own, the moves at the end of Go."""
        actions = self.actions_of_room
        return {
            self.tr("Reconcile"): actions.decide,
            self.tr("Meeting"): actions.meeting,
            self.tr("Consensus"): [
                *self.sheets.actions_of_sheets,
                separator(self),
                actions.blind_pass,
                *self.middle.blind_pass.actions_of_pass,
            ],
            "File": (separator(self), *self.on_paper.actions),
            GO: actions.go,
        }

    def panes(self) -> Sequence[QWidget]:
        """Queue, page, card; the tabs of the sheets and the one on top; or the way to a room."""
        if self.sheets.is_turned:
            return (self.sheets.tabs, self.sheets.current.view)
        if self.middle.wants_keys:
            return (self.queue.chooser, self.middle.blind_pass.list, self.middle.blind_pass.view)
        if self.discussion.room is None:
            return (self.queue.chooser, self.middle.waiting)
        return (self.queue.list, self.pane.view, self.card.instead or self.card.reason.note)

    def can_show(self, transcript: TranscriptId) -> bool:
        """What two or more code."""
        return self.pairs.get(transcript) is not None

    def status_parts(self) -> Sequence[str]:
        """How many are open, the meeting's clock, and from whom the decisions were taken."""
        return self._status.parts()

    def waiting_count(self) -> int:
        """Differences still open in all pairs."""
        return self.pairs.total_open

    def activated(self) -> None:
        """Open the room of the pair that is being looked at, else of the first there is."""
        self._leave_what_is_done()
        self._is_active = True
        self._show_takes()
        if self._is_outdated:
            self._enter()
        self.take_focus()

    def deactivated(self) -> None:
        """What was said and not decided with is kept by nobody."""
        self._is_active = False
        # Nobody waits for it any more.
        self._is_outdated |= self.discussion.opening.is_under_way
        self.discussion.opening.forget()
        self.discussion.clock.keep()
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
        here = self.pairs.get(workbench.transcript)
        if here is None and self.pairs.all:
            # Comes back here by transcript_changed.
            workbench.show_transcript(self._first_pair().transcript)
            return
        self.discussion.enter(workbench.transcript, is_long=here is not None and here.is_long)

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
            if not self.pairs.may_be_open(here):
                self.desk.workbench.show_transcript(wanted.transcript)
        self._was_entered = True

    def _show_state(self) -> None:
        room = self.discussion.room
        was_waited_for = self.middle.waiting.has_keys
        self.middle.show_state()
        self.card.setVisible(room is not None)
        self._enable()
        self._show_takes()
        self._offer_reasons()
        self._show_meeting()
        self._count()
        if was_waited_for and self._is_active:
            self.take_focus()

    def _enable(self) -> None:
        room = self.discussion.room
        readings = len(room.coders) if room and not self.sheets.is_turned else 0
        self.actions_of_room.enable(readings, card_shows=self.card.instead is None)
        self.panels.leave_action.setEnabled(readings > 0 and self.card.instead is not None)

    def _show_takes(self) -> None:
        """The window shows every entry of a menu when the workplace is."""
        room = self.discussion.room
        if self._is_active:
            self.actions_of_room.show_takes(len(room.coders) if room else 0)

    def _show_meeting(self) -> None:
        room = self.discussion.room
        self.actions_of_room.say_meeting(
            goes_on=room is not None and room.meeting is not None,
            names_shown=self.discussion.names_shown,
            separately=room is not None and room.separate,
        )
        self._show_whether_blind()
        self.status_changed.emit()

    def _show_whether_blind(self) -> None:
        workbench = self.desk.workbench
        self.actions_of_room.say_blind_pass(
            is_wanted=workbench.is_open and workbench.workspace.read(blind_pass_wanted),
            is_open=workbench.is_open,
        )

    def _keep_balance(self, is_shown: bool) -> None:
        self.desk.settings.setValue(_BALANCE, is_shown)
        self.status_changed.emit()

    def _count(self) -> None:
        room = self.discussion.room
        if room is not None:
            self.pairs.set_open(room.transcript.id, room.still_open)
        self.status_changed.emit()

    def _turn(self) -> None:
        """A sheet stands in the place of the discussion, or does no longer; its keys with it."""
        self.either.setCurrentWidget(self.sheets if self.sheets.is_turned else self.splitter)
        self._show_state()
        self.take_focus()

    def take_focus(self) -> None:
        """The page, or the sheet before it; with no pair, the choice of one."""
        if self.sheets.is_turned:
            self.sheets.focus_sheet()
            return
        if self.discussion.opening.is_under_way or self.discussion.was_cancelled:
            self.middle.waiting.focus()
            return
        target: QWidget = self.pane.view if self.discussion.room else self.queue.chooser
        if self.middle.wants_keys:
            target = self.middle.blind_pass.list
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_up_pass(self) -> None:
        if self._is_active and self.middle.wants_keys and not self.sheets.is_turned:
            self.take_focus()

    def _ask_missing_reason(self) -> None:
        self.card.ask_reason(self.tr("Why is it left unresolved? A number, or Esc"))

    def _offer_reasons(self) -> None:
        if self.desk.workbench.is_open:
            self.card.reason.offer(self.desk.workbench.workspace.read(reasons))

    def _add_reason(self, reason: str) -> None:
        done = self.desk.acts.do(
            self.tr("Add a reason"), lambda uow: add_reason(uow, reason), undoable=False
        )
        if done is not None:
            self._offer_reasons()

    def _changes(self, current: Resolution) -> tuple[str, ...]:
        """What has changed under a stale decision; of no other is anything read."""
        room = self.discussion.room
        if room is None or current.status is not Status.STALE:
            return ()
        stored = room.resolution(current.difference.id)
        changes = self.desk.workbench.workspace.read(lambda uow: what_changed(uow, room, stored))
        return changes_in_words(room, changes)
