"""The words of a coding with speaker and context."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodeId, CodingId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript


@dataclass(frozen=True, slots=True)
class LayerNote:
    """Where the excerpts of one transcript come from, so that a reader can weigh them.

    ``layer`` is "consensus" or a coder's name. ``open_differences`` is how many differences
    the pair has yet to decide, ``unresolved_differences`` how many it has left unresolved on
    purpose: both are 0 for a coder's own layer.
    """

    transcript: str
    layer: str
    is_sealed: bool
    open_differences: int = 0
    unresolved_differences: int = 0
    is_hidden: bool = False
    """Left out, because whoever asks may not see this layer before every coder has sealed."""

    @property
    def sentence(self) -> str:
        """What an export says about this transcript."""
        if self.is_hidden:
            return f"{self.transcript}: coding of {self.layer} is hidden until all have sealed."
        if self.layer == "consensus" and not self.is_sealed:
            return f"{self.transcript}: no consensus yet, not every coder has sealed."
        if self.layer == "consensus":
            return f"{self.transcript}: consensus of its coders, {self._still_open}."
        sealed = "sealed" if self.is_sealed else "not sealed yet"
        return f"{self.transcript}: coding of {self.layer}, {sealed}."

    @property
    def _still_open(self) -> str:
        count = self.open_differences
        if count == 0:
            said = "no difference open"
        else:
            said = "1 difference still open" if count == 1 else f"{count} differences still open"
        left = self.unresolved_differences
        return f"{said}, {left} left unresolved" if left else said


@dataclass(frozen=True, slots=True)
class Aside:
    """A memo on words: on a highlight where it has no ``code``, on a coding where it has one."""

    span: Span
    coder: str
    text: str
    code: CodeId | None = None

    @property
    def said(self) -> str:
        """Whose memo it is and on what, and its text."""
        return f"{self.coder}, on a {'coding' if self.code else 'highlight'}: {self.text}"

    def is_about(self, coding: Coding) -> bool:
        """Whether it is on words of that coding, and on no other code."""
        return self.span.overlaps(coding.span) and self.code in (None, coding.code)


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
    memo: str
    source: LayerNote
    other_memos: tuple[str, ...] = ()
    """What else was written on these words, each memo with its coder."""
    sure: bool | None = None
    """How sure its coder was when it was sealed, None of the consensus."""
    sure_in_blind_pass: bool | None = None
    """None where it was not marked then."""


@dataclass(frozen=True, slots=True)
class ExcerptCollection:
    """Excerpts in the order asked for, the codebook they speak of, and what they rest on."""

    excerpts: tuple[Excerpt, ...]
    codebook: Codebook
    notes: tuple[LayerNote, ...]


def excerpts_of(
    transcript: Transcript,
    codings: Iterable[Coding],
    codebook: Codebook,
    source: LayerNote,
    memos: Mapping[CodingId, str],
) -> list[Excerpt]:
    """One excerpt for each coding of one layer, in the order given."""
    return [_excerpt(transcript, coding, codebook, source, memos) for coding in codings]


def with_asides(
    excerpts: Iterable[Excerpt], codings: Iterable[Coding], asides: Sequence[Aside]
) -> list[Excerpt]:
    """Excerpts of the codings with what else was written on their words; asides in text order."""
    starts = [aside.span.start for aside in asides]
    reach = max((len(aside.span) for aside in asides), default=0)
    found: list[Excerpt] = []
    for excerpt, coding in zip(excerpts, codings, strict=True):
        first = bisect_left(starts, coding.span.start - reach)
        last = bisect_left(starts, coding.span.end)
        said = tuple(aside.said for aside in asides[first:last] if aside.is_about(coding))
        found.append(replace(excerpt, other_memos=said) if said else excerpt)
    return found


def _excerpt(
    transcript: Transcript,
    coding: Coding,
    codebook: Codebook,
    source: LayerNote,
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
        coder=source.layer,
        grouping=codebook.grouping(code).name,
        code=code.label,
        span=coding.span,
        turns=(numbers.start + 1, max(numbers.start + 1, numbers.stop)),
        speakers=transcript.speakers_in(coding.span),
        text=transcript.speech_text(coding.span),
        by_turn=tuple(by_turn),
        memo=memos.get(coding.id, ""),
        source=source,
    )
