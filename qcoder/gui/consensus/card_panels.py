"""What stands in the place of the card for a while: several decided alike, a rule proposed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qcoder.domain.consensus import Decision, Outcome, Status
from qcoder.domain.ids import CodeId, DifferenceId
from qcoder.gui.actions import new_action
from qcoder.gui.consensus.alike_panel import Alike, AlikePanel
from qcoder.gui.consensus.card import DifferenceCard
from qcoder.gui.consensus.describing import kind_name, outcome_name, title_of
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.consensus.proposal_panel import ProposalPanel
from qcoder.gui.counting import counted
from qcoder.gui.desk import Desk
from qcoder.services.codebook.proposals import propose
from qcoder.services.consensus.batches import (
    Prefilled,
    all_from,
    as_before,
    decide_batch,
    kin_of,
    of_kind,
)
from qcoder.services.consensus.deciding import Verdict
from qcoder.services.consensus.room import Room

_ALIKE = (Outcome.UNION, Outcome.INTERSECTION, Outcome.BOTH, Outcome.NONE)


class CardPanels(QObject):
    """Opens and closes the panels, and does what they confirm.

    Signals:
        turned: a panel stands in the place of the card, or does no longer.
        closed: the card is back, and the focus should go to the page.
    """

    turned = Signal()
    closed = Signal()

    def __init__(
        self, desk: Desk, discussion: Discussion, card: DifferenceCard, room: QWidget
    ) -> None:
        super().__init__(card)
        self._desk = desk
        self._discussion = discussion
        self.card = card
        self._came_from: DifferenceId | None = None
        self.alike, self.proposal = AlikePanel(), ProposalPanel()
        for panel in (self.alike, self.proposal):
            card.add_instead(panel)
            panel.left.connect(self.close)
        # From page and queue, too.
        self.leave_action = new_action(
            room, "leavePanel", self.tr("Back to the difference"), self.close,
            keys="Esc", anywhere=False,
        )  # fmt: skip
        self.alike.confirmed.connect(self._decide_alike)
        self.alike.looked_at.connect(discussion.move_to)
        self.proposal.proposed.connect(self._propose)
        discussion.room_changed.connect(lambda: self._turn(None))

    def close(self) -> None:
        """Bring the card back, on the difference it showed before."""
        self._turn(None)
        room, former = self._discussion.room, self._came_from
        if room is not None and former is not None and room.find(former):
            self._discussion.move_to(former)
        self._came_from = None
        self.closed.emit()

    def _turn(self, panel: QWidget | None) -> None:
        self.card.show_instead(panel)
        self.turned.emit()

    # -- several alike ---------------------------------------------------------------------

    def preview_kin(self) -> bool:
        """Show what would be decided on those like the one just decided; False without any.

        Where the one in hand is stale, that are those which are stale for the wording of its
        codes alone, as they were decided.
        """
        return self._preview_as_before() or self._preview_kin()

    def _preview_as_before(self) -> bool:
        room, current = self._discussion.room, self._discussion.current
        if room is None or current is None or current.status is not Status.STALE:
            return False
        here = current.difference.id
        if not as_before(room, here):
            return False
        said = self.tr("Stale for the wording of {code} alone, each as it was decided before.")
        words = self.tr("as before")
        self._open(
            said.format(code=title_of(current.difference, room.codebook)),
            [Alike(words, partial(as_before, difference=here))],
        )
        return True

    def _preview_kin(self) -> bool:
        room, decision = self._discussion.room, self.stored_decision
        kin = kin_of(room, decision) if room and decision else ()
        if room is None or decision is None or not kin:
            return False
        reading = decision.reading
        number = room.sides.number(room.coders[reading - 1]) if reading else None
        words = outcome_name(decision.outcome, number)
        title = title_of(room.resolution(decision.difference).difference, room.codebook)
        said = self.tr("The same outcome on what is like it: {code}, {kind}.")
        self._open(
            said.format(code=title, kind=kind_name(decision.kind)),
            [Alike(words, partial(kin_of, decision=decision))],
        )
        return True

    @property
    def stored_decision(self) -> Decision | None:
        """The decision in force on the difference in hand, as it is stored."""
        room, here = self._discussion.room, self._desk.workbench.difference
        resolution = room.find(here) if room and here else None
        is_settled = resolution is not None and resolution.status in _SETTLED
        return resolution.decision if resolution and is_settled else None

    def preview_kind(self) -> None:
        """Show what would be decided on all open differences of the kind in hand."""
        room, current = self._discussion.room, self._discussion.current
        if room is None or current is None:
            return
        kind = current.difference.kind
        verdicts = [*self._takes(room), *((outcome_name(o), Verdict(o)) for o in _ALIKE)]
        ways = [
            Alike(words, partial(of_kind, kind=kind, verdict=verdict))
            for words, verdict in verdicts
        ]
        said = self.tr("All open differences of the kind “{kind}”, decided alike.")
        self._open(said.format(kind=kind_name(kind)), ways)

    def _takes(self, room: Room) -> list[tuple[str, Verdict]]:
        numbers = range(1, len(room.coders) + 1)
        return [
            (outcome_name(Outcome.TAKE, n), Verdict(Outcome.TAKE, room.sides.reading(n)))
            for n in numbers
        ]

    def preview_reader(self) -> None:
        """Show what would be decided by taking everything that one reader coded."""
        room = self._discussion.room
        if room is None:
            return
        ways = [
            Alike(outcome_name(Outcome.TAKE, number), partial(all_from, reader=coder))
            for number, coder in enumerate(room.sides.shown, start=1)
        ]
        self._open(self.tr("Everything that one reader coded, taken as it is."), ways)

    def _open(self, said: str, ways: Sequence[Alike]) -> None:
        room = self._discussion.room
        assert room is not None
        self._came_from = self._desk.workbench.difference
        self._turn(self.alike)
        self.alike.open(room, said, ways)

    def _decide_alike(self, batch: Sequence[Prefilled], without: Collection[str]) -> None:
        label = self.tr("Decide several alike")
        decisions = self._discussion.act(
            label,
            lambda uow, room: decide_batch(uow, room, batch, without=without),
            lambda room, made: room.with_decisions(made),
        )
        if decisions is None:
            return
        self.close()
        one, many = self.tr("One difference decided"), self.tr("{count} differences decided alike")
        self._discussion.tell(counted(len(decisions), one, many))

    # -- a rule ----------------------------------------------------------------------------

    def ask_rule(self) -> None:
        """Ask what the codebook should say."""
        room, current = self._discussion.room, self._discussion.current
        if room is None or current is None:
            return
        decision = current.decision
        note = self._discussion.draft.note or (decision.note if decision else "")
        self._came_from = current.difference.id
        self._turn(self.proposal)
        self.proposal.open(room, current.difference.codes, note)

    def _propose(self, text: str, code: CodeId | None) -> None:
        about = self._came_from
        if about is None:
            return
        made = self._discussion.act(
            self.tr("Propose a rule"),
            lambda uow, room: propose(
                uow,
                room,
                about,
                text,
                code=code,
                proposed_by=self._desk.workbench.coder,
            ),
            lambda room, _proposal: room,
        )
        if made is None:
            return
        self._discussion.move_to(about)
        self._discussion.tell(self.tr("The rule is proposed."))
        if not self.preview_kin():
            self.close()


_SETTLED = (Status.DECIDED, Status.PROPOSED, Status.UNRESOLVED)
