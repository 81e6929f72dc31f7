"""One code, described or edited where the codebook is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from qcoder.domain.codebook import Code, Codebook, CodeEntry, CodingUnit, Grain
from qcoder.domain.colours import proposed_colour, proposed_colours
from qcoder.domain.ids import GroupingId
from qcoder.gui.grain_words import grain_in_words
from qcoder.gui.icons import swatch
from qcoder.gui.parts.choice_box import ChoiceBox
from qcoder.gui.parts.words import muted_label, plain_label, push_button

_OTHER = ""
_MOST_COLOURS = 15


class CodeForm(QFrame):
    """Fields of a code. Ctrl+Enter stores, Escape leaves.

    Signals:
        stored: the Code as edited.
        described: the CodeEntry of a new code.
        left: nothing is to be stored.
    """

    stored = Signal(object)
    described = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("codeForm")
        self.begun: Code | None = None
        """The code as it was when its editing began; None for a new one."""
        self._colour = ""
        self.said = plain_label()
        self.said.setObjectName("codeFormWords")
        self.grouping = ChoiceBox("codeGrouping", self.tr("Grouping"))
        self.label = _line("codeLabel", self.tr("Label"))
        self.key = _line("codeKey", self.tr("Key"))
        self.definition = _room("codeDefinition", self.tr("Definition"))
        self.rule = _room("codeRule", self.tr("Coding rule"))
        self.colour = ChoiceBox("codeColour", self.tr("Colour"))
        self.unit = ChoiceBox("codeUnit", self.tr("Unit"))
        self.grain = ChoiceBox("codeGrain", self.tr("Grain: how exact edges have to be"))
        self.wording_only = QCheckBox(self.tr("Wording only"))
        self.effect = muted_label()
        self.effect.setObjectName("grainEffect")
        self._name_choices()
        self._lay_out()
        self.colour.activated.connect(self._choose_colour)

    def _name_choices(self) -> None:
        self.grouping.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.grouping.setMinimumContentsLength(8)
        for unit, words in self._unit_words().items():
            self.unit.addItem(words, unit.value)
        self.grain.addItem(self.tr("edges as the unit says"), None)
        for grain in Grain:
            self.grain.addItem(grain_in_words(grain), grain.value)
        self.grain.setToolTip(
            self.tr("How far edges may lie apart before a pair has to discuss them")
        )
        self.wording_only.setObjectName("codeWordingOnly")
        self.wording_only.setToolTip(
            self.tr("It says the same in other words: what pairs decided on this code stands")
        )
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
        first, second, third, last = (QHBoxLayout() for _ in range(4))
        self.key.setFixedWidth(self.key.fontMetrics().horizontalAdvance("MM") + 20)
        first.addWidget(self.label, 1)
        first.addWidget(self.key)
        second.addWidget(self.unit, 1)
        second.addWidget(self.colour)
        last.addStretch(1)
        last.addWidget(push_button("leaveCode", self.tr("Cancel"), self.left.emit))
        last.addWidget(push_button("storeCode", self.tr("Store"), self.store, "first"))
        column.addWidget(self.said)
        column.addWidget(muted_label(self.tr("Label and key")))
        column.addLayout(first)
        column.addWidget(muted_label(self.tr("Grouping")))
        column.addWidget(self.grouping)
        column.addWidget(muted_label(self.tr("Definition")))
        column.addWidget(self.definition, 2)
        column.addWidget(muted_label(self.tr("Coding rule, unit and colour")))
        column.addWidget(self.rule, 1)
        column.addLayout(second)
        third.addWidget(self.grain, 1)
        third.addWidget(self.wording_only)
        column.addLayout(third)
        column.addWidget(self.effect)
        column.addLayout(last)

    def edit(self, code: Code, codebook: Codebook) -> None:
        """Begin with a code as it is."""
        self.begun = code
        self._offer_groupings(codebook, codebook.grouping(code).name, is_new=False)
        self._begin(code.label, code.key, code.colour, "")
        self.definition.setPlainText(code.definition)
        self.rule.setPlainText(code.rule)
        self.unit.setCurrentIndex(self.unit.findData(code.unit.value))
        grain = code.grain.value if code.grain else None
        self.grain.setCurrentIndex(max(0, self.grain.findData(grain)))

    def describe(self, codebook: Codebook, grouping: str, said: str) -> None:
        """Begin with a new code, in a grouping that is there or shall be.

        ``said`` stands above the fields. Key and unit that are left open are proposed.
        """
        self.begun = None
        self._offer_groupings(codebook, grouping, is_new=True)
        self._begin("", "", proposed_colour(code.colour for code in codebook.codes), said)
        self.key.setPlaceholderText("…")
        self.definition.clear()
        self.rule.clear()
        self.unit.insertItem(0, self.tr("as the rule says"), None)
        self.unit.setCurrentIndex(0)

    def _begin(self, label: str, key: str, colour: str, said: str) -> None:
        self._colour = colour
        self.label.setText(label)
        self.key.setText(key)
        self.key.setPlaceholderText("")
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self._keep_said_whole()
        if self.unit.itemData(0) is None:
            self.unit.removeItem(0)
        self._offer_colours()
        self.wording_only.setChecked(False)
        self.say_effect("")
        for widget in (self.grain, self.wording_only):
            widget.setVisible(self.begun is not None)
        self.label.setFocus()
        self.label.selectAll()

    def _offer_groupings(self, codebook: Codebook, current: str, *, is_new: bool) -> None:
        self.grouping.clear()
        self.grouping.setEditable(is_new)
        for grouping in codebook.groupings:
            self.grouping.addItem(grouping.name, grouping.id)
        self.grouping.setCurrentIndex(max(0, self.grouping.findText(current)))
        if is_new and not codebook.groupings:
            self.grouping.setEditText(current)

    def edited(self) -> Code | None:
        """The code with what the fields say now; None for a new one."""
        if self.begun is None:
            return None
        grain = self.grain.currentData()
        return replace(
            self.begun,
            grain=Grain(grain) if grain else None,
            grouping=GroupingId(self.grouping.currentData()),
            label=self.label.text().strip(),
            key=self.key.text().strip().upper(),
            definition=self.definition.toPlainText().strip(),
            rule=self.rule.toPlainText().strip(),
            unit=CodingUnit(self.unit.currentData()),
            colour=self._colour,
        )

    def entry(self) -> CodeEntry:
        """What the fields say of a new code."""
        unit = self.unit.currentData()
        return CodeEntry(
            grouping=self.grouping.currentText().strip(),
            label=self.label.text().strip(),
            definition=self.definition.toPlainText().strip(),
            rule=self.rule.toPlainText().strip(),
            unit=CodingUnit(unit) if unit else None,
            colour=self._colour,
            key=self.key.text().strip().upper() or None,
        )

    def say_effect(self, words: str) -> None:
        """Say below the grain what it would do; nothing where it would do nothing new."""
        self.effect.setText(words)
        self.effect.setVisible(bool(words))

    def store(self) -> None:
        """Hand over what was edited or described."""
        code = self.edited()
        if code is not None:
            self.stored.emit(code)
        else:
            self.described.emit(self.entry())

    def _keep_said_whole(self) -> None:
        """The stack that the form stands in does not ask how high wrapped words are."""
        height = self.said.heightForWidth(max(self.width(), 100)) if self.said.text() else 0
        self.said.setMinimumHeight(max(height, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap in another way."""
        super().resizeEvent(event)
        self._keep_said_whole()

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
    # Low windows leave room for what is said above the fields.
    field.setMinimumHeight(2 * field.fontMetrics().lineSpacing() + 10)
    return field
