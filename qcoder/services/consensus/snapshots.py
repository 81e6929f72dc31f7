"""Sealed layers frozen when they are shown to each other, for agreement from before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcoder.domain.assignment import is_paired, is_revealed
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import RULE_VERSION
from qcoder.domain.ids import CoderId, SnapshotId, TranscriptId, new_id
from qcoder.domain.snapshot import Snapshot
from qcoder.domain.transcript import Transcript, TranscriptHeader
from qcoder.services.clock import now
from qcoder.services.consensus.rounds import current_round

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qcoder.storage.unit_of_work import UnitOfWork


def freeze_if_revealed(uow: UnitOfWork, transcript: TranscriptId) -> Snapshot | None:
    """Keep the layers as they are, if all coders of a paired transcript have sealed.

    Nothing is kept twice: where they are as the last snapshot of this round has them, None.
    """
    assignments = uow.assignments.of_transcript(transcript)
    if not is_paired(assignments) or not is_revealed(assignments):
        return None
    coders = tuple(assignment.coder for assignment in assignments)
    kept = uow.snapshots.of_transcript(transcript)
    new = _snapshot(uow, transcript, coders, kept)
    if kept and _state(kept[-1]) == _state(new):
        return None
    uow.snapshots.append(new)
    return new


def _snapshot(
    uow: UnitOfWork, transcript: TranscriptId, coders: tuple[CoderId, ...], kept: Sequence[Snapshot]
) -> Snapshot:
    header = uow.transcripts.header(transcript)
    codings = [c for c in uow.codings.of_transcript(transcript) if c.coder in coders]
    return Snapshot(
        id=SnapshotId(new_id()),
        transcript=transcript,
        number=len(kept) + 1,
        round=current_round(uow).number,
        taken_at=now(),
        is_late=not kept and bool(uow.decisions.log(transcript).decisions),
        text_sha256=header.text_sha256,
        structure_sha256=header.structure_sha256,
        codebook_revision=uow.project.codebook_revision,
        rule_version=RULE_VERSION,
        coders=coders,
        codings=tuple(sorted(codings, key=lambda coding: (coding.span, coding.id))),
    )


def _state(snapshot: Snapshot) -> tuple[object, ...]:
    return snapshot.round, snapshot.text_sha256, snapshot.coders, snapshot.codings


@dataclass(frozen=True, slots=True)
class FrozenLayers:
    """A transcript with its layers, both as a snapshot has them."""

    transcript: Transcript
    layers: Mapping[CoderId, Sequence[Coding]]
    snapshot: Snapshot


def snapshot_before(
    uow: UnitOfWork, transcript: TranscriptId, number: int | None = None
) -> Snapshot | None:
    """The layers as they were first shown to each other, in that round or in the first.

    It stays that one, whatever is unsealed, changed and sealed again later: what anybody has
    seen of the other's coding is no longer independent of it. Where coders came later, it is
    the first that has all who code the transcript now. None where nothing was ever revealed.
    """
    snapshots = uow.snapshots.of_transcript(transcript)
    if not snapshots:
        return None
    of_round = [s for s in snapshots if s.round == (number or snapshots[0].round)]
    present = {assignment.coder for assignment in uow.assignments.of_transcript(transcript)}
    of_all = (s for s in of_round if present and present <= set(s.coders))
    return next(of_all, of_round[0] if of_round else None)


def frozen_layers(
    uow: UnitOfWork, header: TranscriptHeader, number: int | None = None
) -> FrozenLayers | None:
    """What :func:`snapshot_before` kept, on the words it was made on.

    None also where those words were erased since by redaction.
    """
    snapshot = snapshot_before(uow, header.id, number)
    if snapshot is None:
        return None
    text = uow.contents.get(snapshot.text_sha256)
    structure = uow.contents.get_structure(snapshot.structure_sha256)
    if text is None or structure is None:
        return None
    transcript = Transcript(header.id, header.name, text.decode("utf-8"), structure)
    return FrozenLayers(transcript, snapshot.layers(), snapshot)
