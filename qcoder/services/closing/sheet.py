"""The closing sheet: everything a pair stands by when it closes a consensus, in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qcoder.comparison.what_became import CodeChange, what_became
from qcoder.domain.consensus import Decision, DifferenceKind, Outcome, Status
from qcoder.domain.decisions import Resolution
from qcoder.domain.fairness import Balance, balance
from qcoder.domain.ids import CoderId
from qcoder.domain.meeting import Meeting
from qcoder.domain.proposal import Proposal
from qcoder.services.agreement.pairs import AgreementReport, agreement
from qcoder.services.consensus.snapshots import snapshot_before
from qcoder.services.consensus.summary import RoomSummary, summary_of

if TYPE_CHECKING:
    from qcoder.domain.snapshot import Snapshot
    from qcoder.services.consensus.room import Room
    from qcoder.storage.unit_of_work import UnitOfWork

_IN_FORCE = (Status.DECIDED, Status.UNRESOLVED)
_DECIDES_NOTHING = (Outcome.LATER, Outcome.REOPENED, Outcome.AUTO)


@dataclass(frozen=True, slots=True)
class MeetingFigures:
    """One meeting of these coders: what was decided in it, of what is in force now."""

    meeting: Meeting
    transcript: str
    outcomes: Mapping[Outcome, int]
    kinds: Mapping[DifferenceKind, int]
    reasons: Mapping[str, int]
    kappa_before: float | None
    """Pooled over the codes, by turn, of that transcript alone."""

    @property
    def decided(self) -> int:
        """Its decisions in force; what was put off or opened again is none."""
        return sum(self.outcomes.values())

    @property
    def seconds_a_decision(self) -> float | None:
        """Its pace; None where nothing was decided, or no time was kept."""
        seconds = self.meeting.seconds
        return seconds / self.decided if seconds and self.decided else None

    def share_of(self, *outcomes: Outcome) -> float | None:
        """Which share of its decisions had one of these outcomes; None where it has none."""
        if not self.decided:
            return None
        return sum(self.outcomes.get(outcome, 0) for outcome in outcomes) / self.decided


@dataclass(frozen=True, slots=True)
class ClosingSheet:
    """One transcript. Differences are counted as they were compared, decisions as in force."""

    room: Room
    names: Mapping[CoderId, str]
    summary: RoomSummary
    before: Snapshot | None
    """The layers that ``agreement`` is about; None where the pair has not met yet."""
    is_coded_anew: bool
    """Whether these coders had been shown each other's coding of it in an earlier round."""
    agreement: AgreementReport
    outcomes: Mapping[DifferenceKind, Mapping[Outcome, int]]
    changes: Mapping[CoderId, tuple[CodeChange, ...]]
    reasons: Mapping[str, int]
    unresolved: tuple[Resolution, ...]
    proposals: tuple[Proposal, ...]
    drift: tuple[MeetingFigures, ...]
    """Every meeting of these coders on whatever transcript, in order."""
    balance: Balance
    """For the pair; not in the default export."""
    in_batches: int
    """Decisions in force that were taken on several differences at once."""
    gone: tuple[Decision, ...]
    """Decisions whose difference is no more."""


def closing_sheet(uow: UnitOfWork, room: Room) -> ClosingSheet:
    """Everything as it is now; also while differences are open, to see where one stands."""
    in_force = _in_force(room)
    consensus = room.consensus
    codings = room.codings.values()
    return ClosingSheet(
        room=room,
        names={coder: uow.coders.get(coder).name for coder in room.coders},
        summary=summary_of(room),
        before=snapshot_before(uow, room.transcript.id),
        is_coded_anew=_is_coded_anew(uow, room),
        agreement=agreement(uow, only=room.transcript.id),
        outcomes=_by_kind(in_force),
        changes={
            coder: what_became(
                room.transcript, [c for c in codings if c.coder == coder], consensus, room.codebook
            )
            for coder in room.coders
        },
        reasons=Counter(decision.reason for decision in in_force if decision.reason),
        unresolved=tuple(r for r in room.resolutions if r.status is Status.UNRESOLVED),
        proposals=tuple(uow.proposals.of_transcript(room.transcript.id)),
        drift=drift(uow, room),
        balance=balance(room.coders, room.resolutions),
        in_batches=sum(bool(decision.batch) for decision in in_force),
        gone=room.without_difference,
    )


def _is_coded_anew(uow: UnitOfWork, room: Room) -> bool:
    """A meeting of a later round freezes its layers, too; coded anew are those that are others."""
    frozen = uow.snapshots.of_transcript(room.transcript.id)
    of_all = [s for s in frozen if set(s.coders) == set(room.coders)]
    return any(
        one.round != other.round and one.codings != other.codings for one, other in pairwise(of_all)
    )


def _in_force(room: Room) -> list[Decision]:
    return [r.decision for r in room.resolutions if r.status in _IN_FORCE and r.decision]


def _by_kind(decisions: list[Decision]) -> dict[DifferenceKind, Mapping[Outcome, int]]:
    kinds = sorted({decision.kind for decision in decisions}, key=list(DifferenceKind).index)
    return {kind: Counter(d.outcome for d in decisions if d.kind is kind) for kind in kinds}


def drift(uow: UnitOfWork, room: Room) -> tuple[MeetingFigures, ...]:
    """The meetings of the same coders, one after the other: how the pair moves over time."""
    coders = set(room.coders)
    return tuple(
        _figures(uow, meeting)
        for meeting in uow.meetings.all()
        if {a.coder for a in uow.assignments.of_transcript(meeting.transcript)} == coders
    )


def _figures(uow: UnitOfWork, meeting: Meeting) -> MeetingFigures:
    log = uow.decisions.log(meeting.transcript)
    in_force = (log.in_force(head) for head in log.heads().values())
    of_meeting = (d for d in in_force if d and d.meeting == meeting.id)
    taken = [
        d for d in of_meeting if d.outcome not in _DECIDES_NOTHING and not d.outcome.rearranges
    ]
    report = agreement(uow, only=meeting.transcript, number=meeting.round)
    return MeetingFigures(
        meeting=replace(meeting, seconds=_seconds(uow, meeting)),
        transcript=uow.transcripts.header(meeting.transcript).name,
        outcomes=Counter(d.outcome for d in taken),
        kinds=Counter(d.kind for d in taken),
        reasons=Counter(d.reason for d in taken if d.reason),
        kappa_before=report.pooled.kappa,
    )


def _seconds(uow: UnitOfWork, meeting: Meeting) -> float:
    """Of a meeting that goes on, as far as its time was kept."""
    return uow.meetings.place(meeting.id).seconds if meeting.is_open else meeting.seconds
