"""One coded transcript in the view and in text edits, and what is done to it there."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QAbstractScrollArea, QTextEdit

from qcoder.domain.ids import CoderId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.gui.transcript.painted import PaintedCoding
from qcoder.gui.transcript.view import TranscriptView
from tests.gui.transcript.material import CODERS


class Shown(ABC):
    """A transcript in a widget, to be scrolled, read and coded."""

    def __init__(
        self, widget: QAbstractScrollArea, transcript: Transcript, codings: Sequence[PaintedCoding]
    ) -> None:
        self.widget = widget
        self.transcript = transcript
        self.codings = codings

    @abstractmethod
    def open(self) -> None: ...

    @abstractmethod
    def apply(self, coding: PaintedCoding) -> None: ...

    @abstractmethod
    def remove(self, coding: PaintedCoding) -> None: ...

    @abstractmethod
    def show_coders(self, coders: Collection[CoderId]) -> None: ...

    @abstractmethod
    def drag_to(self, position: int) -> None:
        """Select from where the selection began to a position."""

    @abstractmethod
    def hit(self, point: QPoint) -> int:
        """The position nearest to a point of the viewport."""

    @abstractmethod
    def zoom(self, is_larger: bool) -> None: ...

    @property
    def is_settled(self) -> bool:
        """Whether nothing goes on in idle time any more; that is nobody's act."""
        return True


class InTheView(Shown):
    """Our own view, with the codings that it is given."""

    def __init__(self, transcript: Transcript, codings: Sequence[PaintedCoding]) -> None:
        self.view = TranscriptView()
        super().__init__(self.view, transcript, codings)

    def open(self) -> None:
        self.view.set_transcript(self.transcript)
        self.view.set_codings(self.codings)

    def apply(self, coding: PaintedCoding) -> None:
        self.view.update_coding(coding)

    def remove(self, coding: PaintedCoding) -> None:
        self.view.remove_coding(coding.coding)

    def show_coders(self, coders: Collection[CoderId]) -> None:
        self.view.set_visible_coders(coders)

    def drag_to(self, position: int) -> None:
        self.view.move_caret(position, keeps_anchor=True, follows=False)

    def hit(self, point: QPoint) -> int:
        position = self.view.scene.position_at(point.x(), point.y())
        self.view.codings_at(position)
        return position

    def zoom(self, is_larger: bool) -> None:
        self.view.set_zoom(1.1 if is_larger else 1.0)

    @property
    def is_settled(self) -> bool:
        return self.view.is_settled


class InATextEdit(Shown):
    """The codings are formats of the document, and the last one wins; done as well as can be.

    Everything at once is one edit, and only the stretch of a coding is styled for it.
    """

    def __init__(self, transcript: Transcript, codings: Sequence[PaintedCoding]) -> None:
        self.edit = QTextEdit()
        self.edit.setReadOnly(True)
        super().__init__(self.edit, transcript, codings)

    def open(self) -> None:
        self.edit.setPlainText(self.transcript.text)
        self.show_coders(CODERS)

    def apply(self, coding: PaintedCoding) -> None:
        self._merge(coding)

    def remove(self, coding: PaintedCoding) -> None:
        cursor = self._at(coding.span)
        cursor.beginEditBlock()
        cursor.setCharFormat(QTextCharFormat())
        for other in self.codings:
            if other.span.overlaps(coding.span):
                self._merge(other)
        cursor.endEditBlock()

    def show_coders(self, coders: Collection[CoderId]) -> None:
        # In one edit, or every coding would lay its paragraph out anew.
        cursor = QTextCursor(self.edit.document())
        cursor.beginEditBlock()
        self._style_anew(coders)
        cursor.endEditBlock()

    def drag_to(self, position: int) -> None:
        cursor = self.edit.textCursor()
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.edit.setTextCursor(cursor)

    def hit(self, point: QPoint) -> int:
        return self.edit.cursorForPosition(point).position()

    def zoom(self, is_larger: bool) -> None:
        self.edit.zoomIn(1 if is_larger else -1)

    def _style_anew(self, coders: Collection[CoderId]) -> None:
        cursor = QTextCursor(self.edit.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setCharFormat(QTextCharFormat())
        for coding in self.codings:
            if coding.coder in coders:
                self._merge(coding)

    def _merge(self, coding: PaintedCoding) -> None:
        ground = QTextCharFormat()
        ground.setBackground(QColor(coding.colour).lighter(170))
        self._at(coding.span).mergeCharFormat(ground)

    def _at(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self.edit.document())
        cursor.setPosition(span.start)
        cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor


class InMergedFormats(InATextEdit):
    """What is usual elsewhere: a format merged for each coding, and all anew at each change."""

    def apply(self, coding: PaintedCoding) -> None:
        self._style_anew(CODERS)
        self._merge(coding)

    def remove(self, coding: PaintedCoding) -> None:
        self._style_anew(CODERS)

    def show_coders(self, coders: Collection[CoderId]) -> None:
        self._style_anew(coders)
