"""Over the page: why nothing can be stored or changed, and what a killed window had kept."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from qcoder.gui.actions import plain_text
from qcoder.gui.parts.notice import NoticeBar
from qcoder.gui.parts.words import quiet_button
from qcoder.gui.unstored import UnstoredActs


class UnstoredNotice(QObject):
    """Three bars, shown while there is something to say; and the question before leaving."""

    def __init__(
        self, unstored: UnstoredActs, store: QAction, save_copy: QAction, window: QWidget
    ) -> None:
        super().__init__(window)
        self._unstored = unstored
        self._window = window
        self._save_copy = save_copy
        self.waiting = NoticeBar("unstoredNotice", "warning")
        self.waiting.add_widget(quiet_button("storeNowButton", plain_text(store), store.trigger))
        self.reading = NoticeBar("readingOnly")
        for bar, name in ((self.waiting, "copyUnstored"), (self.reading, "copyReadOnly")):
            bar.add_widget(quiet_button(name, plain_text(save_copy), save_copy.trigger))
        self.found = self._make_found()
        unstored.changed.connect(self._show_waiting)
        unstored.found.connect(self._show_found)

    def _make_found(self) -> NoticeBar:
        bar = NoticeBar("foundUnstored")
        answers: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("takeUpFound", self.tr("Store"), self._unstored.take_up_left),
            ("dropFound", self.tr("Leave out"), self._unstored.drop_left),
            ("laterFound", self.tr("Ask again next time"), bar.hide),
        )
        for name, words, answer in answers:
            bar.add_widget(quiet_button(name, words, partial(_answered, bar, answer)))
        return bar

    def _show_reading(self) -> None:
        if not self._unstored.read_only:
            self.reading.hide()
        elif not self.reading.isVisible():
            more = self.tr("It is shown as it was when it was opened.")
            self.reading.say(f"{self._unstored.read_only} {more}")

    def _show_waiting(self) -> None:
        self._show_reading()
        if not self._unstored.is_waiting:
            self.waiting.hide()
            return
        said = self._unstored.in_full()
        # Said once: a screen reader would read it out at every act.
        if said != self.waiting.label.text() or not self.waiting.isVisible():
            self.waiting.say(said)

    def _show_found(self, sentence: str) -> None:
        if sentence:
            self.found.say(sentence)
        else:
            self.found.hide()

    def may_leave(self) -> bool:
        """Whether the project may be closed; asks where something waits."""
        while self._unstored.count:
            box = self._question()
            copy, leave = box.button_named("copy"), box.button_named("leave")
            box.exec()
            box.deleteLater()
            clicked = box.clickedButton()
            if clicked is leave:
                return True
            if clicked is box.button_named("stay"):
                return False
            if clicked is copy:
                self._save_copy.trigger()
                return False
            self._unstored.store_or_tell()
        return True

    def _question(self) -> "_Question":
        said = self._unstored.in_brief()
        kept = self.tr(
            "They are kept on this computer, and offered when the project is opened here again."
        )
        lost = self.tr("They cannot be kept outside this window: leaving loses them.")
        box = _Question(self._window, said, kept if self._unstored.is_safe else lost)
        role = QMessageBox.ButtonRole
        box.add("again", self.tr("Try again"), role.AcceptRole, is_default=True)
        box.add("copy", self.tr("Save a copy…"), role.ActionRole)
        words = self.tr("Leave them for later") if self._unstored.is_safe else self.tr("Lose them")
        box.add("leave", words, role.DestructiveRole)
        box.add("stay", self.tr("Stay"), role.RejectRole)
        box.setEscapeButton(box.button_named("stay"))
        return box


class _Question(QMessageBox):
    """Its buttons are known by name."""

    def __init__(self, window: QWidget, said: str, more: str) -> None:
        super().__init__(window)
        self.setObjectName("unstoredQuestion")
        self.setIcon(QMessageBox.Icon.Warning)
        self.setText(said)
        self.setInformativeText(more)

    def add(
        self, name: str, words: str, role: QMessageBox.ButtonRole, *, is_default: bool = False
    ) -> None:
        """One more answer."""
        button = self.addButton(words, role)
        button.setObjectName(name)
        if is_default:
            self.setDefaultButton(button)

    def button_named(self, name: str) -> QAbstractButton:
        """The button of that answer."""
        return next(button for button in self.buttons() if button.objectName() == name)


def _answered(bar: NoticeBar, answer: Callable[[], None]) -> None:
    bar.hide()
    answer()
