"""The palette at the words: a field, the codes that may be meant, and what Enter would do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from qcoder.gui.code.palette_rows import Choice
from qcoder.gui.parts.row import Row
from qcoder.gui.parts.rows import RowList
from qcoder.gui.parts.words import muted_label, plain_label

_WIDTH = 380
_MOST_ROWS = 7
_MARGIN = 12
_GAP = 6
_PAGES = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_STAYS_OPEN = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}


class Explained(NamedTuple):
    """What is told of a choice: rule, definition, and what Enter does with it."""

    rule: str
    definition: str
    target: str


class CodePalette(QFrame):
    """Opens below the words with the focus in its field. It blocks nothing.

    Enter chooses, Shift+Enter chooses and stays open for the next one, Ctrl+Enter takes a
    selection exactly as it is; Escape leaves. ``offers`` gives the rows for what was typed, their
    payload a :class:`Choice`; ``explain`` says what a choice would do.

    Signals:
        chosen: the Choice, and whether the selection is to be taken exactly as it is.
    """

    chosen = Signal(object, bool)

    def __init__(
        self,
        page: QWidget,
        offers: Callable[[str], Sequence[Row]],
        explain: Callable[[Choice], Explained],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._offers = offers
        self._explain = explain
        self._words = QRect()
        self._has_lost = False
        """Whether the code that was marked has gone while the palette was open."""
        self.setObjectName("codePalette")
        self.setProperty("place", "overlay")
        self.setAccessibleName(self.tr("Codes at the words"))
        self.field = QLineEdit()
        self.field.setObjectName("codePaletteField")
        self.field.setPlaceholderText(self.tr("Which code?"))
        self.field.setAccessibleName(self.tr("Which code?"))
        self.list = RowList("codePaletteList", self.tr("Codes"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rule, self.definition = plain_label(), muted_label()
        self.target = _target_label()
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        bold = self.rule.font()
        bold.setBold(True)
        self.rule.setFont(bold)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(_GAP)
        for widget in (self.field, self.list, self.rule, self.definition, self.target):
            layout.addWidget(widget)

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _typed: self._fill(keeps_current=False))
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self._choose(Qt.KeyboardModifier.NoModifier))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._tell())

    def open(self, words: QRect) -> None:
        """Offer codes for the words that fill this rectangle of the parent."""
        self._words = words
        self.field.clear()
        self._fill(keeps_current=False)
        self.show()
        self.raise_()
        self._place()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """The codes or their words have changed: offer them anew."""
        if self.isVisible():
            self._fill(keeps_current=True)

    def leave(self) -> None:
        """Close without choosing; the words have the focus again."""
        self.hide()
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, *, keeps_current: bool) -> None:
        kept = self.list.current() if keeps_current else None
        self.list.set_rows(self._offers(self.field.text()))
        self._has_lost = kept is not None and not self.list.rows_model.index_of(kept).isValid()
        if self._has_lost:
            # Whoever is about to press Enter means the code that went, and not its neighbour.
            self.list.setCurrentIndex(QModelIndex())
        elif kept is None:
            self.list.setCurrentIndex(self.list.rows_model.index(0))
            self.list.scrollToTop()
        self._tell()

    def _tell(self) -> None:
        choice: Choice | None = self.list.current()
        said = Explained("", "", self.tr("No code has these letters."))
        if self._has_lost:
            lost = self.tr("This code is not in the codebook any more. Choose another.")
            said = Explained("", "", lost)
        if choice is not None:
            said = self._explain(choice)
        for label, words in zip((self.rule, self.definition, self.target), said, strict=True):
            label.setText(words)
            label.setVisible(bool(words))
        self.field.setAccessibleDescription(". ".join(w for w in (self._current(), *said) if w))
        event = QAccessibleEvent(self.field, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)
        self._place()

    def _current(self) -> str:
        index = self.list.currentIndex()
        return str(index.data(Qt.ItemDataRole.AccessibleTextRole)) if index.isValid() else ""

    def _place(self) -> None:
        """Below the words; where there is no room, above them."""
        around = self._page.size()
        width = min(_WIDTH, around.width() - 2 * _MARGIN)
        self._fit_list()
        layout = self.layout()
        height = layout.totalHeightForWidth(width) if layout else self.height()
        height = min(height, around.height() - 2 * _MARGIN)
        left = max(_MARGIN, min(self._words.left(), around.width() - width - _MARGIN))
        top = self._words.bottom() + _GAP
        if top + height > around.height() - _MARGIN:
            top = max(_MARGIN, self._words.top() - height - _GAP)
        self.setGeometry(left, top, width, height)

    def _fit_list(self) -> None:
        rows = min(_MOST_ROWS, len(self.list.rows_model.rows))
        height = sum(self.list.sizeHintForRow(number) for number in range(rows))
        self.list.setFixedHeight(height + 4 if rows else 0)

    def _choose(self, held: Qt.KeyboardModifier) -> None:
        choice = self.list.current()
        if choice is None:
            return
        if held & Qt.KeyboardModifier.ShiftModifier:
            self.field.clear()
        else:
            self.leave()
        self.chosen.emit(choice, bool(held & Qt.KeyboardModifier.ControlModifier))
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys for the list are pressed in the field; leaving the field closes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if isinstance(event, QFocusEvent) and _is_leaving(event):
            self.hide()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        match Qt.Key(event.key()):
            case Qt.Key.Key_Escape:
                self.leave()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose(event.modifiers())
            case key if key in _STEPS:
                self._step(_STEPS[key])
            case key if key in _PAGES:
                self.list.keyPressEvent(event)
            case _:
                return False
        return True

    def _step(self, step: int) -> None:
        """Round and round: above the first are the new codes."""
        count = len(self.list.rows_model.rows)
        if count:
            index = self.list.currentIndex()
            before = index.row() if index.isValid() or step > 0 else 0
            number = (before + step) % count
            self.list.setCurrentIndex(self.list.rows_model.index(number))


def _is_leaving(event: QFocusEvent) -> bool:
    """Whether somebody goes elsewhere in the window; not to another one, or to a menu."""
    return event.lostFocus() and event.reason() not in _STAYS_OPEN


def _target_label() -> QLabel:
    label = plain_label()
    label.setObjectName("codePaletteTarget")
    label.setForegroundRole(QPalette.ColorRole.Link)
    return label
