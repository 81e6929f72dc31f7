"""The transcripts that are coded by two or more: what is open in each, and who is waited for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from qcoder.domain.changes import ChangeSet, Kind
from qcoder.domain.ids import TranscriptId
from qcoder.gui.desk import Desk
from qcoder.gui.latest_answer import LatestAnswer
from qcoder.services.consensus.room import open_room
from qcoder.services.prepare.transcripts import TranscriptSummary, summaries
from qcoder.services.workspace import Workspace

MANY_CODINGS = 1_000
"""Of all coders, in one transcript: read, compared and shown in about a tenth of a second."""

_BUSY_MS = 200


@dataclass(frozen=True, slots=True)
class Pair:
    """One transcript that is coded twice. Of an unsealed one only the wait is known."""

    transcript: TranscriptId
    name: str
    waits_for: tuple[str, ...]
    in_blind_pass: bool = False
    """Whether anybody still weighs their own codings; not who."""
    is_long: bool = False
    """Whether to compare the layers takes longer than a key should wait."""

    @property
    def is_revealed(self) -> bool:
        """Whether every coder has sealed, and ended the blind pass."""
        return not (self.waits_for or self.in_blind_pass)


def pair_of(summary: TranscriptSummary) -> Pair:
    """What the room may know of a paired transcript before it is opened."""
    waits_for = tuple(layer.coder_name for layer in summary.layers if not layer.is_sealed)
    in_blind_pass = any(layer.in_blind_pass for layer in summary.layers)
    codings = sum(layer.codings or 0 for layer in summary.layers)
    return Pair(
        summary.header.id,
        summary.header.name,
        waits_for,
        in_blind_pass,
        is_long=summary.is_revealed and codings >= MANY_CODINGS,
    )


class Pairs(QObject):
    """All pairs of the project, with how much is open in each as soon as it is counted.

    Counting compares two layers, so it is done one pair at a time when nothing else is; beside
    the window where that takes long.

    Signals:
        changed: a pair came or went, was sealed or unsealed, or was counted.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pairs: tuple[Pair, ...] = ()
        self._open: dict[TranscriptId, int] = {}
        self._beside = LatestAnswer(desk)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._count_one)
        desk.workbench.project_changed.connect(self._read_anew)
        notifier = desk.notifier
        for signal in (notifier.people_changed, notifier.transcripts_changed):
            signal.connect(lambda _changes: self._read())
        notifier.codebook_changed.connect(lambda _changes: self._read_anew())
        notifier.codings_changed.connect(self._forget_touched)
        notifier.decisions_changed.connect(self._forget_touched)
        self._read_anew()

    @property
    def all(self) -> tuple[Pair, ...]:
        """The pairs in the order of import."""
        return self._pairs

    def get(self, transcript: TranscriptId | None) -> Pair | None:
        """The pair on that transcript; None where it is not coded twice."""
        return next((pair for pair in self._pairs if pair.transcript == transcript), None)

    def still_open(self, transcript: TranscriptId) -> int | None:
        """Differences still open; None until counted."""
        return self._open.get(transcript)

    @property
    def total_open(self) -> int:
        """Differences still open in all pairs counted so far."""
        return sum(self._open.values())

    def first_open(self) -> Pair | None:
        """The first pair with differences still open; counted on the way as far as need be."""
        revealed = (pair for pair in self._pairs if pair.is_revealed)
        return next((pair for pair in revealed if self.may_be_open(pair)), None)

    def may_be_open(self, pair: Pair) -> bool:
        """Whether anything is still open in a pair that may be compared.

        Of a long one that is not counted yet it is taken for granted: nobody waits for that.
        """
        known = self._open.get(pair.transcript)
        if known is None:
            return pair.is_long or self._count(pair) > 0
        return known > 0

    def set_open(self, transcript: TranscriptId, count: int) -> None:
        """The open room knows its own count: nothing needs to be compared for it."""
        if self._open.get(transcript) != count:
            self._open[transcript] = count
            self.changed.emit()

    def _read_anew(self) -> None:
        self._open.clear()
        self._read()

    def _read(self) -> None:
        workbench = self._desk.workbench
        found = workbench.workspace.read(summaries) if workbench.is_open else []
        self._pairs = tuple(pair_of(summary) for summary in found if summary.is_paired)
        revealed = {pair.transcript for pair in self._pairs if pair.is_revealed}
        self._open = {key: count for key, count in self._open.items() if key in revealed}
        self._beside.forget()
        self.changed.emit()
        self._idle.start(0)

    def _forget_touched(self, changes: ChangeSet) -> None:
        touched = changes.of(Kind.CODING) + changes.of(Kind.DECISION)
        for transcript in {change.either["transcript"] for change in touched}:
            self._open.pop(transcript, None)
        if touched:
            self._beside.forget()
            self._idle.start(0)

    def _count_one(self) -> None:
        todo = (p for p in self._pairs if p.is_revealed and p.transcript not in self._open)
        pair = next(todo, None)
        if pair is None or not self._desk.workbench.is_open:
            return
        if not pair.is_long:
            self._count(pair)
            self._idle.start(0)
        elif self._desk.background.is_busy:
            self._idle.start(_BUSY_MS)
        else:
            self._count_beside(pair)

    def _count_beside(self, pair: Pair) -> None:
        workspace = self._desk.workbench.workspace

        def take(still_open: int) -> None:
            self.set_open(pair.transcript, still_open)
            self._idle.start(0)

        self._beside.ask(
            self.tr("Count"), lambda: _still_open(workspace, pair), take, is_told=False
        )

    def _count(self, pair: Pair) -> int:
        still_open = _still_open(self._desk.workbench.workspace, pair)
        self.set_open(pair.transcript, still_open)
        return still_open


def _still_open(workspace: Workspace, pair: Pair) -> int:
    transcript = workspace.transcript(pair.transcript)
    return workspace.read(lambda uow: open_room(uow, transcript)).still_open
