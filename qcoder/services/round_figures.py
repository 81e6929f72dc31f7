"""The rounds of a study side by side: agreement, differences and decisions of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcoder.comparison import compare
from qcoder.domain.consensus import Decision, DifferenceKind, Outcome
from qcoder.domain.decisions import DecisionLog
from qcoder.domain.rounds import Round, round_at
from qcoder.services.agreement import AgreementReport, agreement
from qcoder.services.rounds import rounds
from qcoder.services.snapshots import frozen_layers

if TYPE_CHECKING:
    from qcoder.domain.codebook import Codebook
    from qcoder.services.snapshots import FrozenLayers
    from qcoder.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """One round: what was compared in it, from before each meeting, and what was decided.

    ``outcomes`` counts the decisions taken in the round that were in force at its end.
    """

    round: Round
    transcripts: tuple[str, ...]
    agreement: AgreementReport
    kinds: Mapping[DifferenceKind, int]
    outcomes: Mapping[Outcome, int]


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
    )


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
