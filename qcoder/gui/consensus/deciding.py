"""What the pair says about the difference in hand, written as a decision."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from qcoder.domain.consensus import Decision, Outcome
from qcoder.domain.decisions import Resolution
from qcoder.gui.consensus.describing import outcome_name, title_of
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.consensus.draft import is_settled, same_verdict
from qcoder.gui.desk import Desk
from qcoder.services.consensus.deciding import Verdict, decide
from qcoder.services.consensus.room import Room


class Deciding(QObject):
    """A verdict, its reason and its note; each time one undo step.

    Signals:
        reason_missing: the outcome asked for needs a reason first.
    """

    reason_missing = Signal()

    def __init__(self, desk: Desk, discussion: Discussion, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._discussion = discussion

    def decide(self, verdict: Verdict) -> Decision | None:
        """Write what the pair decided on the difference in hand, with all that was said.

        The reading of ``verdict`` is numbered as on the screen.
        """
        room, current = self._discussion.room, self._discussion.current
        if room is None or current is None:
            return None
        verdict = self.with_what_was_said(room, verdict, current)
        if verdict.outcome is Outcome.UNRESOLVED and not (verdict.reason or verdict.note):
            self._discussion.draft.waits_for_reason = True
            self.reason_missing.emit()
            return None
        title = title_of(current.difference, room.codebook)
        name = outcome_name(verdict.outcome, verdict.reading)
        stored = verdict
        if verdict.reading is not None:
            stored = replace(verdict, reading=room.sides.reading(verdict.reading))
        decision = self._discussion.act(
            self.tr("Decide {code}: {outcome}").format(code=title, outcome=name),
            lambda uow, room: decide(uow, room, current.difference.id, stored),
            Room.with_decision,
        )
        if decision is not None:
            self._discussion.draft.be_decided_with()
            self._discussion.tell(f"{title}: {name}")
        return decision

    def with_what_was_said(self, room: Room, verdict: Verdict, current: Resolution) -> Verdict:
        """The verdict with what was said, who proposes it, and how long it took."""
        at_work = self._desk.workbench.coder
        return replace(
            self._discussion.draft.added_to(verdict, current),
            proposed_by=at_work if room.separate and at_work in room.coders else None,
            seconds=self._discussion.clock.seconds_on_difference,
        )

    def give_reason(self, reason: str) -> None:
        """Say why; a decision already taken is written again with it."""
        self._discussion.draft.say(reason=reason)
        self._write_again()

    def give_note(self, note: str) -> None:
        """Say more; a decision already taken is written again with it."""
        self._discussion.draft.say(note=note)
        self._write_again()

    def _write_again(self) -> None:
        draft, current = self._discussion.draft, self._discussion.current
        if draft.waits_for_reason:
            if draft.reason or draft.note:
                self.decide(Verdict(Outcome.UNRESOLVED))
            return
        decision = current.decision if current else None
        if decision is None or current is None or not is_settled(current):
            return
        said = (draft.reason or decision.reason, draft.note or decision.note)
        if said != (decision.reason, decision.note):
            self.decide(same_verdict(decision))
