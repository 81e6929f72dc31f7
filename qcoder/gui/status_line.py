"""The line at the bottom: where one is, what just happened, what still runs."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QWidget

from qcoder.gui.background import Background, Task
from qcoder.gui.desk import Desk
from qcoder.gui.parts.announcing import announce
from qcoder.gui.parts.words import quiet_button, set_tone

# Long enough to read a sentence and reach the Undo beside it.
_STAYS = 8000
_GAP = "   ·   "
_LEAST = 120
"""Pixels that are left to where one is, where much runs: a long line must not widen the window."""


class StatusLine(QStatusBar):
    """Parts of the workplace at the left; sentences, tasks and “All stored” at the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.setSizeGripEnabled(False)
        self.parts = _label("statusParts")
        self.parts.setMinimumWidth(_LEAST)
        self.told = _label("toldSentence")
        self.stored = _label("storedNotice")
        self.undo_link = quiet_button("toldUndo", self.tr("Undo"), desk.acts.undo)
        set_tone(self.undo_link, "link")
        self.undo_link.hide()
        self._going = QTimer(self, singleShot=True, interval=_STAYS)
        self._going.timeout.connect(self.clear_told)
        self.store_link = quiet_button("storeLink", self.tr("Store now"), desk.unstored.store_now)
        set_tone(self.store_link, "link")
        self.addWidget(self.parts, 1)
        for widget in (self.told, self.undo_link, self.stored, self.store_link):
            self.addPermanentWidget(widget)
        desk.interaction.told.connect(self.tell)
        desk.unstored.changed.connect(self._say_stored)
        self._unstored, self._workbench = desk.unstored, desk.workbench
        self._say_stored()
        self._watch(desk.background)

    def show_parts(self, parts: Sequence[str]) -> None:
        """Say where one is."""
        self.parts.setText(_GAP.join(parts))

    def tell(self, sentence: str, offers_undo: bool) -> None:
        """Say what was done for a while; a screen reader reads it out."""
        self.told.setText(sentence)
        self.told.setToolTip(sentence)
        # A sentence as long as a list of what others did must not widen the window.
        self.told.setMinimumWidth(min(self.told.sizeHint().width(), self.width() * 3 // 5))
        announce(self, sentence)
        self.undo_link.setVisible(offers_undo)
        self._going.start()

    def clear_told(self) -> None:
        """Take the sentence away before its time."""
        self._going.stop()
        self.told.clear()
        self.told.setMinimumWidth(0)
        self.undo_link.hide()

    def _say_stored(self) -> None:
        """The quiet words at the right end; not quiet while something waits."""
        is_waiting = self._unstored.is_waiting
        said = self._unstored.in_brief() if self._workbench.is_open else ""
        self.stored.setText(f"⚠ {said}" if is_waiting else said)
        self.stored.setAccessibleName(said)
        self.store_link.setVisible(is_waiting)
        font = self.stored.font()
        font.setBold(is_waiting)
        self.stored.setFont(font)

    def _watch(self, background: Background) -> None:
        background.started.connect(self._show_task)

    def _show_task(self, task: Task) -> None:
        shown = _TaskShown(task)
        # After the parts of the workplace, which are no permanent widget.
        self.insertPermanentWidget(1, shown)
        task.ended.connect(lambda: self._drop_task(shown))

    def _drop_task(self, shown: QWidget) -> None:
        self.removeWidget(shown)
        shown.deleteLater()


class _TaskShown(QWidget):
    """A task's name, how far it is, and a button to cancel it."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.setObjectName("runningTask")
        self.setAccessibleName(task.name)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(QLabel(task.name))
        layout.addWidget(self._bar)
        layout.addWidget(quiet_button("cancelTask", self.tr("Cancel"), task.cancel))
        task.progressed.connect(self._progress)

    def _progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setMargin(4)
    return label
