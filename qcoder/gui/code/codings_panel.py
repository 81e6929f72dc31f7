"""All codings the coder has made in this transcript, to go through one after the other."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget

from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodeId, CodingId
from qcoder.domain.spans import Span
from qcoder.gui.code.contents import turns_of
from qcoder.gui.code.own_layer import OwnLayer
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.parts.rows import Row, RowList

_WORDS = 90


class CodingsPanel(Panel):
    """Code, turns and first words of each coding, in text order.

    Signals:
        coding_chosen: identifier of the coding to go to.
    """

    coding_chosen = Signal(str)

    def __init__(self, page: TranscriptPage, parent: QWidget | None = None) -> None:
        super().__init__("codingsPanel", page.tr("Your codings"), parent, in_tab=True)
        self._page = page
        self._listed = OwnLayer()
        self.filter = QComboBox()
        self.filter.setObjectName("codingsFilter")
        self.filter.setAccessibleName(self.tr("Only codings of"))
        self.head.insertWidget(0, self.filter, 1)
        self.list = RowList("codingsList", self.tr("Your codings"))
        self.add_contents(
            self.list,
            EmptyPlace(self.tr("What you code in this transcript will be listed here.")),
        )
        self.list.setSelectionMode(RowList.SelectionMode.ExtendedSelection)
        self.list.clicked.connect(self._go)
        self.list.activated.connect(self._go)
        self.filter.currentIndexChanged.connect(lambda _index: self._fill())
        # Of one height, so that one coding more is laid out without measuring all others.
        self.list.setUniformItemSizes(True)
        page.contents_changed.connect(self.refresh)
        page.coding_taken.connect(self._take)

    def marked(self) -> list[CodingId]:
        """The codings whose rows are selected, in text order."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return [self.list.rows_model.rows[row].payload for row in rows] if self.isVisible() else []

    def mark(self, codings: Collection[CodingId]) -> None:
        """Select the rows of these codings besides those that are selected."""
        for number, row in enumerate(self.list.rows_model.rows):
            if row.payload in codings:
                index = self.list.rows_model.index(number)
                flag = QItemSelectionModel.SelectionFlag.Select
                self.list.selectionModel().select(index, flag)

    def refresh(self) -> None:
        """Another codebook or transcript: offer its codes, list its codings."""
        kept = self.filter.currentData()
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.addItem(self.tr("All codes"), None)
        contents = self._page.contents
        for code in contents.codebook.codes if contents else ():
            self.filter.addItem(code.label, code.id)
        self.filter.setCurrentIndex(max(0, self.filter.findData(kept)))
        self.filter.blockSignals(False)
        self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while another tab was in front."""
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        if self.isVisible():
            self._listed = OwnLayer(c for c in self._page.own_codings() if self._is_wanted(c))
            self.list.set_rows([self._row(coding) for coding in self._listed.codings])
            self._sum_up()

    def _take(self, before: Coding | None, after: Coding | None) -> None:
        """One coding came, went or changed: its row alone."""
        if not self.isVisible():
            return
        before = before if before and self._is_wanted(before) else None
        after = after if after and self._is_wanted(after) else None
        if before is not None:
            self.list.rows_model.remove_row(self._listed.place_of(before))
        self._listed.replace(before, after)
        if after is not None:
            self.list.rows_model.insert_row(self._listed.place_of(after), self._row(after))
        self._sum_up()

    def _is_wanted(self, coding: Coding) -> bool:
        wanted: CodeId | None = self.filter.currentData()
        return wanted is None or coding.code == wanted

    def _sum_up(self) -> None:
        self.note.setText(str(len(self._listed)) if len(self._listed) else "")
        has_own = len(self._page.own) > 0
        self.filter.setVisible(has_own)
        self.show_empty(not has_own)

    def _row(self, coding: Coding) -> Row:
        contents = self._page.contents
        assert contents is not None
        code = contents.codebook.by_id[coding.code]
        first, last = turns_of(contents.transcript, coding.span)
        where = str(first) if first == last else f"{first}–{last}"
        start, end = coding.span.start, coding.span.end
        text = contents.transcript.speech_text(Span(start, min(end, start + _WORDS)))
        return Row(
            words=contents.label_of(coding),
            payload=coding.id,
            colour=code.colour,
            note=where,
            second=" ".join(text.split()),
        )

    def _go(self) -> None:
        chosen = self.list.current()
        if chosen is not None:
            self.coding_chosen.emit(chosen)
