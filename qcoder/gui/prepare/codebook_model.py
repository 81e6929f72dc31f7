"""The codebook as a table that is edited in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor

from qcoder.domain.codebook import Code, Codebook, CodingUnit, Grain
from qcoder.gui.icons import swatch

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole


class Column(IntEnum):
    """The columns of Appendix II, then what the product adds."""

    GROUPING = 0
    LABEL = 1
    DEFINITION = 2
    RULE = 3
    UNIT = 4
    GRAIN = 5
    COLOUR = 6
    KEY = 7


class CodebookModel(QAbstractTableModel):
    """Adapts a codebook; a code that is edited is handed to ``edit``.

    Codes stand in the order of their groupings.
    """

    def __init__(self, edit: Callable[[Code], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._edit = edit
        self.codebook = Codebook()
        self._codes: list[Code] = []

    def show(self, codebook: Codebook) -> None:
        """Take the codebook as it is now."""
        codes = [c for g in codebook.groupings for c in codebook.codes_of(g.id)]
        is_same = [c.id for c in codes] == [c.id for c in self._codes]
        if not is_same:
            self.beginResetModel()
        self.codebook, self._codes = codebook, codes
        if not is_same:
            self.endResetModel()
        elif codes:
            last = self.index(len(codes) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def code(self, index: Index) -> Code | None:
        """The code of a row."""
        return self._codes[index.row()] if index.isValid() else None

    def row_of(self, code: Code) -> int:
        """Its row, -1 where it is not in the codebook."""
        return next((n for n, c in enumerate(self._codes) if c.id == code.id), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One row a code."""
        return 0 if parent.isValid() else len(self._codes)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """As many as there are columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        """Names of the columns."""
        if orientation is Qt.Orientation.Vertical or role != _Role.DisplayRole:
            return None
        return {
            Column.GROUPING: self.tr("Grouping"),
            Column.LABEL: self.tr("Label"),
            Column.DEFINITION: self.tr("Definition"),
            Column.RULE: self.tr("Coding rules"),
            Column.UNIT: self.tr("Unit"),
            Column.GRAIN: self.tr("Grain"),
            Column.COLOUR: self.tr("Colour"),
            Column.KEY: self.tr("Key"),
        }[Column(section)]

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """What stands in a cell."""
        code, column = self._codes[index.row()], Column(index.column())
        if role in (_Role.DisplayRole, _Role.EditRole, _Role.ToolTipRole):
            return self._shown(code, column)
        if role == _Role.DecorationRole and column is Column.COLOUR:
            return swatch(code.colour)
        if role == _Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return None

    def _shown(self, code: Code, column: Column) -> str:
        return {
            Column.GROUPING: self.codebook.grouping(code).name,
            Column.LABEL: code.label,
            Column.DEFINITION: code.definition,
            Column.RULE: code.rule,
            Column.UNIT: code.unit.value,
            Column.GRAIN: code.grain.value if code.grain else AS_UNIT,
            Column.COLOUR: code.colour,
            Column.KEY: code.key,
        }[column]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything is written in place."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        """Change one thing of a code; False where it is the same or was refused."""
        code = self.code(index)
        if role != _Role.EditRole or code is None:
            return False
        edited = self._edited(code, Column(index.column()), str(value).strip())
        return edited != code and self._edit(edited)

    def _edited(self, code: Code, column: Column, value: str) -> Code:
        if column is Column.GROUPING:
            named = (g.id for g in self.codebook.groupings if g.name == value)
            return replace(code, grouping=next(named, code.grouping))
        if column is Column.UNIT:
            return replace(code, unit=CodingUnit(value))
        if column is Column.GRAIN:
            return replace(code, grain=None if value == AS_UNIT else Grain(value))
        if column is Column.COLOUR:
            # Names of colours are understood; what is no colour changes nothing.
            is_colour = QColor.isValidColorName(value)
            return replace(code, colour=QColor(value).name().upper() if is_colour else code.colour)
        fields: dict[str, Any] = {_FIELDS[column]: value}
        return replace(code, **fields)


AS_UNIT = "as the unit"
"""Stands for no grain of its own."""

_FIELDS = {
    Column.LABEL: "label",
    Column.DEFINITION: "definition",
    Column.RULE: "rule",
    Column.KEY: "key",
}
