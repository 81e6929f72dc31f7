"""What a coder does to codings of their own that are chosen together.

Each is one act on one coding or many: all are changed, or none and a sentence says why. Those of
another coder, and those in a layer that is sealed, are refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qcoder.domain.coding import Coding, Memo, MemoTarget
from qcoder.domain.errors import NotFound, NotYourLayer, RuleBroken
from qcoder.domain.ids import CodeId, CoderId, CodingId, new_id
from qcoder.domain.spans import Span, span_or_none
from qcoder.domain.transcript import Transcript
from qcoder.services.clock import now
from qcoder.services.coding.left_breaks import forget_breaks
from qcoder.services.memos.writing import remove_memos
from qcoder.services.rules import check_open, coded_already, with_twins

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


def set_sure(
    uow: UnitOfWork, coder: CoderId, codings: Iterable[CodingId], *, is_sure: bool
) -> list[Coding]:
    """Weigh codings: whether the coder is sure of them."""
    own = own_codings(uow, coder, codings)
    return _stored(uow, own, [replace(coding, sure=is_sure) for coding in own])


def recode_all(
    uow: UnitOfWork, coder: CoderId, codings: Iterable[CodingId], code: CodeId
) -> list[Coding]:
    """Another code on the same words; memos stay."""
    if not uow.codebook.has_code(code):
        raise NotFound("The codebook does not have this code any more.")
    own = own_codings(uow, coder, codings)
    return _stored(uow, own, [replace(coding, code=code) for coding in own])


def remove_all(uow: UnitOfWork, coder: CoderId, codings: Iterable[CodingId]) -> None:
    """Remove codings together with their memos; undoing brings all back."""
    own = [coding.id for coding in own_codings(uow, coder, codings)]
    for coding in _annotated(uow, own):
        remove_memos(uow, MemoTarget.CODING, coding)
    forget_breaks(uow, own)
    uow.codings.remove_all(own)


def _annotated(uow: UnitOfWork, codings: Sequence[CodingId]) -> Sequence[CodingId]:
    """Those with a memo, without asking for each of thousands."""
    if len(codings) == 1:
        return codings
    annotated = uow.memos.annotated(MemoTarget.CODING)
    return [coding for coding in codings if coding in annotated]


def split_codings(
    uow: UnitOfWork,
    transcript: Transcript,
    coder: CoderId,
    codings: Iterable[CodingId],
    position: int,
) -> list[tuple[Coding, Coding]]:
    """Cut each coding in two at a caret.

    The first part stays the same coding and keeps the memo; the second is a new one of the same
    code and weight. Refused where one has no words before or after the caret.
    """
    revision = uow.project.codebook_revision
    pairs: list[tuple[Coding, Coding]] = []
    for coding in own_codings(uow, coder, codings):
        first, second = _cut(transcript, coding.span, position)
        rest = replace(
            coding,
            id=CodingId(new_id()),
            span=second,
            created_at=now(),
            codebook_revision=revision,
        )
        pairs.append((replace(coding, span=first), rest))
    refuse_doubles(uow, [part for pair in pairs for part in pair])
    uow.codings.update_all(first for first, _ in pairs)
    uow.codings.add_all(second for _, second in pairs)
    return pairs


def _cut(transcript: Transcript, span: Span, position: int) -> tuple[Span, Span]:
    ends = span_or_none(span.start, min(position, span.end))
    starts = span_or_none(max(position, span.start), span.end)
    first = transcript.clipped_to_speech(ends) if ends else None
    second = transcript.clipped_to_speech(starts) if starts else None
    if first is None or second is None:
        raise RuleBroken("A coding is split between its words; put the caret between two of them.")
    return first, second


def join_codings(uow: UnitOfWork, coder: CoderId, codings: Iterable[CodingId]) -> Coding:
    """One coding from the first word to the last, what lies between them included.

    The first in the text stays, with the memos of all; it is unsure where one of them was.
    """
    own = own_codings(uow, coder, codings)
    if len(own) < 2:
        raise RuleBroken("To join codings, choose two or more.")
    if len({(coding.transcript, coding.code) for coding in own}) > 1:
        raise RuleBroken("Only codings of the same code in one transcript can be joined.")
    first, *others = own
    span = Span(first.span.start, max(coding.span.end for coding in own))
    gather_memos(uow, MemoTarget.CODING, first.id, [coding.id for coding in others])
    forget_breaks(uow, [coding.id for coding in others])
    uow.codings.remove_all(coding.id for coding in others)
    joined = replace(first, span=span, sure=all(coding.sure for coding in own))
    return _stored(uow, [first], [joined])[0]


def own_codings(uow: UnitOfWork, coder: CoderId, codings: Iterable[CodingId]) -> list[Coding]:
    """These codings in text order, each once; refused where the coder may not change one."""
    found = uow.codings.get_all(codings)
    for owner in {coding.coder for coding in found} - {coder}:
        name = uow.coders.get(owner).name
        raise NotYourLayer(f"This is {name}'s coding; only {name} can change it.")
    for transcript in {coding.transcript for coding in found}:
        check_open(uow, transcript, coder)
    return found


def gather_memos(uow: UnitOfWork, target: MemoTarget, kept: str, going: Iterable[str]) -> None:
    """Put what each coder wrote on ``going`` under what they wrote on ``kept``."""
    for gone in going:
        for memo in uow.memos.on(target, gone):
            uow.memos.remove(memo.id)
            uow.memos.put(_under(uow.memos.get(target, kept, memo.coder), memo, kept))


def _under(present: Memo | None, memo: Memo, target_id: str) -> Memo:
    if present is None:
        return replace(memo, target_id=target_id)
    return replace(present, text=f"{present.text}\n\n{memo.text}", changed_at=now())


def _stored(uow: UnitOfWork, before: Sequence[Coding], after: list[Coding]) -> list[Coding]:
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    # A weight makes nothing the same as another.
    moved = [new for old, new in changed if (old.code, old.span) != (new.code, new.span)]
    refuse_doubles(uow, moved)
    uow.codings.update_all(new for _, new in changed)
    return after


def refuse_doubles(uow: UnitOfWork, changed: Sequence[Coding]) -> None:
    """Refuse where a coder would have the same code on the very same words twice."""
    for coding in with_twins(uow, changed):
        raise coded_already(uow, coding)
    seen: set[tuple[object, ...]] = set()
    for coding in changed:
        words = coding.transcript, coding.coder, coding.code, coding.span
        if words in seen:
            raise coded_already(uow, coding)
        seen.add(words)
