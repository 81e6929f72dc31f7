"""A coder's own overlapping codings of one code, taken as one for the comparison."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qcoder.comparison.speech_words import SpeechWords
from qcoder.domain.coding import Coding
from qcoder.domain.ids import CoderId, CodingId


class Run(NamedTuple):
    """Codings of one code by one coder that overlap in words, and the stretch they cover.

    Two runs of one coder and code never overlap. Where the codings hold no word of speech
    the stretch is empty, and all of them have the same span. Runs sort in text order.
    """

    start: int
    end: int
    first: CodingId
    coder: CoderId
    codings: tuple[Coding, ...]


def pieces_of(codings: Iterable[Coding], words: SpeechWords) -> list[Run]:
    """Each coding as a run by itself, in text order.

    It begins and ends with its words, whatever blanks or labels are at its ends.
    """
    before = words.characters_before
    return sorted(
        [Run(before[c.span.start], before[c.span.end], c.id, c.coder, (c,)) for c in codings]
    )


def runs_of(pieces: Sequence[Run]) -> Sequence[Run]:
    """The runs that these pieces make, in text order; pieces hang together and are so too."""
    if len({piece.coder for piece in pieces}) == len(pieces):
        return pieces
    return _merged(pieces)


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
    return sorted(runs)


def _continues(run: Run, piece: Run) -> bool:
    return piece.start < run.end or piece.start == piece.end


def _together(run: Run, piece: Run) -> Run:
    return run._replace(end=max(run.end, piece.end), codings=run.codings + piece.codings)
