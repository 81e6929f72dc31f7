"""What one coder may see of a transcript: their own layer, and others' once revealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcoder.domain.assignment import may_see
from qcoder.domain.coding import Coding, Memo
from qcoder.domain.ids import CodeId, CoderId, CodingId, TranscriptId
from qcoder.domain.people import Coder

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class VisibleLayer:
    """One layer of a transcript that the viewer may see."""

    coder: Coder
    is_own: bool
    is_sealed: bool
    codings: tuple[Coding, ...]
    memos: Mapping[CodingId, Memo]


def visible_layers(
    uow: UnitOfWork, transcript: TranscriptId, viewer: CoderId
) -> tuple[VisibleLayer, ...]:
    """The layers of ``transcript`` that ``viewer`` may see, in the order of assignment."""
    assignments = uow.assignments.of_transcript(transcript)
    return tuple(
        VisibleLayer(
            uow.coders.get(a.coder),
            a.coder == viewer,
            a.is_sealed,
            tuple(uow.codings.of_transcript(transcript, a.coder)),
            uow.memos.of_codings(transcript, a.coder),
        )
        for a in assignments
        if may_see(viewer, a.coder, assignments)
    )


def visible_codings(
    uow: UnitOfWork,
    transcript: TranscriptId,
    viewer: CoderId | None,
    coder: CoderId | None = None,
) -> list[Coding]:
    """The codings of ``transcript``, or of one ``coder`` in it, that ``viewer`` may see.

    Without a viewer all of them, those of coders who were taken off included.
    """
    assignments = uow.assignments.of_transcript(transcript)
    return [
        coding
        for coding in uow.codings.of_transcript(transcript, coder)
        if viewer is None or may_see(viewer, coding.coder, assignments)
    ]


def own_code_counts(
    uow: UnitOfWork, viewer: CoderId, transcript: TranscriptId | None = None
) -> dict[CodeId, int]:
    """How often the viewer has used each code, here or in all transcripts."""
    return uow.codings.count_by_code(transcript, [viewer])
