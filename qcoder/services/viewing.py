"""What one coder may see of a transcript: their own layer, and others' once revealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qcoder.domain.assignment import Assignment, may_see
from qcoder.domain.coding import Coding, Highlight, Memo, Story
from qcoder.domain.ids import CodeId, CoderId, CodingId, HighlightId, TranscriptId
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
    stories: tuple[Story, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    highlight_memos: Mapping[HighlightId, Memo] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was coded, told as a story or highlighted."""
        return not (self.codings or self.stories or self.highlights)


def visible_layers(
    uow: UnitOfWork, transcript: TranscriptId, viewer: CoderId
) -> tuple[VisibleLayer, ...]:
    """The layers of ``transcript`` that ``viewer`` may see, in the order of assignment.

    What the viewer coded before being taken off the transcript comes last: it is still theirs,
    and counted as theirs.
    """
    assignments = uow.assignments.of_transcript(transcript)
    layers = tuple(
        _layer(uow, assignment, is_own=assignment.coder == viewer)
        for assignment in assignments
        if may_see(viewer, assignment.coder, assignments)
    )
    if any(layer.is_own for layer in layers):
        return layers
    left = _layer(uow, Assignment(transcript, viewer, len(assignments)), is_own=True)
    return layers if left.is_empty else (*layers, left)


def _layer(uow: UnitOfWork, assignment: Assignment, *, is_own: bool) -> VisibleLayer:
    place = assignment.transcript, assignment.coder
    return VisibleLayer(
        uow.coders.get(assignment.coder),
        is_own,
        assignment.is_sealed,
        tuple(uow.codings.of_transcript(*place)),
        uow.memos.of_codings(*place),
        tuple(uow.stories.of_transcript(*place)),
        tuple(uow.highlights.of_transcript(*place)),
        uow.memos.of_highlights(*place),
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


def own_code_counts(uow: UnitOfWork, viewer: CoderId) -> dict[CodeId, int]:
    """How often the viewer has used each code, in all transcripts."""
    return uow.codings.count_by_code(viewer)
