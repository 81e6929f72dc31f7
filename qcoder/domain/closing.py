"""A consensus closed, and opened again; the log of both only grows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qcoder.domain.consensus import Assent
from qcoder.domain.ids import ClosingId, TranscriptId


@dataclass(frozen=True, slots=True)
class Closing:
    """Both coders stand by the consensus of a transcript, or it is discussed again.

    ``figures`` is the closing sheet as JSON; empty where ``is_closed`` is false.
    """

    id: ClosingId
    transcript: TranscriptId
    is_closed: bool
    at: str
    assent: tuple[Assent, ...]
    figures: Mapping[str, Any]
