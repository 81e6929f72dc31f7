"""How far a long export has come: who is told may raise, and then nothing is written."""

from collections.abc import Callable

Told = Callable[[int, int], None]
"""Rows done, and rows in all."""

_EVERY = 50


def nobody(_done: int, _total: int) -> None:
    """For who does not ask."""


class Progress:
    """Counts the rows written of a table, or of several."""

    def __init__(self, told: Told, total: int) -> None:
        self._told = told
        self._total = total
        self._done = 0
        told(0, total)

    def row(self) -> None:
        """One more is written; it is told of every few."""
        self._done += 1
        if self._done % _EVERY == 0:
            self._told(self._done, self._total)
