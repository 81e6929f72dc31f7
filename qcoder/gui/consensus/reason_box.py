"""Why: a class of reason by one key, and a note."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from qcoder.domain.consensus import REASONS
from qcoder.gui.consensus.chips import NumberedChip, WrappedRow
from qcoder.gui.parts.words import muted_label, small_font

_MOST_NUMBERS = 9


class ReasonBox(QFrame):
    """Chips for the reasons and a field for the note.

    After :meth:`ask` the chips hear their numbers, arrows and Enter, until one is chosen or
    Escape is pressed; asked once more, the note is written.

    Signals:
        reason_given: a reason, or none, was chosen.
        note_given: the note was written.
        reason_added: words for a class of reasons that the project shall have, too.
        left: the focus shall go back to where it was.
    """

    reason_given = Signal(str)
    note_given = Signal(str)
    reason_added = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reasonBox")
        self.setAccessibleName(self.tr("Reason"))
        self.setProperty("place", "card")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 6, 10, 8)
        rows.setSpacing(5)
        rows.addLayout(self._build_head())
        rows.addWidget(self._build_chips())
        self.note = QLineEdit()
        self.note.setObjectName("reasonNote")
        self.note.setPlaceholderText(self.tr("Note"))
        self.note.setAccessibleName(self.tr("Note on this decision"))
        self.note.editingFinished.connect(lambda: self.note_given.emit(self.note.text()))
        self.note.installEventFilter(self)
        rows.addWidget(self.note)

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        title = QLabel(self.tr("Reason"))
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        self._hint = muted_label()
        self._hint.setFont(small_font(self._hint.font()))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight)
        head.addWidget(title)
        head.addWidget(self._hint, 1)
        return head

    def _build_chips(self) -> QWidget:
        row = QWidget()
        self._flow = WrappedRow(row)
        self._chips: list[NumberedChip] = []
        self.reasons: tuple[str, ...] = ()
        self.own = QLineEdit()
        self.own.setObjectName("ownReason")
        self.own.setPlaceholderText(self.tr("another reason"))
        self.own.setAccessibleName(self.tr("Another reason, kept for the project"))
        self.own.setFont(small_font(self.own.font()))
        self.own.setStyleSheet("QLineEdit { padding: 0 6px; }")
        self.own.installEventFilter(self)
        self._key = ""
        self.offer(REASONS)
        return row

    def offer(self, reasons: Sequence[str]) -> None:
        """Offer these classes of reasons; more than there were are added at the end."""
        if tuple(reasons) == self.reasons:
            return
        self.reasons = tuple(reasons)
        while self._chips:
            self._flow.takeAt(0)
            self._chips.pop(0).deleteLater()
        self._flow.takeAt(0)
        for number, reason in enumerate(self.reasons, start=1):
            chip = NumberedChip(f"reason_{reason.replace(' ', '_')}", reason, number)
            chip.clicked.connect(lambda checked, r=reason: self._choose(r if checked else ""))
            chip.installEventFilter(self)
            self._flow.addWidget(chip)
            # Qt shows what comes later only when it is idle, and what is hidden takes no focus.
            chip.show()
            self._chips.append(chip)
        self._flow.addWidget(self.own)
        self._say_key()

    def show_key(self, key: str) -> None:
        """The key that asks for a reason now."""
        if key != self._key:
            self._key = key
            self._say_key()

    def _say_key(self) -> None:
        if not self.is_asking:
            self._hint.setText(self._key)
        tip = self.tr("{key}, then {number}")
        for number, chip in enumerate(self._chips, start=1):
            chip.setToolTip(tip.format(key=self._key, number=number))

    def show_reason(self, reason: str, note: str) -> None:
        """Show what was said; the note is left alone while somebody writes it."""
        for chip, known in zip(self._chips, self.reasons, strict=True):
            chip.setChecked(known == reason)
        if not self.note.hasFocus():
            self.note.setText(note)
            self.note.setCursorPosition(0)  # its beginning is seen
            self.note.setToolTip(note)

    def ask(self, hint: str = "") -> None:
        """Wait for a reason by number, arrow or mouse; asked again, for the note."""
        if self.is_asking:
            self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        numbers = self.tr("1–{count}, {key} note, Esc")
        count = min(_MOST_NUMBERS, len(self.reasons))
        self._hint.setText(hint or numbers.format(count=count, key=self._key))
        self._number_chips()
        chosen = next((chip for chip in self._chips if chip.isChecked()), self._chips[0])
        chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _number_chips(self) -> None:
        for chip in self._chips[:_MOST_NUMBERS]:
            chip.show_number(True)

    def finish(self) -> None:
        """Let go of the keys; a note that is being written is given as it is."""
        if any(field.hasFocus() for field in (self.note, self.own, *self._chips)):
            self.left.emit()

    @property
    def is_asking(self) -> bool:
        """Whether numbers mean reasons now, not readings."""
        return any(chip.hasFocus() for chip in self._chips)

    def _stop_asking(self) -> None:
        self._hint.setText(self._key)
        for chip in self._chips:
            chip.show_number(False)

    def _choose(self, reason: str) -> None:
        self._stop_asking()
        self.left.emit()
        self.reason_given.emit(reason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Numbers and Escape, before the room's own keys get them."""
        if event.type() == QEvent.Type.FocusOut and watched not in (self.note, self.own):
            self._stop_asking()
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride and self._is_own_key(watched, event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and self._is_own_key(watched, event):
            self._press(watched, event)
            return True
        return super().eventFilter(watched, event)

    def _is_own_key(self, watched: QObject, event: QKeyEvent) -> bool:
        own = {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if watched in (self.note, self.own):
            return event.key() in own
        own |= {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space}
        return event.key() in own or self._number_of(event) is not None

    def _number_of(self, event: QKeyEvent) -> int | None:
        text = event.text()
        if text.isdecimal() and 1 <= int(text) <= len(self.reasons):
            return int(text)
        return None

    def _press(self, watched: QObject, event: QKeyEvent) -> None:
        number = self._number_of(event)
        if watched is self.own and event.key() != Qt.Key.Key_Escape:
            self._add_own()
        elif event.key() == Qt.Key.Key_Escape or watched is self.note:
            self._stop_asking()
            self.left.emit()
        elif number is not None:
            self._choose(self.reasons[number - 1])
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(watched, 1 if event.key() == Qt.Key.Key_Right else -1)
        elif isinstance(watched, NumberedChip):
            watched.click()

    def _add_own(self) -> None:
        words = self.own.text().strip()
        if words:
            self.own.clear()
            self.reason_added.emit(words)
            self._choose(words)

    def _step(self, watched: QObject, step: int) -> None:
        stops: list[QWidget] = [*self._chips, self.own]
        here = next(n for n, stop in enumerate(stops) if stop is watched)
        stops[(here + step) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        # Leaving the chip before has taken the numbers away.
        self._number_chips()
