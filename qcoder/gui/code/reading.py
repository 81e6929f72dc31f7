"""What each coder has read of each transcript: kept on this machine, not in the project."""

from PySide6.QtCore import QSettings

from qcoder.domain.ids import CoderId, TranscriptId
from qcoder.domain.spans import Span

STEPS = 1000
"""A text is kept in so many parts; finer than any share that is shown."""

ALL_READ = (1 << STEPS) - 1

Steps = int
"""A set of parts of a text: bit ``n`` stands for the part that begins ``n`` thousandths in."""


class Reading:
    """The parts of a text that have been in view, whatever lies between them."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def steps(self, transcript: TranscriptId, coder: CoderId) -> Steps:
        """What has been read; nothing at first."""
        try:
            return int(str(self._settings.value(_key(transcript, coder), "0")), 16) & ALL_READ
        except ValueError:
            return 0

    def add(self, transcript: TranscriptId, coder: CoderId, steps: Steps) -> bool:
        """These parts have been read as well; whether some of them had not been."""
        before = self.steps(transcript, coder)
        if not steps & ~before:
            return False
        self._settings.setValue(_key(transcript, coder), f"{before | steps:x}")
        return True


def steps_of(span: Span, length: int) -> Steps:
    """The parts that a span of a text of that length touches."""
    first = span.start * STEPS // max(1, length)
    last = -(-span.end * STEPS // max(1, length))
    return ((1 << last) - (1 << first)) & ALL_READ


def share_of(steps: Steps) -> float:
    """How much of the text that is, between 0 and 1."""
    return steps.bit_count() / STEPS


def first_missing(steps: Steps) -> float:
    """Where the first part begins that is not among them, as a share of the text."""
    lacking = ~steps & (steps + 1)
    return min(1.0, (lacking.bit_length() - 1) / STEPS)


def _key(transcript: TranscriptId, coder: CoderId) -> str:
    return f"seen/{transcript}/{coder}"
