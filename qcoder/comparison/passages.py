"""Which differences are discussed together."""

from collections.abc import Iterable, Iterator, Sequence

from qcoder.comparison.places import Place
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript


def passages_of(places: Sequence[Place], transcript: Transcript) -> list[list[Place]]:
    """The places passage by passage in text order, the longest first in each.

    Places that overlap or share a turn are of one passage, and so is what hangs together
    through others. Those of whole sections are each a passage of its own. ``places`` are in
    text order, and so are those that are equally long.
    """
    alone = [[place] for place in places if place.is_alone]
    joined = _touching((place for place in places if not place.is_alone), transcript)
    passages = sorted([*alone, *joined], key=lambda passage: passage[0].text_order)
    for passage in passages:
        passage.sort(key=_length, reverse=True)
    return passages


def _length(place: Place) -> int:
    return place.span.end - place.span.start


def _touching(places: Iterable[Place], transcript: Transcript) -> Iterator[list[Place]]:
    """Neighbours of one passage together; ``places`` are in text order."""
    passage: list[Place] = []
    end = 0
    for place in places:
        start = place.span.start
        if passage and start >= end and not _is_one_turn(end, start, transcript):
            yield passage
            passage = []
        passage.append(place)
        end = max(end, place.span.end)
    if passage:
        yield passage


def _is_one_turn(end: int, start: int, transcript: Transcript) -> bool:
    """Whether what ends and what starts there, after it, share a turn."""
    last = transcript.turn_numbers(Span(end - 1, end)).stop - 1
    return last >= transcript.turn_numbers(Span(start, start + 1)).start
