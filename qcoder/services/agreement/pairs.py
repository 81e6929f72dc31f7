"""Agreement before consensus: over the sealed layers of transcripts coded twice, pair by pair.

Coders' own layers only, never the consensus, which is agreement by construction; and never a
gate to the consensus room.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain, combinations
from typing import TYPE_CHECKING

from qcoder.comparison import agreement_words
from qcoder.comparison.agreement import (
    CodeAgreement,
    PooledAgreement,
    code_agreements,
    pooled_agreement,
)
from qcoder.comparison.agreement_cells import Cell, cells_of, codes_to_count
from qcoder.comparison.agreement_of_several import (
    SeveralAgreement,
    Tally,
    several_agreement,
    tally_of,
)
from qcoder.comparison.agreement_units import AgreementUnit, UnitScale
from qcoder.comparison.agreement_words import counted
from qcoder.comparison.coefficients import Counts
from qcoder.domain.codebook import Codebook
from qcoder.domain.errors import NotFound
from qcoder.domain.ids import CodeId, CoderId, TranscriptId
from qcoder.services.agreement.layers import DoubleCoded, is_touched, layers_for_agreement
from qcoder.services.agreement.left_out import LeftOut, moderators_of
from qcoder.services.consensus.rounds import rounds

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

Pair = tuple[CoderId, CoderId]


@dataclass(frozen=True)
class PairAgreement:
    """Two coders over every transcript that both have coded and sealed.

    ``cells`` are by transcript, in the order of ``transcripts``; all of them have every code.
    """

    coders: Pair
    names: tuple[str, str]
    transcripts: tuple[str, ...]
    cells: tuple[Mapping[CodeId, Cell], ...]
    unit: AgreementUnit
    with_moderator: bool

    @cached_property
    def codes(self) -> tuple[CodeAgreement, ...]:
        """Every code of the codebook in its order, used or not."""
        return code_agreements(self.cells, self.names, self.unit)

    @cached_property
    def pooled(self) -> PooledAgreement:
        """The codes together."""
        return pooled_agreement([_counts(cells) for cells in self.cells])

    @property
    def units(self) -> int:
        """How many units all their transcripts have."""
        return self.codes[0].counts.units if self.codes else 0

    @property
    def caption(self) -> str:
        """What stands above the table."""
        return agreement_words.caption(
            self.unit,
            self.names,
            transcripts=len(self.transcripts),
            units=self.units,
            with_moderator=self.with_moderator,
        )


@dataclass(frozen=True)
class AgreementReport:
    """Agreement from before the coders saw each other's layers, under the present codebook.

    ``several`` is empty unless more than two coders are in it. ``frozen`` names transcripts
    with the time their layers were frozen at; ``touched`` those whose layers are others now,
    with the same time, or with none where nobody froze them before a decision. With
    ``as_now`` the layers are those of now, and the figures not independent of discussion.
    """

    unit: AgreementUnit
    with_moderator: bool
    codebook: Codebook
    transcripts: tuple[str, ...]
    pairs: tuple[PairAgreement, ...]
    several: tuple[SeveralAgreement, ...]
    frozen: tuple[tuple[str, str], ...]
    touched: tuple[tuple[str, str], ...]
    left_out: tuple[LeftOut, ...]
    as_now: bool = False
    rounds: int = 1
    """How many rounds the study has had."""
    number: int | None = None
    """The one round that the figures are about; None for the first of each transcript."""

    @cached_property
    def pooled(self) -> PooledAgreement:
        """All codes of all pairs together."""
        tables: dict[str, dict[tuple[Pair, CodeId], Counts]] = {t: {} for t in self.transcripts}
        for pair in self.pairs:
            for name, cells in zip(pair.transcripts, pair.cells, strict=True):
                tables[name] |= {(pair.coders, code): c.counts for code, c in cells.items()}
        return replace(pooled_agreement([*tables.values()]), pairs=max(1, len(self.pairs)))


def agreement(
    uow: UnitOfWork,
    unit: AgreementUnit = AgreementUnit.TURN,
    *,
    with_moderator: bool = False,
    only: TranscriptId | None = None,
    number: int | None = None,
    as_now: bool = False,
) -> AgreementReport:
    """Reckon the agreement of every pair over all transcripts that both have sealed.

    A transcript enters when every coder assigned to it has sealed, as it does the consensus
    room: an unfinished layer says nothing. A sealed layer without codings says much, and enters.
    From the first time layers are shown to each other they enter as they were frozen then,
    whatever becomes of them; with ``as_now`` as they are. ``only`` is one transcript;
    ``number`` a round, of which only what is frozen enters.
    """
    of_study = len(rounds(uow))
    if number is not None and not 1 <= number <= of_study:
        raise NotFound(f"There is no round {number}; the study has {counted(of_study, 'round')}.")
    names = {coder.id: coder.name for coder in uow.coders.all()}
    double_coded, left_out = layers_for_agreement(uow, names, only, number, as_now=as_now)
    spoken = [] if with_moderator else [d.transcript for d in double_coded]
    codebook = uow.codebook.load()
    reckoned = partial(_pair_agreement, unit=unit, with_moderator=with_moderator)
    return AgreementReport(
        unit=unit,
        with_moderator=with_moderator,
        codebook=codebook,
        transcripts=tuple(d.transcript.name for d in double_coded),
        pairs=tuple(reckoned(pair, double_coded, names, codebook) for pair in _pairs(double_coded)),
        several=_several(double_coded, codebook, unit, with_moderator),
        frozen=tuple(d.named_and_dated for d in double_coded if d.frozen_at),
        touched=tuple(d.named_and_dated for d in double_coded if not as_now and is_touched(uow, d)),
        left_out=(*left_out, *moderators_of(spoken)),
        as_now=as_now,
        rounds=of_study,
        number=number,
    )


def _pairs(double_coded: Iterable[DoubleCoded]) -> Iterable[Pair]:
    """Each pair once, in the order of the readings where it first occurs."""
    found: dict[frozenset[CoderId], Pair] = {}
    for entry in double_coded:
        for pair in combinations(entry.layers, 2):
            found.setdefault(frozenset(pair), pair)
    return found.values()


def _pair_agreement(
    pair: Pair,
    double_coded: Iterable[DoubleCoded],
    names: Mapping[CoderId, str],
    codebook: Codebook,
    *,
    unit: AgreementUnit,
    with_moderator: bool,
) -> PairAgreement:
    shared = [d for d in double_coded if d.layers.keys() >= set(pair)]
    layers = [{coder: d.layers[coder] for coder in pair} for d in shared]
    used = (coding for of_pair in layers for codings in of_pair.values() for coding in codings)
    codes = codes_to_count(codebook, used)
    return PairAgreement(
        coders=pair,
        names=(names[pair[0]], names[pair[1]]),
        transcripts=tuple(d.transcript.name for d in shared),
        cells=tuple(
            cells_of(d.transcript, of_pair, codebook, codes, unit, with_moderator=with_moderator)
            for d, of_pair in zip(shared, layers, strict=True)
        ),
        unit=unit,
        with_moderator=with_moderator,
    )


def _several(
    double_coded: Sequence[DoubleCoded],
    codebook: Codebook,
    unit: AgreementUnit,
    with_moderator: bool,
) -> tuple[SeveralAgreement, ...]:
    if len({coder for entry in double_coded for coder in entry.layers}) < 3:
        return ()
    scales = [UnitScale.of(d.transcript, unit, with_moderator=with_moderator) for d in double_coded]
    entries = list(zip(double_coded, scales, strict=True))
    codes = codes_to_count(codebook, chain.from_iterable(d.codings for d in double_coded))
    return tuple(
        several_agreement(code, [_tally(entry, scale, code) for entry, scale in entries])
        for code in codes
    )


def _tally(entry: DoubleCoded, scale: UnitScale, code: CodeId) -> Tally:
    readings = [
        scale.marks_of(coding.span for coding in codings if coding.code == code)
        for codings in entry.layers.values()
    ]
    return tally_of(readings, scale.length)


def _counts(cells: Mapping[CodeId, Cell]) -> dict[CodeId, Counts]:
    return {code: cell.counts for code, cell in cells.items()}
