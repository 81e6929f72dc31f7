"""All codings the coder has made in this transcript, to go through one after the other."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget

from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodeId
from qcoder.domain.spans import Span
from qcoder.gui.code.contents import turns_of
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
        self.filter = QComboBox()
        self.filter.setObjectName("codingsFilter")
        self.filter.setAccessibleName(self.tr("Only codings of"))
        self.head.insertWidget(0, self.filter, 1)
        self.list = RowList("codingsList", self.tr("Your codings"))
        self.add_contents(
            self.list,
            EmptyPlace(self.tr("What you code in this transcript will be listed here.")),
        )
        self.list.clicked.connect(self._go)
        self.list.activated.connect(self._go)
        self.filter.currentIndexChanged.connect(lambda _index: self._fill())
        page.contents_changed.connect(self.refresh)
        # After a coding the words are painted first, and this list when there is time.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fill)
        page.codings_changed.connect(self._soon.start)

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
        if not self.isVisible():
            return
        wanted: CodeId | None = self.filter.currentData()
        own = self._page.own_codings()
        codings = [c for c in own if wanted is None or c.code == wanted]
        self.list.set_rows([self._row(coding) for coding in codings])
        self.note.setText(str(len(codings)) if codings else "")
        self.filter.setVisible(bool(own))
        self.show_empty(not own)

    def _row(self, coding: Coding) -> Row:
        contents = self._page.contents
        assert contents is not None
        code = contents.codebook.by_id[coding.code]
        first, last = turns_of(contents.transcript, coding.span)
        where = str(first) if first == last else f"{first}–{last}"
        start, end = coding.span.start, coding.span.end
        text = contents.transcript.speech_text(Span(start, min(end, start + _WORDS)))
        return Row(
            words=code.label,
            payload=coding.id,
            colour=code.colour,
            note=where,
            second=" ".join(text.split()),
        )

    def _go(self) -> None:
        chosen = self.list.current()
        if chosen is not None:
            self.coding_chosen.emit(chosen)
