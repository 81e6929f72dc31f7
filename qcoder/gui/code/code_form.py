"""One code, edited where the codebook is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QColorDialog,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from qcoder.domain.codebook import Code, CodingUnit
from qcoder.domain.colours import proposed_colours
from qcoder.gui.icons import swatch
from qcoder.gui.parts.words import muted_label, push_button

_OTHER = ""
_MOST_COLOURS = 15


class CodeForm(QFrame):
    """Fields of a code. Ctrl+Enter stores, Escape leaves.

    Signals:
        stored: the Code as edited.
        left: nothing is to be stored.
    """

    stored = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("codeForm")
        self._code: Code | None = None
        self._colour = ""
        self.label = _line("codeLabel", self.tr("Label"))
        self.key = _line("codeKey", self.tr("Key"))
        self.definition = _room("codeDefinition", self.tr("Definition"))
        self.rule = _room("codeRule", self.tr("Coding rule"))
        self.unit, self.colour = QComboBox(), QComboBox()
        self._name_choices()
        self._lay_out()
        self.colour.activated.connect(self._choose_colour)

    def _name_choices(self) -> None:
        self.unit.setObjectName("codeUnit")
        self.unit.setAccessibleName(self.tr("Unit"))
        for unit, words in self._unit_words().items():
            self.unit.addItem(words, unit.value)
        self.colour.setObjectName("codeColour")
        self.colour.setAccessibleName(self.tr("Colour"))
        self.key.setMaxLength(1)

    def _unit_words(self) -> dict[CodingUnit, str]:
        return {
            CodingUnit.WORD: self.tr("the word"),
            CodingUnit.SENTENCE: self.tr("a sentence"),
            CodingUnit.TURN: self.tr("a turn"),
            CodingUnit.STORY: self.tr("the whole story"),
            CodingUnit.SECTION: self.tr("the section"),
            CodingUnit.FREE: self.tr("any words"),
        }

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        first, second, last = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self.key.setFixedWidth(self.key.fontMetrics().horizontalAdvance("MM") + 20)
        first.addWidget(self.label, 1)
        first.addWidget(self.key)
        second.addWidget(self.unit, 1)
        second.addWidget(self.colour)
        last.addStretch(1)
        last.addWidget(push_button("leaveCode", self.tr("Cancel"), self.left.emit))
        last.addWidget(push_button("storeCode", self.tr("Store"), self.store, "first"))
        column.addWidget(muted_label(self.tr("Label and key")))
        column.addLayout(first)
        column.addWidget(muted_label(self.tr("Definition")))
        column.addWidget(self.definition, 2)
        column.addWidget(muted_label(self.tr("Coding rule, unit and colour")))
        column.addWidget(self.rule, 1)
        column.addLayout(second)
        column.addLayout(last)

    def edit(self, code: Code) -> None:
        """Begin with a code as it is."""
        self._code, self._colour = code, code.colour
        self.label.setText(code.label)
        self.key.setText(code.key)
        self.definition.setPlainText(code.definition)
        self.rule.setPlainText(code.rule)
        self.unit.setCurrentIndex(self.unit.findData(code.unit.value))
        self._offer_colours()
        self.label.setFocus()
        self.label.selectAll()

    def edited(self) -> Code | None:
        """The code with what the fields say now."""
        if self._code is None:
            return None
        return replace(
            self._code,
            label=self.label.text().strip(),
            key=self.key.text().strip().upper(),
            definition=self.definition.toPlainText().strip(),
            rule=self.rule.toPlainText().strip(),
            unit=CodingUnit(self.unit.currentData()),
            colour=self._colour,
        )

    def store(self) -> None:
        """Hand over what was edited."""
        code = self.edited()
        if code is not None:
            self.stored.emit(code)

    def _offer_colours(self) -> None:
        self.colour.clear()
        for colour in dict.fromkeys((self._colour, *proposed_colours(_MOST_COLOURS))):
            self.colour.addItem(swatch(colour), colour, colour)
        self.colour.addItem(self.tr("Other…"), _OTHER)

    def _choose_colour(self, number: int) -> None:
        chosen = self.colour.itemData(number)
        if chosen != _OTHER:
            self._colour = chosen
            return
        asked = QColorDialog(QColor(self._colour), self)
        asked.colorSelected.connect(self._take_colour)
        asked.finished.connect(lambda _result: self._offer_colours())
        asked.open()

    def _take_colour(self, colour: QColor) -> None:
        self._colour = colour.name().upper()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; Ctrl+Enter stores, and Enter in a field of one line."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.store()
        else:
            super().keyPressEvent(event)


class _Room(QPlainTextEdit):
    """Ctrl+Enter is for the form."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins a line, with Ctrl it does not."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (is_enter and held):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _line(name: str, spoken: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(spoken)
    return field


def _room(name: str, spoken: str) -> QPlainTextEdit:
    field = _Room()
    field.setObjectName(name)
    field.setAccessibleName(spoken)
    field.setTabChangesFocus(True)
    return field
