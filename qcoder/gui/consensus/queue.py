"""The left column: which pair, how far, and every difference in its passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QProgressBar, QWidget

from qcoder.domain.consensus import DifferenceKind
from qcoder.domain.ids import CodeId, DifferenceId, TranscriptId
from qcoder.gui.consensus.chips import Chip, WrappedRow
from qcoder.gui.consensus.describing import kind_name
from qcoder.gui.consensus.difference_list import DifferenceList
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.consensus.figures import to_discuss
from qcoder.gui.consensus.pairs import Pair, Pairs
from qcoder.gui.consensus.queue_rows import QueueFilter, Shown
from qcoder.gui.counting import listed
from qcoder.gui.desk import Desk
from qcoder.gui.parts.choice_box import ChoiceBox
from qcoder.gui.parts.panel import EmptyPlace, Panel

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
        self.wanted = QueueFilter()
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
        self._chips[self.wanted.shown].setChecked(True)
        self.body.addWidget(row)
        self.codes = ChoiceBox("differenceCodes", self.tr("Only differences of the code"))
        self.kinds = ChoiceBox("differenceKinds", self.tr("Only differences of the kind"))
        both = QHBoxLayout()
        both.setSpacing(6)
        for box in (self.codes, self.kinds):
            box.setMinimumContentsLength(6)
            box.activated.connect(lambda _index: self._narrow())
            both.addWidget(box, 1)
        self.body.addLayout(both)

    def _build_list(self) -> None:
        self.list = DifferenceList()
        self.add_contents(self.list, EmptyPlace(""))
        self.list.chosen.connect(self._discussion.move_to)

    def _listen(self) -> None:
        self._pairs.changed.connect(self._show_pairs)
        self._desk.workbench.transcript_changed.connect(self._show_pairs)
        self._discussion.room_changed.connect(self._begin)
        self._discussion.resolutions_changed.connect(self._show_decision)
        self._discussion.current_changed.connect(self._show_current)

    # -- pairs -----------------------------------------------------------------------------

    def _show_pairs(self) -> None:
        self.chooser.clear()
        for pair in self._pairs.all:
            self.chooser.addItem(self._said_of(pair), pair.transcript)
        here = self.chooser.findData(self._desk.workbench.transcript)
        self.chooser.setCurrentIndex(here)
        self.chooser.setVisible(bool(self._pairs.all))

    def _said_of(self, pair: Pair) -> str:
        if pair.in_blind_pass and not pair.waits_for:
            return self.tr("{name} · blind pass").format(name=pair.name)
        if not pair.is_revealed:
            names = listed(pair.waits_for, self.tr(" and "))
            return self.tr("{name} · waits for {coders}").format(name=pair.name, coders=names)
        count = self._pairs.still_open(pair.transcript)
        if count is None:
            return pair.name
        if count == 0:
            return self.tr("{name} · nothing open").format(name=pair.name)
        return self.tr("{name} · {count} open").format(name=pair.name, count=f"{count:,}")

    def _choose_pair(self, index: int) -> None:
        self.pair_chosen.emit(TranscriptId(self.chooser.itemData(index)))
        self.list.setFocus()

    # -- differences -----------------------------------------------------------------------

    def _begin(self) -> None:
        """Another room: what does not occur in it cannot be asked for."""
        self.wanted = QueueFilter(self.wanted.shown)
        self._offer_choices()
        self.show_room()

    def _offer_choices(self) -> None:
        room = self._discussion.room
        differences = [r.difference for r in room.resolutions] if room else []
        used = {code for difference in differences for code in difference.codes}
        kinds = {difference.kind for difference in differences}
        self.codes.clear()
        self.codes.addItem(self.tr("all codes"), None)
        for code in room.codebook.codes if room else ():
            if code.id in used:
                self.codes.addItem(code.label, code.id)
        self.kinds.clear()
        self.kinds.addItem(self.tr("all kinds"), None)
        for kind in DifferenceKind:
            if kind in kinds:
                self.kinds.addItem(kind_name(kind), kind.value)
        for box in (self.codes, self.kinds):
            box.setVisible(box.count() > 2)

    def _narrow(self) -> None:
        code, kind = self.codes.currentData(), self.kinds.currentData()
        self.narrow(code, DifferenceKind(kind) if kind else None)

    def narrow(self, code: CodeId | None, kind: DifferenceKind | None) -> None:
        """Show only differences of that code and kind; None for any."""
        self.wanted = replace(self.wanted, code=code, kind=kind)
        for box, data in ((self.codes, code), (self.kinds, kind.value if kind else None)):
            box.setCurrentIndex(max(0, box.findData(data)))
        self.show_room()

    def filter_by(self, shown: Shown) -> None:
        """Show only what stands so, and what is in hand."""
        self.wanted = replace(self.wanted, shown=shown, only=None)
        self._chips[shown].setChecked(True)
        self.show_room()

    def list_only(self, sample: Iterable[DifferenceId]) -> None:
        """Show a sample, however each of it stands by now."""
        self.filter_by(Shown.ALL)
        self.wanted = QueueFilter(Shown.ALL, only=frozenset(sample))
        self.show_room()

    def filter_next(self, step: int) -> None:
        """Show what the next chip is about, of those that are offered."""
        offered = [shown for shown, chip in self._chips.items() if chip.isVisibleTo(self)]
        if self.wanted.shown in offered:
            place = offered.index(self.wanted.shown) + step
            self.filter_by(offered[place % len(offered)])

    def show_room(self) -> None:
        """Show the room as it is now; what is in hand is made visible."""
        self.list.show_room(
            self._discussion.on_screen, self.wanted, self._desk.workbench.difference
        )
        self._show_counts()
        self._show_whether_empty()

    def _show_decision(self) -> None:
        room = self._discussion.on_screen
        if room is not None:
            self.list.show_changed(room, self._desk.workbench.difference)
        self._show_counts()
        self._show_whether_empty()

    def _show_current(self) -> None:
        room = self._discussion.on_screen
        if room is None:
            self.show_room()
            return
        self.list.take_up(room, self._desk.workbench.difference)
        self._show_whether_empty()

    def _show_whether_empty(self) -> None:
        is_empty = not self.list.rows_model.rows
        self.show_empty(is_empty)
        if is_empty:
            self.empty.say(self._why_empty())

    def _show_counts(self) -> None:
        room = self._discussion.room
        counts = room.standings.counts if room else Counter()
        for shown, chip in self._chips.items():
            count = sum(counts[status] for status in shown.statuses)
            chip.setText(f"{shown.title} {count:,}")
            chip.setVisible(room is not None and (bool(count) or shown in _ALWAYS_OFFERED))
        total, left = (to_discuss(room), room.still_open) if room else (0, 0)
        self.note.setText(
            self.tr("{open} open of {total}").format(open=f"{left:,}", total=f"{total:,}")
        )
        self.note.setVisible(room is not None)
        # Qt paints a bar that is seen at once, and what else has changed with it, every time it is
        # told anything.
        if self.progress.maximum() != max(1, total):
            self.progress.setRange(0, max(1, total))
        self.progress.setValue(total - left if total else 1)
        self.progress.setVisible(room is not None)

    def _why_empty(self) -> str:
        room = self._discussion.room
        if room is None:
            is_coming = self._discussion.opening.is_under_way
            words = self.tr("What the coders of a transcript coded differently is listed here.")
            return "" if is_coming else words
        if not room.resolutions:
            return self.tr(
                "Nobody coded anything here, and all have sealed: there is nothing to discuss."
            )
        if not to_discuss(room):
            return self.tr("All coded the same: there is nothing to discuss. That is a result.")
        if self.wanted.code or self.wanted.kind:
            return self.tr("Nothing of this code and kind stands so.")
        if self.wanted.shown is Shown.OPEN:
            return self.tr("Everything is decided.")
        return self.tr("Nothing stands so.")
