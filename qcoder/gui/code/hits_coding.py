"""The list of what was found, and below it the code that all ticked places can get."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qcoder.domain.codebook import Code, Codebook
from qcoder.domain.ids import CodeId
from qcoder.gui.code.hits_list import HitsList
from qcoder.gui.icons import swatch
from qcoder.gui.parts.choice_box import ChoiceBox
from qcoder.gui.parts.words import push_button

MOST_CODED = 2_000
"""More at once were looked at by nobody."""


class HitsPanel(QFrame):
    """Places with boxes; one code for all that are ticked.

    Signals:
        code_asked: the Code for the ticked places.
    """

    code_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hitsPanel")
        self.setProperty("place", "side")
        self._codebook = Codebook()
        self.list = HitsList()
        self.codes = ChoiceBox("codeForHits", self.tr("Code for what is ticked"))
        self.codes.setEditable(True)
        self.codes.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.codes.model(), self.codes)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.codes.setCompleter(completer)
        self.button = push_button("codeTicked", "", self._ask, "first")
        self.coding = QWidget()
        row = QHBoxLayout(self.coding)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.codes)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 8, 6)
        column.addWidget(self.list)
        column.addWidget(self.coding)
        self.list.ticks_changed.connect(self._count)
        self.hide()

    def offer_codes(self, codebook: Codebook) -> None:
        """The codes to choose among."""
        if codebook is self._codebook:
            return
        self._codebook = codebook
        kept = self.codes.currentData()
        self.codes.clear()
        for code in codebook.codes:
            self.codes.addItem(swatch(code.colour), code.label, code.id)
        self.codes.setCurrentIndex(max(0, self.codes.findData(kept)))

    def code(self) -> Code | None:
        """The code that is chosen, or whose label is typed."""
        typed = self._codebook.find(self.codes.currentText())
        return typed or self._codebook.by_id.get(CodeId(str(self.codes.currentData())))

    def _ask(self) -> None:
        code = self.code()
        if code is not None:
            self.code_asked.emit(code)

    def _count(self) -> None:
        count = self.list.hits.count_ticked()
        if count > MOST_CODED:
            words = self.tr("More than {0} are ticked: find less").format(f"{MOST_CODED:,}")
        elif count:
            words = self.tr("Code 1 place") if count == 1 else self.tr("Code %d places") % count
        else:
            words = self.tr("Nothing is ticked that you may code")
        self.button.setText(words)
        self.button.setEnabled(0 < count <= MOST_CODED)
