"""Before the room: how much there is to discuss, who is there, and the way in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox

from qcoder.domain.ids import CoderId
from qcoder.gui.consensus.sheets.report_sheet import ReportSheet
from qcoder.gui.parts.choice_box import ChoiceBox
from qcoder.gui.parts.words import muted_label, push_button
from qcoder.services.consensus.before_report import before_report
from qcoder.services.consensus.meetings import open_meeting
from qcoder.services.consensus.sampling import samples_of

if TYPE_CHECKING:
    from qcoder.gui.consensus.discussion import Discussion
    from qcoder.gui.desk import Desk
    from qcoder.services.consensus.room import Room

_SAMPLE = 5


class BeforeSheet(ReportSheet):
    """Counts only: nothing of what anybody coded is on it. Enter begins the meeting.

    Signals:
        begun: a meeting is open now, or goes on.
        looked: the room is wanted without a meeting.
        agreement_wanted: the agreement from before is to be seen.
        sampled: some of the same are to be looked at before they are trusted.
    """

    begun = Signal()
    looked = Signal()
    agreement_wanted = Signal()
    sampled = Signal(int)

    def __init__(self, desk: Desk, discussion: Discussion) -> None:
        super().__init__(desk, "beforeSheet", self.tr("Summary before the meeting"))
        self._discussion = discussion
        self._present: list[QCheckBox] = []
        self.others = QLineEdit()
        self.others.setObjectName("othersPresent")
        self.others.setAccessibleName(self.tr("Others who are present"))
        self.others.setPlaceholderText(self.tr("others, with commas"))
        self.others.setMinimumWidth(28 * self.others.fontMetrics().averageCharWidth())
        self.driver = ChoiceBox("meetingDriver", self.tr("Who drives: at the keyboard"))
        self.begin = push_button("beginMeeting", "", self.begin_meeting, "first")
        look = push_button("lookOnly", self.tr("Look without a meeting"), self.looked.emit)
        agreement = push_button(
            "agreementFromBefore", self.tr("Agreement from before"), self.agreement_wanted.emit
        )
        self.sample = push_button(
            "sampleSame",
            self.tr("Look at a sample of the same:"),
            lambda: self.sampled.emit(self.sample_size.value()),
        )
        self.sample_size = QSpinBox()
        self.sample_size.setObjectName("sampleSize")
        self.sample_size.setAccessibleName(self.tr("How many of the same"))
        self.sample_size.setMinimum(1)
        self.sample_size.setValue(_SAMPLE)
        self._sample_wished = _SAMPLE
        self.sample_size.valueChanged.connect(self._wish_sample)
        self.sample_size.setMinimumWidth(10 * self.fontMetrics().averageCharWidth())
        for widget in (self.begin, look, self.sample, self.sample_size):
            self.below.addWidget(widget)
        self.below.addStretch(1)
        self.below.addWidget(agreement)
        self.present_label = muted_label(self.tr("Present:"))
        self.driver_label = muted_label(self.tr("Drives:"))
        for label in (self.present_label, self.driver_label):
            label.setWordWrap(False)
        self.above.addWidget(self.present_label)
        self.above.addWidget(self.others)
        self.above.addWidget(self.driver_label)
        self.above.addWidget(self.driver)
        self.above.addStretch(1)

        self.setFocusProxy(self.begin)
        self.desk.workbench.coder_changed.connect(self._offer_who_is_at_work)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins from the boxes and the field as well; a button in focus is pressed."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            wants_sample = self.sample_size.hasFocus()
            self.sample.click() if wants_sample else self.begin_meeting()
        else:
            super().keyPressEvent(event)

    def _wish_sample(self, size: int) -> None:
        self._sample_wished = size

    def _offer_sample_of(self, most: int) -> None:
        """No more than there are; a pair with few leaves the number for the next as it was."""
        self.sample_size.blockSignals(True)
        self.sample_size.setMaximum(most)
        self.sample_size.setValue(self._sample_wished)
        self.sample_size.blockSignals(False)

    def focus_view(self) -> None:
        """The way in."""
        self.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_room(self, room: Room) -> None:
        """Show the summary of a room that is open."""
        workspace = self.desk.workbench.workspace
        samples = workspace.read(lambda uow: samples_of(uow, room.transcript.id))
        self.show_report(before_report(room, samples))
        self._offer_people()
        meeting = room.meeting
        words = self.tr("Begin the meeting (Enter)")
        if meeting is not None:
            opened = QDateTime.fromString(meeting.opened_at, Qt.DateFormat.ISODateWithMs)
            date = QLocale().toString(opened.toLocalTime().date(), QLocale.FormatType.ShortFormat)
            words = self.tr("Go on with the meeting of {date} (Enter)").format(date=date)
        self.begin.setText(words)
        same = sum(difference.kind.is_same for difference in room.compared)
        self.sample.setEnabled(bool(same))
        self.sample_size.setEnabled(bool(same))
        self._offer_sample_of(max(same, 1))
        for widget in (self.present_label, self.others, self.driver_label, self.driver):
            widget.setVisible(meeting is None)
        for box in self._present:
            box.setVisible(meeting is None)

    def _offer_people(self) -> None:
        for box in self._present:
            box.deleteLater()
        self._present = []
        self.driver.clear()
        self.driver.addItem(self.tr("nobody in particular"), None)
        for place, coder in enumerate(self._discussion.coders, start=1):
            box = QCheckBox(coder.name)
            box.setObjectName(f"present{place}")
            box.setAccessibleName(self.tr("{name} is present").format(name=coder.name))
            box.setChecked(True)
            self.above.insertWidget(place, box)
            self._present.append(box)
            self.driver.addItem(coder.name, coder.id)
        self._offer_who_is_at_work()

    def _offer_who_is_at_work(self) -> None:
        """As the driver; also of a summary that was there before they said who they are."""
        known = [coder.id for coder in self._discussion.coders]
        at_work = self.desk.workbench.coder
        self.driver.setCurrentIndex(known.index(at_work) + 1 if at_work in known else 0)

    def begin_meeting(self) -> None:
        """Open the meeting with who is there, or go on with the one that was not closed."""
        room = self._discussion.room
        if room is None:
            return
        present = [box.text() for box in self._present if box.isChecked()]
        present += [name.strip() for name in self.others.text().split(",") if name.strip()]
        if room.meeting is None and not present:
            self.desk.interaction.tell(self.tr("Say who is present first."))
            return
        driver: CoderId | None = self.driver.currentData()
        if room.meeting is None:
            done = self._discussion.act(
                self.tr("Open a meeting"),
                lambda uow, room: open_meeting(uow, room.transcript, present, driver),
                lambda room, meeting: replace(room, meeting=meeting),
                undoable=False,
            )
            if done is None:
                return
        self.begun.emit()
