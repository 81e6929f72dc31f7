"""Memos: what a coder writes down about a piece of work, and finds again.

A memo is its coder's: nobody else changes it; who may read it says
:mod:`qcoder.services.memos.listing`. Memos on codings and highlights
belong to the layer, are frozen when it is sealed, and shown with it
(:mod:`qcoder.services.viewing`). A memo on words without a code is one on a highlight
(:func:`qcoder.services.coding.highlights.annotate_span`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qcoder.domain.coding import Memo, MemoTarget
from qcoder.domain.errors import NotFound
from qcoder.domain.ids import CoderId, CodingId, HighlightId, MemoId, TranscriptId, new_id
from qcoder.services.clock import now
from qcoder.services.prepare.coders import active_coder
from qcoder.services.rules import check_own

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


def write_memo(
    uow: UnitOfWork, coder: CoderId, target: MemoTarget, target_id: str, text: str
) -> Memo | None:
    """Write the coder's memo on one thing; an empty text removes it, and returns None.

    Everybody may write on codes, transcripts and the project (whose id is empty), also where
    they have sealed; on codings and highlights only whose they are, while the layer is open.
    """
    _check_target(uow, coder, target, target_id)
    present = uow.memos.get(target, target_id, coder)
    wanted = text.strip()
    if not wanted:
        if present:
            uow.memos.remove(present.id)
        return None
    if present and present.text == wanted:
        return present
    memo = present or Memo(MemoId(new_id()), target, target_id, coder, wanted)
    memo = replace(memo, text=wanted, changed_at=now())
    uow.memos.put(memo)
    return memo


def _check_target(uow: UnitOfWork, coder: CoderId, target: MemoTarget, target_id: str) -> None:
    match target:
        case MemoTarget.CODING:
            check_own(uow, uow.codings.get(CodingId(target_id)), coder)
        case MemoTarget.HIGHLIGHT:
            check_own(uow, uow.highlights.get(HighlightId(target_id)), coder)
        case MemoTarget.CODE:
            active_coder(uow, coder)
            if target_id not in uow.codebook.load().by_id:
                raise NotFound("The codebook does not have this code any more.")
        case MemoTarget.TRANSCRIPT:
            active_coder(uow, coder)
            uow.transcripts.header(TranscriptId(target_id))
        case MemoTarget.PROJECT:
            active_coder(uow, coder)


def own_memo(
    uow: UnitOfWork, coder: CoderId, target: MemoTarget, target_id: str = ""
) -> Memo | None:
    """The coder's memo on one thing, if there is one."""
    return uow.memos.get(target, target_id, coder)


def remove_memos(uow: UnitOfWork, target: MemoTarget, target_id: str) -> None:
    """Remove every coder's memo on something that is about to be removed itself."""
    for memo in uow.memos.on(target, target_id):
        uow.memos.remove(memo.id)
