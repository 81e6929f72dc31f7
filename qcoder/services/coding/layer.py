"""What a coder does in a layer of their own: apply, recode, resize, annotate, remove.

Every function takes the coder who acts and refuses to touch another coder's coding.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qcoder.domain.coding import Coding, MemoTarget
from qcoder.domain.errors import NotFound, RuleBroken
from qcoder.domain.ids import CodeId, CoderId, CodingId, TranscriptId, new_id
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.services.clock import now
from qcoder.services.coding.left_breaks import forget_breaks
from qcoder.services.memos.writing import remove_memos, write_memo
from qcoder.services.prepare.coders import active_coder
from qcoder.services.rules import check_open, check_own, refuse_twice

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


def apply_code(
    uow: UnitOfWork, transcript: Transcript, coder: CoderId, code: CodeId, span: Span
) -> Coding:
    """A new coding on ``span``, its ends moved off labels and blanks.

    Refused where the span has no speech, or where the coder has the same code on the very
    same words already.
    """
    active_coder(uow, coder)
    check_open(uow, transcript.id, coder)
    check_code(uow, code)
    coding = new_coding(uow, transcript.id, coder, code, speech_of(transcript, span))
    refuse_twice(uow, coding)
    uow.codings.add(coding)
    return coding


def new_coding(
    uow: UnitOfWork, transcript: TranscriptId, coder: CoderId, code: CodeId, span: Span
) -> Coding:
    """A coding made now, under the codebook as it is now; not stored yet."""
    return Coding(
        id=CodingId(new_id()),
        transcript=transcript,
        coder=coder,
        code=code,
        span=span,
        created_at=now(),
        codebook_revision=uow.project.codebook_revision,
    )


def recode(uow: UnitOfWork, coder: CoderId, coding: CodingId, code: CodeId) -> Coding:
    """Another code on the same words; the memo stays."""
    check_code(uow, code)
    return _changed(uow, replace(_own(uow, coder, coding), code=code))


def resize(
    uow: UnitOfWork, transcript: Transcript, coder: CoderId, coding: CodingId, span: Span
) -> Coding:
    """The same code on other words of the same transcript."""
    return _changed(uow, replace(_own(uow, coder, coding), span=speech_of(transcript, span)))


def remove_coding(uow: UnitOfWork, coder: CoderId, coding: CodingId) -> None:
    """Remove a coding together with its memo; undoing brings both back."""
    own = _own(uow, coder, coding)
    remove_memos(uow, MemoTarget.CODING, own.id)
    forget_breaks(uow, [own.id])
    uow.codings.remove(own.id)


def annotate(uow: UnitOfWork, coder: CoderId, coding: CodingId, text: str) -> None:
    """Write the memo on a coding; an empty text removes it."""
    write_memo(uow, coder, MemoTarget.CODING, coding, text)


def _own(uow: UnitOfWork, coder: CoderId, coding: CodingId) -> Coding:
    found = uow.codings.get(coding)
    check_own(uow, found, coder)
    return found


def _changed(uow: UnitOfWork, coding: Coding) -> Coding:
    if uow.codings.get(coding.id) != coding:
        refuse_twice(uow, coding)
        uow.codings.update(coding)
    return coding


def check_code(uow: UnitOfWork, code: CodeId) -> None:
    """Refuse a code that the codebook does not have."""
    if not uow.codebook.has_code(code):
        raise NotFound("The codebook does not have this code any more.")


def speech_of(transcript: Transcript, span: Span) -> Span:
    """``span`` with its ends moved off labels and blanks; refused where nothing is left."""
    speech = transcript.clipped_to_speech(span)
    if speech is None:
        raise RuleBroken("There is no speech in the selection: labels and headings are not coded.")
    return speech


def layer(uow: UnitOfWork, transcript: TranscriptId, coder: CoderId) -> list[Coding]:
    """All codings of one coder in one transcript, in text order."""
    return uow.codings.of_transcript(transcript, coder)


def coded_places(
    uow: UnitOfWork, transcript: TranscriptId, coder: CoderId
) -> list[tuple[CodingId, int, int]]:
    """Identifier, start and end of all codings of a layer: quicker than the codings."""
    found = uow.codings.places(transcript, coder)
    return [(CodingId(key), start, end) for key, _, start, end in found]
