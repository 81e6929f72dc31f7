"""What was found, by transcript and with the words around it, to look at and to tick."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from qcoder.domain.ids import TranscriptId
from qcoder.domain.search import CONTEXT, Hit, hit_at
from qcoder.domain.transcript import Transcript
from qcoder.gui.code.finding import Place

MOST_LISTED = 2_000
_NUMBER = Qt.ItemDataRole.UserRole
_ROWS = 8


class HitsList(QTreeWidget):
    """Transcripts, and below each its places. Only those one may code have boxes.

    Signals:
        place_chosen: a Place was clicked, or Enter was pressed on it.
        ticks_changed: other boxes are ticked.
    """

    place_chosen = Signal(object)
    ticks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: Sequence[Place] = ()
        self._items: list[QTreeWidgetItem] = []
        self.setObjectName("hitsList")
        self.setAccessibleName(self.tr("What was found"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self.setFixedHeight(self.fontMetrics().height() * (_ROWS + 4))
        self.itemClicked.connect(lambda item, _column: self._choose(item))
        self.itemActivated.connect(lambda item, _column: self._choose(item))
        self.itemChanged.connect(lambda *_: self.ticks_changed.emit())

    def show_places(
        self,
        places: Sequence[Place],
        transcript_of: Callable[[TranscriptId], Transcript],
        can_code: Collection[TranscriptId],
    ) -> None:
        """List the first :data:`MOST_LISTED`, all ticked."""
        self.blockSignals(True)
        self.clear()
        self._places, self._items = places[:MOST_LISTED], []
        groups: dict[TranscriptId, list[QTreeWidgetItem]] = {}
        for number, place in enumerate(self._places):
            row = _row(transcript_of(place.transcript), place, number)
            if place.transcript in can_code:
                row.setCheckState(0, Qt.CheckState.Checked)
            self._items.append(row)
            groups.setdefault(place.transcript, []).append(row)
        for identifier, rows in groups.items():
            self._add_group(transcript_of(identifier).name, rows, identifier in can_code)
        self.expandAll()
        self.blockSignals(False)
        self.ticks_changed.emit()

    def ticked(self) -> list[Place]:
        """The places whose boxes are ticked, in order."""
        checked = Qt.CheckState.Checked
        return [place for place, item in self._rows() if item.checkState(0) == checked]

    def mark(self, place: Place | None) -> None:
        """Make the row of a place current, as far as it is listed."""
        found = next((item for each, item in self._rows() if each == place), None)
        if found is not None:
            self.setCurrentItem(found)
            self.scrollToItem(found)

    def _rows(self) -> list[tuple[Place, QTreeWidgetItem]]:
        return list(zip(self._places, self._items, strict=True))

    def _add_group(self, name: str, rows: Sequence[QTreeWidgetItem], has_box: bool) -> None:
        group = QTreeWidgetItem([name, str(len(rows))])
        if has_box:
            group.setFlags(group.flags() | Qt.ItemFlag.ItemIsAutoTristate)
            group.setCheckState(0, Qt.CheckState.Checked)
        group.addChildren(list(rows))
        self.addTopLevelItem(group)

    def _choose(self, item: QTreeWidgetItem) -> None:
        number = item.data(0, _NUMBER)
        if number is not None:
            self.place_chosen.emit(self._places[number])


def _row(transcript: Transcript, place: Place, number: int) -> QTreeWidgetItem:
    hit = hit_at(transcript, place.span)
    speaker = transcript.turns[hit.turn].speaker or ""
    row = QTreeWidgetItem([_words(hit), f"{hit.turn + 1} {speaker}"])
    row.setData(0, _NUMBER, number)
    return row


def _words(hit: Hit) -> str:
    """The place with what stands around it, marked where that is cut."""
    before = f"…{hit.before}" if len(hit.before) == CONTEXT else hit.before
    after = f"{hit.after}…" if len(hit.after) == CONTEXT else hit.after
    return f"{before.lstrip()}{hit.words}{after}"
