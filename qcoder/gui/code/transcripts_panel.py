"""The transcripts of the project: yours first, with how far each is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from qcoder.domain.changes import Change, ChangeSet, Kind
from qcoder.domain.ids import CoderId, TranscriptId
from qcoder.domain.spans import Span
from qcoder.gui.code.coverage import Coverage
from qcoder.gui.code.reading import Reading, Steps, first_missing, share_of
from qcoder.gui.desk import Desk
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.parts.rows import Row, RowList
from qcoder.gui.parts.words import push_button
from qcoder.services.coding.layer import coded_places
from qcoder.services.prepare.transcripts import LayerSummary, TranscriptSummary, summaries

# Per cent that one sees by opening a transcript are not reading yet.
_NEW = 5


class TranscriptsPanel(Panel):
    """A list to choose the transcript from.

    Under each of one's own stands a thin bar of what one has coded: where in the text, and
    how much. What others have coded is not shown.

    Signals:
        coverage_known: the transcript of which it is known now what one has coded.
    """

    coverage_known = Signal(str)

    def __init__(self, desk: Desk, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__("transcriptsPanel", desk.workbench.tr("Transcripts"), parent)
        self._desk = desk
        self._reading = reading
        self._summaries: list[tuple[TranscriptSummary, LayerSummary | None]] = []
        self._coverage: dict[TranscriptId, Coverage] = {}
        self._shown: TranscriptId | None = None
        self._idle = QTimer(self, singleShot=True, interval=0)
        self._idle.timeout.connect(self._read_one)
        self.list = RowList("transcriptList", self.tr("Transcripts"))
        button = push_button("importHere", self.tr("Import transcripts…"), self._import)
        self.add_contents(
            self.list, EmptyPlace(self.tr("The transcripts of the study will be here."), [button])
        )
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        self._connect()

    def _connect(self) -> None:
        workbench, notifier = self._desk.workbench, self._desk.notifier
        workbench.project_changed.connect(self._forget_coverage)
        workbench.coder_changed.connect(self._forget_coverage)
        workbench.transcript_changed.connect(self._mark_shown)
        notifier.people_changed.connect(lambda _changes: self.refresh())
        notifier.transcripts_changed.connect(lambda _changes: self.refresh())
        notifier.codings_changed.connect(self._take)

    def refresh(self) -> None:
        """Read the list anew."""
        self._summaries = self._read_summaries()
        rows = self._rows()
        self.list.set_rows(rows)
        self._idle.start()
        self.show_empty(not rows)
        self._mark_shown()

    def waiting(self) -> int:
        """Transcripts that the coder at work has yet to seal."""
        return sum(1 for _, own in self._read_summaries() if own and not own.is_sealed)

    def _read_summaries(self) -> list[tuple[TranscriptSummary, LayerSummary | None]]:
        workbench = self._desk.workbench
        if not workbench.is_open:
            return []
        # Nobody sees nothing: a viewer who is nobody would be the team lead, who sees all.
        viewer = workbench.coder or CoderId("")
        found = workbench.workspace.read(lambda uow: summaries(uow, viewer))
        pairs = [(s, next((la for la in s.layers if la.coder == viewer), None)) for s in found]
        return sorted(pairs, key=lambda pair: pair[1] is None)

    def _rows(self) -> list[Row]:
        pairs = self._summaries
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
        if own is not None and header.id == self._desk.workbench.transcript:
            self._know(header.id, header.length, own.coder)
        coverage = self._coverage.get(header.id)
        state = self._state(header.id, own)
        return Row(
            words=header.name,
            payload=header.id,
            note=state,
            is_muted=own is None,
            is_strong=header.id == self._desk.workbench.transcript,
            bar=coverage.bar if coverage else () if own else None,
            tip=self._who(summary),
            said=", ".join(part for part in (header.name, state, self._who(summary)) if part),
        )

    def _state(self, transcript: TranscriptId, own: LayerSummary | None) -> str:
        if own is None:
            return ""
        if own.is_sealed:
            return self.tr("sealed")
        read = round(self.read_share(transcript, own.coder) * 100)
        if read < _NEW and not (self._coded(transcript) or own.codings):
            return self.tr("new")
        return self.tr("%d %% read") % read

    def read_share(self, transcript: TranscriptId, coder: CoderId) -> float:
        """How much the coder has had in view here, or has coded anywhere."""
        return share_of(self._read(transcript, coder))

    def first_unread(self, transcript: TranscriptId, coder: CoderId) -> float:
        """Where the first part begins that is not read, as a share of the text."""
        return first_missing(self._read(transcript, coder))

    def show_reading(self, transcript: TranscriptId) -> None:
        """More of a transcript is read: say so in its row."""
        for summary, own in self._summaries:
            if own is not None and summary.header.id == transcript:
                self.list.rows_model.replace_row(self._row(summary, own))

    def _read(self, transcript: TranscriptId, coder: CoderId) -> Steps:
        return self._coded(transcript) | self._reading.steps(transcript, coder)

    def _coded(self, transcript: TranscriptId) -> Steps:
        """What one has coded."""
        coverage = self._coverage.get(transcript)
        return coverage.steps if coverage else 0

    def _who(self, summary: TranscriptSummary) -> str:
        if not summary.layers:
            return self.tr("nobody codes it yet")
        return ", ".join(
            self.tr("%s: sealed") % la.coder_name if la.is_sealed else la.coder_name
            for la in summary.layers
        )

    def _know(self, transcript: TranscriptId, length: int, coder: CoderId) -> Coverage:
        """Where one has coded in a transcript, read at the first time."""
        if transcript not in self._coverage:
            places = self._desk.workbench.workspace.read(
                lambda uow: coded_places(uow, transcript, coder)
            )
            self._coverage[transcript] = Coverage(length, places)
            self.coverage_known.emit(transcript)
        return self._coverage[transcript]

    def _read_one(self) -> None:
        """Of transcripts that are not shown it is read in idle moments, one at a time."""
        viewer = self._desk.workbench.coder
        for summary, own in self._summaries:
            header = summary.header
            if own is None or own.coder != viewer or header.id in self._coverage:
                continue
            if self._desk.interaction.attempt(
                partial(self._know, header.id, header.length, own.coder)
            ):
                self.list.rows_model.replace_row(self._row(summary, own))
                self._idle.start()
            return

    def _take(self, changes: ChangeSet) -> None:
        """Codings came or went: the rows of their transcripts alone."""
        touched = {
            self._count(change)
            for change in changes.of(Kind.CODING)
            if change.either["coder"] == self._desk.workbench.coder
        }
        for summary, own in self._summaries:
            if own is not None and summary.header.id in touched:
                self.list.rows_model.replace_row(self._row(summary, own))

    def _count(self, change: Change) -> TranscriptId:
        transcript = TranscriptId(change.either["transcript"])
        coverage = self._coverage.get(transcript)
        if coverage is not None:
            now = change.after
            coverage.put(change.key, Span(now["start"], now["end"]) if now else None)
        return transcript

    def _forget_coverage(self) -> None:
        self._coverage.clear()
        self.refresh()

    def _mark_shown(self) -> None:
        shown = self._desk.workbench.transcript
        before, self._shown = self._shown, shown
        for summary, own in self._summaries:
            if summary.header.id in (before, shown):
                self.list.rows_model.replace_row(self._row(summary, own))
        if shown is not None and self.list.current() != shown:
            self.list.set_current(shown)

    def _show_chosen(self) -> None:
        chosen = self.list.current()
        if chosen is not None:
            self._desk.workbench.show_transcript(chosen)

    def _import(self) -> None:
        self._desk.actions.named("importTranscripts").trigger()
