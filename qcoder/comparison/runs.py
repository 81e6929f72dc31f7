"""A coder's own overlapping codings of one code, taken as one for the comparison."""

from collections.abc import Sequence
from typing import NamedTuple

from qcoder.comparison.speech_words import Stretch, hull
from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodeId, CoderId

Placed = tuple[Stretch, Coding]
"""A coding and the words it covers."""


class Run(NamedTuple):
    """Codings of one code by one coder that overlap in words, and what they cover.

    Two runs of one coder and code never overlap. ``stretch`` is empty where the codings
    hold no word of speech; all of them then have the same span.
    """

    coder: CoderId
    code: CodeId
    stretch: Stretch
    codings: tuple[Coding, ...]

    @property
    def has_words(self) -> bool:
        """Whether it covers any speech."""
        return self.stretch.length > 0


def run_of(stretch: Stretch, coding: Coding) -> Run:
    """The run of one coding alone."""
    return Run(coding.coder, coding.code, stretch, (coding,))


def runs_of(group: Sequence[Placed]) -> list[Run]:
    """The runs of a group of one code, in text order.

    What is in the group hangs together and is in text order.
    """
    runs: list[Run] = []
    latest: dict[CoderId, int] = {}
    for stretch, coding in group:
        number = latest.get(coding.coder)
        if number is not None and _continues(runs[number].stretch, stretch):
            run = runs[number]
            covered = hull((run.stretch, stretch))
            runs[number] = run._replace(stretch=covered, codings=(*run.codings, coding))
        else:
            latest[coding.coder] = len(runs)
            runs.append(run_of(stretch, coding))
    return sorted(runs, key=lambda run: (run.stretch, run.codings[0].id))


def _continues(covered: Stretch, stretch: Stretch) -> bool:
    return stretch.start < covered.end or not stretch.length
