"""Sections and turns of the transcript, to go to."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTreeView, QWidget

from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.workbench import Workbench

_SPAN = Qt.ItemDataRole.UserRole + 1
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_WORDS = 60


class OutlinePanel(Panel):
    """The guide's sections with their turns below; without sections the turns alone.

    A long transcript has thousands of turns: they are told when they are looked at.
    """

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__("outlinePanel", workbench.tr("Sections"), parent)
        self._workbench = workbench
        self._transcript: Transcript | None = None
        self._sections: QStandardItemModel | None = None
        self.tree = QTreeView()
        self.tree.setObjectName("outlineTree")
        self.tree.setAccessibleName(self.tr("Sections and turns"))
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setUniformRowHeights(True)
        self.tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add_contents(self.tree, EmptyPlace(self.tr("Sections and turns will be here.")))
        self.tree.expanded.connect(self._fill_section)
        self.tree.clicked.connect(self._go)
        self.tree.activated.connect(self._go)

    def show_transcript(self, transcript: Transcript | None) -> None:
        """Outline another transcript; the same one stays as it is unfolded."""
        if transcript is self._transcript and transcript is not None:
            return
        self._transcript, self._sections = transcript, None
        before = self.tree.model()
        self.tree.setModel(self._outlined(transcript) if transcript else None)
        if before is not None:
            before.deleteLater()
        self.show_empty(transcript is None or self.tree.model().rowCount() == 0)

    def show_position(self, position: int) -> None:
        """Mark the section that is being read."""
        if self._sections is None:
            return
        items = [self._sections.item(number) for number in range(self._sections.rowCount())]
        begun = [item for item in items if item.data(_SPAN).start <= position]
        for item in items:
            # A caret behind the last word is in the last section still.
            is_read = item in begun[-1:] and position <= item.data(_SPAN).end
            _set_bold(item, is_read)
            item.setData(self._spoken(item.text(), is_read=is_read), _SPOKEN)

    def _spoken(self, title: str, *, is_read: bool) -> str:
        words = self.tr("Section that is being read: %s") if is_read else self.tr("Section: %s")
        return words % title

    def _outlined(self, transcript: Transcript) -> QStandardItemModel | _Turns:
        if not transcript.structure.sections:
            return _Turns(transcript, self.tree)
        self._sections = QStandardItemModel(self.tree)
        for section in transcript.structure.sections:
            spoken = self._spoken(section.title, is_read=False)
            item = _item(section.title, section.span, spoken)
            # So that it can be opened; its turns are made then.
            item.appendRow(QStandardItem())
            self._sections.appendRow(item)
        return self._sections

    def _fill_section(self, index: QModelIndex) -> None:
        transcript, model = self._transcript, self._sections
        item = model.itemFromIndex(index) if model else None
        if transcript is None or item is None or item.child(0).data(_SPAN) is not None:
            return
        numbers = transcript.turn_numbers(item.data(_SPAN))
        item.removeRows(0, 1)
        item.appendRows([_turn_item(transcript, n) for n in numbers])

    def _go(self, index: QModelIndex) -> None:
        span: Span | None = index.data(_SPAN)
        if self._transcript is not None and span is not None:
            self._workbench.request_place(self._transcript.clipped_to_speech(span) or span)


class _Turns(QStringListModel):
    """The turns of a transcript; the strings that it inherits are empty and only count them."""

    def __init__(self, transcript: Transcript, parent: QWidget) -> None:
        super().__init__([""] * len(transcript.turns), parent)
        self._transcript = transcript

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 (as Qt has it)
        """First words, or the span."""
        if not 0 <= index.row() < len(self._transcript.turns):
            return None
        if role == _SPAN:
            return self._transcript.turns[index.row()].span
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _turn_words(self._transcript, index.row())
        if role == _SPOKEN:
            return _spoken_turn(self._transcript, index.row())
        return None


def _item(words: str, span: Span, spoken: str) -> QStandardItem:
    item = QStandardItem(words)
    item.setData(span, _SPAN)
    item.setData(spoken, _SPOKEN)
    item.setToolTip(words)
    return item


def _turn_item(transcript: Transcript, number: int) -> QStandardItem:
    words, spoken = _turn_words(transcript, number), _spoken_turn(transcript, number)
    return _item(words, transcript.turns[number].span, spoken)


def _set_bold(item: QStandardItem, is_bold: bool) -> None:
    font = item.font()
    if font.bold() != is_bold:
        font.setBold(is_bold)
        item.setFont(font)


def _turn_words(transcript: Transcript, number: int) -> str:
    """Number, speaker and first words."""
    return f"{number + 1}  {_speaker_and_words(transcript, number)}"


def _spoken_turn(transcript: Transcript, number: int) -> str:
    """The same, for whoever hears it without seeing the row."""
    said = QCoreApplication.translate("OutlinePanel", "Turn %d, %s")
    return said % (number + 1, _speaker_and_words(transcript, number))


def _speaker_and_words(transcript: Transcript, number: int) -> str:
    turn = transcript.turns[number]
    speaker = f"{turn.speaker}: " if turn.speaker else ""
    start = turn.speech[0].start if turn.speech else turn.span.end
    words = " ".join(transcript.text[start : min(start + _WORDS, turn.span.end)].split())
    return f"{speaker}{words}"
