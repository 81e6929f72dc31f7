"""What was found, as rows that are made when they come into view."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from qcoder.domain.ids import TranscriptId
from qcoder.domain.search import CONTEXT, Hit, hit_at
from qcoder.domain.transcript import Transcript
from qcoder.gui.code.found_places import FoundPlaces, Place

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLES = Qt.ItemDataRole


class HitsModel(QAbstractTableModel):
    """A heading for each transcript, and below it its places, with boxes where one may code."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places = FoundPlaces()
        self._headings: list[int] = []
        self._ticks: list[np.ndarray[Any, np.dtype[np.bool_]]] = []
        self._has_boxes: list[bool] = []
        self._read: Callable[[TranscriptId], Transcript] | None = None
        self._transcripts: dict[TranscriptId, Transcript] = {}

    def show_places(
        self,
        places: FoundPlaces,
        transcript_of: Callable[[TranscriptId], Transcript],
        can_code: Collection[TranscriptId],
    ) -> None:
        """Show these, all ticked that may be."""
        self.beginResetModel()
        self._places, self._read, self._transcripts = places, transcript_of, {}
        sizes = [len(part.ends) for part in places.parts]
        self._headings = [sum(sizes[:number]) + number for number in range(len(sizes))]
        self._has_boxes = [part.transcript in can_code for part in places.parts]
        boxes = zip(sizes, self._has_boxes, strict=True)
        self._ticks = [np.full(size, has_boxes) for size, has_boxes in boxes]
        self.endResetModel()

    @property
    def headings(self) -> list[int]:
        """The rows that are headings."""
        return self._headings

    def count_ticked(self) -> int:
        """How many places are ticked."""
        return sum(int(ticks.sum()) for ticks in self._ticks)

    def ticked(self) -> Iterator[Place]:
        """The places that are ticked, in order."""
        for part, ticks in enumerate(self._ticks):
            for number in np.flatnonzero(ticks).tolist():
                yield self._places.in_part(part, number)

    def place_at(self, row: int) -> Place | None:
        """The place of a row, None for a heading."""
        part, number = self._at(row)
        return None if number < 0 else self._places.in_part(part, number)

    def row_of(self, place: Place) -> int | None:
        """The row of a place, None where it is not here."""
        number = self._places.number_of(place)
        if number is None:
            return None
        transcripts = [part.transcript for part in self._places.parts]
        return number + transcripts.index(place.transcript) + 1

    def _at(self, row: int) -> tuple[int, int]:
        """The part of a row, and the number in it; -1 for its heading."""
        part = bisect_right(self._headings, row) - 1
        return part, row - self._headings[part] - 1

    # -- as Qt asks ----------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Headings and places."""
        return 0 if parent.isValid() else len(self._places) + len(self._headings)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Words, and where they are."""
        return 0 if parent.isValid() else 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Boxes only where one may code."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and index.column() == 0 and self._has_boxes[self._at(index.row())[0]]:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Words, boxes, and headings in bold."""
        if not index.isValid():
            return None
        part, number = self._at(index.row())
        if role == _ROLES.DisplayRole:
            words = self._heading(part) if number < 0 else self._hit(part, number)
            return words[index.column()]
        if role == _ROLES.CheckStateRole and index.column() == 0 and self._has_boxes[part]:
            return self._state(part, number)
        if role == _ROLES.FontRole and number < 0:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def setData(
        self,
        index: Index,
        value: Any,  # noqa: ANN401
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Tick a place, or with a heading all that is below it."""
        if role != _ROLES.CheckStateRole or not index.isValid():
            return False
        part, number = self._at(index.row())
        is_ticked = Qt.CheckState(value) == Qt.CheckState.Checked
        self._ticks[part][slice(None) if number < 0 else number] = is_ticked
        first = self._headings[part]
        last = first + len(self._ticks[part])
        self.dataChanged.emit(self.index(first, 0), self.index(last, 0), [_ROLES.CheckStateRole])
        return True

    def _state(self, part: int, number: int) -> Qt.CheckState:
        ticks = self._ticks[part]
        if number >= 0:
            return Qt.CheckState.Checked if ticks[number] else Qt.CheckState.Unchecked
        if ticks.all():
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if ticks.any() else Qt.CheckState.Unchecked

    def _heading(self, part: int) -> tuple[str, str]:
        found = self._places.parts[part]
        return self._transcript(found.transcript).name, str(len(found.ends))

    def _hit(self, part: int, number: int) -> tuple[str, str]:
        place = self._places.in_part(part, number)
        transcript = self._transcript(place.transcript)
        hit = hit_at(transcript, place.span)
        return _words(hit), f"{hit.turn + 1} {transcript.turns[hit.turn].speaker or ''}".strip()

    def _transcript(self, transcript: TranscriptId) -> Transcript:
        if transcript not in self._transcripts and self._read is not None:
            self._transcripts[transcript] = self._read(transcript)
        return self._transcripts[transcript]


def _words(hit: Hit) -> str:
    """The place with what stands around it, marked where that is cut."""
    before = f"…{hit.before}" if len(hit.before) == CONTEXT else hit.before
    after = f"{hit.after}…" if len(hit.after) == CONTEXT else hit.after
    return f"{before.lstrip()}{hit.words}{after}"
