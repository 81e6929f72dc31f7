"""Highlights of several readers laid over each other: where they meet, and whose is whose."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from qcoder.domain.spans import Span


@dataclass(frozen=True, slots=True, order=True)
class SharedWords:
    """A stretch that ``readers`` different people have marked, two at least."""

    span: Span
    readers: int


def shared_words(marks: Iterable[tuple[Span, Hashable]]) -> list[SharedWords]:
    """Where marks of different readers meet, in text order and as long as the number is the same.

    What one reader marked twice counts once.
    """
    edges = [
        edge for span, reader in marks for edge in ((span.start, 1, reader), (span.end, -1, reader))
    ]
    found: list[SharedWords] = []
    open_marks: Counter[Hashable] = Counter()
    before = 0
    for place, step, reader in sorted(edges, key=lambda edge: edge[:2]):
        readers = len(+open_marks)
        if place > before and readers > 1:
            _append(found, SharedWords(Span(before, place), readers))
        open_marks[reader] += step
        before = place
    return found


def _append(found: list[SharedWords], more: SharedWords) -> None:
    """Where one mark ends as another begins, the stretch goes on."""
    last = found[-1] if found else None
    if last and last.span.end == more.span.start and last.readers == more.readers:
        found[-1] = SharedWords(last.span.hull(more.span), more.readers)
    else:
        found.append(more)


def readers_met(marks: Sequence[tuple[Span, Hashable]]) -> list[int]:
    """For each mark how many different readers have marked some of its words, its own included."""
    met = [{reader} for _, reader in marks]
    for number, other in _overlapping(marks):
        met[number].add(marks[other][1])
        met[other].add(marks[number][1])
    return [len(readers) for readers in met]


def _overlapping(marks: Sequence[tuple[Span, Hashable]]) -> Iterator[tuple[int, int]]:
    """Each two marks with words in common, once."""
    order = sorted(range(len(marks)), key=lambda number: marks[number][0])
    for place, number in enumerate(order):
        for other in islice(order, place + 1, None):
            if not marks[other][0].overlaps(marks[number][0]):
                break
            yield number, other


def short_names(names: Sequence[str]) -> dict[str, str]:
    """For each name as few of its first letters as tell it from the others, case ignored.

    A name that another one begins with stays whole.
    """
    return {name: _short(name, [other for other in names if other != name]) for name in names}


def _short(name: str, others: Sequence[str]) -> str:
    folded = [other.casefold() for other in others]
    lengths = range(1, len(name) + 1)
    short = (name[:n] for n in lengths if not _begin(folded, name[:n].casefold()))
    return next(short, name)


def _begin(names: Iterable[str], letters: str) -> bool:
    return any(name.startswith(letters) for name in names)
