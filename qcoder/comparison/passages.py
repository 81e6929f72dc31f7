"""Which differences are discussed together."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from qcoder.comparison.places import Place


def passage_numbers(places: Sequence[Place]) -> list[int]:
    """The passage of each place, counted from 1 in text order; of equal starts the longer first.

    Places that overlap or share a turn are of one passage, and so is what hangs together
    through others. Those of whole sections are each a passage of its own. ``places`` are in
    text order.
    """
    alone = ([n] for n, place in enumerate(places) if place.is_alone)
    joining = (n for n, place in enumerate(places) if not place.is_alone)
    passages = [*chain(alone, _touching(joining, places))]
    passages.sort(key=lambda passage: (places[passage[0]].span.start, passage[0]))
    numbers = {n: number for number, passage in enumerate(passages, 1) for n in passage}
    return [numbers[n] for n in range(len(places))]


def _touching(numbers: Iterable[int], places: Sequence[Place]) -> Iterator[list[int]]:
    """Neighbours of one passage together; ``numbers`` are in text order."""
    passage: list[int] = []
    end = last_turn = -1
    for number in numbers:
        span, turns = places[number].span, places[number].turns
        if passage and span.start >= end and turns.start > last_turn:
            yield passage
            passage = []
        passage.append(number)
        end = max(end, span.end)
        last_turn = max(last_turn, turns.stop - 1)
    if passage:
        yield passage
