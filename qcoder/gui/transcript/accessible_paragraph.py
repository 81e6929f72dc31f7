"""One paragraph in view as a screen reader finds it below the transcript."""

from __future__ import annotations

from typing import cast
from weakref import ref

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from shiboken6 import Shiboken

from qcoder.gui.transcript.selecting_view import SelectingView
from qcoder.gui.transcript.shown_text import ShownText, UnitKind
from qcoder.gui.transcript.spoken import paragraph_words

_KEPT = 200
"""Paragraphs out of view that a reader may still be asking about."""


def null() -> QAccessibleInterface:
    """No interface; PySide's stub forgets that there may be none."""
    return cast("QAccessibleInterface", None)


class AccessibleParagraph(QAccessibleInterface):
    """Who says it, its words, and what is coded on them.

    It stands for one unit of one text and is invalid once another text is shown.
    """

    def __init__(self, view: SelectingView, unit: int) -> None:
        super().__init__()
        self._reference = ref(view)
        self._shown = view.scene.shown
        self.unit = unit

    def isValid(self) -> bool:
        """Whether its text is still the one that is shown."""
        view = self._reference()
        return view is not None and Shiboken.isValid(view) and view.scene.shown is self._shown

    def text(self, t: QAccessible.Text) -> str:
        """The whole of it is its name."""
        view = self._reference()
        if t is not QAccessible.Text.Name or view is None or not self.isValid():
            return ""
        return paragraph_words(view.scene, self.unit)

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Nothing is changed from outside."""

    def role(self) -> QAccessible.Role:
        """A paragraph, or the heading of a section."""
        is_heading = self._shown.units[self.unit].kind is UnitKind.HEADING
        return QAccessible.Role.Heading if is_heading else QAccessible.Role.Paragraph

    def state(self) -> QAccessible.State:
        """Read only; invisible where it has been scrolled away."""
        state = QAccessible.State()
        state.readOnly = True
        state.multiLine = True
        if not self.isValid():
            state.invalid = True
        state.offscreen = self.rect().isEmpty()
        return state

    def rect(self) -> QRect:
        """Where it is on the screen; empty where it is not in view."""
        view = self._reference()
        if view is None or not self.isValid():
            return QRect()
        box = place_in_view(view, self.unit)
        return QRect(view.viewport().mapToGlobal(box.topLeft()), box.size())

    def parent(self) -> QAccessibleInterface:
        """The transcript."""
        view = self._reference()
        # Qt asks parents of what it has been given only, and the stub knows no null.
        return QAccessible.queryAccessibleInterface(view) if view else self

    def window(self) -> QWindow:
        """That of the view."""
        return self.parent().window()

    def object(self) -> QObject:
        """None: a paragraph is painted, no object."""
        return cast("QObject", None)

    def childCount(self) -> int:
        """None."""
        return 0

    def child(self, index: int) -> QAccessibleInterface:
        """None."""
        return null()

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """None."""
        return null()

    def indexOfChild(self, arg__1: QAccessibleInterface) -> int:
        """None is known."""
        return -1


class Paragraphs:
    """The paragraphs in view. Each stays the same as long as a reader may ask about it."""

    def __init__(self) -> None:
        self._shown: ShownText | None = None
        self._made: dict[int, AccessibleParagraph] = {}

    def of_unit(self, view: SelectingView, unit: int) -> AccessibleParagraph:
        """The paragraph of a unit; the same one at each call."""
        self._forget(view)
        made = self._made.pop(unit, None) or AccessibleParagraph(view, unit)
        self._made[unit] = made
        return made

    def _forget(self, view: SelectingView) -> None:
        """Let go of those of another text, and of those that were asked for long ago."""
        if self._shown is not view.scene.shown:
            self._shown = view.scene.shown
            self.drop(list(self._made))
        self.drop(list(self._made)[:-_KEPT])

    def drop(self, units: list[int]) -> None:
        """Delete the paragraphs of these units."""
        for unit in units:
            gone = self._made.pop(unit)
            # Qt keeps what it has been given by a number, and deletes it by that.
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(gone))

    def drop_all(self) -> None:
        """Before the view goes: Qt would keep pointers to what Python frees."""
        self.drop(list(self._made))


def place_in_view(view: SelectingView, unit: int) -> QRect:
    """The part of the viewport that a unit takes; empty where it is out of view."""
    scene = view.scene
    for row in scene.rows():
        if row.unit == unit:
            height = scene.flow.height_of(unit) - int(scene.flow.rooms[unit])
            box = QRect(QPoint(0, row.y), QPoint(scene.columns.margin, row.y + height))
            return box.intersected(view.viewport().rect())
    return QRect()
