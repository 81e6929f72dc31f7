"""Agreement before consensus: over the sealed layers of transcripts coded twice, pair by pair.

Coders' own layers only, never the consensus, which is agreement by construction; and never a
gate to the consensus room.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
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
from qcoder.domain.assignment import Assignment, is_paired
from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding
from qcoder.domain.errors import NotFound
from qcoder.domain.ids import CodeId, CoderId, CodingId, TranscriptId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript, TranscriptHeader
from qcoder.services.agreement_left_out import (
    LeftOut,
    enters,
    moderators_of,
    not_double_coded,
    without_speech,
)
from qcoder.services.rounds import rounds
from qcoder.services.snapshots import frozen_layers

if TYPE_CHECKING:
    from qcoder.domain.snapshot import Snapshot
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


@dataclass(frozen=True, slots=True)
class _DoubleCoded:
    """A transcript with its sealed layers, in the order of assignment."""

    transcript: Transcript
    layers: Mapping[CoderId, Sequence[Coding]]
    snapshot: Snapshot | None = None
    """What kept them as they are here; None where they are as they are now."""

    @property
    def frozen_at(self) -> str:
        """When they were frozen; empty where nobody did in time."""
        return self.snapshot.taken_at if self.snapshot and not self.snapshot.is_late else ""

    @property
    def codings(self) -> Iterator[Coding]:
        return chain.from_iterable(self.layers.values())


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
    assigned = _assignments(uow)
    headers = [h for h in uow.transcripts.headers() if only in (None, h.id)]
    found = {h.id: _layers_of(uow, h, assigned[h.id], number, as_now=as_now) for h in headers}
    revealed = [layers for layers in found.values() if layers]
    double_coded = [d for d in revealed if d.transcript.speech]
    silent = [d.transcript for d in revealed if not d.transcript.speech]
    headers = [h for h in headers if found[h.id] is None]
    codebook = uow.codebook.load()
    spoken = [] if with_moderator else [d.transcript for d in double_coded]
    return AgreementReport(
        unit=unit,
        with_moderator=with_moderator,
        codebook=codebook,
        transcripts=tuple(d.transcript.name for d in double_coded),
        pairs=tuple(
            _pair_agreement(
                pair, double_coded, names, codebook, unit=unit, with_moderator=with_moderator
            )
            for pair in _pairs(double_coded)
        ),
        several=_several(double_coded, codebook, unit, with_moderator),
        frozen=tuple((d.transcript.name, d.frozen_at) for d in double_coded if d.frozen_at),
        touched=tuple(
            (d.transcript.name, d.frozen_at)
            for d in double_coded
            if not as_now and _is_touched(uow, d)
        ),
        left_out=(
            *not_double_coded(headers, assigned, names, number),
            *without_speech(silent),
            *moderators_of(spoken),
        ),
        as_now=as_now,
        rounds=of_study,
        number=number,
    )


def _assignments(uow: UnitOfWork) -> Mapping[TranscriptId, Sequence[Assignment]]:
    by_transcript: dict[TranscriptId, list[Assignment]] = defaultdict(list)
    for assignment in uow.assignments.all():
        by_transcript[assignment.transcript].append(assignment)
    return by_transcript


def _layers_of(
    uow: UnitOfWork,
    header: TranscriptHeader,
    assignments: Sequence[Assignment],
    number: int | None,
    *,
    as_now: bool,
) -> _DoubleCoded | None:
    wanted = not as_now and (number is not None or is_paired(assignments))
    frozen = frozen_layers(uow, header, number) if wanted else None
    if frozen:
        return _DoubleCoded(frozen.transcript, frozen.layers, frozen.snapshot)
    if number is not None or not enters(assignments):
        return None
    layers = {a.coder: uow.codings.of_transcript(header.id, a.coder) for a in assignments}
    return _DoubleCoded(uow.transcripts.get(header.id), layers)


def _pairs(double_coded: Iterable[_DoubleCoded]) -> Iterable[Pair]:
    """Each pair once, in the order of the readings where it first occurs."""
    found: dict[frozenset[CoderId], Pair] = {}
    for entry in double_coded:
        for pair in combinations(entry.layers, 2):
            found.setdefault(frozenset(pair), pair)
    return found.values()


def _pair_agreement(
    pair: Pair,
    double_coded: Iterable[_DoubleCoded],
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
    double_coded: Sequence[_DoubleCoded],
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


def _tally(entry: _DoubleCoded, scale: UnitScale, code: CodeId) -> Tally:
    readings = [
        scale.marks_of(coding.span for coding in codings if coding.code == code)
        for codings in entry.layers.values()
    ]
    return tally_of(readings, scale.length)


def _is_touched(uow: UnitOfWork, entry: _DoubleCoded) -> bool:
    """Whether the layers are others now than those that enter.

    Where the transcript was corrected since, spans have moved with their words, so that only
    codings and their codes can be compared. Where nobody froze the layers in time, what
    was decided on says how they were.
    """
    header = uow.transcripts.header(entry.transcript.id)
    present = [c for c in uow.codings.of_transcript(header.id) if c.coder in entry.layers]
    if entry.snapshot and not entry.snapshot.is_late:
        is_same_text = entry.snapshot.text_sha256 == header.text_sha256
        then, now = (
            _places(codings, with_spans=is_same_text) for codings in (entry.codings, present)
        )
        return then != now
    places, codes = _places(present, with_spans=True), _places(present, with_spans=False)
    return any(
        (m.coding, m.code, None) not in codes
        or (d.text_sha256 == header.text_sha256 and (m.coding, m.code, m.span) not in places)
        for d in uow.decisions.log(header.id).decisions
        for m in d.readings
        if m.coder in entry.layers
    )


def _places(
    codings: Iterable[Coding], *, with_spans: bool
) -> set[tuple[CodingId, CodeId, Span | None]]:
    return {(c.id, c.code, c.span if with_spans else None) for c in codings}


def _counts(cells: Mapping[CodeId, Cell]) -> dict[CodeId, Counts]:
    return {code: cell.counts for code, cell in cells.items()}
