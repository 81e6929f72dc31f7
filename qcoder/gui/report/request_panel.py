"""What to report: whose coding, which codes, which transcripts."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from qcoder.domain.codebook import Codebook
from qcoder.domain.ids import CodeId, TranscriptId
from qcoder.gui.icons import swatch
from qcoder.gui.parts.choice_box import ChoiceBox
from qcoder.gui.parts.panel import Panel
from qcoder.gui.parts.words import heading_label, muted_label
from qcoder.gui.report.choices import Choice, ChoiceTree
from qcoder.services.files.excerpts import ALL, CONSENSUS, FINAL
from qcoder.services.prepare.transcripts import TranscriptSummary


class RequestPanel(Panel):
    """Only layers that the coder at work may see somewhere are offered.

    Signals:
        layer_changed: another layer was chosen.
        filter_changed: other codes or transcripts were ticked.
    """

    layer_changed = Signal()
    filter_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("requestPanel", "", parent)
        self.heading.setText(self.tr("Whose coding"))
        self.setAccessibleName(self.tr("What to report"))
        self.setProperty("place", "left")
        self.layers = ChoiceBox("layerChooser", self.tr("Whose coding"))
        self.layers.currentIndexChanged.connect(lambda _index: self._tell_layer())
        self.explanation = muted_label()
        self.codes = ChoiceTree("codeChoices", self.tr("All codes"))
        self.transcripts = ChoiceTree("transcriptChoices", self.tr("All transcripts"))
        for tree in (self.codes, self.transcripts):
            tree.choice_changed.connect(self.filter_changed)
        self._lay_out()
        self.offer([], Codebook())

    def _lay_out(self) -> None:
        self.body.addWidget(self.layers)
        self.body.addWidget(self.explanation)
        self.body.addWidget(_heading(self.tr("Codes")))
        self.body.addWidget(self.codes, 3)
        self.body.addWidget(_heading(self.tr("Transcripts")))
        self.body.addWidget(self.transcripts, 2)
        self.setFocusProxy(self.layers)

    def offer(self, summaries: list[TranscriptSummary], codebook: Codebook) -> None:
        """Offer what the project has and the coder may see; what was chosen stays chosen."""
        kept = self.layer
        self.layers.blockSignals(True)
        self.layers.clear()
        self.layers.addItem(self.tr("Final coding"), FINAL)
        if any(summary.is_paired for summary in summaries):
            self.layers.addItem(self.tr("Consensus only"), CONSENSUS)
        self.layers.addItem(self.tr("All coders"), ALL)
        for name in visible_coders(summaries):
            self.layers.addItem(name, name)
        self.layers.setCurrentIndex(max(0, self.layers.findData(kept)))
        self.layers.blockSignals(False)
        self._explain()
        self.codes.offer(
            [
                Choice(code.id, code.label, grouping.name, swatch(code.colour))
                for grouping in codebook.groupings
                for code in codebook.codes_of(grouping.id)
            ]
        )
        self.transcripts.offer([Choice(s.header.id, s.header.name) for s in summaries])

    @property
    def layer(self) -> str:
        """The layer as services name it."""
        return str(self.layers.currentData() or FINAL)

    @property
    def chosen_codes(self) -> frozenset[CodeId]:
        """The codes that are ticked."""
        return frozenset(CodeId(key) for key in self.codes.chosen())

    @property
    def chosen_transcripts(self) -> frozenset[TranscriptId]:
        """The transcripts that are ticked."""
        return frozenset(TranscriptId(key) for key in self.transcripts.chosen())

    def _tell_layer(self) -> None:
        self._explain()
        self.layer_changed.emit()

    def _explain(self) -> None:
        said = {
            FINAL: self.tr("The consensus where two have coded, else the coder's own coding."),
            CONSENSUS: self.tr("What pairs agreed on and decided so far."),
            ALL: self.tr("Every coding of every coder; those hidden from you are left out."),
        }
        mine = self.tr("Every coding of {coder} that you may see.")
        self.explanation.setText(said.get(self.layer, mine.format(coder=self.layer)))


def visible_coders(summaries: list[TranscriptSummary]) -> list[str]:
    """Names of the coders of whom some layer may be seen, in the order they appear."""
    seen = (
        layer.coder_name
        for summary in summaries
        for layer in summary.layers
        if layer.codings is not None
    )
    return list(dict.fromkeys(seen))


def _heading(words: str) -> QLabel:
    label = heading_label(words)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return label
