"""A list of codings in text order, in which one that comes or goes touches its row alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from qcoder.domain.coding import Coding
from qcoder.gui.code.own_layer import OwnLayer
from qcoder.gui.parts.long_rows import LongList
from qcoder.gui.parts.row import Row


class LayerList(LongList):
    """Shows a layer, or what is wanted of it. Payloads are the codings' identifiers."""

    def __init__(self, name: str, spoken: str, row_of: Callable[[Coding], Row]) -> None:
        super().__init__(name, spoken, row_of)
        self.layer = OwnLayer()

    def show_codings(self, codings: Iterable[Coding]) -> None:
        """List these instead."""
        self.layer = OwnLayer(codings)
        self.rows_model.show(list(self.layer.codings))

    def take(self, before: Coding | None, after: Coding | None) -> None:
        """One came, went or changed; None for where it is not listed."""
        was_current = before is not None and self.current() == before.id
        if before is not None:
            self.rows_model.remove_row(self.layer.place_of(before))
            self.layer.replace(before, None)
        if after is not None:
            self.rows_model.insert_row(self.layer.place_of(after), after)
            self.layer.replace(None, after)
        if was_current and after is not None:
            self.set_current_row(self.layer.place_of(after))

    def select_rows(self, numbers: Iterable[int]) -> None:
        """Select rows besides those that are selected."""
        chosen = QItemSelection()
        for first, last in _runs(sorted(numbers)):
            chosen.select(self.rows_model.index(first), self.rows_model.index(last))
        flag = QItemSelectionModel.SelectionFlag.Select
        self.selectionModel().select(chosen, flag)


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of numbers that follow each other: Qt is slow with thousands of ranges."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        (_, first), *rest = run
        yield first, rest[-1][1] if rest else first
