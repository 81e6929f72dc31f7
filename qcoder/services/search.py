"""Searching all transcripts, and the memos that a coder may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from qcoder.domain.assignment import may_see
from qcoder.domain.coding import Coding, Memo, MemoTarget
from qcoder.domain.ids import CoderId, TranscriptId
from qcoder.domain.search import EVERYWHERE, Hit, Scope, search
from qcoder.domain.search_patterns import Query, compiled, matches
from qcoder.domain.spans import Span
from qcoder.services.viewing import visible_codings

if TYPE_CHECKING:
    from qcoder.services.workspace import Workspace
    from qcoder.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class MemoHit:
    """A memo that has the words, and where it leads.

    ``spans`` are places in the memo's text. ``transcript`` is the one that the memo, or the
    ``coding`` it is on, is about; None for memos on codes and on the project.
    """

    memo: Memo
    spans: tuple[Span, ...]
    transcript: TranscriptId | None = None
    coding: Coding | None = None


def search_all(workspace: Workspace, query: Query, scope: Scope = EVERYWHERE) -> Iterator[Hit]:
    """The hits of every transcript in the project's order, found as they are asked for.

    A bad pattern is refused at once. What is not reached is not read.
    """
    compiled(query)
    headers = workspace.read(lambda uow: uow.transcripts.headers())
    found = (search(workspace.transcript(header.id), query, scope) for header in headers)
    return chain.from_iterable(found)


def search_memos(uow: UnitOfWork, query: Query, viewer: CoderId | None = None) -> list[MemoHit]:
    """Memos that have the words: on the project, on codes, then transcript by transcript.

    With a ``viewer``, memos on codings and on transcripts are left out where the layers of who
    wrote them are hidden from that coder. Memos on codes and on the project are everybody's.
    """
    hits: list[MemoHit] = []
    for memo, transcript, coding in _memos(uow, viewer):
        spans = tuple(matches(memo.text, query))
        if spans:
            hits.append(MemoHit(memo, spans, transcript, coding))
    return hits


_Placed = tuple[Memo, TranscriptId | None, Coding | None]


def _memos(uow: UnitOfWork, viewer: CoderId | None) -> Iterable[_Placed]:
    shared = uow.memos.on(MemoTarget.PROJECT, "")
    for code in uow.codebook.load().codes:
        shared += uow.memos.on(MemoTarget.CODE, code.id)
    yield from ((memo, None, None) for memo in shared)
    for header in uow.transcripts.headers():
        yield from _memos_of(uow, header.id, viewer)


def _memos_of(
    uow: UnitOfWork, transcript: TranscriptId, viewer: CoderId | None
) -> Iterable[_Placed]:
    assignments = uow.assignments.of_transcript(transcript)
    for memo in uow.memos.on(MemoTarget.TRANSCRIPT, transcript):
        if viewer is None or may_see(viewer, memo.coder, assignments):
            yield memo, transcript, None
    memos = uow.memos.of_codings(transcript)
    for coding in visible_codings(uow, transcript, viewer):
        if coding.id in memos:
            yield memos[coding.id], transcript, coding
