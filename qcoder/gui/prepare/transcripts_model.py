"""Transcripts as a table: what was read of each, and who codes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from qcoder.domain.ids import TranscriptId
from qcoder.services.prepare.transcripts import TranscriptSummary

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole


class Column(IntEnum):
    """From left to right."""

    NAME = 0
    FORMAT = 1
    TURNS = 2
    SPEAKERS = 3
    CHARACTERS = 4
    WARNINGS = 5
    CODERS = 6
    SEALED = 7


_NUMBERS = (Column.TURNS, Column.SPEAKERS, Column.CHARACTERS, Column.WARNINGS)


class TranscriptsModel(QAbstractTableModel):
    """Adapts the summaries of a project; a name that is edited is handed to ``rename``.

    What a coder has done in a layer is not in the table: only who codes, and who has sealed.
    """

    def __init__(
        self, rename: Callable[[TranscriptId, str], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._rename = rename
        self._summaries: Sequence[TranscriptSummary] = ()

    def show(self, summaries: Sequence[TranscriptSummary]) -> None:
        """Take the summaries as they are now."""
        if [s.header.id for s in summaries] != [s.header.id for s in self._summaries]:
            self.beginResetModel()
            self._summaries = tuple(summaries)
            self.endResetModel()
        else:
            self._summaries = tuple(summaries)
            if summaries:
                last = self.index(len(summaries) - 1, len(Column) - 1)
                self.dataChanged.emit(self.index(0, 0), last)

    def summary(self, index: Index) -> TranscriptSummary | None:
        """The transcript of a row."""
        return self._summaries[index.row()] if index.isValid() else None

    def row_of(self, transcript: TranscriptId | None) -> int:
        """Its row, -1 where it is not in the table."""
        rows = (n for n, s in enumerate(self._summaries) if s.header.id == transcript)
        return next(rows, -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One row a transcript."""
        return 0 if parent.isValid() else len(self._summaries)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """As many as there are columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        """Names of the columns."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == _Role.DisplayRole:
            return self._titles()[Column(section)]
        if role == _Role.TextAlignmentRole and Column(section) in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _titles(self) -> dict[Column, str]:
        return {
            Column.NAME: self.tr("Name"),
            Column.FORMAT: self.tr("Format"),
            Column.TURNS: self.tr("Turns"),
            Column.SPEAKERS: self.tr("Speakers"),
            Column.CHARACTERS: self.tr("Characters"),
            Column.WARNINGS: self.tr("To check"),
            Column.CODERS: self.tr("Who codes"),
            Column.SEALED: self.tr("Sealed"),
        }

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """What stands in a cell."""
        summary, column = self._summaries[index.row()], Column(index.column())
        if role in (_Role.DisplayRole, _Role.EditRole):
            return self._shown(summary, column)
        if role == _Role.TextAlignmentRole and column in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == _Role.ToolTipRole:
            return self._tip(summary, column)
        return None

    def _shown(self, summary: TranscriptSummary, column: Column) -> str:
        header = summary.header
        sealed = sum(layer.is_sealed for layer in summary.layers)
        return {
            Column.NAME: header.name,
            Column.FORMAT: f".{header.format}",
            Column.TURNS: f"{header.turns:,}",
            Column.SPEAKERS: str(len(header.speakers)),
            Column.CHARACTERS: f"{header.length:,}",
            Column.WARNINGS: str(warnings_of(summary) or ""),
            Column.CODERS: ", ".join(layer.coder_name for layer in summary.layers)
            or self.tr("nobody yet"),
            Column.SEALED: self.tr("{sealed} of {coders}").format(
                sealed=sealed, coders=len(summary.layers)
            )
            if summary.layers
            else "",
        }[column]

    def _tip(self, summary: TranscriptSummary, column: Column) -> str | None:
        if column is Column.WARNINGS:
            return "\n".join(str(issue) for issue in summary.header.report.get("issues", ()))
        if column is Column.SEALED:
            return "\n".join(
                self._standing(layer.coder_name, layer.is_sealed) for layer in summary.layers
            )
        if column is Column.CODERS:
            return self.tr("Double-click to say who codes")
        return None

    def _standing(self, coder: str, is_sealed: bool) -> str:
        said = self.tr("{coder}: sealed") if is_sealed else self.tr("{coder}: not sealed yet")
        return said.format(coder=coder)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Names are written in place."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == Column.NAME:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        """Rename; False where the name is the same or was refused."""
        summary = self.summary(index)
        if role != _Role.EditRole or summary is None or str(value).strip() == summary.header.name:
            return False
        return self._rename(summary.header.id, str(value))


def warnings_of(summary: TranscriptSummary) -> int:
    """How many things in the import a person should look at."""
    report = summary.header.report
    return len(report.get("issues", ())) + len(report.get("unmatched", ()))
