"""Makes estimated heights exact while nothing else is to be done."""

from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from qcoder.gui.transcript.flow import Flow

_SLICE = 0.004
"""Seconds: short enough that no frame is late."""


class Settling(QObject):
    """Measures units in slices, those ahead of the reader first.

    Signals:
        settled: heights have become exact; the scroll bar can be put right.
    """

    settled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._flow: Flow | None = None
        self._units: list[int] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._measure_some)

    @property
    def is_running(self) -> bool:
        """Whether heights are still estimated."""
        return self._timer.isActive()

    def start(self, flow: Flow, unit: int) -> None:
        """Measure everything that is not exact yet, beginning with ``unit``."""
        self._flow = flow
        self._units = flow.unmeasured_from(unit)[::-1].tolist()
        self._timer.start()

    def stop(self) -> None:
        """Leave the rest estimated."""
        self._timer.stop()

    def _measure_some(self) -> None:
        if self._flow is None:
            return
        until = perf_counter() + _SLICE
        while self._units and perf_counter() < until:
            self._flow.measure(self._units.pop())
        if not self._units:
            self._timer.stop()
        self.settled.emit()
