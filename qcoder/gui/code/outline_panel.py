"""Sections and turns of the transcript, to go to."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript, Turn
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.workbench import Workbench

_SPAN = Qt.ItemDataRole.UserRole + 1
_WORDS = 60


class OutlinePanel(Panel):
    """The guide's sections with their turns below; without sections the turns alone.

    Turns are made when a section is opened: a long transcript has thousands.
    """

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__("outlinePanel", workbench.tr("Sections"), parent)
        self._workbench = workbench
        self._transcript: Transcript | None = None
        self.tree = QTreeWidget()
        self.tree.setObjectName("outlineTree")
        self.tree.setAccessibleName(self.tr("Sections and turns"))
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add_contents(self.tree, EmptyPlace(self.tr("Sections and turns will be here.")))
        self.tree.itemExpanded.connect(self._fill_section)
        self.tree.itemClicked.connect(lambda item, _column: self._go(item))
        self.tree.itemActivated.connect(lambda item, _column: self._go(item))

    def show_transcript(self, transcript: Transcript | None) -> None:
        """Outline another transcript; the same one stays as it is unfolded."""
        if transcript is self._transcript and transcript is not None:
            return
        self._transcript = transcript
        self.tree.clear()
        if transcript is not None:
            self._fill(transcript)
        self.show_empty(self.tree.topLevelItemCount() == 0)

    def show_position(self, position: int) -> None:
        """Mark the section that is being read."""
        for number in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(number)
            if item is not None and item.childIndicatorPolicy() is _HAS_TURNS:
                _set_bold(item, item.data(0, _SPAN).covers(position))

    def _fill(self, transcript: Transcript) -> None:
        sections = transcript.structure.sections
        for section in sections:
            item = _item(section.title, section.span)
            item.setChildIndicatorPolicy(_HAS_TURNS)
            self.tree.addTopLevelItem(item)
        if not sections:
            whole = range(len(transcript.turns))
            self.tree.addTopLevelItems([self._turn_item(transcript, n) for n in whole])

    def _fill_section(self, item: QTreeWidgetItem) -> None:
        if self._transcript is None or item.childCount():
            return
        numbers = self._transcript.turn_numbers(item.data(0, _SPAN))
        item.addChildren([self._turn_item(self._transcript, number) for number in numbers])

    def _turn_item(self, transcript: Transcript, number: int) -> QTreeWidgetItem:
        turn = transcript.turns[number]
        speaker = f"{turn.speaker}: " if turn.speaker else ""
        return _item(f"{number + 1}  {speaker}{_first_words(transcript, turn)}", turn.span)

    def _go(self, item: QTreeWidgetItem) -> None:
        span: Span = item.data(0, _SPAN)
        if self._transcript is not None:
            self._workbench.request_place(self._transcript.clipped_to_speech(span) or span)


_HAS_TURNS = QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator


def _item(words: str, span: Span) -> QTreeWidgetItem:
    item = QTreeWidgetItem([words])
    item.setData(0, _SPAN, span)
    item.setToolTip(0, words)
    return item


def _set_bold(item: QTreeWidgetItem, is_bold: bool) -> None:
    font = item.font(0)
    if font.bold() != is_bold:
        font.setBold(is_bold)
        item.setFont(0, font)


def _first_words(transcript: Transcript, turn: Turn) -> str:
    if not turn.speech:
        return ""
    start = turn.speech[0].start
    return " ".join(transcript.text[start : min(start + _WORDS, turn.span.end)].split())
