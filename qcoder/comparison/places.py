"""Places in a transcript: what a difference will be, before it is known which passage it is in."""

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from qcoder.comparison.alignment import Component
from qcoder.comparison.codes import UsedCode
from qcoder.comparison.fingerprints import fingerprint_of, identity_of
from qcoder.comparison.speech_words import SpeechWords, hull
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Difference, DifferenceKind, Reading
from qcoder.domain.ids import CodeId, CoderId, CodingId, DifferenceId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript


class Place(NamedTuple):
    """Runs that are compared with each other, and nothing else.

    ``turns`` are the indices of those that ``span`` touches.
    """

    runs: Component
    kind: DifferenceKind
    codes: tuple[UsedCode, ...]
    readings: tuple[Reading, ...]
    span: Span
    turns: range
    id: DifferenceId
    fingerprint: str
    is_alone: bool
    """Whether it joins no passage: a whole section would join everything in it."""

    @property
    def text_order(self) -> tuple[int, int, list[int], str]:
        """Longest first of those that start together, then as the codebook has the codes."""
        ranks = [code.rank for code in self.codes]
        return (self.span.start, -self.span.end, ranks, self.runs[0].codings[0].id)

    def difference(self, transcript: Transcript, passage: int) -> Difference:
        """The difference that this place is."""
        return Difference(
            id=self.id,
            kind=self.kind,
            transcript=transcript.id,
            codes=tuple(code.id for code in self.codes),
            readings=self.readings,
            span=self.span,
            passage=passage,
            fingerprint=self.fingerprint,
        )


class PlaceMaker(NamedTuple):
    """What is the same for all places of a comparison."""

    transcript: Transcript
    coders: Sequence[CoderId]
    codes: Mapping[CodeId, UsedCode]
    words: SpeechWords
    before: Mapping[CodingId, Place]
    """Places of an earlier comparison that would be made the same, by their first coding."""

    def place(self, runs: Component, kind: DifferenceKind) -> Place:
        """The place of these runs; the one of before if it was the same."""
        known = self.before.get(runs[0].codings[0].id)
        if known and known.kind is kind and known.runs == runs:
            return known
        return self._made(runs, kind)

    def _made(self, runs: Component, kind: DifferenceKind) -> Place:
        codings = [coding for run in runs for coding in run.codings]
        codes = self._codes(runs)
        span = self._span(runs)
        return Place(
            runs=runs,
            kind=kind,
            codes=codes,
            readings=self._readings(runs),
            span=span,
            turns=self.transcript.turn_numbers(span),
            id=identity_of(codings),
            fingerprint=fingerprint_of(codings, self.codes),
            is_alone=any(code.is_section for code in codes),
        )

    def _codes(self, runs: Component) -> tuple[UsedCode, ...]:
        present = {run.code: self.codes[run.code] for run in runs}.values()
        return tuple(sorted(present, key=attrgetter("rank")))

    def _span(self, runs: Component) -> Span:
        stretch = hull([run.stretch for run in runs])
        return self.words.span_of(stretch) if stretch.length else runs[0].codings[0].span

    def _readings(self, runs: Component) -> tuple[Reading, ...]:
        own: dict[CoderId, tuple[Coding, ...]] = {}
        for run in runs:
            own[run.coder] = own.get(run.coder, ()) + run.codings
        return tuple(Reading(coder, own.get(coder, ())) for coder in self.coders)
