"""A list to choose from by typing, over the page: any action, any code."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from qcoder.gui.parts.rows import Row, RowList
from qcoder.gui.parts.words import muted_label

_WIDTH = 420
_ROWS = 9
_MARGIN = 12
_LIST_KEYS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class Chooser(QFrame):
    """Opens over the page with the focus in its field; Enter chooses, Escape leaves.

    The tip of the row at hand is shown below the list.

    Signals:
        chosen: the payload of the row that was chosen; the chooser is closed by then.
        named: the payload of a row for something new, and what was typed.
    """

    chosen = Signal(object)
    named = Signal(object, str)

    def __init__(self, name: str, prompt: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self.setObjectName(name)
        self.setProperty("place", "overlay")
        self.setAccessibleName(prompt)
        self.field = QLineEdit()
        self.field.setObjectName(f"{name}Field")
        self.field.setPlaceholderText(prompt)
        self.field.setAccessibleName(prompt)
        self.list = RowList(f"{name}List", prompt)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tip = muted_label()
        self._rows: Sequence[Row] = ()
        self._new: Sequence[Row] = ()
        self._came_from: QWidget | None = None
        self._lay_out()
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self._choose())
        self.list.selectionModel().currentChanged.connect(self._show_tip)
        self.hide()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        layout.addWidget(self.tip)

    def open(
        self, rows: Sequence[Row], at: QPoint | None = None, *, new: Sequence[Row] = ()
    ) -> None:
        """Offer these rows, near ``at`` in the parent's coordinates or at its top middle.

        Rows of something ``new`` come last, as soon as anything is typed that no row is called;
        it stands where their words have ``{typed}``.
        """
        self._rows, self._new = rows, new
        self._came_from = self.window().focusWidget()
        self.field.clear()
        self._filter()
        self._place(at)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_and_return(self) -> None:
        """Close without choosing; the focus goes back to where it was."""
        self.hide()
        if self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self, at: QPoint | None) -> None:
        around = self._page.size()
        width = min(_WIDTH, around.width() - 2 * _MARGIN)
        self.list.setFixedHeight(self.list.sizeHintForRow(0) * min(_ROWS, len(self._rows)) + 8)
        self.setFixedWidth(width)
        self.adjustSize()
        left, top = (around.width() - width) // 2, around.height() // 8
        if at is not None:
            left, top = at.x(), at.y()
            if top + self.height() > around.height() - _MARGIN:
                top = max(_MARGIN, around.height() - self.height() - _MARGIN)
        left = max(_MARGIN, min(left, around.width() - width - _MARGIN))
        self.move(left, top)

    def _filter(self) -> None:
        typed = self.field.text().casefold().split()
        found = [row for row in self._rows if all(_has(row, word) for word in typed)]
        if typed:
            found.sort(key=lambda row: _rank(row, typed[0]))
        self.list.set_rows([*found, *self._new_rows()])
        self.list.setCurrentIndex(self.list.rows_model.index(0))
        self._show_tip()

    def _new_rows(self) -> list[Row]:
        typed = " ".join(self.field.text().split())
        if not typed or any(row.words.casefold() == typed.casefold() for row in self._rows):
            return []
        return [
            replace(row, words=row.words.format(typed=typed), payload=_New(row.payload, typed))
            for row in self._new
        ]

    def _show_tip(self) -> None:
        index = self.list.currentIndex()
        self.tip.setText(self.list.row_at(index).tip if index.isValid() else self.tr("Nothing."))

    def _choose(self) -> None:
        index = self.list.currentIndex()
        if not index.isValid():
            return
        payload = self.list.row_at(index).payload
        self.close_and_return()
        if isinstance(payload, _New):
            self.named.emit(payload.payload, payload.typed)
        else:
            self.chosen.emit(payload)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys for the list are pressed in the field; leaving the field closes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_and_return()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose()
            case key if key in _LIST_KEYS:
                self.list.keyPressEvent(event)
            case _:
                return False
        return True


class _New(NamedTuple):
    """A row for something new, and what it shall be called."""

    payload: object
    typed: str


def _has(row: Row, word: str) -> bool:
    return word in row.words.casefold() or word in row.second.casefold()


def _rank(row: Row, word: str) -> int:
    """Words that begin as typed first."""
    words = row.words.casefold()
    if words.startswith(word):
        return 0
    return 1 if any(part.startswith(word) for part in words.split()) else 2
