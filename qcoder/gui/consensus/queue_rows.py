"""The rows of the queue: passages and their differences, filtered by where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import reduce

from PySide6.QtCore import QCoreApplication

from qcoder.domain.consensus import Difference, DifferenceKind, Status
from qcoder.domain.decisions import Resolution
from qcoder.domain.ids import CodeId, DifferenceId
from qcoder.domain.spans import Span
from qcoder.gui.consensus.describing import (
    decided_as,
    decided_in_short,
    difference_in_words,
    place_of,
    status_name,
    title_of,
)
from qcoder.gui.parts.rows import Row
from qcoder.services.consensus.room import Room

translate = QCoreApplication.translate


class Shown(Enum):
    """What the queue can be filtered by; several statuses may be one."""

    OPEN = "open"
    LATER = "later"
    UNRESOLVED = "unresolved"
    STALE = "stale"
    DECIDED = "decided"
    SAME = "same"
    ALL = "all"

    @property
    def statuses(self) -> frozenset[Status]:
        """The statuses that pass."""
        return _STATUSES[self]

    @property
    def title(self) -> str:
        """Its name on the chip."""
        return {
            Shown.OPEN: translate("Consensus", "open"),
            Shown.LATER: translate("Consensus", "later"),
            Shown.UNRESOLVED: translate("Consensus", "unresolved"),
            Shown.STALE: translate("Consensus", "stale"),
            Shown.DECIDED: translate("Consensus", "decided"),
            Shown.SAME: translate("Consensus", "same"),
            Shown.ALL: translate("Consensus", "all"),
        }[self]

    def passes(self, resolution: Resolution) -> bool:
        """Whether the queue shows it."""
        return resolution.status in self.statuses


# What is stale is open too: the pair has to decide it anew.
_STATUSES = {
    Shown.OPEN: frozenset({Status.OPEN, Status.PROPOSED, Status.STALE}),
    Shown.LATER: frozenset({Status.LATER}),
    Shown.UNRESOLVED: frozenset({Status.UNRESOLVED}),
    Shown.STALE: frozenset({Status.STALE}),
    Shown.DECIDED: frozenset({Status.DECIDED}),
    Shown.SAME: frozenset({Status.AUTO}),
    Shown.ALL: frozenset(Status),
}


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the queue shows: by where it stands, by code, by kind; None for any."""

    shown: Shown = Shown.OPEN
    code: CodeId | None = None
    kind: DifferenceKind | None = None
    only: frozenset[DifferenceId] | None = None
    """Those of a sample."""

    def passes(self, resolution: Resolution) -> bool:
        """Whether the queue shows it."""
        difference = resolution.difference
        return (
            self.shown.passes(resolution)
            and (self.code is None or self.code in difference.codes)
            and (self.kind is None or self.kind is difference.kind)
            and (self.only is None or difference.id in self.only)
        )


class QueueWords:
    """Says the differences of a room as rows; what is compared only once is said only once."""

    def __init__(self) -> None:
        self._differences: tuple[Difference, ...] = ()
        self._sentences: dict[DifferenceId, str] = {}
        self._passages: dict[int, str] = {}

    def rows(self, room: Room, wanted: QueueFilter, current: DifferenceId | None) -> list[Row]:
        """Rows of what passes the filter, under the headings of their passages.

        The difference in hand is always among them, so that deciding it does not take it
        from under the pair's eyes. A row's payload is the difference's id.
        """
        self._learn(room)
        rows: list[Row] = []
        passage = None
        for resolution in room.resolutions:
            difference = resolution.difference
            if not wanted.passes(resolution) and difference.id != current:
                continue
            if difference.passage != passage:
                passage = difference.passage
                rows.append(self.heading(passage))
            rows.append(self.row(room, resolution, is_current=difference.id == current))
        return rows

    def _learn(self, room: Room) -> None:
        differences = tuple(resolution.difference for resolution in room.resolutions)
        if differences != self._differences:
            known = {d.id: d for d in self._differences}
            self._differences = differences
            self._sentences = {
                d.id: self._sentences[d.id]
                if known.get(d.id) == d
                else difference_in_words(room.transcript, d)
                for d in differences
            }
            self._passages = _passage_places(room)

    def heading(self, passage: int) -> Row:
        """The row above those of a passage, of a room whose rows were made before."""
        return Row(self._passages[passage], ("passage", passage), is_heading=True)

    def row(self, room: Room, resolution: Resolution, *, is_current: bool) -> Row:
        """The row of one difference, of a room whose rows were made before."""
        difference, codes = resolution.difference, room.codebook.by_id
        title = title_of(difference, room.codebook)
        sentence = self._sentences[difference.id]
        standing = _standing_in_full(resolution)
        return Row(
            title,
            difference.id,
            colour=next((codes[code].colour for code in difference.codes if code in codes), ""),
            second=sentence,
            note=_standing(resolution),
            is_strong=is_current,
            tip=f"{title}: {sentence} ({standing})",
            said=f"{title}, {sentence}, {standing}",
        )


def _passage_places(room: Room) -> dict[int, str]:
    spans: dict[int, list[Span]] = {}
    for resolution in room.resolutions:
        spans.setdefault(resolution.difference.passage, []).append(resolution.difference.span)
    words = translate("Consensus", "Passage {number} · {place}")
    return {
        number: words.format(number=number, place=_turns(room, found))
        for number, found in spans.items()
    }


def _turns(room: Room, spans: Iterable[Span]) -> str:
    return place_of(room.transcript, [reduce(Span.hull, spans)], counts_words=False)


def _standing(resolution: Resolution) -> str:
    """Where it stands, short; nothing while it is plainly open."""
    if resolution.status is Status.OPEN:
        return ""
    if resolution.status is Status.DECIDED and resolution.decision:
        return "✓ " + decided_in_short(resolution.decision)
    if resolution.status is Status.STALE:
        return "⚠ " + status_name(resolution.status)
    return status_name(resolution.status)


def _standing_in_full(resolution: Resolution) -> str:
    words = status_name(resolution.status)
    if resolution.decision and resolution.status in (Status.DECIDED, Status.UNRESOLVED):
        return f"{words}: {decided_as(resolution.decision)}"
    return words
