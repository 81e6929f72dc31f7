"""Rounds: code, reconcile, revise the codebook, code again."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Round:
    """A stretch of the study, from when it began to when the next one did.

    ``codebook_revision`` is that at its beginning. ``started_at`` is empty for the first.
    """

    number: int
    name: str
    started_at: str = ""
    codebook_revision: int = 0


def round_at(rounds: Sequence[Round], time: str) -> Round:
    """The round that was going on at ``time``; ``rounds`` are in order, the first from ever."""
    return next((r for r in reversed(rounds) if r.started_at <= time), rounds[0])
