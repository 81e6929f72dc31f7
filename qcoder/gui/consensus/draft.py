"""What the pair has said about the difference in hand and not decided with yet."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from qcoder.domain.consensus import CodedSpan, Decision, Outcome, Status
from qcoder.domain.decisions import Resolution
from qcoder.domain.ids import CoderId
from qcoder.services.consensus.deciding import Verdict

_NOT_SETTLED = (Status.OPEN, Status.STALE)


class Draft(QObject):
    """Reason, note, and who gives way; forgotten with the next difference.

    Signals:
        changed: something else is said now, or asked for.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.reason = ""
        self.note = ""
        self.gives_way: frozenset[CoderId] = frozenset()
        self.asks_who_gives_way = False
        """The next number names who gives way, and takes no reading."""
        self.waits_for_reason = False
        """To be left unresolved as soon as a reason is given."""

    @property
    def stances(self) -> dict[CoderId, str]:
        """How those stand to the next decision who do not simply agree."""
        return dict.fromkeys(self.gives_way, "gave_way")

    def say(self, reason: str | None = None, note: str | None = None) -> None:
        """Give a reason, a note, or both."""
        self.reason = self.reason if reason is None else reason
        self.note = self.note if note is None else note.strip()
        self.changed.emit()

    def ask_who_gives_way(self, is_asked: bool) -> None:
        """Wait for a number, or no longer."""
        if is_asked != self.asks_who_gives_way:
            self.asks_who_gives_way = is_asked
            self.changed.emit()

    def turn_giving_way(self, coder: CoderId) -> None:
        """That coder gives way in the next decision, or does so no more."""
        self.gives_way ^= {coder}
        self.asks_who_gives_way = False
        self.changed.emit()

    def added_to(self, verdict: Verdict, current: Resolution) -> Verdict:
        """The verdict with what was said, or what the same decision before it said."""
        before = current.decision if is_settled(current) else None
        asked = (verdict.outcome, verdict.reading)
        kept = before if before and (before.outcome, before.reading) == asked else None
        return replace(
            verdict,
            reason=self.reason or (kept.reason if kept else ""),
            note=self.note or (kept.note if kept else ""),
            stances={**(_stances(kept) if kept else {}), **self.stances},
        )

    def be_decided_with(self) -> None:
        """It stands in a decision now; reason and note go with one that replaces it, too."""
        self.gives_way = frozenset()
        self.asks_who_gives_way = self.waits_for_reason = False
        self.changed.emit()

    def forget(self) -> None:
        """Nothing is said yet."""
        if self._is_empty():
            return
        self.reason = self.note = ""
        self.gives_way = frozenset()
        self.asks_who_gives_way = self.waits_for_reason = False
        self.changed.emit()

    def _is_empty(self) -> bool:
        asks = self.asks_who_gives_way or self.waits_for_reason
        return not (self.reason or self.note or self.gives_way or asks)


def is_settled(resolution: Resolution) -> bool:
    """Whether what was decided last still says where the difference stands."""
    return resolution.status not in _NOT_SETTLED


def same_verdict(decision: Decision) -> Verdict:
    """What would decide so once more."""
    given: tuple[CodedSpan, ...] = ()
    if decision.outcome in (Outcome.OTHER_WORDS, Outcome.OTHER_CODE):
        given = decision.result
    return Verdict(decision.outcome, decision.reading, given)


def _stances(decision: Decision) -> dict[CoderId, str]:
    return {assent.coder: assent.stance for assent in decision.assent}
