"""The words of a coding with speaker and context."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding
from qcoder.domain.ids import CoderId, CodingId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One coded passage as an author reads it.

    ``text`` is the speech of ``span``, turns joined by a line break. ``turns`` are the
    numbers of its first and last turn, counted from 1. ``coder`` is a name, or "consensus".
    """

    coding: CodingId
    transcript: str
    section: str
    coder: str
    grouping: str
    code: str
    span: Span
    turns: tuple[int, int]
    speakers: tuple[str, ...]
    text: str
    by_turn: tuple[tuple[str, str], ...]
    """Speaker (empty if none) and words of each turn."""
    memo: str = ""


def excerpts_of(
    transcript: Transcript,
    codings: Iterable[Coding],
    codebook: Codebook,
    coder_names: Mapping[CoderId, str],
    memos: Mapping[CodingId, str],
) -> list[Excerpt]:
    """One excerpt for each coding, in the order given."""
    return [_excerpt(transcript, coding, codebook, coder_names, memos) for coding in codings]


def _excerpt(
    transcript: Transcript,
    coding: Coding,
    codebook: Codebook,
    coder_names: Mapping[CoderId, str],
    memos: Mapping[CodingId, str],
) -> Excerpt:
    code = codebook.by_id[coding.code]
    section = transcript.section_at(coding.span.start)
    numbers = transcript.turn_numbers(coding.span)
    by_turn = [(t.speaker or "", words) for t, words in transcript.speech_by_turn(coding.span)]
    return Excerpt(
        coding=coding.id,
        transcript=transcript.name,
        section=section.title if section else "",
        coder=coder_names[coding.coder],
        grouping=codebook.grouping(code).name,
        code=code.label,
        span=coding.span,
        turns=(numbers.start + 1, max(numbers.start + 1, numbers.stop)),
        speakers=transcript.speakers_in(coding.span),
        text=transcript.speech_text(coding.span),
        by_turn=tuple(by_turn),
        memo=memos.get(coding.id, ""),
    )
