"""Editors in the cells of the codebook: a list to choose from, or room for sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

Index = QModelIndex | QPersistentModelIndex
_MARGIN = 10


class ChoiceDelegate(QStyledItemDelegate):
    """Edits a cell by choosing one of ``choices()``; choosing is enough."""

    def __init__(self, choices: Callable[[], Sequence[str]], parent: QObject) -> None:
        super().__init__(parent)
        self._choices = choices

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The list."""
        box = QComboBox(parent)
        box.addItems(list(self._choices()))
        box.activated.connect(lambda _row: self._finish(box))
        return box

    def _finish(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, self.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what is there."""
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was chosen."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())


class SwatchDelegate(QStyledItemDelegate):
    """A colour beside its first line of text, as the other cells of the row begin."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt would put it at half the height of the row."""
        super().initStyleOption(option, index)
        option.decorationAlignment = Qt.AlignmentFlag.AlignTop


class SentencesDelegate(QStyledItemDelegate):
    """Edits a cell of several lines; Enter stores, Escape leaves, Shift+Enter breaks a line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for all lines: Qt measures without the margins that it then paints."""
        view = self.parent()
        assert isinstance(view, QTableView)
        width = view.columnWidth(index.column()) - 2 * _MARGIN - 8
        flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        box = view.fontMetrics().boundingRect(QRect(0, 0, width, 10_000), int(flags), words)
        return QSize(width, box.height() + _MARGIN)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Room for a few lines, over the cells below where need be."""
        editor = QPlainTextEdit(parent)
        editor.setTabChangesFocus(True)
        editor.setMinimumHeight(4 * editor.fontMetrics().height())
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what is there, all of it selected as in any cell."""
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was written."""
        if isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt leaves Enter to a field of several lines; here it stores."""
        is_enter = (
            isinstance(event, QKeyEvent)
            and event.type() == QKeyEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        )
        if is_enter and isinstance(watched, QPlainTextEdit):
            self.commitData.emit(watched)
            self.closeEditor.emit(watched, self.EndEditHint.NoHint)
            return True
        return super().eventFilter(watched, event)
