"""Highlights looked at together: one's own, and those of others that one may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcoder.domain.assignment import Assignment, is_paired, may_see
from qcoder.domain.coding import Highlight
from qcoder.domain.ids import CoderId, TranscriptId
from qcoder.domain.people import Coder
from qcoder.domain.transcript import TranscriptHeader

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ReadHighlight:
    """A highlight with who marked it, where, and the reader's memo on it."""

    highlight: Highlight
    reader: Coder
    transcript: TranscriptHeader
    memo: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A paired transcript whose other readers' highlights do not show to the viewer yet.

    It is told by who has still to seal, never by whether there are any.
    """

    transcript: TranscriptHeader
    unsealed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader may see of all reading, in the order of transcripts, text and readers."""

    highlights: tuple[ReadHighlight, ...] = ()
    waiting: tuple[Waiting, ...] = ()


def reading_of(uow: UnitOfWork, viewer: CoderId, transcript: TranscriptId | None = None) -> Reading:
    """The highlights that ``viewer`` may see, in one transcript or in all.

    Those in removed transcripts are left out.
    """
    readers = {coder.id: coder for coder in uow.coders.all()}
    wanted = [h for h in uow.transcripts.headers() if transcript in (None, h.id)]
    highlights: list[ReadHighlight] = []
    waiting: list[Waiting] = []
    for header in wanted:
        assignments = uow.assignments.of_transcript(header.id)
        seen = [
            found
            for found in uow.highlights.of_transcript(header.id)
            if may_see(viewer, found.coder, assignments)
        ]
        highlights += _with_memos(uow, header, seen, readers)
        unsealed = _unsealed(viewer, assignments, readers)
        if unsealed:
            waiting.append(Waiting(header, unsealed))
    return Reading(tuple(highlights), tuple(waiting))


def _with_memos(
    uow: UnitOfWork,
    header: TranscriptHeader,
    seen: Sequence[Highlight],
    readers: Mapping[CoderId, Coder],
) -> list[ReadHighlight]:
    memos = uow.memos.of_highlights(header.id) if seen else {}
    return [
        ReadHighlight(
            found, readers[found.coder], header, memos[found.id].text if found.id in memos else ""
        )
        for found in seen
    ]


def _unsealed(
    viewer: CoderId, assignments: Sequence[Assignment], readers: Mapping[CoderId, Coder]
) -> tuple[str, ...]:
    """Names of those whose sealing is waited for, where others are hidden from the viewer."""
    others = [a.coder for a in assignments if a.coder != viewer]
    if not is_paired(assignments) or all(may_see(viewer, o, assignments) for o in others):
        return ()
    return tuple(readers[a.coder].name for a in assignments if not a.is_sealed)
