"""The rows of the queue: passages and their differences, filtered by where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from qcoder.domain.consensus import Status
from qcoder.domain.decisions import Resolution
from qcoder.domain.ids import DifferenceId
from qcoder.domain.spans import Span
from qcoder.gui.consensus.describing import (
    decided_as,
    difference_in_words,
    place_of,
    status_name,
    title_of,
)
from qcoder.services.consensus import Room

translate = QCoreApplication.translate

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class Shown(Enum):
    """What the queue can be filtered by; several statuses may be one."""

    OPEN = "open"
    LATER = "later"
    UNRESOLVED = "unresolved"
    STALE = "stale"
    DECIDED = "decided"
    SAME = "same"
    ALL = "all"

    @property
    def statuses(self) -> frozenset[Status]:
        """The statuses that pass."""
        if self is Shown.ALL:
            return frozenset(Status)
        return _STATUSES[self]

    @property
    def title(self) -> str:
        """Its name on the chip."""
        return {
            Shown.OPEN: translate("Consensus", "open"),
            Shown.LATER: translate("Consensus", "later"),
            Shown.UNRESOLVED: translate("Consensus", "unresolved"),
            Shown.STALE: translate("Consensus", "stale"),
            Shown.DECIDED: translate("Consensus", "decided"),
            Shown.SAME: translate("Consensus", "same"),
            Shown.ALL: translate("Consensus", "all"),
        }[self]

    def passes(self, resolution: Resolution) -> bool:
        """Whether the queue shows it."""
        return resolution.status in self.statuses


# What is stale is open too: the pair has to decide it anew.
_STATUSES = {
    Shown.OPEN: frozenset({Status.OPEN, Status.PROPOSED, Status.STALE}),
    Shown.LATER: frozenset({Status.LATER}),
    Shown.UNRESOLVED: frozenset({Status.UNRESOLVED}),
    Shown.STALE: frozenset({Status.STALE}),
    Shown.DECIDED: frozenset({Status.DECIDED}),
    Shown.SAME: frozenset({Status.AUTO}),
}


@dataclass(frozen=True, slots=True)
class PassageRow:
    """The heading of a passage."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One difference in its passage, as it is drawn."""

    resolution: Resolution
    title: tuple[str, ...]
    colours: tuple[str, ...]
    sentence: str
    standing: str
    """Where it stands, in a word or two; empty while it is open."""

    @property
    def spoken(self) -> str:
        """Everything on it in one line."""
        standing = self.standing or status_name(self.resolution.status)
        title = translate("Consensus", " or ").join(self.title)
        return f"{title}: {self.sentence}, {standing}"


Row = PassageRow | DifferenceRow
RowRole = Qt.ItemDataRole.UserRole + 1


class QueueModel(QAbstractListModel):
    """Adapts a room's resolutions, passage by passage, to a list view.

    The difference in hand is always among the rows, so that deciding it does not take it
    from under the pair's eyes.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def show(self, room: Room | None, shown: Shown, current: DifferenceId | None) -> None:
        """Take the rows of a room that pass the filter, and the one in hand."""
        rows = _rows(room, shown, current) if room else []
        if [_identity(row) for row in rows] == [_identity(row) for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def index_of(self, difference: DifferenceId | None) -> QModelIndex:
        """The row of a difference; an invalid index where it is not shown."""
        for number, row in enumerate(self._rows):
            if isinstance(row, DifferenceRow) and row.resolution.difference.id == difference:
                return self.index(number)
        return QModelIndex()

    def difference_at(self, index: Index) -> DifferenceId | None:
        """The difference of a row; None for a passage."""
        row = self._rows[index.row()] if index.isValid() else None
        return row.resolution.difference.id if isinstance(row, DifferenceRow) else None

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Passages and differences together."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself for the delegate, its words for everybody else."""
        row = self._rows[index.row()]
        if role == RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text if isinstance(row, PassageRow) else row.spoken
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, DifferenceRow):
            return row.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Passages cannot be taken up, only their differences."""
        row = self._rows[index.row()] if index.isValid() else None
        if isinstance(row, DifferenceRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


def _identity(row: Row) -> tuple[str, str]:
    if isinstance(row, PassageRow):
        return ("passage", row.text)
    return ("difference", row.resolution.difference.id)


def _rows(room: Room, shown: Shown, current: DifferenceId | None) -> list[Row]:
    rows: list[Row] = []
    passage = None
    places = _passage_places(room)
    for resolution in room.resolutions:
        difference = resolution.difference
        if not shown.passes(resolution) and difference.id != current:
            continue
        if difference.passage != passage:
            passage = difference.passage
            rows.append(PassageRow(passage, places[passage]))
        rows.append(_row(room, resolution))
    return rows


def _passage_places(room: Room) -> dict[int, str]:
    spans: dict[int, list[Span]] = {}
    for resolution in room.resolutions:
        spans.setdefault(resolution.difference.passage, []).append(resolution.difference.span)
    words = translate("Consensus", "Passage {number} · {place}")
    return {
        number: words.format(number=number, place=_turns(room, found))
        for number, found in spans.items()
    }


def _turns(room: Room, spans: list[Span]) -> str:
    hull = spans[0]
    for span in spans[1:]:
        hull = hull.hull(span)
    return place_of(room.transcript, [hull], counts_words=False)


def _row(room: Room, resolution: Resolution) -> DifferenceRow:
    difference, codes = resolution.difference, room.codebook.by_id
    known = [codes[code] for code in difference.codes if code in codes]
    return DifferenceRow(
        resolution,
        tuple(code.label for code in known) or (title_of(difference, room.codebook),),
        tuple(code.colour for code in known),
        difference_in_words(room.transcript, difference),
        _standing(resolution),
    )


def _standing(resolution: Resolution) -> str:
    if resolution.status is Status.OPEN:
        return ""
    if resolution.status is Status.DECIDED and resolution.decision:
        return decided_as(resolution.decision)
    return status_name(resolution.status)
