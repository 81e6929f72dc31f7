"""What a screen reader is told of the transcript.

The text it reads is the whole one, labels included, so that it says who speaks. It counts
UTF-16 units as Qt does. The codes at the caret are the description; the paragraphs in view
are children, each with its speaker and its codes.
"""

from typing import cast
from weakref import WeakKeyDictionary, ref

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAccessibleTextInterface,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken

from qcoder.domain.spans import span_or_none
from qcoder.gui.transcript.accessible_paragraph import AccessibleParagraph, Paragraphs, null
from qcoder.gui.transcript.selecting_view import SelectingView
from qcoder.gui.transcript.spoken import codes_at


class AccessibleText(QAccessibleTextInterface):
    """The transcript's text and caret.

    Codings and selections are not told as such: the methods with out-parameters cannot be
    overridden from Python, and a reader would be given garbage.
    """

    def __init__(self, view: SelectingView) -> None:
        super().__init__()
        self._reference = ref(view)

    @property
    def _view(self) -> SelectingView:
        return _alive(self._reference)

    def text(self, startOffset: int, endOffset: int) -> str:
        """The characters between two places."""
        shown = self._view.scene.shown
        end = len(shown.text) if endOffset < 0 else shown.offsets.to_code_point(endOffset)
        return shown.text[shown.offsets.to_code_point(startOffset) : end]

    def characterCount(self) -> int:
        """Length of everything."""
        shown = self._view.scene.shown
        return shown.offsets.to_utf16(len(shown.text))

    def cursorPosition(self) -> int:
        """Where the caret is."""
        return self._view.scene.shown.offsets.to_utf16(self._view.caret())

    def setCursorPosition(self, position: int) -> None:
        """Put the caret somewhere."""
        self._view.set_caret(self._view.scene.shown.offsets.to_code_point(position))

    def selectionCount(self) -> int:
        """None are told."""
        return 0

    def addSelection(self, startOffset: int, endOffset: int) -> None:
        """Select, instead of what was selected."""
        offsets = self._view.scene.shown.offsets
        start, end = offsets.to_code_point(startOffset), offsets.to_code_point(endOffset)
        self._view.set_selection(span_or_none(start, end))

    def setSelection(self, selectionIndex: int, startOffset: int, endOffset: int) -> None:
        """Select, instead of what was selected."""
        self.addSelection(startOffset, endOffset)

    def removeSelection(self, selectionIndex: int) -> None:
        """Select nothing."""
        self._view.set_selection(None)

    def characterRect(self, offset: int) -> QRect:
        """Where a character is on the screen."""
        view = self._view
        box = view.scene.caret_rect(view.scene.shown.offsets.to_code_point(offset))
        box.setWidth(max(2, round(view.scene.fonts.character)))
        return QRect(view.viewport().mapToGlobal(box.topLeft()), box.size())

    def offsetAtPoint(self, point: QPoint) -> int:
        """The character at a point of the screen."""
        view = self._view
        here = view.viewport().mapFromGlobal(point)
        return view.scene.shown.offsets.to_utf16(view.scene.position_at(here.x(), here.y()))

    def scrollToSubstring(self, startIndex: int, endIndex: int) -> None:
        """Bring some characters into view."""
        offsets = self._view.scene.shown.offsets
        start, end = offsets.to_code_point(startIndex), offsets.to_code_point(endIndex)
        span = span_or_none(start, max(end, start + 1))
        if span is not None:
            self._view.scroll_to(span)


class AccessibleTranscript(QAccessibleWidget):
    """The transcript view as a document with a text, and a child for each paragraph in view."""

    def __init__(self, view: SelectingView) -> None:
        super().__init__(view, QAccessible.Role.Document, view.accessibleName())
        self._reference = ref(view)
        self._text = AccessibleText(view)

    @property
    def _view(self) -> SelectingView:
        return _alive(self._reference)

    def text(self, t: QAccessible.Text) -> str:
        """Its name, the name of the transcript, and what is coded at the caret."""
        if t is QAccessible.Text.Value:
            transcript = self._view.transcript
            return transcript.name if transcript else ""
        if t is QAccessible.Text.Description:
            view = self._view
            return ", ".join(codes_at(view.scene, view.caret()))
        return super().text(t)

    def childCount(self) -> int:
        """As many as there are paragraphs in view; the scroll bar is none of them."""
        return len(self._view.scene.rows())

    def child(self, index: int) -> QAccessibleInterface:
        """A paragraph in view, from the top."""
        view = self._view
        rows = view.scene.rows()
        if not 0 <= index < len(rows):
            return null()
        return _paragraphs_of(view).of_unit(view, rows[index].unit)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """The paragraph at a point of the screen."""
        view = self._view
        row = view.scene.row_at(view.viewport().mapFromGlobal(QPoint(x, y)).y())
        return _paragraphs_of(view).of_unit(view, row.unit) if row else null()

    def indexOfChild(self, arg__1: QAccessibleInterface) -> int:
        """Which of the paragraphs in view it is; -1 for others."""
        if not isinstance(arg__1, AccessibleParagraph):
            return -1
        rows = self._view.scene.rows()
        return next((n for n, row in enumerate(rows) if row.unit == arg__1.unit), -1)

    def interface_cast(self, t: QAccessible.InterfaceType) -> int:
        """The text; anything but these void pointers, None too, ends the process."""
        is_text = t is QAccessible.InterfaceType.TextInterface
        pointer = Shiboken.VoidPtr(Shiboken.getCppPointer(self._text)[0] if is_text else 0)
        # PySide's stub says int, and an int would crash.
        return cast("int", pointer)


def _alive(reference: "ref[SelectingView]") -> SelectingView:
    """The view; Qt frees the interface with it, so nobody asks later."""
    view = reference()
    if view is None:
        raise RuntimeError("the transcript view is gone")
    return view


_paragraphs: WeakKeyDictionary[SelectingView, Paragraphs] = WeakKeyDictionary()


def _paragraphs_of(view: SelectingView) -> Paragraphs:
    found = _paragraphs.get(view)
    if found is None:
        found = _paragraphs[view] = Paragraphs()
        # In a closure, so that they live as long as the view.
        view.destroyed.connect(lambda _view: found.drop_all())
    return found


# Qt owns what the factory makes, but PySide would free it when Python forgets it.
_made: list[AccessibleTranscript] = []
_installed: list[bool] = []


def _interface_for(_key: str, obj: QObject) -> QAccessibleInterface | None:
    """A new one at every call: given the same twice, Qt would delete it twice.

    Qt asks again when PySide gives an object another meta-object, which connecting to it
    can do.
    """
    if not isinstance(obj, SelectingView):
        return None
    _made[:] = [interface for interface in _made if Shiboken.isValid(interface)]
    _made.append(AccessibleTranscript(obj))
    return _made[-1]


def make_accessible() -> None:
    """Let Qt find the interfaces above; once is enough, more does no harm."""
    if not _installed:
        QAccessible.installFactory(_interface_for)
        _installed.append(True)
