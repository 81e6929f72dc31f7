"""Which differences are discussed together."""

from collections.abc import Iterable, Sequence

from qcoder.comparison.places import Place
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript


def passages_of(places: Sequence[Place], transcript: Transcript) -> list[list[Place]]:
    """The places passage by passage in text order, the longest first in each.

    Places that overlap or share a turn are of one passage, and so is what hangs together
    through others. Those of whole sections, which would join everything in them, are each a
    passage of its own. ``places`` are in text order, and so are those that are equally long.
    """
    passages = _in_text_order(places, transcript)
    for passage in passages:
        passage.sort(key=_length, reverse=True)
    return passages


def _length(place: Place) -> int:
    return place.span.end - place.span.start


def _in_text_order(places: Iterable[Place], transcript: Transcript) -> list[list[Place]]:
    """Passages in the order of their first places, and so the places in each."""
    passages: list[list[Place]] = []
    passage: list[Place] = []
    end = 0
    for place in places:
        start = place.span.start
        if place.codes.has_section:
            passages.append([place])
        elif passage and (start < end or _is_one_turn(end, start, transcript)):
            passage.append(place)
            end = max(end, place.span.end)
        else:
            passage = [place]
            passages.append(passage)
            end = place.span.end
    return passages


def _is_one_turn(end: int, start: int, transcript: Transcript) -> bool:
    """Whether what ends and what starts there, after it, share a turn."""
    last = transcript.turn_numbers(Span(end - 1, end)).stop - 1
    return last >= transcript.turn_numbers(Span(start, start + 1)).start
