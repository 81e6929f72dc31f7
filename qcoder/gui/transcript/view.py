"""The transcript view: the page on which a coder reads, selects and codes."""

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
)
from PySide6.QtWidgets import QWidget

from qcoder.gui.transcript.accessible import make_accessible
from qcoder.gui.transcript.narrator import Narrator
from qcoder.gui.transcript.painted import CODE_MIME_TYPE
from qcoder.gui.transcript.selecting_view import SelectingView


class TranscriptView(SelectingView):
    """One transcript with its codings, to select and code in by mouse and keyboard.

    Positions and spans are code points of the transcript's text. What the view shows is
    handed to it; what the coder does is told by signals, and nothing is changed here.

    Signals, besides those of the classes it is made of:
        code_dropped: identifier of a code from the codebook, and where it was dropped.
        context_menu_requested: position in the text, and the global point for the menu.
    """

    code_dropped = Signal(str, int)
    context_menu_requested = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._drop_at: int | None = None
        super().__init__(parent)
        self.setObjectName("transcriptView")
        self.setAccessibleName(self.tr("Transcript"))
        self.setAcceptDrops(True)
        make_accessible()
        self.narrator = Narrator(self)

    def paint_over(self, painter: QPainter, area: QRect) -> None:
        """Draw where a dragged code would fall."""
        super().paint_over(painter, area)
        if self._drop_at is not None:
            colour = self.scene.tints.selection_edge
            painter.fillRect(self.scene.caret_rect(self._drop_at), colour)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu where the mouse is, or at the caret."""
        position, point = self.caret(), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            position = self.scene.position_at(event.pos().x(), event.pos().y())
        else:
            corner = self.scene.caret_rect(position).bottomLeft()
            point = self.viewport().mapToGlobal(corner)
        self.context_menu_requested.emit(position, point)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take codes only."""
        if event.mimeData().hasFormat(CODE_MIME_TYPE) and len(self.scene.shown):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the code would fall."""
        point = event.position().toPoint()
        self._drop_at = self.scene.position_at(point.x(), point.y())
        event.acceptProposedAction()
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing will fall."""
        self._drop_at = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which code fell where."""
        self._drop_at = None
        self.viewport().update()
        point = event.position().toPoint()
        code = bytes(event.mimeData().data(CODE_MIME_TYPE).data()).decode("utf-8")
        event.acceptProposedAction()
        self.code_dropped.emit(code, self.scene.position_at(point.x(), point.y()))
