"""What kind of difference a place is."""

from collections.abc import Sequence

from qcoder.comparison.alignment import Component
from qcoder.comparison.grain import WordCount, is_small_share, is_within_allowance
from qcoder.comparison.speech_words import SpeechWords, Stretch
from qcoder.domain.codebook import Grain
from qcoder.domain.consensus import DifferenceKind
from qcoder.domain.ids import CoderId

EXTENT_FACTOR = 3
"""So many times the length is another idea of how much to code, not another edge."""


def kind_of(
    component: Component, grain: Grain, words: SpeechWords, coder_count: int
) -> DifferenceKind:
    """The kind of a place within one code.

    With more than two coders, what those who coded it have the same but others left out
    is ``one_coder_only`` as well; any other kind is that among those who coded it.
    """
    if len(component) == 1:
        return DifferenceKind.ONE_CODER_ONLY
    coders = {run.coder for run in component}
    if len(coders) < len(component):
        return _kind_of_pieces(component)
    kind = _kind_of_edges([run.stretch for run in component], grain, words)
    if kind.is_same and len(coders) < coder_count:
        return DifferenceKind.ONE_CODER_ONLY
    return kind


def _kind_of_pieces(component: Component) -> DifferenceKind:
    """Coders who cut alike count as one reading."""
    readings: dict[CoderId, tuple[Stretch, ...]] = {}
    for run in component:
        readings[run.coder] = (*readings.get(run.coder, ()), run.stretch)
    several = sum(len(stretches) > 1 for stretches in set(readings.values()))
    return DifferenceKind.SPLIT if several == 1 else DifferenceKind.TANGLE


def _kind_of_edges(
    stretches: Sequence[Stretch], grain: Grain, words: SpeechWords
) -> DifferenceKind:
    if len(set(stretches)) == 1:
        return DifferenceKind.EXACT
    differing = _differing_words(stretches, words)
    if is_within_allowance(differing, grain):
        shorter = min((words.count(stretch) for stretch in stretches), key=lambda c: c.content)
        if is_small_share(differing, shorter):
            return DifferenceKind.TRIVIAL
    lengths = [stretch.length for stretch in stretches]
    if max(lengths) >= EXTENT_FACTOR * min(lengths):
        return DifferenceKind.EXTENT
    return DifferenceKind.BOUNDARY


def _differing_words(stretches: Sequence[Stretch], words: SpeechWords) -> WordCount:
    """The words at the start and at the end that not everybody coded."""
    starts = [stretch.start for stretch in stretches]
    ends = [stretch.end for stretch in stretches]
    before = words.count(Stretch(min(starts), max(starts)))
    after = words.count(Stretch(min(ends), max(ends)))
    return WordCount(before.content + after.content, before.filler + after.filler)
