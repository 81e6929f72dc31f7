"""What a layer consists of: codings, stories and highlights; and memos, on these or anything."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from qcoder.domain.ids import (
    CodeId,
    CoderId,
    CodingId,
    HighlightId,
    MemoId,
    StoryId,
    TranscriptId,
)
from qcoder.domain.spans import Span


@dataclass(frozen=True, slots=True)
class Coding:
    """One coder's application of one code to one span of one transcript.

    The span is stored as given, never snapped. ``created_at`` is UTC, ISO 8601.
    ``codebook_revision`` is the one it was made under.
    """

    id: CodingId
    transcript: TranscriptId
    coder: CoderId
    code: CodeId
    span: Span
    created_at: str = ""
    codebook_revision: int = 0
    sure: bool = True


@dataclass(frozen=True, slots=True)
class BlindMark:
    """How sure a coder is of a sealed coding of their own, said before seeing any other layer.

    It lies beside the layer, which is frozen. ``at`` is UTC, ISO 8601.
    """

    coding: CodingId
    transcript: TranscriptId
    coder: CoderId
    sure: bool
    at: str = ""


def weighed(codings: Iterable[Coding], marks: Iterable[BlindMark]) -> list[Coding]:
    """The codings, sure or not as their coders have said in the blind pass, if they have."""
    said = {(mark.coding, mark.sure) for mark in marks}
    return [
        replace(coding, sure=not coding.sure) if (coding.id, not coding.sure) in said else coding
        for coding in codings
    ]


@dataclass(frozen=True, slots=True)
class Story:
    """What one coder takes for one experience being told: the span that its codings share.

    The stories of one layer do not overlap.
    """

    id: StoryId
    transcript: TranscriptId
    coder: CoderId
    span: Span


@dataclass(frozen=True, slots=True)
class Highlight:
    """A span that one coder has marked without a code. ``created_at`` is UTC, ISO 8601."""

    id: HighlightId
    transcript: TranscriptId
    coder: CoderId
    span: Span
    created_at: str = ""


def story_at(stories: Iterable[Story], position: int) -> Story | None:
    """The story, of those of one layer, that has the caret: in it or at its very end."""
    touching = [s for s in stories if s.span.start <= position <= s.span.end]
    # Of two that meet at the caret, the one that begins there.
    return max(touching, key=lambda story: story.span, default=None)


class MemoTarget(StrEnum):
    """What a memo is about. A memo on words without a code is one on a highlight."""

    CODING = "coding"
    HIGHLIGHT = "highlight"
    CODE = "code"
    TRANSCRIPT = "transcript"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Memo:
    """Analytic note of one coder on one thing; a coder has at most one on each.

    ``target_id`` is the id of what it is about, empty for the project.
    """

    id: MemoId
    target: MemoTarget
    target_id: str
    coder: CoderId
    text: str
    changed_at: str = ""
