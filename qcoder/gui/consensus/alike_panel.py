"""Several differences decided alike: every one of them shown before, and confirmed with one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from qcoder.domain.ids import DifferenceId
from qcoder.gui.consensus.describing import place_of, result_place, title_of
from qcoder.gui.counting import counted
from qcoder.gui.parts.choice_box import ChoiceBox
from qcoder.gui.parts.words import muted_label, plain_label, push_button
from qcoder.services.consensus.batches import Prefilled
from qcoder.services.consensus.room import Room

_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Alike:
    """One way to decide several, said in words; ``of`` finds what it would decide."""

    words: str
    of: Callable[[Room], Sequence[Prefilled]]


class AlikePanel(QWidget):
    """Lists what would be decided, each with a box to leave it out.

    Signals:
        confirmed: the batch, and the ids of those left out.
        looked_at: the difference of the row at hand.
        left: nothing is to be decided.
    """

    confirmed = Signal(object, object)
    looked_at = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("alikePanel")
        self.setAccessibleName(self.tr("Decide several alike"))
        self._room: Room | None = None
        self._ways: Sequence[Alike] = ()
        self._batch: Sequence[Prefilled] = ()
        self.said = plain_label()
        self.said.setObjectName("alikeWords")
        self.ways = ChoiceBox("alikeWays", self.tr("What is decided"))
        self.list = QListWidget()
        self.list.setObjectName("alikeList")
        self.list.setAccessibleName(self.tr("What would be decided; Space leaves one out"))
        self.list.setSpacing(2)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.confirm = push_button("confirmAlike", "", self._confirm, "first")
        self._lay_out()
        self.ways.activated.connect(lambda _index: self._fill())
        self.list.itemChanged.connect(lambda _item: self._count())
        self.list.currentItemChanged.connect(self._look_at)
        self.list.installEventFilter(self)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.confirm)
        buttons.addWidget(push_button("leaveAlike", self.tr("Cancel"), self.left.emit))
        buttons.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.said)
        rows.addWidget(self.ways)
        rows.addWidget(self.list, 1)
        rows.addWidget(muted_label(self.tr("Space leaves one out, Enter decides, Esc cancels.")))
        rows.addLayout(buttons)

    def open(self, room: Room, said: str, ways: Sequence[Alike], chosen: int = 0) -> None:
        """Preview on the stored room; the first of several ways is shown, or ``chosen``."""
        self._room, self._ways = room, ways
        self.said.setText(said)
        self.ways.clear()
        self.ways.addItems([way.words for way in ways])
        self.ways.setCurrentIndex(chosen)
        self.ways.setEnabled(len(ways) > 1)
        self._fill()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        room = self._room
        assert room is not None
        way = self._ways[max(0, self.ways.currentIndex())]
        self._batch = tuple(way.of(room))
        self.list.blockSignals(True)
        self.list.clear()
        for prefilled in self._batch:
            self.list.addItem(_item(room, prefilled))
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._count()

    def _chosen(self) -> list[QListWidgetItem]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item for item in items if item.checkState() is Qt.CheckState.Checked]

    def _count(self) -> None:
        count = len(self._chosen())
        one, many = self.tr("Decide one"), self.tr("Decide {count}")
        self.confirm.setText(counted(count, one, many) if count else self.tr("Nothing to decide"))
        self.confirm.setEnabled(count > 0)

    def _look_at(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.looked_at.emit(DifferenceId(item.data(_ID)))

    def _confirm(self) -> None:
        if not self.confirm.isEnabled():
            return
        chosen = {item.data(_ID) for item in self._chosen()}
        without = {p.difference.id for p in self._batch} - chosen
        self.confirmed.emit(self._batch, without)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Escape in the list, before the room's own keys get them."""
        if not isinstance(event, QKeyEvent) or event.key() not in _OWN_KEYS:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and event.key() != Qt.Key.Key_Space:
            self.left.emit() if event.key() == Qt.Key.Key_Escape else self._confirm()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves from anywhere in the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


_OWN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Space)


def _item(room: Room, prefilled: Prefilled) -> QListWidgetItem:
    difference = prefilled.difference
    place = place_of(room.transcript, [difference.span], counts_words=False)
    title = title_of(difference, room.codebook)
    result = result_place(room.transcript, prefilled.result)
    item = QListWidgetItem(f"{title} · {place}\n{prefilled.obstacle or '→ ' + result}")
    item.setData(_ID, str(difference.id))
    if prefilled.obstacle:
        item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren)
        item.setCheckState(Qt.CheckState.Unchecked)
    else:
        item.setCheckState(Qt.CheckState.Checked)
    return item
