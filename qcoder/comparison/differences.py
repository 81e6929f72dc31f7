"""The comparison from end to end."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from qcoder.comparison.alignment import Component, aligned
from qcoder.comparison.classify import kind_of
from qcoder.comparison.codes import UsedCode, used_codes
from qcoder.comparison.fingerprints import fingerprint_of, identity_of
from qcoder.comparison.passages import passage_numbers
from qcoder.comparison.runs import Run, runs_of
from qcoder.comparison.speech_words import SpeechWords, hull
from qcoder.comparison.substitution import with_substitutions
from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Difference, DifferenceKind, Reading
from qcoder.domain.fillers import ENGLISH, FillerWords
from qcoder.domain.ids import CodeId, CoderId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript


class _Place(NamedTuple):
    """Runs that are compared with each other, and nothing else."""

    runs: Component
    kind: DifferenceKind
    codes: tuple[UsedCode, ...]
    span: Span

    @property
    def text_order(self) -> tuple[int, int, list[int], str]:
        """Longest first of those that start together, then as the codebook has the codes."""
        ranks = [code.rank for code in self.codes]
        return (self.span.start, -self.span.end, ranks, self.runs[0].codings[0].id)


def compare(
    transcript: Transcript,
    layers: Mapping[CoderId, Sequence[Coding]],
    codebook: Codebook,
    *,
    fillers: FillerWords = ENGLISH,
) -> tuple[Difference, ...]:
    """Every coding of two or more layers in exactly one difference, the same ones included.

    ``layers`` are in the order of assignment, which is the order of every difference's
    readings; the order of the codings has no effect. Only speech counts; codings without a
    word of it are the same where their spans are. Differences come passage by passage in text
    order, the longest first in each.
    """
    if len(layers) < 2:
        raise ValueError("a comparison needs the layers of two coders or more")
    words = SpeechWords.of(transcript, fillers)
    used = (coding.code for codings in layers.values() for coding in codings)
    codes = used_codes(used, codebook)
    places = sorted(_places(layers, codes, words), key=lambda place: place.text_order)
    return _numbered(places, transcript, layers, codes)


def _places(
    layers: Mapping[CoderId, Sequence[Coding]],
    codes: Mapping[CodeId, UsedCode],
    words: SpeechWords,
) -> Iterable[_Place]:
    one_sided: list[Component] = []
    for component in aligned(runs_of(layers, words)):
        kind = kind_of(component, codes[component[0].code].grain, words, len(layers))
        if kind is DifferenceKind.ONE_CODER_ONLY and component[0].has_words:
            one_sided.append(component)
        else:
            yield _place(component, kind, codes, words)
    for component in with_substitutions(one_sided, codes):
        yield _place(component, _one_sided_kind(component), codes, words)


def _one_sided_kind(component: Component) -> DifferenceKind:
    is_substitution = len({run.code for run in component}) > 1
    return DifferenceKind.SUBSTITUTION if is_substitution else DifferenceKind.ONE_CODER_ONLY


def _place(
    runs: Component,
    kind: DifferenceKind,
    codes: Mapping[CodeId, UsedCode],
    words: SpeechWords,
) -> _Place:
    present = {run.code: codes[run.code] for run in runs}.values()
    stretch = hull([run.stretch for run in runs])
    span = words.span_of(stretch) if stretch.length else runs[0].codings[0].span
    return _Place(runs, kind, tuple(sorted(present, key=lambda code: code.rank)), span)


def _numbered(
    places: Sequence[_Place],
    transcript: Transcript,
    coders: Iterable[CoderId],
    codes: Mapping[CodeId, UsedCode],
) -> tuple[Difference, ...]:
    alone = [n for n, place in enumerate(places) if any(c.is_section for c in place.codes)]
    numbers = passage_numbers([place.span for place in places], alone, transcript)
    order = sorted(range(len(places)), key=lambda n: (numbers[n], -len(places[n].span), n))
    coders = tuple(coders)
    return tuple(_difference(places[n], numbers[n], transcript, coders, codes) for n in order)


def _difference(
    place: _Place,
    passage: int,
    transcript: Transcript,
    coders: Iterable[CoderId],
    codes: Mapping[CodeId, UsedCode],
) -> Difference:
    codings = [coding for run in place.runs for coding in run.codings]
    return Difference(
        id=identity_of(codings),
        kind=place.kind,
        transcript=transcript.id,
        codes=tuple(code.id for code in place.codes),
        readings=tuple(_reading(coder, place.runs) for coder in coders),
        span=place.span,
        passage=passage,
        fingerprint=fingerprint_of(codings, codes),
    )


def _reading(coder: CoderId, runs: Iterable[Run]) -> Reading:
    own = [run.codings for run in runs if run.coder == coder]
    return Reading(coder, own[0] if len(own) == 1 else tuple(chain.from_iterable(own)))
