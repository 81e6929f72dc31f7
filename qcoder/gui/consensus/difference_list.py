"""The differences that the queue lists, passage by passage, kept up row by row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer, Signal

from qcoder.domain.decisions import Resolution
from qcoder.domain.ids import DifferenceId
from qcoder.gui.consensus.queue_rows import QueueFilter, QueueWords
from qcoder.gui.parts.rows import RowList
from qcoder.services.consensus.room import Room

# A row less is a list laid out anew, all of it: for that the next key does not wait.
_LINGERS_MS = 250

_MOST_SINGLY = 20
"""Of more that stand otherwise at once, all rows are made anew."""


class DifferenceList(RowList):
    """Rows of what passes the filter, and of what is in hand.

    Signals:
        chosen: the difference that was chosen in the list.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("differenceList", "")
        self.setAccessibleName(self.tr("Differences, passage by passage"))
        self.words = QueueWords()
        self._room: Room | None = None
        self._wanted = QueueFilter()
        self._in_hand: DifferenceId | None = None
        self._guest: DifferenceId | None = None
        """Was never to be listed, but is in hand."""
        self._lingering: set[DifferenceId] = set()
        self._sweeping = QTimer(self, singleShot=True, interval=_LINGERS_MS)
        self._sweeping.timeout.connect(self._sweep)
        self._is_showing = False
        self.selectionModel().currentChanged.connect(lambda _now, _before: self._choose())

    # -- what stands in it -----------------------------------------------------------------

    def show_room(
        self, room: Room | None, wanted: QueueFilter, in_hand: DifferenceId | None
    ) -> None:
        """List the differences of another room, or by another filter; in hand is in view."""
        self._room, self._wanted, self._in_hand = room, wanted, in_hand
        self._guest = None
        if room is not None:
            self._welcome(room.find(in_hand) if in_hand else None)
        with self._showing():
            self.set_rows(self.words.rows(room, wanted, in_hand) if room else [])
            self.set_current(in_hand)

    def show_changed(self, room: Room, in_hand: DifferenceId | None) -> None:
        """Show what stands otherwise than it did, where the differences are those listed."""
        before = self._room
        changed = room.standings.otherwise_than(before.standings) if before else None
        if changed is None or len(changed) > _MOST_SINGLY:
            self.show_room(room, self._wanted, in_hand)
            return
        self._room = room
        with self._showing():
            for resolution in changed:
                self._show(room, resolution)

    def take_up(self, room: Room, in_hand: DifferenceId | None) -> None:
        """Show another difference as the one in hand."""
        current = room.find(in_hand) if in_hand else None
        if self._room is None or room.standings is not self._room.standings or current is None:
            self.show_room(room, self._wanted, in_hand)
            return
        former = room.find(self._in_hand) if self._in_hand else None
        self._in_hand = in_hand
        with self._showing():
            if former is not None and former is not current:
                self._leave(room, former)
            self._welcome(current)
            self._show(room, current)
            self.set_current(in_hand)

    # -- one row ---------------------------------------------------------------------------

    def _show(self, room: Room, resolution: Resolution) -> None:
        difference = resolution.difference
        is_current = difference.id == self._in_hand
        row = self.words.row(room, resolution, is_current=is_current)
        is_listed = self.rows_model.index_of(difference.id).isValid()
        if not is_current and not self._wanted.passes(resolution):
            self._let_go(difference.id)
        elif is_listed:
            self.rows_model.replace_row(row)
        else:
            place = self._make_place(room, resolution)
            self.rows_model.insert_row(place, row)

    def _make_place(self, room: Room, resolution: Resolution) -> int:
        """Where a row that is not listed comes, below the heading of its passage."""
        passage, order = resolution.difference.passage, _order(room, resolution.difference.id)
        places = range(len(self.rows_model.rows))
        place = bisect_left(places, order, key=lambda n: self._order_at(room, n))
        if place and self._passage_at(room, place - 1) == passage:
            return place
        if place == len(places) or self._passage_at(room, place) != passage:
            self.rows_model.insert_row(place, self.words.heading(passage))
        return place + 1

    def _order_at(self, room: Room, place: int) -> int:
        row = self.rows_model.rows[place]
        return self._order_at(room, place + 1) - 1 if row.is_heading else _order(room, row.payload)

    def _passage_at(self, room: Room, place: int) -> int:
        row = self.rows_model.rows[place]
        return int(
            row.payload[1] if row.is_heading else room.resolution(row.payload).difference.passage
        )

    # -- what is listed for being in hand only ---------------------------------------------

    def _welcome(self, current: Resolution | None) -> None:
        is_guest = current is not None and not self._wanted.passes(current)
        self._guest = current.difference.id if current and is_guest else None

    def _leave(self, room: Room, former: Resolution) -> None:
        """What has been decided stays a while; what was never to be listed goes at once."""
        difference = former.difference.id
        if self._wanted.passes(former) or difference == self._guest:
            self._show(room, former)
            return
        self.rows_model.replace_row(self.words.row(room, former, is_current=False))
        self._lingering.add(difference)
        self._sweeping.start()

    def _sweep(self) -> None:
        lingering, self._lingering = self._lingering, set()
        for difference in lingering:
            resolution = self._room.find(difference) if self._room else None
            if resolution is not None and not self._wanted.passes(resolution):
                self._let_go(difference)

    def _let_go(self, former: DifferenceId) -> None:
        """With a heading that nothing is below."""
        model = self.rows_model
        place = model.index_of(former).row()
        if former == self._in_hand or place < 0:
            return
        model.remove_row(place)
        is_last = place == len(model.rows) or model.rows[place].is_heading
        if place and is_last and model.rows[place - 1].is_heading:
            model.remove_row(place - 1)

    # -- choosing --------------------------------------------------------------------------

    @contextmanager
    def _showing(self) -> Iterator[None]:
        """What becomes current now, nobody has chosen."""
        self._is_showing = True
        try:
            yield
        finally:
            self._is_showing = False

    def _choose(self) -> None:
        difference = self.current()
        if not self._is_showing and difference is not None:
            self.chosen.emit(difference)


def _order(room: Room, difference: DifferenceId) -> int:
    """That of text, by twos: what comes between is for headings."""
    return 2 * (room.standings.number_of(difference) or 0)
