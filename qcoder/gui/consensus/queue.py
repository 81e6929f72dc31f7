"""The left column: which pair, how far, and every difference in its passage."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QProgressBar, QWidget

from qcoder.domain.ids import TranscriptId
from qcoder.gui.consensus.chips import Chip, WrappedRow
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.consensus.figures import to_discuss
from qcoder.gui.consensus.pairs import Pair, Pairs
from qcoder.gui.consensus.queue_rows import QueueWords, Shown
from qcoder.gui.desk import Desk
from qcoder.gui.parts.choice_box import ChoiceBox
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.parts.rows import RowList

# Always there, so that the others do not jump about under the mouse.
_ALWAYS_OFFERED = (Shown.OPEN, Shown.ALL)


class DifferenceQueue(Panel):
    """Shows where every difference of the room stands; choosing one only takes it up.

    Signals:
        pair_chosen: the transcript of the pair that was chosen.
    """

    pair_chosen = Signal(object)

    def __init__(
        self, desk: Desk, discussion: Discussion, pairs: Pairs, parent: QWidget | None = None
    ) -> None:
        super().__init__("differenceQueue", "", parent)
        self.heading.setText(self.tr("Differences"))
        self.setAccessibleName(self.tr("Differences"))
        self.setProperty("place", "left")
        self._desk = desk
        self._discussion = discussion
        self._pairs = pairs
        self._is_showing = False
        self.shown = Shown.OPEN
        self._words = QueueWords()
        self._build_chooser()
        self._build_progress()
        self._build_filters()
        self._build_list()
        self._listen()
        self._show_pairs()
        self.show_room()

    # -- what it is made of ----------------------------------------------------------------

    def _build_chooser(self) -> None:
        self.chooser = ChoiceBox("pairChooser", self.tr("Pair to reconcile"))
        self.chooser.setMinimumContentsLength(12)
        self.chooser.activated.connect(self._choose_pair)
        self.body.addWidget(self.chooser)

    def _build_progress(self) -> None:
        self.progress = QProgressBar()
        self.progress.setObjectName("consensusProgress")
        self.progress.setAccessibleName(self.tr("Differences decided"))
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.body.addWidget(self.progress)

    def _build_filters(self) -> None:
        row = QWidget()
        row.setObjectName("differenceFilters")
        row.setAccessibleName(self.tr("Show only"))
        layout = WrappedRow(row)
        self._chips: dict[Shown, Chip] = {}
        group = QButtonGroup(self)
        for shown in Shown:
            chip = Chip(f"show_{shown.value}", shown.title)
            chip.clicked.connect(lambda _checked, s=shown: self.filter_by(s))
            group.addButton(chip)
            layout.addWidget(chip)
            self._chips[shown] = chip
        self._chips[self.shown].setChecked(True)
        self.body.addWidget(row)

    def _build_list(self) -> None:
        self.list = RowList("differenceList", self.tr("Differences, passage by passage"))
        self.add_contents(self.list, EmptyPlace(""))
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._take_up(now))

    def _listen(self) -> None:
        self._pairs.changed.connect(self._show_pairs)
        self._desk.workbench.transcript_changed.connect(self._show_pairs)
        self._discussion.room_changed.connect(self.show_room)
        self._discussion.resolutions_changed.connect(self.show_room)
        self._discussion.current_changed.connect(self.show_room)

    # -- pairs -----------------------------------------------------------------------------

    def _show_pairs(self) -> None:
        self.chooser.clear()
        for pair in self._pairs.all:
            self.chooser.addItem(self._said_of(pair), pair.transcript)
        here = self.chooser.findData(self._desk.workbench.transcript)
        self.chooser.setCurrentIndex(here)
        self.chooser.setVisible(bool(self._pairs.all))

    def _said_of(self, pair: Pair) -> str:
        if not pair.is_revealed:
            names = self.tr(" and ").join(pair.waits_for)
            return self.tr("{name} · waits for {coders}").format(name=pair.name, coders=names)
        count = self._pairs.still_open(pair.transcript)
        if count is None:
            return pair.name
        if count == 0:
            return self.tr("{name} · all decided").format(name=pair.name)
        return self.tr("{name} · {count} open").format(name=pair.name, count=count)

    def _choose_pair(self, index: int) -> None:
        self.pair_chosen.emit(TranscriptId(self.chooser.itemData(index)))
        self.list.setFocus()

    # -- differences -----------------------------------------------------------------------

    def filter_by(self, shown: Shown) -> None:
        """Show only what stands so, and what is in hand."""
        self.shown = shown
        self._chips[shown].setChecked(True)
        self.show_room()

    def show_room(self) -> None:
        """Show the room as it is now; what is in hand is made visible."""
        room, current = self._discussion.room, self._desk.workbench.difference
        rows = self._words.rows(room, self.shown, current) if room else []
        self._is_showing = True
        self.list.set_rows(rows)
        self.list.set_current(current)
        self._is_showing = False
        self._show_counts()
        self.show_empty(not rows)
        self.empty.say(self._why_empty())

    def _show_counts(self) -> None:
        room = self._discussion.room
        for shown, chip in self._chips.items():
            count = room.count(*shown.statuses) if room else 0
            chip.setText(f"{shown.title} {count}")
            chip.setVisible(room is not None and (bool(count) or shown in _ALWAYS_OFFERED))
        total, left = (to_discuss(room), room.still_open) if room else (0, 0)
        self.note.setText(self.tr("{open} open of {total}").format(open=left, total=total))
        self.note.setVisible(room is not None)
        self.progress.setVisible(room is not None)
        # Qt paints the bar at once, every time it is told anything.
        if self.progress.maximum() != max(1, total):
            self.progress.setRange(0, max(1, total))
        self.progress.setValue(total - left if total else 1)

    def _why_empty(self) -> str:
        room = self._discussion.room
        if room is None:
            return self.tr("What the two coders of a transcript coded differently is listed here.")
        if not room.resolutions:
            return self.tr("Neither coder has coded anything here.")
        if not to_discuss(room):
            return self.tr("Both coded the same: there is nothing to discuss.")
        if self.shown is Shown.OPEN:
            return self.tr("Everything is decided.")
        return self.tr("Nothing stands so.")

    def _take_up(self, index: object) -> None:
        difference = self.list.current()
        if not self._is_showing and difference is not None:
            self._discussion.move_to(difference)
