"""The rounds of a study side by side: agreement, differences and decisions of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from qcoder.comparison import compare
from qcoder.domain.consensus import Decision, DifferenceKind, Outcome
from qcoder.domain.decisions import DecisionLog
from qcoder.domain.rounds import Round, round_at
from qcoder.services.agreement.pairs import AgreementReport, agreement
from qcoder.services.codebook.history import code_changes_between
from qcoder.services.consensus.rounds import rounds
from qcoder.services.consensus.snapshots import frozen_layers, snapshot_before

if TYPE_CHECKING:
    from qcoder.domain.codebook import Codebook
    from qcoder.domain.snapshot import Snapshot
    from qcoder.domain.transcript import TranscriptHeader
    from qcoder.services.codebook.history import CodeChange
    from qcoder.services.consensus.snapshots import FrozenLayers
    from qcoder.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """One round: what was compared in it, from before each meeting, and what was decided.

    ``outcomes`` counts the decisions taken in the round that were in force at its end.
    ``codebook`` is what became of the codes in it, for the round after; in the first round only
    from when anything was frozen, as before that the codebook was being made.
    """

    round: Round
    transcripts: tuple[str, ...]
    agreement: AgreementReport
    kinds: Mapping[DifferenceKind, int]
    outcomes: Mapping[Outcome, int]
    frozen: tuple[FrozenInRound, ...] = ()
    codebook: tuple[CodeChange, ...] = ()


@dataclass(frozen=True, slots=True)
class FrozenInRound:
    """Layers that were frozen in a round; one of those of a transcript is from before."""

    transcript: str
    snapshot: Snapshot
    is_before: bool


def rounds_side_by_side(uow: UnitOfWork) -> tuple[RoundFigures, ...]:
    """Every round in order, one that has nothing sealed in it yet as well."""
    all_rounds = rounds(uow)
    codebook = uow.codebook.load()
    return tuple(_figures(uow, each, all_rounds, codebook) for each in all_rounds)


def _figures(
    uow: UnitOfWork, each: Round, all_rounds: Sequence[Round], codebook: Codebook
) -> RoundFigures:
    headers = uow.transcripts.headers()
    found = (frozen_layers(uow, header, each.number) for header in headers)
    frozen = [layers for layers in found if layers]
    decided = [
        decision
        for header in headers
        for decision in _decided_in(uow.decisions.log(header.id), each, all_rounds)
    ]
    return RoundFigures(
        round=each,
        transcripts=tuple(layers.transcript.name for layers in frozen),
        agreement=agreement(uow, number=each.number),
        kinds=_kinds(frozen, codebook),
        outcomes=Counter(decision.outcome for decision in decided),
        frozen=tuple(chain.from_iterable(_frozen(uow, header, each) for header in headers)),
        codebook=_changes_in(uow, each, all_rounds, codebook.revision),
    )


def _frozen(uow: UnitOfWork, header: TranscriptHeader, each: Round) -> Iterator[FrozenInRound]:
    before = snapshot_before(uow, header.id, each.number)
    for snapshot in uow.snapshots.of_transcript(header.id):
        if snapshot.round == each.number:
            yield FrozenInRound(header.name, snapshot, is_before=snapshot == before)


def _changes_in(
    uow: UnitOfWork, each: Round, all_rounds: Sequence[Round], revision: int
) -> tuple[CodeChange, ...]:
    following = (r.codebook_revision for r in all_rounds if r.number == each.number + 1)
    until = next(following, revision)
    begun = each.codebook_revision
    if each == all_rounds[0]:
        headers = uow.transcripts.headers()
        frozen = [s for header in headers for s in uow.snapshots.of_transcript(header.id)]
        begun = min((s.codebook_revision for s in frozen), default=until)
    return code_changes_between(uow, begun, until)


def _kinds(frozen: Sequence[FrozenLayers], codebook: Codebook) -> Counter[DifferenceKind]:
    compared = (compare(f.transcript, f.layers, codebook) for f in frozen)
    return Counter(difference.kind for differences in compared for difference in differences)


def _decided_in(log: DecisionLog, each: Round, all_rounds: Sequence[Round]) -> list[Decision]:
    until = [d for d in log.decisions if round_at(all_rounds, d.decided_at).number <= each.number]
    then = DecisionLog(tuple(until))
    in_force = (then.in_force(head) for head in then.heads().values())
    return [
        decision
        for decision in in_force
        if decision
        and not decision.outcome.rearranges
        and round_at(all_rounds, decision.decided_at) == each
    ]
