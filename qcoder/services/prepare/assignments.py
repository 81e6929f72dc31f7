"""Who codes what, and when a layer is sealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qcoder.domain.assignment import Assignment, is_paired, is_revealed
from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import CoderId, TranscriptId
from qcoder.services.clock import now
from qcoder.services.consensus.blind_pass import blind_pass_wanted, keep_in_layer, may_begin
from qcoder.services.consensus.snapshots import freeze_if_revealed
from qcoder.services.prepare.coders import active_coder

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


def assign(uow: UnitOfWork, transcript: TranscriptId, coders: Sequence[CoderId]) -> None:
    """Make ``coders`` those who code the transcript, in this order; no others.

    A coder who is taken off keeps the codings made so far; they return when the coder is
    assigned again. A sealed layer must be unsealed before its coder is taken off.
    """
    if len(set(coders)) != len(coders):
        raise RuleBroken("A coder can be assigned to a transcript only once.")
    before = uow.assignments.of_transcript(transcript)
    present = {a.coder: a for a in before}
    for coder in present.keys() - set(coders):
        _take_off(uow, present[coder])
    for position, coder in enumerate(coders):
        _put_on(uow, transcript, coder, position, present.get(coder))
    if not (is_paired(before) and is_revealed(before)):
        freeze_if_revealed(uow, transcript)


def _take_off(uow: UnitOfWork, assignment: Assignment) -> None:
    if assignment.is_sealed:
        name = uow.coders.get(assignment.coder).name
        title = uow.transcripts.header(assignment.transcript).name
        raise RuleBroken(f"{name} has sealed {title}. Unseal it before taking {name} off.")
    uow.assignments.remove(assignment.transcript, assignment.coder)


def _put_on(
    uow: UnitOfWork,
    transcript: TranscriptId,
    coder: CoderId,
    position: int,
    present: Assignment | None,
) -> None:
    if present is None:
        active_coder(uow, coder)
        uow.assignments.add(Assignment(transcript, coder, position))
    elif present.position != position:
        uow.assignments.update(replace(present, position=position))


def ensure_assigned(uow: UnitOfWork, transcript: TranscriptId, coder: CoderId) -> bool:
    """Assign ``coder`` after those already assigned; whether that was necessary."""
    present = uow.assignments.of_transcript(transcript)
    if any(a.coder == coder for a in present):
        return False
    active_coder(uow, coder)
    position = max((a.position for a in present), default=-1) + 1
    uow.assignments.add(Assignment(transcript, coder, position))
    return True


def seal(uow: UnitOfWork, transcript: TranscriptId, coder: CoderId) -> None:
    """The coder declares the transcript done; the layer is frozen until unsealed.

    When all coders have, their layers are shown to each other, and kept as they are now for the
    agreement from before. Where the project wants a blind pass, that begins first.
    """
    assignment = _assignment(uow, transcript, coder)
    if assignment.is_sealed:
        raise RuleBroken(f"{_who(uow, assignment)} is sealed already.")
    begins = blind_pass_wanted(uow) and may_begin(uow, assignment)
    uow.assignments.update(replace(assignment, sealed_at=now(), in_blind_pass=begins))
    freeze_if_revealed(uow, transcript)


def unseal(uow: UnitOfWork, transcript: TranscriptId, coder: CoderId) -> None:
    """Open the layer for coding again. Decisions stay; what changes under them goes stale."""
    assignment = _assignment(uow, transcript, coder)
    if not assignment.is_sealed:
        raise RuleBroken(f"{_who(uow, assignment)} is not sealed.")
    uow.assignments.update(replace(assignment, sealed_at=None, in_blind_pass=False))
    keep_in_layer(uow, transcript, coder)


def code_again(uow: UnitOfWork, transcript: TranscriptId) -> None:
    """Open every layer of a transcript at once, so that its coders code blind to each other again.

    One after the other, each would be shown the other's layer of before beside their new one.
    Layers that were open stay so; decisions stay, and go stale where their codings change.
    """
    sealed = [a for a in uow.assignments.of_transcript(transcript) if a.is_sealed]
    if not sealed:
        title = uow.transcripts.header(transcript).name
        raise RuleBroken(f"Nobody has sealed {title}, so it is being coded already.")
    for assignment in sealed:
        unseal(uow, transcript, assignment.coder)


def _assignment(uow: UnitOfWork, transcript: TranscriptId, coder: CoderId) -> Assignment:
    assignment = uow.assignments.get(transcript, coder)
    if assignment is None:
        name, title = uow.coders.get(coder).name, uow.transcripts.header(transcript).name
        raise RuleBroken(f"{name} is not assigned to {title}.")
    return assignment


def _who(uow: UnitOfWork, assignment: Assignment) -> str:
    name = uow.coders.get(assignment.coder).name
    return f"{name}'s layer of {uow.transcripts.header(assignment.transcript).name}"
