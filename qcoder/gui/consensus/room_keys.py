"""What the room's keys do, on queue, page and card."""

from __future__ import annotations

from PySide6.QtCore import QObject

from qcoder.domain.consensus import CodedSpan, Outcome, Status
from qcoder.domain.decisions import Resolution
from qcoder.domain.ids import CodeId
from qcoder.domain.spans import Span
from qcoder.gui.consensus.card_panels import CardPanels
from qcoder.gui.consensus.deciding import Deciding
from qcoder.gui.consensus.difference_acts import DifferenceActs
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.consensus.meeting_acts import MeetingActs
from qcoder.gui.consensus.menu_fit import unfit_for
from qcoder.gui.consensus.queue import DifferenceQueue
from qcoder.gui.consensus.reading_pane import ReadingPane
from qcoder.gui.consensus.sample_walk import SampleWalk
from qcoder.gui.consensus.verbs import Verb, agreement_verb, words_for_another_code
from qcoder.gui.desk import Desk
from qcoder.gui.parts.chooser import Chooser
from qcoder.gui.parts.rows import Row
from qcoder.services.codebook.closing import is_closed
from qcoder.services.consensus.deciding import Verdict
from qcoder.services.consensus.room import Room


class RoomKeys(QObject):
    """Turns keys into verdicts, moves and panels."""

    def __init__(
        self,
        desk: Desk,
        discussion: Discussion,
        *,
        queue: DifferenceQueue,
        pane: ReadingPane,
        panels: CardPanels,
        code_chooser: Chooser,
    ) -> None:
        super().__init__(pane)
        self._desk = desk
        self._discussion = discussion
        self._queue, self._pane, self._panels = queue, pane, panels
        self._chooser = code_chooser
        self.sample = SampleWalk(desk, discussion, queue)
        self.deciding = Deciding(desk, discussion, self)
        self.acts = DifferenceActs(desk, discussion, self.deciding, self)
        self.meeting = MeetingActs(desk, discussion, self)
        pane.words_chosen.connect(self._decide_words)
        code_chooser.chosen.connect(self._decide_code)
        code_chooser.named.connect(self.acts.decide_on_new_code)

    # -- deciding --------------------------------------------------------------------------

    def press(self, verb: Verb) -> None:
        """Decide with a verb, or begin to where it needs more than a key."""
        self._discussion.draft.ask_who_gives_way(False)
        if verb.outcome is Outcome.OTHER_WORDS:
            self._pane.choose_words()
        elif verb.outcome is Outcome.OTHER_CODE:
            self._choose_code()
        else:
            self.deciding.decide(Verdict(verb.outcome, verb.reading))

    def press_number(self, number: int) -> None:
        """Take that reading; or say that it gives way, where that was asked."""
        if self._discussion.draft.asks_who_gives_way:
            self.acts.name_who_gives_way(number)
        else:
            self.deciding.decide(Verdict(Outcome.TAKE, number))

    def ask_who_gives_way(self) -> None:
        """The next number names who gives way; pressed again, it does not."""
        draft = self._discussion.draft
        if self._discussion.current is not None:
            draft.ask_who_gives_way(not draft.asks_who_gives_way)

    def ask_reason(self) -> None:
        """Wait for a reason by number."""
        if self._discussion.current is not None:
            self._panels.card.ask_reason()

    def unfit(self) -> frozenset[str]:
        """The names of the acts that would be refused on the difference in hand."""
        room, on_screen = self._discussion.room, self._discussion.on_screen
        current = self._discussion.current
        if room is None or on_screen is None or current is None:
            return frozenset()
        return unfit_for(room, on_screen, current)

    def open_again(self) -> None:
        """Open what is settled, or accept as the same what was opened."""
        current = self._discussion.current
        verb = agreement_verb(current) if current else None
        if verb is not None:
            self.press(verb)

    def _choose_code(self) -> None:
        room = self._discussion.room
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
            self._chooser.open(rows, new=self._new_rows(room))

    def _new_rows(self, room: Room) -> list[Row]:
        """A new code in each grouping, while the codebook is open; that of the code first."""
        if self._desk.workbench.workspace.read(is_closed):
            return []
        current = self._discussion.current
        codes = current.difference.codes if current else ()
        here = {room.codebook.by_id[c].grouping for c in codes if c in room.codebook.by_id}
        groupings = sorted(room.codebook.groupings, key=lambda grouping: grouping.id not in here)
        words = self.tr("New code “{{typed}}” in {grouping}")
        return [Row(words.format(grouping=g.name), g.id, tip=self.tr("New")) for g in groupings]

    def _decide_code(self, code: CodeId) -> None:
        current = self._discussion.current
        if current is not None:
            result = tuple(CodedSpan(span, code) for span in words_for_another_code(current))
            self.deciding.decide(Verdict(Outcome.OTHER_CODE, result=result))

    def _decide_words(self, span: Span) -> None:
        current = self._discussion.current
        if current is not None:
            result = (CodedSpan(span, _code_of(current)),)
            self.deciding.decide(Verdict(Outcome.OTHER_WORDS, result=result))

    # -- moving ----------------------------------------------------------------------------

    def move_open(self, step: int) -> None:
        """The next open difference, or the one before."""
        self._discussion.move_open(step)

    def move_any(self, step: int) -> None:
        """The next difference of any status, or the one before."""
        self._discussion.move_any(step)

    def move_passage(self, step: int) -> None:
        """The next passage in the queue, or the one before."""
        self._discussion.move_passage(step, self._queue.wanted.passes)

    def scroll_page(self, step: int) -> None:
        """Show what comes after the page, or before it."""
        view = self._pane.view
        view.scroll_by(step * view.viewport().height() * 4 // 5)

    def look_at_one_of_the_same(self) -> None:
        """Take up the next of the sample; without one, another of those accepted unasked."""
        self.sample.go_on()

    # -- the queue -------------------------------------------------------------------------

    def filter_next(self) -> None:
        """List what stands otherwise."""
        self._queue.filter_next(1)

    def only_this_code(self) -> None:
        """List differences of the code in hand only, or of all codes again."""
        current, wanted = self._discussion.current, self._queue.wanted
        if current is not None:
            code = None if wanted.code else current.difference.codes[0]
            self._queue.narrow(code, wanted.kind)

    def only_this_kind(self) -> None:
        """List differences of the kind in hand only, or of all kinds again."""
        current, wanted = self._discussion.current, self._queue.wanted
        if current is not None:
            self._queue.narrow(wanted.code, None if wanted.kind else current.difference.kind)

    # -- acts with a panel, and those on the difference or the meeting -----------------------

    def propose_rule(self) -> None:
        """Ask what the codebook should say."""
        self._panels.ask_rule()

    def preview_kin(self) -> None:
        """Show what is like the one just decided, or stale as the one in hand."""
        if self._panels.preview_kin():
            return
        current = self._discussion.current
        if current is not None and current.status is Status.STALE:
            words = self.tr("More than the wording of a code changed under this: decide it anew.")
        elif self._panels.stored_decision is None:
            words = self.tr("This difference is not decided yet, so there is nothing to pass on.")
        else:
            words = self.tr("Nothing open is like this one.")
        self._desk.interaction.tell(words)

    def preview_kind(self) -> None:
        """Show all of the kind in hand."""
        self._panels.preview_kind()

    def preview_reader(self) -> None:
        """Show all that one reader coded."""
        self._panels.preview_reader()


def _code_of(current: Resolution) -> CodeId:
    """The code other words are given: the one chosen before, else the difference's first."""
    decision = current.decision
    if current.status is Status.DECIDED and decision and decision.outcome is Outcome.OTHER_CODE:
        return decision.result[0].code
    return current.difference.codes[0]
