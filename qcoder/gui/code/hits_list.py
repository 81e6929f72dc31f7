"""What was found, by transcript and with the words around it, to look at and to tick."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from qcoder.domain.ids import TranscriptId
from qcoder.domain.transcript import Transcript
from qcoder.gui.code.found_places import FoundPlaces, Place
from qcoder.gui.code.hits_model import HitsModel

_ROWS = 8
_PLACE_WIDTH = 16
"""Letters of the column with turn and speaker."""


class HitsList(QTableView):
    """Transcripts, and below each its places. Only those one may code have boxes.

    A table, because its rows are of one height and so cost nothing until they are in view.

    Signals:
        place_chosen: a Place was clicked, or Enter was pressed on it.
        ticks_changed: other boxes are ticked.
    """

    place_chosen = Signal(object)
    ticks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits = HitsModel(self)
        self.setModel(self.hits)
        self.setObjectName("hitsList")
        self.setAccessibleName(self.tr("What was found"))
        self._set_look()
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        self.hits.dataChanged.connect(lambda *_: self.ticks_changed.emit())

    def _set_look(self) -> None:
        metrics = self.fontMetrics()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(metrics.height() + 6)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().resizeSection(1, metrics.averageCharWidth() * _PLACE_WIDTH)
        self.setFixedHeight((metrics.height() + 6) * _ROWS)

    def show_places(
        self,
        places: FoundPlaces,
        transcript_of: Callable[[TranscriptId], Transcript],
        can_code: Collection[TranscriptId],
    ) -> None:
        """List them, all ticked."""
        self.hits.show_places(places, transcript_of, can_code)
        self.ticks_changed.emit()

    def mark(self, place: Place | None) -> None:
        """Make the row of a place current, as far as it is listed."""
        row = None if place is None else self.hits.row_of(place)
        if row is not None:
            self.setCurrentIndex(self.hits.index(row, 0))

    def _choose(self, index: QModelIndex) -> None:
        place = self.hits.place_at(index.row())
        if place is not None:
            self.place_chosen.emit(place)
