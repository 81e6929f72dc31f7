"""Lists of one kind: a colour, words, perhaps a second line, a number and a key at the right."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from qcoder.gui.parts.row import Row, RowRole
from qcoder.gui.parts.row_delegate import RowDelegate

__all__ = ["Row", "RowList", "RowsModel", "RowsView", "data_of"]

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RowsModel(QAbstractListModel):
    """Adapts a sequence of :class:`Row`; headings cannot be chosen.

    Given rows of the same things in the same order, it only announces those that changed,
    so that what is current stays current.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self._places: dict[object, int] | None = None
        """Where each thing stands; None where that is to be found anew."""
        self.is_draggable = False

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows instead."""
        self._places = None
        if [row.payload for row in rows] != [row.payload for row in self.rows]:
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()
            return
        before, self.rows = self.rows, list(rows)
        for number, (old, new) in enumerate(zip(before, self.rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(number), self.index(number))

    def replace_row(self, row: Row) -> None:
        """Show a thing that is here as this row does, in the same height."""
        place = self.index_of(row.payload)
        if place.isValid() and self.rows[place.row()] != row:
            self.rows[place.row()] = row
            self.dataChanged.emit(place, place, [RowRole.ROW])

    def insert_row(self, place: int, row: Row) -> None:
        """Show one more."""
        self.beginInsertRows(_NOWHERE, place, place)
        self._places = None
        self.rows.insert(place, row)
        self.endInsertRows()

    def remove_row(self, place: int) -> None:
        """Show one less."""
        self.beginRemoveRows(_NOWHERE, place, place)
        self._places = None
        del self.rows[place]
        self.endRemoveRows()

    def index_of(self, payload: object) -> QModelIndex:
        """Where that thing stands; invalid where it does not."""
        if self._places is None:
            things = [(row.payload, n) for n, row in enumerate(self.rows) if not row.is_heading]
            # The first of several: a later entry of a dict takes the place of an earlier one.
            self._places = dict(reversed(things))
        place = self._places.get(payload)
        return QModelIndex() if place is None else self.index(place)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """As many as there are rows; rows have none below them."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The words, what is read out, the tip, or the row itself."""
        return data_of(self.rows[index.row()], role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are passed over by the keys as well."""
        if not index.isValid() or self.rows[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self.is_draggable else flags


def data_of(row: Row, role: int) -> Any:  # noqa: ANN401
    """What a view asks of one row."""
    match role:
        case RowRole.ROW:
            # First, since a list asks it of all its rows at once.
            return row
        case Qt.ItemDataRole.DisplayRole:
            return row.words
        case Qt.ItemDataRole.AccessibleTextRole:
            return row.said or ", ".join(p for p in (row.words, row.second, row.note) if p)
        case Qt.ItemDataRole.ToolTipRole:
            return row.tip or None
    return None


class RowsView(QListView):
    """How all lists of rows look and behave."""

    def __init__(self, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setItemDelegate(RowDelegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)


class RowList(RowsView):
    """A list view of rows. ``current`` and ``set_current`` speak of payloads."""

    def __init__(self, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(name, spoken, parent)
        self.rows_model = RowsModel(self)
        self.setModel(self.rows_model)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint a row of another content but the same height without laying all out anew."""
        if list(roles) == [RowRole.ROW]:
            QAbstractItemView.dataChanged(self, first, last, roles)
        else:
            super().dataChanged(first, last, roles)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; what was current stays so where it is still there."""
        current = self.current()
        self.rows_model.set_rows(rows)
        if current is not None and self.current() != current:
            self.set_current(current)

    def current(self) -> Any:  # noqa: ANN401
        """The payload of the current row, None without one."""
        index = self.currentIndex()
        return self.rows_model.rows[index.row()].payload if index.isValid() else None

    def set_current(self, payload: object) -> None:
        """Make the row of that thing current, and show it; none where there is none.

        One out of view is brought to the middle: a list that scrolls row by row is painted
        whole at every step.
        """
        index = self.rows_model.index_of(payload)
        if index.isValid() and not self.viewport().rect().contains(self.visualRect(index)):
            self.scrollTo(index, RowList.ScrollHint.PositionAtCenter)
        self.setCurrentIndex(index)

    def row_at(self, index: QModelIndex) -> Row:
        """The row of an index of this list."""
        return self.rows_model.rows[index.row()]
