"""Codings and the memos on them."""

from dataclasses import dataclass
from enum import StrEnum

from qcoder.domain.ids import CodeId, CoderId, CodingId, MemoId, TranscriptId
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


class MemoTarget(StrEnum):
    """What a memo is about."""

    CODING = "coding"
    CODE = "code"
    TRANSCRIPT = "transcript"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Memo:
    """Analytic note of one coder on one thing; a coder has at most one on each.

    ``target_id`` is the id of the coding, code or transcript, empty for the project.
    """

    id: MemoId
    target: MemoTarget
    target_id: str
    coder: CoderId
    text: str
    changed_at: str = ""
