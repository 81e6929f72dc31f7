"""Highlights: words marked without a code, and the codes that readers make of them.

A codebook may begin so: several people read the same transcripts, each highlights what strikes
them, and when all have sealed, their highlights lie over each other and become codes. A code made
of highlights codes nothing. The highlights stay as they were read, in layers that nobody else
edits; the memo on the code says where it came from; and the code is applied in the coding that
follows, by its coders, under the codebook that has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qcoder.domain.assignment import may_see
from qcoder.domain.codebook import Code, CodeEntry
from qcoder.domain.coding import Coding, Highlight, Memo, MemoTarget
from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import CodeId, CoderId, HighlightId, TranscriptId, new_id
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.services.clock import now
from qcoder.services.codebook.rearranging import add_code_of
from qcoder.services.coding.layer import apply_code, speech_of
from qcoder.services.coding.stories import turns_in_words
from qcoder.services.memos.writing import remove_memos, write_memo
from qcoder.services.prepare.coders import active_coder
from qcoder.services.rules import check_open, check_own

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


def highlight(uow: UnitOfWork, transcript: Transcript, coder: CoderId, span: Span) -> Highlight:
    """Mark ``span`` without a code, its ends moved off labels and blanks.

    Highlights may overlap. The very same words are marked once: where they are marked already,
    it is that highlight, and nothing changes.
    """
    active_coder(uow, coder)
    check_open(uow, transcript.id, coder)
    words = speech_of(transcript, span)
    for present in uow.highlights.of_transcript(transcript.id, coder):
        if present.span == words:
            return present
    made = Highlight(HighlightId(new_id()), transcript.id, coder, words, now())
    uow.highlights.add(made)
    return made


def remove_highlight(uow: UnitOfWork, coder: CoderId, highlight: HighlightId) -> None:
    """Remove a highlight together with its memo; undoing brings both back."""
    found = uow.highlights.get(highlight)
    check_own(uow, found, coder)
    remove_memos(uow, MemoTarget.HIGHLIGHT, found.id)
    uow.highlights.remove(found.id)


def annotate_span(
    uow: UnitOfWork, transcript: Transcript, coder: CoderId, span: Span, text: str
) -> Memo:
    """Write a memo on words without a code: on the highlight of them, made if need be."""
    if not text.strip():
        raise RuleBroken("A memo needs a text.")
    marked = highlight(uow, transcript, coder, span)
    memo = write_memo(uow, coder, MemoTarget.HIGHLIGHT, marked.id, text)
    assert memo is not None
    return memo


def remove_highlights(uow: UnitOfWork, coder: CoderId, highlights: Iterable[HighlightId]) -> None:
    """Remove several of one's own with their memos: all of them or none."""
    for found in dict.fromkeys(highlights):
        remove_highlight(uow, coder, found)


def apply_to_highlights(
    uow: UnitOfWork, coder: CoderId, code: CodeId, highlights: Iterable[HighlightId]
) -> list[Coding]:
    """Code the words of one's own highlights, which stay; the codings that were made.

    Words that have the code already are passed over. Refused as a whole where a highlight is
    another coder's, or its layer sealed.
    """
    made: list[Coding] = []
    for found in [uow.highlights.get(highlight) for highlight in dict.fromkeys(highlights)]:
        check_own(uow, found, coder)
        codings = uow.codings.of_transcript(found.transcript, coder)
        if not any(c.code == code and c.span == found.span for c in codings):
            transcript = uow.transcripts.get(found.transcript)
            made.append(apply_code(uow, transcript, coder, code, found.span))
    return made


def code_from_highlights(
    uow: UnitOfWork, coder: CoderId, entry: CodeEntry, highlights: Iterable[HighlightId]
) -> Code:
    """A new code as described, with a memo of ``coder`` on it that says where it came from.

    Its grouping is made where there is none of that name. The memo names readers, transcripts
    and turns, and quotes no words. Nothing is coded, and no highlight changes, neither others'
    nor one's own. Refused where a highlight is hidden from ``coder``, or the codebook is closed
    for new codes.
    """
    chosen = [uow.highlights.get(found) for found in dict.fromkeys(highlights)]
    if not chosen:
        raise RuleBroken("Choose the highlights that the code is made of.")
    for found in chosen:
        _check_visible(uow, coder, found)
    code = add_code_of(uow, entry)
    write_memo(uow, coder, MemoTarget.CODE, code.id, _origin(uow, chosen))
    return code


def _check_visible(uow: UnitOfWork, viewer: CoderId, found: Highlight) -> None:
    if not may_see(viewer, found.coder, uow.assignments.of_transcript(found.transcript)):
        title = uow.transcripts.header(found.transcript).name
        raise RuleBroken(f"Highlights of others in {title} show when all its coders have sealed.")


def _origin(uow: UnitOfWork, chosen: Iterable[Highlight]) -> str:
    """One line for each highlight, in the order of transcripts, text and readers."""
    by_transcript: dict[TranscriptId, list[Highlight]] = {}
    for found in chosen:
        by_transcript.setdefault(found.transcript, []).append(found)
    names = {coder.id: coder.name for coder in uow.coders.all()}
    lines = ["Made from highlights:"]
    for header in uow.transcripts.headers(include_removed=True):
        marked = by_transcript.get(header.id, [])
        transcript = uow.transcripts.get(header.id) if marked else None
        for found in sorted(marked, key=lambda h: (h.span, names[h.coder])):
            assert transcript is not None
            where = turns_in_words(transcript, found.span)
            lines.append(f"{header.name}, {where} ({names[found.coder]})")
    return "\n".join(lines)
