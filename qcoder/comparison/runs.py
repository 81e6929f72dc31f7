"""A coder's own overlapping codings of one code, taken as one for the comparison."""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from qcoder.comparison.speech_words import SpeechWords
from qcoder.domain.coding import Coding
from qcoder.domain.ids import CoderId, CodingId

Placed = tuple[int, int, CodingId, Coding]
"""A coding with the first of the word characters it covers and the one after the last."""


class Run(NamedTuple):
    """Codings of one code by one coder that overlap in words, and the stretch they cover.

    Two runs of one coder and code never overlap. Where the codings hold no word of speech
    the stretch is empty, and all of them have the same span.
    """

    coder: CoderId
    start: int
    end: int
    codings: tuple[Coding, ...]


def in_text_order(codings: Iterable[Coding], words: SpeechWords) -> list[Placed]:
    """Codings by their words, whatever blanks or labels they begin and end with."""
    before = words.characters_before
    placed = [(before[c.span.start], before[c.span.end], c.id, c) for c in codings]
    return sorted(placed, key=itemgetter(0, 1, 2))


def runs_of(group: Sequence[Placed]) -> list[Run]:
    """The runs of a group of one code, in text order.

    What is in the group hangs together and is in text order.
    """
    runs = [Run(coding.coder, start, end, (coding,)) for start, end, _, coding in group]
    if len({run.coder for run in runs}) == len(runs):
        return runs
    return _merged(runs)


def codings_of(runs: Iterable[Run]) -> tuple[Coding, ...]:
    """All their codings, run by run."""
    return tuple([coding for run in runs for coding in run.codings])


def _merged(pieces: Iterable[Run]) -> list[Run]:
    runs: list[Run] = []
    latest: dict[CoderId, int] = {}
    for piece in pieces:
        number = latest.get(piece.coder)
        if number is not None and _continues(runs[number], piece):
            runs[number] = _together(runs[number], piece)
        else:
            latest[piece.coder] = len(runs)
            runs.append(piece)
    return sorted(runs, key=lambda run: (run.start, run.end, run.codings[0].id))


def _continues(run: Run, piece: Run) -> bool:
    return piece.start < run.end or piece.start == piece.end


def _together(run: Run, piece: Run) -> Run:
    return Run(run.coder, run.start, max(run.end, piece.end), run.codings + piece.codings)
