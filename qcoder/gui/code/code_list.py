"""The list of codes: dragged to the words it codes them, dragged within the list it moves."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)

from qcoder.gui.contrast import LINE_CONTRAST, legible
from qcoder.gui.parts.rows import RowList
from qcoder.gui.transcript.keyboard import letter_of
from qcoder.gui.transcript.painted import CODE_MIME_TYPE

_LINE = 2
_AT_THE_EDGE = 16
"""Pixels; a code that is held there scrolls the list."""


class CodeList(RowList):
    """Codes can be dragged; letters apply codes instead of finding them.

    Signals:
        key_typed: a letter, as in the transcript.
        code_dropped: identifier of a code that was dragged here, the payload of the row it was
            let go at (None below all), and whether that was at the lower half of the row.
    """

    key_typed = Signal(str)
    code_dropped = Signal(str, object, bool)

    def __init__(self) -> None:
        super().__init__("codebookList", "")
        self.setAccessibleName(self.tr("Codes"))
        self.rows_model.is_draggable = True
        self.setDragEnabled(True)
        self.setDragDropMode(RowList.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)
        self._line: int | None = None

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Carry the code's identifier."""
        code = self.current()
        if code is None:
            return
        carried = QMimeData()
        carried.setData(CODE_MIME_TYPE, str(code).encode())
        drag = QDrag(self)
        drag.setMimeData(carried)
        drag.exec(Qt.DropAction.CopyAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take codes of this list only."""
        event.setAccepted(event.source() is self and event.mimeData().hasFormat(CODE_MIME_TYPE))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the code would stand."""
        point = event.position().toPoint()
        self._scroll_at_the_edge(point)
        self._show_line(self._line_at(point))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It would stand nowhere here."""
        self._show_line(None)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the code to be put there."""
        self._show_line(None)
        code = bytes(event.mimeData().data(CODE_MIME_TYPE).data()).decode("utf-8")
        point = event.position().toPoint()
        index = self.indexAt(point)
        is_below = index.isValid() and point.y() > self.visualRect(index).center().y()
        target = self.row_at(index).payload if index.isValid() else None
        event.acceptProposedAction()
        self.code_dropped.emit(code, target, is_below)

    def _line_at(self, point: QPoint) -> int:
        """The edge between rows that is nearest to a point; under the last row below all."""
        index = self.indexAt(point)
        if not index.isValid():
            last = self.rows_model.index(self.rows_model.rowCount() - 1)
            return self.visualRect(last).bottom()
        place = self.visualRect(index)
        is_below = point.y() > place.center().y() or self.row_at(index).is_heading
        return place.bottom() if is_below else place.top()

    def _show_line(self, line: int | None) -> None:
        if line != self._line:
            self._line = line
            self.viewport().update()

    def _scroll_at_the_edge(self, point: QPoint) -> None:
        bar = self.verticalScrollBar()
        if point.y() < _AT_THE_EDGE:
            bar.setValue(bar.value() - bar.singleStep())
        elif point.y() > self.viewport().height() - _AT_THE_EDGE:
            bar.setValue(bar.value() + bar.singleStep())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and over them where a code that is dragged would stand."""
        super().paintEvent(event)
        if self._line is None:
            return
        painter = QPainter(self.viewport())
        role, colour = QPalette.ColorRole, self.palette().color
        line = legible(colour(role.Highlight), colour(role.Base), colour(role.Text), LINE_CONTRAST)
        painter.fillRect(0, self._line, self.viewport().width(), _LINE, line)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters belong to the codes here as well."""
        letter = letter_of(event)
        if letter.isalnum():
            self.key_typed.emit(letter)
        else:
            super().keyPressEvent(event)
