"""The blind pass: each coder weighs their own sealed codings before any other is shown.

It is optional for a project. Marks lie beside the layer, which stays as it was sealed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qcoder.domain.assignment import is_paired, is_revealed
from qcoder.domain.coding import BlindMark, weighed
from qcoder.domain.errors import NotYourLayer, RuleBroken
from qcoder.services.clock import now
from qcoder.services.consensus.rounds import current_round
from qcoder.services.consensus.snapshots import freeze_if_revealed

if TYPE_CHECKING:
    from qcoder.domain.assignment import Assignment
    from qcoder.domain.coding import Coding
    from qcoder.domain.ids import CoderId, CodingId, TranscriptId
    from qcoder.storage.unit_of_work import UnitOfWork

_WANTED = "consensus/blind_pass"


def blind_pass_wanted(uow: UnitOfWork) -> bool:
    """Whether layers of the project wait for a blind pass before they are shown."""
    return uow.project.setting(_WANTED) is True


def want_blind_pass(uow: UnitOfWork, is_wanted: bool) -> None:
    """Ask every coder for a blind pass from now on, those who have sealed already too.

    Layers that were shown stay shown. No longer wanted, it ends for all who are in it: what
    they have marked stays, and layers that waited for nothing else are shown.
    """
    uow.project.set_setting(_WANTED, is_wanted or None)
    changed = [
        replace(assignment, in_blind_pass=not assignment.in_blind_pass)
        for assignment in uow.assignments.all()
        if assignment.is_sealed
        and assignment.in_blind_pass != (is_wanted and may_begin(uow, assignment))
    ]
    for assignment in changed:
        uow.assignments.update(assignment)
    for transcript in dict.fromkeys(assignment.transcript for assignment in changed):
        freeze_if_revealed(uow, transcript)


def may_begin(uow: UnitOfWork, assignment: Assignment) -> bool:
    """Whether the coder has yet to see another's layer, of a transcript that others code too."""
    others = uow.assignments.of_transcript(assignment.transcript)
    is_shown = is_revealed(others) or was_shown(uow, assignment.transcript, assignment.coder)
    return is_paired(others) and not is_shown


def was_shown(uow: UnitOfWork, transcript: TranscriptId, coder: CoderId) -> bool:
    """Whether the coder's layer was shown to the others, and theirs to them, in this round."""
    number = current_round(uow).number
    snapshots = uow.snapshots.of_transcript(transcript)
    return any(s.round == number and coder in s.coders for s in snapshots)


@dataclass(frozen=True, slots=True)
class BlindPass:
    """What one coder has to weigh in one transcript: their own codings, and nothing of others."""

    codings: tuple[Coding, ...]
    marks: Mapping[CodingId, bool]
    """Sure or not, of those that were marked."""
    goes_on: bool
    """Whether the layers wait until this coder has ended it."""


def blind_pass_of(uow: UnitOfWork, transcript: TranscriptId, coder: CoderId) -> BlindPass | None:
    """What that coder can weigh now; None before sealing, after the layers were shown, or alone."""
    assignment = uow.assignments.get(transcript, coder)
    if assignment is None or not may_mark(uow, transcript, coder):
        return None
    marks = uow.blind_marks.of_transcript(transcript, coder)
    codings = uow.codings.of_transcript(transcript, coder)
    said = {mark.coding: mark.sure for mark in marks}
    return BlindPass(tuple(codings), said, assignment.in_blind_pass)


def may_mark(uow: UnitOfWork, transcript: TranscriptId, coder: CoderId) -> bool:
    """Whether the coder has sealed a layer and has not been shown the others' in this round.

    Also while others have not sealed yet, and where no blind pass is asked for: nobody waits
    for it then.
    """
    assignment = uow.assignments.get(transcript, coder)
    return assignment is not None and assignment.is_sealed and may_begin(uow, assignment)


def mark_blind(
    uow: UnitOfWork,
    transcript: TranscriptId,
    coder: CoderId,
    codings: Iterable[CodingId],
    *,
    is_sure: bool,
) -> None:
    """Say of sealed codings of one's own whether one is sure; marking again replaces the mark."""
    if not may_mark(uow, transcript, coder):
        raise marking_refused(uow, transcript, coder)
    own = {coding.id for coding in uow.codings.of_transcript(transcript, coder)}
    for coding in codings:
        if coding not in own:
            raise NotYourLayer("In the blind pass everybody weighs codings of their own only.")
        uow.blind_marks.put(BlindMark(coding, transcript, coder, is_sure, now()))


def marking_refused(uow: UnitOfWork, transcript: TranscriptId, coder: CoderId) -> RuleBroken:
    """Why that coder cannot weigh anything on that transcript now."""
    name, title = uow.coders.get(coder).name, uow.transcripts.header(transcript).name
    assignment = uow.assignments.get(transcript, coder)
    if assignment is None:
        return RuleBroken(f"{name} does not code {title}.")
    if not assignment.is_sealed:
        return RuleBroken(
            f"{name} has not sealed {title}. The blind pass comes after sealing; until then, "
            "mark a coding as unsure while coding."
        )
    if not is_paired(uow.assignments.of_transcript(transcript)):
        return RuleBroken(f"Nobody but {name} codes {title}, so there is no blind pass.")
    return RuleBroken(
        f"The layers of {title} have been shown to each other. "
        "What was marked before that stays as it is."
    )


def end_blind_pass(uow: UnitOfWork, transcript: TranscriptId, coder: CoderId) -> None:
    """The coder has marked what they wanted, perhaps nothing.

    When everybody has, the layers are shown to each other.
    """
    assignment = uow.assignments.get(transcript, coder)
    if assignment is None or not assignment.in_blind_pass:
        name, title = uow.coders.get(coder).name, uow.transcripts.header(transcript).name
        raise RuleBroken(f"{name} is in no blind pass of {title}.")
    uow.assignments.update(replace(assignment, in_blind_pass=False))
    freeze_if_revealed(uow, transcript)


def keep_in_layer(uow: UnitOfWork, transcript: TranscriptId, coder: CoderId) -> None:
    """Write the marks of a blind pass that is left by unsealing into the layer, open again.

    Marks on layers that were shown stay: they are from before.
    """
    marks = uow.blind_marks.of_transcript(transcript, coder)
    if not marks or was_shown(uow, transcript, coder):
        return
    codings = uow.codings.of_transcript(transcript, coder)
    uow.codings.update_all(
        after
        for before, after in zip(codings, weighed(codings, marks), strict=True)
        if before != after
    )
    uow.blind_marks.remove_all(marks)
