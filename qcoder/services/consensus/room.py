"""The consensus room without its walls: a sealed pair's layers compared, the log beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from qcoder.comparison import Comparison
from qcoder.comparison.agreement_words import listed
from qcoder.comparison.arranging import arranged
from qcoder.domain.assignment import Assignment, is_revealed
from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Decision, Difference, Status
from qcoder.domain.decisions import DecisionLog, Resolution, consensus_layer
from qcoder.domain.errors import NotFound, RuleBroken
from qcoder.domain.ids import CoderId, CodingId, DifferenceId
from qcoder.domain.meeting import Meeting
from qcoder.domain.sides import Sides, sides_of
from qcoder.domain.standings import Standings
from qcoder.domain.transcript import Transcript
from qcoder.services.consensus.comparing import compare_layers
from qcoder.services.consensus.log_now import log_now

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Room:
    """A sealed pair's differences with where each stands, in text order."""

    transcript: Transcript
    codebook: Codebook
    coders: tuple[CoderId, ...]
    """In the order of the readings."""
    standings: Standings
    log: DecisionLog
    comparison: Comparison = field(repr=False, compare=False)
    """What the room opened after this one need not compare again."""
    meeting: Meeting | None = None
    """The meeting that goes on."""
    separate: bool = False
    """Whether each coder has to assent for themselves before a decision counts."""

    @cached_property
    def sides(self) -> Sides:
        """Which reading is shown as 1, 2, …, and who explains first."""
        return sides_of(self.transcript.id, self.coders)

    @property
    def compared(self) -> tuple[Difference, ...]:
        """The differences before the pair took any apart or joined them."""
        return self.comparison.differences

    @property
    def resolutions(self) -> tuple[Resolution, ...]:
        """Where each difference stands, in text order."""
        return self.standings.all

    @property
    def codings(self) -> Mapping[CodingId, Coding]:
        """Every coding of every layer."""
        return self.standings.codings

    def first_to_explain(self, passage: int) -> CoderId:
        """Who explains first in that passage: in turn, over the passages to discuss."""
        return self.sides.explaining(self.standings.turn_of(passage))

    def find(self, difference: DifferenceId) -> Resolution | None:
        """Where that difference stands; None where it is not there now."""
        return self.standings.find(difference)

    def resolution(self, difference: DifferenceId) -> Resolution:
        """Where that difference stands."""
        found = self.find(difference)
        if found is not None:
            return found
        raise NotFound(
            f"There is no difference {difference} in {self.transcript.name} now; "
            "the codings it was about may have changed."
        )

    @property
    def consensus(self) -> tuple[Coding, ...]:
        """The consensus layer as far as it has come, in text order.

        Codes on the same words stand as in the codebook, so in every copy alike.
        """
        ranks = {code.id: rank for rank, code in enumerate(self.codebook.codes)}
        layer = consensus_layer(self.transcript, self.resolutions)
        return tuple(sorted(layer, key=lambda c: (c.span, ranks.get(c.code, len(ranks)), c.id)))

    @property
    def without_difference(self) -> tuple[Decision, ...]:
        """Decisions in force whose difference is gone."""
        return self.log.without_difference(r.difference for r in self.resolutions)

    def with_decisions(self, decisions: Iterable[Decision]) -> Room:
        """The room after more decisions."""
        return self.with_log(self.log.with_lines(decisions))

    def with_decision(self, decision: Decision) -> Room:
        """The room after one more decision."""
        return self.with_decisions([decision])

    def with_log(self, log: DecisionLog) -> Room:
        """The room with another log; where it is a longer one, only what it says more is laid on.

        What is not rearranged is not compared again.
        """
        log = replace(log, corrections=self.log.corrections, rewordings=self.log.rewordings)
        lines = log.lines_after(self.log)
        if lines is None or not all(self.standings.concerns(line) for line in lines):
            return replace(self, log=log, standings=self._standings_after(log))
        standings = self.standings
        for line in lines:
            standings = standings.with_line(line, log)
        return replace(self, log=log, standings=standings)

    def _standings_after(self, log: DecisionLog) -> Standings:
        differences: Sequence[Difference] = [r.difference for r in self.resolutions]
        if log.arrangements != self.log.arrangements:
            differences = arranged(self.transcript, self.compared, log.arrangements, self.codebook)
        return Standings.after(differences, log)

    def count(self, *statuses: Status) -> int:
        """How many differences stand at one of ``statuses``."""
        return sum(self.standings.counts[status] for status in set(statuses))

    @property
    def still_open(self) -> int:
        """Differences the pair has yet to decide; unresolved on purpose is decided."""
        return self.count(*STILL_OPEN)


STILL_OPEN = (Status.OPEN, Status.PROPOSED, Status.LATER, Status.STALE)


def open_room(uow: UnitOfWork, transcript: Transcript, *, before: Room | None = None) -> Room:
    """Compare the layers of a transcript and lay the log beside them.

    Refused until two or more coders are assigned and every one of them has sealed. What is as
    it was in the room ``before``, or in one that is still in use, is not compared again.
    """
    assignments = uow.assignments.of_transcript(transcript.id)
    _refuse_unsealed(uow, transcript, assignments)
    codebook = uow.codebook.load()
    coders = tuple(assignment.coder for assignment in assignments)
    former = before.comparison if before else None
    comparison = compare_layers(uow, transcript, coders, codebook, before=former)
    log = log_now(uow, transcript, codebook)
    differences = arranged(transcript, comparison.differences, log.arrangements, codebook)
    return Room(
        transcript=transcript,
        codebook=codebook,
        coders=coders,
        standings=Standings.after(differences, log),
        log=log,
        comparison=comparison,
        meeting=uow.meetings.open_on(transcript.id),
        separate=assents_separately(uow),
    )


_SEPARATE = "consensus/assent_separately"


def assents_separately(uow: UnitOfWork) -> bool:
    """Whether a decision waits until every coder has assented for themselves."""
    return uow.project.setting(_SEPARATE) is True


def set_assents_separately(uow: UnitOfWork, separate: bool) -> None:
    """Set it for the project; decisions already taken stay as they are."""
    uow.project.set_setting(_SEPARATE, separate or None)


def _refuse_unsealed(
    uow: UnitOfWork, transcript: Transcript, assignments: Sequence[Assignment]
) -> None:
    if len(assignments) < 2:
        raise RuleBroken(
            f"{transcript.name} is not coded by two coders, so there is nothing to compare. "
            "Assign a second coder first."
        )
    waiting = [uow.coders.get(a.coder).name for a in assignments if not a.is_sealed]
    if waiting:
        verb = "has" if len(waiting) == 1 else "have"
        raise RuleBroken(
            f"{listed(waiting)} {verb} not sealed {transcript.name}. "
            "Differences show when every coder has sealed."
        )
    if not is_revealed(assignments):
        raise RuleBroken(
            f"The blind pass on {transcript.name} goes on: coders look through their own coding. "
            "Differences show when everybody has ended it."
        )
