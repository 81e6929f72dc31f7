"""The meeting that goes on: its time, and the place it goes on at after an interruption."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from qcoder.domain.ids import DifferenceId, TranscriptId
from qcoder.domain.meeting import PlaceInHand
from qcoder.gui.desk import Desk
from qcoder.services.consensus.meetings import keep_place

# The place is kept once the move has been painted, and the time as often as it is told.
_KEEP_AFTER_MS = 120
_TICK_MS = 20_000


class MeetingClock(QObject):
    """Runs while the room of a meeting is shown; keeps place and time without a journal entry.

    Signals:
        ticked: the time in minutes may be another now.
    """

    ticked = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._transcript: TranscriptId | None = None
        self._difference: DifferenceId | None = None
        self._before = 0.0
        self._elapsed, self._on_difference = QElapsedTimer(), QElapsedTimer()
        self._on_difference.start()
        self._keeping = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._keeping.timeout.connect(self.keep)
        self._ticking = QTimer(self, interval=_TICK_MS)
        self._ticking.timeout.connect(self._tick)

    def go_on(self, transcript: TranscriptId, place: PlaceInHand) -> None:
        """Begin, or go on from what was kept."""
        self._transcript, self._before = transcript, place.seconds
        self._difference = place.difference
        self._elapsed.start()
        self._ticking.start()
        self.ticked.emit()

    def stop(self) -> None:
        """Nobody is in the room of a meeting any more; what was spent is kept before."""
        self.keep()
        self.end()

    def end(self) -> None:
        """The meeting is closed, here or elsewhere: there is nothing to keep any more."""
        if self._transcript is None:
            return
        self._transcript = None
        self._ticking.stop()
        self._keeping.stop()
        self.ticked.emit()

    @property
    def is_running(self) -> bool:
        """Whether a meeting is being held."""
        return self._transcript is not None

    @property
    def seconds(self) -> float:
        """Time spent in the meeting so far, that before an interruption included."""
        passed = self._elapsed.elapsed() / 1000 if self.is_running else 0.0
        return self._before + passed

    @property
    def seconds_on_difference(self) -> float:
        """Since the difference in hand was taken up."""
        return round(self._on_difference.elapsed() / 1000, 1)

    def take_up(self, difference: DifferenceId | None) -> None:
        """Another difference is in hand; it is kept as soon as there is a moment."""
        self._on_difference.restart()
        self._difference = difference
        if self.is_running:
            self._keeping.start()

    def keep(self) -> None:
        """Keep place and time now."""
        self._keeping.stop()
        if self._transcript is None or not self._desk.workbench.is_open:
            return
        act = partial(
            keep_place,
            transcript=self._transcript,
            difference=self._difference,
            seconds=self.seconds,
        )
        workspace = self._desk.workbench.workspace
        if workspace.read_only:
            return
        label = self.tr("Keep the place in the meeting")
        self._desk.interaction.attempt(lambda: workspace.run(label, act, undoable=False))

    def _tick(self) -> None:
        self.keep()
        self.ticked.emit()
