"""What kind of difference a place is."""

from operator import attrgetter

from qcoder.comparison.alignment import Component
from qcoder.comparison.grain import is_small_share, is_within_allowance
from qcoder.comparison.speech_words import SpeechWords
from qcoder.domain.codebook import Grain
from qcoder.domain.consensus import DifferenceKind
from qcoder.domain.ids import CoderId

EXTENT_FACTOR = 3
"""So many times the length is another idea of how much to code, not another edge."""

_content = attrgetter("content")


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
    kind = _kind_of_edges(component, grain, words)
    if len(coders) < coder_count and kind.is_same:
        return DifferenceKind.ONE_CODER_ONLY
    return kind


def _kind_of_pieces(component: Component) -> DifferenceKind:
    """Coders who cut alike count as one reading."""
    readings: dict[CoderId, tuple[tuple[int, int], ...]] = {}
    for run in component:
        readings[run.coder] = (*readings.get(run.coder, ()), (run.start, run.end))
    several = sum(len(pieces) > 1 for pieces in set(readings.values()))
    return DifferenceKind.SPLIT if several == 1 else DifferenceKind.TANGLE


def _kind_of_edges(component: Component, grain: Grain, words: SpeechWords) -> DifferenceKind:
    ends = [run.end for run in component]
    # In text order, so that the first starts first and the last starts last.
    before, after = (component[0].start, component[-1].start), (min(ends), max(ends))
    if before[0] == before[1] and after[0] == after[1]:
        return DifferenceKind.EXACT
    differing = words.count(before, after)
    if is_within_allowance(differing, grain):
        counts = [words.count((run.start, run.end)) for run in component]
        if is_small_share(differing, min(counts, key=_content)):
            return DifferenceKind.TRIVIAL
    lengths = [run.end - run.start for run in component]
    if max(lengths) >= EXTENT_FACTOR * min(lengths):
        return DifferenceKind.EXTENT
    return DifferenceKind.BOUNDARY
