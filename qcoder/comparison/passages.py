"""Which differences are discussed together."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript


def passage_numbers(
    spans: Sequence[Span], alone: Iterable[int], transcript: Transcript
) -> list[int]:
    """The passage of each span, counted from 1 in text order; of equal starts the longer first.

    Spans that overlap or share a turn are of one passage, and so is what hangs together
    through others. Those with an index in ``alone`` are each a passage of its own.
    """
    apart = frozenset(alone)
    joining = sorted((n for n in range(len(spans)) if n not in apart), key=spans.__getitem__)
    passages = [*([n] for n in apart), *_touching(joining, spans, transcript)]
    passages.sort(key=lambda passage: _place(passage, spans))
    numbers = {n: i for i, passage in zip(count(1), passages, strict=False) for n in passage}
    return [numbers[n] for n in range(len(spans))]


def _touching(
    numbers: Iterable[int], spans: Sequence[Span], transcript: Transcript
) -> Iterator[list[int]]:
    """Neighbours of one passage together; ``numbers`` are in text order."""
    passage: list[int] = []
    end = last_turn = -1
    for number in numbers:
        turns = transcript.turn_numbers(spans[number])
        if passage and spans[number].start >= end and turns.start > last_turn:
            yield passage
            passage = []
        passage.append(number)
        end = max(end, spans[number].end)
        last_turn = max(last_turn, turns.stop - 1)
    if passage:
        yield passage


def _place(passage: Sequence[int], spans: Sequence[Span]) -> tuple[int, int, int]:
    start = min(spans[n].start for n in passage)
    longest = max(spans[n].end for n in passage if spans[n].start == start)
    return (start, -longest, min(passage))
