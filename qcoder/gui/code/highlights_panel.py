"""Highlights looked at together: who marked what, here or everywhere, and where readers meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from qcoder.domain.ids import HighlightId, TranscriptId
from qcoder.domain.laid_over import readers_met
from qcoder.domain.spans import Span
from qcoder.gui.code.contents import turns_of
from qcoder.gui.desk import Desk
from qcoder.gui.parts.choice_box import ChoiceBox
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.parts.rows import Row, RowList
from qcoder.gui.parts.words import muted_label, plain_label
from qcoder.services.coding.highlight_overview import ReadHighlight, Reading, reading_of

_WORDS = 120
_TOLD = 400
"""Characters of a highlight that are shown whole below the list."""
EVERYBODY, SEVERAL = "everybody", "several"


class HighlightsPanel(Panel):
    """A list to choose from, several at a time, and below it the words and memo of one.

    Signals:
        highlight_chosen: a ReadHighlight to go to.
        choice_changed: other highlights are chosen.
    """

    highlight_chosen = Signal(object)
    choice_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("highlightsPanel", desk.workbench.tr("Highlights"), parent, in_tab=True)
        self._desk = desk
        self._reading = Reading()
        self._met: dict[HighlightId, int] = {}
        self.readers = ChoiceBox("highlightsReaders", self.tr("Highlights by"))
        self.scope = ChoiceBox("highlightsScope", self.tr("Highlights of"))
        self.list = RowList("highlightsList", self.tr("Highlights"))
        self.list.setSelectionMode(RowList.SelectionMode.ExtendedSelection)
        self.words, self.memo, self.waiting = plain_label(), muted_label(), muted_label()
        self._name_parts()
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._connect()

    def _name_parts(self) -> None:
        self.scope.addItem(self.tr("This transcript"), False)
        self.scope.addItem(self.tr("All transcripts"), True)
        self.words.setObjectName("highlightWords")
        self.memo.setObjectName("highlightMemo")
        self.waiting.setObjectName("highlightsWaiting")
        for box in (self.scope, self.readers):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(6)

    def _lay_out(self) -> None:
        self.head.insertWidget(0, self.scope, 1)
        self.head.insertWidget(1, self.readers, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.list, 1)
        for label in (self.words, self.memo, self.waiting):
            column.addWidget(label)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(4)
        column.addLayout(self.buttons)
        self.add_contents(inside, EmptyPlace(""), begin=self.list)

    def _connect(self) -> None:
        workbench, notifier = self._desk.workbench, self._desk.notifier
        self._soon.timeout.connect(self.refresh)
        for signal in (
            workbench.project_changed,
            workbench.coder_changed,
            workbench.transcript_changed,
        ):
            signal.connect(self._soon.start)
        for told in (
            notifier.marks_changed,
            notifier.codings_changed,
            notifier.people_changed,
            notifier.transcripts_changed,
        ):
            told.connect(lambda _changes: self._soon.start())
        self.scope.currentIndexChanged.connect(lambda _index: self._soon.start())
        self.readers.currentIndexChanged.connect(lambda _index: self._fill())
        self.list.clicked.connect(lambda _index: self._go())
        self.list.activated.connect(lambda _index: self._go())
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._tell())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._tell())

    # -- what is chosen ------------------------------------------------------------------

    def chosen(self) -> list[ReadHighlight]:
        """The highlights whose rows are selected, in the order of the list."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        keys = [self.list.rows_model.rows[row].payload for row in rows]
        found = {each.highlight.id: each for each in self._reading.highlights}
        return [found[key] for key in keys if key in found]

    def current(self) -> ReadHighlight | None:
        """The highlight that is told of below the list."""
        key = self.list.current()
        return next((h for h in self._reading.highlights if h.highlight.id == key), None)

    def choose_laid_over(self) -> None:
        """Choose, beside the current one, all that have words in common with it."""
        current = self.current()
        if current is not None:
            self.choose(
                each.highlight.id
                for each in self._reading.highlights
                if each.transcript.id == current.transcript.id
                and each.highlight.span.overlaps(current.highlight.span)
            )

    def choose(self, highlights: Iterable[HighlightId]) -> None:
        """Select the rows of these besides those that are selected."""
        wanted = set(highlights)
        selected = QItemSelection()
        for number, row in enumerate(self.list.rows_model.rows):
            if row.payload in wanted:
                index = self.list.rows_model.index(number)
                selected.select(index, index)
        flag = QItemSelectionModel.SelectionFlag.Select
        self.list.selectionModel().select(selected, flag)

    def _choose_first(self) -> None:
        """Keys find something chosen; whichever modifiers are held at this moment."""
        rows = self.list.rows_model.rows
        first = next((number for number, row in enumerate(rows) if not row.is_heading), None)
        if first is not None:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            index = self.list.rows_model.index(first)
            self.list.selectionModel().setCurrentIndex(index, flag)

    # -- showing -------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while another tab was in front."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read anew what may be seen, while it is looked at."""
        if not self.isVisible():
            return
        workbench = self._desk.workbench
        coder, transcript = workbench.coder, workbench.transcript
        is_everywhere = bool(self.scope.currentData())
        self._reading = Reading()
        if workbench.is_open and coder is not None and (is_everywhere or transcript is not None):
            where = None if is_everywhere else transcript
            self._reading = workbench.workspace.read(lambda uow: reading_of(uow, coder, where))
        self._met = self._count_met()
        self._offer_readers()
        self._fill()

    def _count_met(self) -> dict[HighlightId, int]:
        by_transcript: dict[TranscriptId, list[ReadHighlight]] = {}
        for each in self._reading.highlights:
            by_transcript.setdefault(each.transcript.id, []).append(each)
        met: dict[HighlightId, int] = {}
        for read in by_transcript.values():
            counts = readers_met([(h.highlight.span, h.reader.id) for h in read])
            met.update(zip((h.highlight.id for h in read), counts, strict=True))
        return met

    def _offer_readers(self) -> None:
        kept = self.readers.currentData()
        readers = {each.reader.id: each.reader.name for each in self._reading.highlights}
        self.readers.blockSignals(True)
        self.readers.clear()
        self.readers.addItem(self.tr("Everybody"), EVERYBODY)
        self.readers.addItem(self.tr("Where readers meet"), SEVERAL)
        for key, name in readers.items():
            self.readers.addItem(name, key)
        self.readers.setCurrentIndex(max(0, self.readers.findData(kept)))
        self.readers.blockSignals(False)
        self.readers.setVisible(len(readers) > 1)

    def _fill(self) -> None:
        chosen = {each.highlight.id for each in self.chosen()}
        shown = [each for each in self._reading.highlights if self._is_wanted(each)]
        self.list.set_rows(self._rows(shown))
        if chosen:
            self.choose(chosen)
        else:
            self._choose_first()
        self.scope.setVisible(self._desk.workbench.is_open)
        self.show_empty(not shown)
        self.empty.say(self._why_empty())
        self.waiting.setText(self._waited_for())
        self.waiting.setVisible(bool(self._reading.waiting))
        self._tell()

    def _is_wanted(self, each: ReadHighlight) -> bool:
        wanted = self.readers.currentData()
        if wanted == SEVERAL:
            return self._met[each.highlight.id] > 1
        return wanted in (EVERYBODY, each.reader.id)

    def _rows(self, shown: Sequence[ReadHighlight]) -> list[Row]:
        rows: list[Row] = []
        is_everywhere = bool(self.scope.currentData())
        for number, each in enumerate(shown):
            before = shown[number - 1].transcript.id if number else None
            if is_everywhere and each.transcript.id != before:
                rows.append(Row(each.transcript.name, each.transcript.id, is_heading=True))
            rows.append(self._row(each))
        return rows

    def _row(self, each: ReadHighlight) -> Row:
        transcript = self._desk.workbench.workspace.transcript(each.transcript.id)
        span = each.highlight.span
        first, last = turns_of(transcript, span)
        words = " ".join(transcript.speech_text(_beginning(span, _WORDS)).split())
        speakers = ", ".join(transcript.speakers_in(span))
        met = self._met[each.highlight.id]
        waits = each.highlight.id in self._desk.workbench.workspace.unstored.keys
        parts = (
            self.tr("not stored yet") if waits else "",
            each.reader.name,
            speakers,
            self.tr("%d readers") % met if met > 1 else "",
            " ".join(each.memo.split()),
        )
        second = " · ".join(part for part in parts if part)
        where = str(first) if first == last else f"{first}–{last}"
        return Row(
            words=words,
            payload=each.highlight.id,
            colour=each.reader.colour,
            is_round=True,
            note=where,
            second=second,
            said=self.tr("%s. %s, turn %s") % (words, second, where),
        )

    def _tell(self) -> None:
        current, chosen = self.current(), self.chosen()
        self.words.setVisible(current is not None)
        self.memo.setVisible(current is not None and bool(current.memo))
        if current is not None:
            self.words.setText(self._words_of(current))
            self.memo.setText(self.tr("Memo of %s: %s") % (current.reader.name, current.memo))
        total = sum(not row.is_heading for row in self.list.rows_model.rows)
        said = str(total) if total else ""
        if len(chosen) > 1:
            said = self.tr("%d of %d") % (len(chosen), total)
        self.note.setText(said)
        self.note.setToolTip(self.tr("%d chosen") % len(chosen))
        self.choice_changed.emit()

    def _words_of(self, each: ReadHighlight) -> str:
        transcript = self._desk.workbench.workspace.transcript(each.transcript.id)
        span = each.highlight.span
        words = transcript.speech_text(_beginning(span, _TOLD))
        return f"“{words}{'…' if len(span) > _TOLD else ''}”"

    def _why_empty(self) -> str:
        if self._desk.workbench.coder is None:
            return self.tr("Say who you are, at the top right, to see highlights.")
        said = self.tr(
            "What strikes you while you read can be highlighted without a code: select words and "
            "press #. Highlights will be listed here, to be made into codes."
        )
        return " ".join(part for part in (said, self._waited_for()) if part)

    def _waited_for(self) -> str:
        """Why others' highlights are not shown; the one rule, told by who has to seal."""
        waiting = self._reading.waiting
        if not waiting:
            return ""
        names = "; ".join(f"{w.transcript.name} ({', '.join(w.unsealed)})" for w in waiting)
        said = self.tr("Highlights of others show when all who read a transcript have sealed it.")
        return " ".join((said, self.tr("Not yet: %s.") % names))

    def _go(self) -> None:
        current = self.current()
        if current is not None:
            self.highlight_chosen.emit(current)


def _beginning(span: Span, length: int) -> Span:
    return Span(span.start, min(span.end, span.start + length))
