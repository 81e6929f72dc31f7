"""Lists of thousands of things, of which a row is made only while it is looked at."""

from collections.abc import Callable, Sequence
from typing import Any, overload

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QWidget

from qcoder.gui.parts.row import Row
from qcoder.gui.parts.rows import RowsView, data_of

Index = QModelIndex | QPersistentModelIndex
RowOf = Callable[[Any], Row]


class MadeRows(Sequence[Row]):
    """Things as rows."""

    def __init__(self, things: Sequence[Any], row_of: RowOf) -> None:
        self.things = things
        self._row_of = row_of

    def __len__(self) -> int:
        return len(self.things)

    @overload
    def __getitem__(self, number: int) -> Row: ...
    @overload
    def __getitem__(self, number: slice) -> list[Row]: ...
    def __getitem__(self, number: int | slice) -> Row | list[Row]:
        if isinstance(number, slice):
            return [self._row_of(thing) for thing in self.things[number]]
        return self._row_of(self.things[number])


class LongRows(QStringListModel):
    """Keeps the things; the strings that it inherits are empty and only count them.

    For each of the rows it lays out Qt asks its model how long it is. Asked in Python, that
    would take longer than all the rest.
    """

    def __init__(self, row_of: RowOf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._row_of = row_of
        self._things: Sequence[Any] = []
        self.rows = MadeRows(self._things, row_of)
        # Connected before any view is: until then what goes is there, and from then on it is not.
        self.rowsRemoved.connect(self._forget)

    def show(self, things: Sequence[Any]) -> None:
        """Show these things instead, in their order; a list grows and shrinks with the rows."""
        self._things = things
        self.rows = MadeRows(things, self._row_of)
        self.setStringList([""] * len(self._things))

    def insert_row(self, place: int, thing: object) -> None:
        """Show one more."""
        assert isinstance(self._things, list)
        self._things.insert(place, thing)
        self.insertRows(place, 1)

    def remove_row(self, place: int) -> None:
        """Show one less."""
        self.removeRows(place, 1)

    def _forget(self, _parent: QModelIndex, first: int, last: int) -> None:
        assert isinstance(self._things, list)
        del self._things[first : last + 1]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """As a list of rows answers, of the one row that is asked for."""
        number = index.row()
        return data_of(self.rows[number], role) if 0 <= number < len(self._things) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All can be chosen, none can be written into."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class LongList(RowsView):
    """A list view of such things; all rows are as high as the first."""

    def __init__(
        self, name: str, spoken: str, row_of: RowOf, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, spoken, parent)
        self.rows_model = LongRows(row_of, self)
        self.setModel(self.rows_model)
        self.setUniformItemSizes(True)

    def current(self) -> Any:  # noqa: ANN401
        """The payload of the current row, None without one."""
        index = self.currentIndex()
        return self.rows_model.rows[index.row()].payload if index.isValid() else None

    def set_current_row(self, number: int | None) -> None:
        """Make a row current, and show it where the list is seen; None for none."""
        index = self.rows_model.index(-1 if number is None else number)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        # To scroll is to lay out all rows, which can wait until somebody looks.
        if index.isValid() and self.isVisible():
            self.scrollTo(index)
