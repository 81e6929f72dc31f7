"""Memos: what a coder writes down about a piece of work, and finds again.

A memo is its coder's: nobody else reads it here, or changes it. Memos on codings and highlights
belong to the layer, are frozen when it is sealed, and shown with it
(:mod:`qcoder.services.viewing`). A memo on words without a code is one on a highlight
(:func:`qcoder.services.highlights.annotate_span`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qcoder.domain.codebook import Code, Codebook
from qcoder.domain.coding import Memo, MemoTarget
from qcoder.domain.errors import NotFound
from qcoder.domain.ids import CoderId, CodingId, HighlightId, MemoId, TranscriptId, new_id
from qcoder.domain.spans import Span
from qcoder.domain.transcript import TranscriptHeader
from qcoder.services.clock import now
from qcoder.services.coders import active_coder
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


@dataclass(frozen=True, slots=True)
class PlacedMemo:
    """A memo with what it is about, as far as that has a code, a transcript, a span in it."""

    memo: Memo
    code: Code | None = None
    transcript: TranscriptHeader | None = None
    span: Span | None = None

    def has_words(self, words: str) -> bool:
        """Whether each of the words occurs, in text or in names; case is ignored."""
        label = self.code.label if self.code else ""
        name = self.transcript.name if self.transcript else ""
        searched = "\n".join((self.memo.text, label, name)).casefold()
        return all(word in searched for word in words.casefold().split())


def own_memos(uow: UnitOfWork, coder: CoderId, words: str = "") -> list[PlacedMemo]:
    """The memos of one coder in which all ``words`` occur.

    The project's comes first, then those on codes as they stand in the codebook, then those in
    each transcript in text order. What removed transcripts have is left out.
    """
    memos = {(memo.target, memo.target_id): memo for memo in uow.memos.of_coder(coder)}
    placed = _placed(uow, coder, memos) if memos else ()
    return [found for found in placed if found.has_words(words)]


_Memos = Mapping[tuple[MemoTarget, str], Memo]


def _placed(uow: UnitOfWork, coder: CoderId, memos: _Memos) -> Iterator[PlacedMemo]:
    codebook = uow.codebook.load()
    if memo := memos.get((MemoTarget.PROJECT, "")):
        yield PlacedMemo(memo)
    for code in codebook.codes:
        if memo := memos.get((MemoTarget.CODE, code.id)):
            yield PlacedMemo(memo, code)
    for header in uow.transcripts.headers():
        if memo := memos.get((MemoTarget.TRANSCRIPT, header.id)):
            yield PlacedMemo(memo, transcript=header)
        yield from _in_text(uow, coder, memos, header, codebook)


def _in_text(
    uow: UnitOfWork, coder: CoderId, memos: _Memos, header: TranscriptHeader, codebook: Codebook
) -> list[PlacedMemo]:
    on_codings = (
        (coding.span, PlacedMemo(memo, codebook.by_id[coding.code], header, coding.span))
        for coding in uow.codings.of_transcript(header.id, coder)
        if (memo := memos.get((MemoTarget.CODING, coding.id)))
    )
    on_highlights = (
        (highlight.span, PlacedMemo(memo, None, header, highlight.span))
        for highlight in uow.highlights.of_transcript(header.id, coder)
        if (memo := memos.get((MemoTarget.HIGHLIGHT, highlight.id)))
    )
    found = sorted((*on_codings, *on_highlights), key=lambda pair: pair[0])
    return [placed for _, placed in found]
