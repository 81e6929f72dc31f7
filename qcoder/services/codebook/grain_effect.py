"""What another grain of a code would do to what is the same, before anybody sets it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qcoder.comparison import Comparison
from qcoder.domain.assignment import is_paired, is_revealed
from qcoder.domain.consensus import Status
from qcoder.services.consensus.room import open_room

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qcoder.domain.codebook import Code, Codebook
    from qcoder.domain.ids import TranscriptId
    from qcoder.services.consensus.room import Room
    from qcoder.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class GrainEffect:
    """In all transcripts whose layers are shown; what is decided stays decided, and is not here."""

    opened: int
    """Places accepted as the same that would have to be discussed."""
    accepted: int
    """Open differences that would be accepted as the same."""

    def __bool__(self) -> bool:
        return bool(self.opened or self.accepted)


def effect_of_grain(uow: UnitOfWork, edited: Code) -> GrainEffect:
    """Compare once more with the code as it would be; only its unit and grain count."""
    opened = accepted = 0
    present = uow.codebook.load()
    for transcript in _shown(uow):
        room = open_room(uow, uow.transcripts.get(transcript))
        if not any(edited.id in r.difference.codes for r in room.resolutions):
            continue
        same = _same_with(room, _with(present, edited))
        for resolution in room.resolutions:
            would_be = resolution.difference.id in same
            opened += resolution.status is Status.AUTO and not would_be
            accepted += resolution.status is Status.OPEN and resolution.head is None and would_be
    return GrainEffect(opened, accepted)


def _shown(uow: UnitOfWork) -> Iterator[TranscriptId]:
    for header in uow.transcripts.headers():
        assignments = uow.assignments.of_transcript(header.id)
        if is_paired(assignments) and is_revealed(assignments):
            yield header.id


def _same_with(room: Room, codebook: Codebook) -> frozenset[str]:
    layers = {
        coder: [c for c in room.codings.values() if c.coder == coder] for coder in room.coders
    }
    compared = Comparison.of(room.transcript, layers, codebook).differences
    return frozenset(d.id for d in compared if d.kind.is_same)


def _with(codebook: Codebook, edited: Code) -> Codebook:
    codes = tuple(
        replace(code, unit=edited.unit, grain=edited.grain) if code.id == edited.id else code
        for code in codebook.codes
    )
    return replace(codebook, codes=codes)
