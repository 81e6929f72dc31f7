"""All codings the coder has made in this transcript, to go through one after the other."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodeId, CodingId
from qcoder.domain.spans import Span
from qcoder.gui.code.contents import turns_of
from qcoder.gui.code.layer_list import LayerList
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.parts.choice_box import ChoiceBox
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.parts.row import Row

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
        self.filter = ChoiceBox("codingsFilter", self.tr("Only codings of"))
        self.head.insertWidget(0, self.filter, 1)
        self.list = LayerList("codingsList", self.tr("Your codings"), self._row)
        self.add_contents(
            self.list,
            EmptyPlace(self.tr("What you code in this transcript will be listed here.")),
        )
        self.list.setSelectionMode(LayerList.SelectionMode.ExtendedSelection)
        self.list.clicked.connect(self._go)
        self.list.activated.connect(self._go)
        self.filter.currentIndexChanged.connect(lambda _index: self._fill())
        page.contents_changed.connect(self.refresh)
        page.coding_taken.connect(self._take)
        # Whether a row is stored may be another where its memo is: said when it is painted.
        page.codings_changed.connect(self.list.viewport().update)

    def marked(self) -> list[CodingId]:
        """The codings whose rows are selected, in text order."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return [self.list.layer.codings[row].id for row in rows] if self.isVisible() else []

    def mark(self, codings: Collection[CodingId]) -> None:
        """Select the rows of these codings besides those that are selected."""
        found = (self._page.codings.get(coding) for coding in codings)
        rows = [self.list.layer.place_of(coding) for coding in found if coding]
        self.list.select_rows(rows)

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
            own = self._page.own_codings()
            self.list.show_codings(coding for coding in own if self._is_wanted(coding))
            self._sum_up()

    def _take(self, before: Coding | None, after: Coding | None) -> None:
        """One coding came, went or changed: its row alone."""
        if self.isVisible():
            before = before if before and self._is_wanted(before) else None
            after = after if after and self._is_wanted(after) else None
            self.list.take(before, after)
            self._sum_up()

    def _is_wanted(self, coding: Coding) -> bool:
        wanted: CodeId | None = self.filter.currentData()
        return wanted is None or coding.code == wanted

    def _sum_up(self) -> None:
        self.note.setText(str(len(self.list.layer) or ""))
        has_own = len(self._page.own) > 0
        self.filter.setVisible(has_own)
        self.show_empty(not has_own)

    def _row(self, coding: Coding) -> Row:
        contents = self._page.contents
        code = contents.codebook.by_id.get(coding.code) if contents else None
        if contents is None or code is None:
            return Row("", coding.id)
        first, last = turns_of(contents.transcript, coding.span)
        where = str(first) if first == last else f"{first}–{last}"
        start, end = coding.span.start, coding.span.end
        text = contents.transcript.speech_text(Span(start, min(end, start + _WORDS)))
        return Row(
            words=self._page.named(coding.id, contents.label_of(coding)),
            payload=coding.id,
            colour=code.colour,
            note=where,
            second=" ".join(text.split()),
        )

    def _go(self) -> None:
        chosen = self.list.current()
        if chosen is not None:
            self.coding_chosen.emit(chosen)
