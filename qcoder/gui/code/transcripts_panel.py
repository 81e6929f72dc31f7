"""The transcripts of the project: yours first, with how far each is."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from qcoder.domain.changes import ChangeSet, Kind
from qcoder.domain.ids import CoderId, TranscriptId
from qcoder.domain.spans import merged
from qcoder.gui.code.reading import Reading
from qcoder.gui.desk import Desk
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.parts.rows import Row, RowList
from qcoder.gui.parts.words import push_button
from qcoder.services.coding import layer
from qcoder.services.transcripts import LayerSummary, TranscriptSummary, summaries

Bar = tuple[tuple[float, float], ...]

# Per cent that one sees by opening a transcript are not reading yet.
_NEW = 5


class TranscriptsPanel(Panel):
    """A list to choose the transcript from.

    Under each of one's own stands a thin bar of what one has coded: where in the text, and
    how much. What others have coded is not shown.
    """

    def __init__(self, desk: Desk, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__("transcriptsPanel", desk.workbench.tr("Transcripts"), parent)
        self._desk = desk
        self._reading = reading
        self._bars: dict[TranscriptId, Bar] = {}
        self.list = RowList("transcriptList", self.tr("Transcripts"))
        button = push_button("importHere", self.tr("Import transcripts…"), self._import)
        self.add_contents(
            self.list, EmptyPlace(self.tr("The transcripts of the study will be here."), [button])
        )
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        # After a coding the words are painted first, and this list when there is time.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self._connect()

    def _connect(self) -> None:
        workbench, notifier = self._desk.workbench, self._desk.notifier
        workbench.project_changed.connect(self._forget_bars)
        workbench.coder_changed.connect(self._forget_bars)
        workbench.transcript_changed.connect(self._mark_shown)
        notifier.people_changed.connect(lambda _changes: self.refresh())
        notifier.transcripts_changed.connect(lambda _changes: self.refresh())
        notifier.codings_changed.connect(self._take)

    def refresh(self) -> None:
        """Read the list anew."""
        rows = self._rows() if self._desk.workbench.is_open else []
        self.list.set_rows(rows)
        self.show_empty(not rows)
        self._mark_shown()

    def waiting(self) -> int:
        """Transcripts that the coder at work has yet to seal."""
        return sum(1 for _, own in self._summaries() if own is not None and not own.is_sealed)

    def _summaries(self) -> list[tuple[TranscriptSummary, LayerSummary | None]]:
        workbench = self._desk.workbench
        if not workbench.is_open:
            return []
        # Nobody sees nothing: a viewer who is nobody would be the team lead, who sees all.
        viewer = workbench.coder or CoderId("")
        found = workbench.workspace.read(lambda uow: summaries(uow, viewer))
        pairs = [(s, next((la for la in s.layers if la.coder == viewer), None)) for s in found]
        return sorted(pairs, key=lambda pair: pair[1] is None)

    def _rows(self) -> list[Row]:
        pairs = self._summaries()
        rows = [self._row(summary, own) for summary, own in pairs]
        has_own = any(own is not None for _, own in pairs)
        others = sum(1 for _, own in pairs if own is None)
        if has_own and others:
            rows.insert(
                len(rows) - others,
                Row(self.tr("Not assigned to you"), payload="heading", is_heading=True),
            )
        return rows

    def _row(self, summary: TranscriptSummary, own: LayerSummary | None) -> Row:
        header = summary.header
        bar = self._bar(header.id, header.length, own)
        state = self._state(header.id, own)
        return Row(
            words=header.name,
            payload=header.id,
            note=state,
            is_muted=own is None,
            is_strong=header.id == self._desk.workbench.transcript,
            bar=bar,
            tip=self._who(summary),
            said=", ".join(part for part in (header.name, state, self._who(summary)) if part),
        )

    def _state(self, transcript: TranscriptId, own: LayerSummary | None) -> str:
        if own is None:
            return ""
        if own.is_sealed:
            return self.tr("sealed")
        read = round(self.read_share(transcript, own.coder) * 100)
        if read < _NEW and not own.codings:
            return self.tr("new")
        return self.tr("%d %% read") % read

    def read_share(self, transcript: TranscriptId, coder: CoderId) -> float:
        """As far as the coder has read here, or has coded anywhere."""
        bar = self._bars.get(transcript, ())
        coded = bar[-1][1] if bar else 0.0
        return max(coded, self._reading.share(transcript, coder))

    def _who(self, summary: TranscriptSummary) -> str:
        if not summary.layers:
            return self.tr("nobody codes it yet")
        return ", ".join(
            self.tr("%s: sealed") % la.coder_name if la.is_sealed else la.coder_name
            for la in summary.layers
        )

    def _bar(self, transcript: TranscriptId, length: int, own: LayerSummary | None) -> Bar | None:
        if own is None:
            return None
        if transcript not in self._bars:
            coder = own.coder
            codings = self._desk.workbench.workspace.read(lambda u: layer(u, transcript, coder))
            spans = merged(coding.span for coding in codings)
            total = max(1, length)
            self._bars[transcript] = tuple((s.start / total, s.end / total) for s in spans)
        return self._bars[transcript]

    def _take(self, changes: ChangeSet) -> None:
        for change in changes.of(Kind.CODING):
            self._bars.pop(change.either["transcript"], None)
        self._soon.start()

    def _forget_bars(self) -> None:
        self._bars.clear()
        self.refresh()

    def _mark_shown(self) -> None:
        shown = self._desk.workbench.transcript
        if shown is not None and self.list.current() != shown:
            self.list.set_current(shown)

    def _show_chosen(self) -> None:
        chosen = self.list.current()
        if chosen is not None:
            self._desk.workbench.show_transcript(chosen)

    def _import(self) -> None:
        self._desk.actions.named("importTranscripts").trigger()
