"""Acts on the difference in hand that are no verdict: who gives way, assent, taking apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qcoder.domain.consensus import Decision, Outcome, Status
from qcoder.domain.decisions import Resolution
from qcoder.domain.ids import CoderId, DifferenceId, GroupingId
from qcoder.gui.consensus.deciding import Deciding
from qcoder.gui.consensus.describing import title_of
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.consensus.verbs import words_for_another_code
from qcoder.gui.desk import Desk
from qcoder.services.codebook.new_code import decide_on_new_code
from qcoder.services.consensus.arranging import join, put_back, take_apart
from qcoder.services.consensus.assenting import assent_all, give_way, take_stances
from qcoder.services.consensus.deciding import Verdict
from qcoder.services.consensus.room import Room

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

_SETTLED = (Status.DECIDED, Status.PROPOSED, Status.UNRESOLVED)
Arrange = Callable[["UnitOfWork", Room, DifferenceId], Room]


class DifferenceActs(QObject):
    """Each is one undo step."""

    def __init__(
        self, desk: Desk, discussion: Discussion, deciding: Deciding, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._discussion = discussion
        self._deciding = deciding

    # -- who gives way, and who assents ----------------------------------------------------

    def name_who_gives_way(self, number: int) -> None:
        """The reader shown as ``number`` gives way: in what was just decided, or will be."""
        room, current = self._discussion.room, self._discussion.current
        if room is None or current is None:
            return
        self._discussion.draft.ask_who_gives_way(False)
        coder = room.sides.shown[number - 1]
        if current.status not in _SETTLED:
            self._discussion.draft.turn_giving_way(coder)
            return
        words = self.tr("{number} gives way: {code}").format(
            number=number, code=title_of(current.difference, room.codebook)
        )
        if self._gave_way(current.decision, coder):
            self._take_back(current, coder, words)
            return
        self._write(
            words, lambda uow, room: give_way(uow, room, current.difference.id, coder), words
        )

    @staticmethod
    def _gave_way(decision: Decision | None, coder: CoderId) -> bool:
        assents = decision.assent if decision else ()
        return any(a.coder == coder and a.stance == "gave_way" for a in assents)

    def _take_back(self, current: Resolution, coder: CoderId, words: str) -> None:
        said = self.tr("Not so: {sentence}").format(sentence=words)
        self._write(
            said,
            lambda uow, room: take_stances(uow, room, current.difference.id, {coder: "agree"}),
            said,
        )

    def assent(self) -> None:
        """Everybody agrees to what is proposed."""
        current = self._discussion.current
        if current is not None:
            self._write(
                self.tr("Both agree"),
                lambda uow, room: assent_all(uow, room, current.difference.id),
                self.tr("All agree: decided."),
            )

    def _write(
        self, label: str, act: Callable[[UnitOfWork, Room], Decision], sentence: str
    ) -> None:
        if self._discussion.act(label, act, Room.with_decision) is not None:
            self._discussion.tell(sentence)

    # -- taken apart and joined ------------------------------------------------------------

    def take_apart(self) -> None:
        """Decide the parts of the difference in hand singly."""
        self._arrange(self.tr("Take apart: {code}"), take_apart)

    def join(self) -> None:
        """Decide the difference in hand and its neighbour together."""
        self._arrange(self.tr("Join with the neighbour: {code}"), join)

    def put_back(self) -> None:
        """Take back what made this difference."""
        self._arrange(self.tr("As it was compared: {code}"), put_back)

    def _arrange(self, words: str, arrange: Arrange) -> None:
        room, current = self._discussion.room, self._discussion.current
        if room is None or current is None:
            return
        label = words.format(code=title_of(current.difference, room.codebook))
        arranged = self._discussion.act(
            label,
            lambda uow, room: arrange(uow, room, current.difference.id),
            lambda _room, arranged: arranged,
        )
        if arranged is not None:
            self._discussion.tell(label + self._said_of_decisions(room, arranged))

    def _said_of_decisions(self, before: Room, after: Room) -> str:
        """A decision on what is no difference of its own any more is in force no more."""
        lost = any(
            r.status in _SETTLED and after.find(r.difference.id) is None for r in before.resolutions
        )
        return self.tr(". What was decided there counts again once this is undone.") if lost else ""

    # -- a code that is not there yet ------------------------------------------------------

    def decide_on_new_code(self, grouping: GroupingId, label: str) -> None:
        """Add a code and decide the difference in hand for it."""
        room, current = self._discussion.room, self._discussion.current
        if room is None or current is None:
            return
        transcript, words = room.transcript, words_for_another_code(current)
        verdict = self._deciding.with_what_was_said(room, Verdict(Outcome.OTHER_CODE), current)
        sentence = self.tr("New code {code}").format(code=label)
        # The codebook has changed: the room is compared anew while the act is announced.
        done = self._desk.acts.do(
            sentence,
            lambda uow: decide_on_new_code(
                uow,
                transcript,
                current.difference.id,
                grouping=grouping,
                label=label,
                words=words,
                verdict=verdict,
            ),
        )
        if done is not None:
            self._discussion.tell(sentence)
