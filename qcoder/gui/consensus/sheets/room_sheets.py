"""The discussion and, in its place, what stands before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from qcoder.domain.ids import CodeId, DifferenceId, TranscriptId
from qcoder.gui.actions import new_action
from qcoder.gui.consensus.sheets.agreement_sheet import AgreementSheet
from qcoder.gui.consensus.sheets.audit_sheet import AuditSheet
from qcoder.gui.consensus.sheets.before_sheet import BeforeSheet
from qcoder.gui.consensus.sheets.closing_page import ClosingPage
from qcoder.gui.consensus.sheets.own_sheet import OwnSheet
from qcoder.gui.consensus.sheets.report_sheet import ReportSheet
from qcoder.gui.consensus.sheets.rounds_sheet import RoundsSheet
from qcoder.gui.parts.words import push_button

if TYPE_CHECKING:
    from qcoder.domain.changes import ChangeSet
    from qcoder.domain.decisions import Resolution
    from qcoder.gui.consensus.discussion import Discussion
    from qcoder.gui.desk import Desk

_WITHOUT_ROOM = (AgreementSheet, RoundsSheet)


class RoomSheets(QWidget):
    """A row of tabs over one sheet; the discussion while none of them is shown.

    The summary is shown once for each pair, before its discussion is; not where a meeting is
    under way. Agreement and rounds can be read without an open room.

    Signals:
        turned: another sheet is shown, or the discussion.
        meeting_wanted: a meeting was begun here; it goes on in the discussion.
        sample_wanted: so many of the same are to be drawn and walked.
    """

    turned = Signal()
    meeting_wanted = Signal()
    sample_wanted = Signal(int)

    def __init__(self, desk: Desk, discussion: Discussion, room: QWidget) -> None:
        super().__init__(room)
        self._desk = desk
        self._discussion = discussion
        self._introduced: set[TranscriptId] = set()
        self._is_turned = False
        self.before = BeforeSheet(desk, discussion)
        self.closing = ClosingPage(desk, discussion)
        self.own = OwnSheet(desk, discussion)
        self.agreement = AgreementSheet(desk, discussion)
        self.rounds = RoundsSheet(desk)
        self.audit = AuditSheet(desk, discussion)
        self.sheets: tuple[BeforeSheet | ClosingPage | OwnSheet | AgreementSheet | RoundsSheet
                           | AuditSheet, ...] = (
            self.before, self.closing, self.own, self.agreement, self.rounds, self.audit,
        )  # fmt: skip
        self.tabs = QTabBar()
        self.tabs.setObjectName("sheetTabs")
        self.tabs.setAccessibleName(self.tr("Before and after the discussion"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for sheet in self.sheets:
            self.tabs.addTab(sheet.spoken)
        self.actions_of_sheets = self._make_actions(room)
        self._lay_out()
        self._listen()

    def _make_actions(self, room: QWidget) -> Sequence[QAction]:
        keys = ("Shift+B", "Shift+C", "Shift+W", "Shift+G", "Shift+D", "Shift+Q")
        found = [
            new_action(
                room,
                f"show{sheet.objectName()[0].upper()}{sheet.objectName()[1:]}",
                sheet.spoken,
                partial(self.show_sheet, sheet),
                keys=key,
                anywhere=False,
            )
            for sheet, key in zip(self.sheets, keys, strict=True)
        ]
        self.back_action = new_action(
            self, "backToDiscussion", self.tr("Back to the discussion"), self.leave,
            keys="Esc", anywhere=False,
        )  # fmt: skip
        return [*found, self.back_action]

    def _lay_out(self) -> None:
        self.back = push_button(
            "backToDiscussionButton", self.tr("To the discussion (Esc)"), self.leave
        )
        head = QHBoxLayout()
        head.setContentsMargins(24, 8, 24, 0)
        head.addWidget(self.tabs, 1)
        head.addWidget(self.back)
        self._stack = QStackedWidget()
        for sheet in self.sheets:
            self._stack.addWidget(sheet)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(head)
        rows.addWidget(self._stack, 1)

    def _listen(self) -> None:
        self.tabs.currentChanged.connect(self._turn_to_tab)
        self.before.begun.connect(self._begin)
        self.before.looked.connect(self.leave)
        self.before.agreement_wanted.connect(partial(self.show_sheet, self.agreement))
        self.before.sampled.connect(self._sample)
        self.own.opened.connect(self._open_difference)
        self.agreement.place_opened.connect(self._open_place)
        self.closing.opened.connect(self._open_code)
        self.audit.queried.connect(self._read_anew)
        self._discussion.room_changed.connect(self._follow_room)
        self._desk.notifier.changed.connect(self._follow)
        self._desk.workbench.project_changed.connect(self._begin_anew)

    # -- which is shown --------------------------------------------------------------------

    @property
    def is_turned(self) -> bool:
        """Whether a sheet stands in the place of the discussion."""
        return self._is_turned

    @property
    def current(self) -> ReportSheet:
        """The sheet on top."""
        return self.sheets[self._stack.currentIndex()]

    def show_sheet(self, sheet: ReportSheet) -> None:
        """Show a sheet in the place of the discussion."""
        room = self._discussion.room
        if not self._desk.workbench.is_open or (
            room is None and not isinstance(sheet, _WITHOUT_ROOM)
        ):
            self._desk.interaction.tell(
                self.tr("This is there when every coder of the transcript has sealed.")
            )
            return
        place = self._stack.indexOf(sheet)
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(place)
        self.tabs.blockSignals(False)
        self._stack.setCurrentIndex(place)
        was_turned, self._is_turned = self._is_turned, True
        self._read(place)
        if not was_turned:
            self.turned.emit()
        self.focus_sheet()

    def focus_sheet(self) -> None:
        """Put the keys into what is shown; before a meeting, onto the way in."""
        self.current.focus_view()

    def _hold_focus(self) -> None:
        # None, where nothing has the focus, is nobody's child.
        if self._is_turned and not self.isAncestorOf(self.window().focusWidget()):
            self.focus_sheet()

    def leave(self) -> None:
        """Back to the discussion."""
        if self.is_turned:
            self._is_turned = False
            self.turned.emit()

    def _turn_to_tab(self, place: int) -> None:
        has_focus = self.tabs.hasFocus()
        self.show_sheet(self.sheets[place])
        if has_focus:
            self.tabs.setFocus()
        if self._stack.currentIndex() != place:
            self.tabs.setCurrentIndex(self._stack.currentIndex())

    def _read(self, place: int) -> None:
        sheet, room = self.sheets[place], self._discussion.room
        if room is not None:
            sheet.show_room(room)
        elif isinstance(sheet, _WITHOUT_ROOM):
            sheet.show_room(None)

    def _follow_room(self) -> None:
        """Another pair: its summary first, unless it is in the middle of a meeting."""
        room = self._discussion.room
        if room is None:
            self._lose_room()
            return
        is_new = room.transcript.id not in self._introduced
        self._introduced.add(room.transcript.id)
        if is_new and room.meeting is None:
            self.show_sheet(self.before)
            # Whoever chose the pair puts the focus into the discussion's list afterwards.
            QTimer.singleShot(0, self, self._hold_focus)
        elif self.is_turned:
            self._read(self._stack.currentIndex())

    def _lose_room(self) -> None:
        """What a room that comes shows on the same sheet is waited for there."""
        if isinstance(self.current, _WITHOUT_ROOM):
            return
        if self._discussion.opening.is_under_way and self.current is not self.audit:
            self.current.wait()
        else:
            self.leave()

    def _follow(self, _changes: ChangeSet) -> None:
        """What was stored elsewhere shows here; acts of a sheet's own show it themselves."""
        if self.is_turned and self.current in (self.closing, self.agreement, self.rounds):
            self._read(self._stack.currentIndex())

    def _begin_anew(self) -> None:
        self._introduced.clear()
        self.leave()

    # -- ways out --------------------------------------------------------------------------

    def _begin(self) -> None:
        self.leave()
        self.meeting_wanted.emit()

    def _read_anew(self) -> None:
        """A query has opened a difference, perhaps also the consensus."""
        room = self._discussion.room
        if room is not None:
            self._discussion.enter(room.transcript.id)

    def _sample(self, count: int) -> None:
        """To the discussion, which lists the sample."""
        self.leave()
        self.sample_wanted.emit(count)

    def _open_difference(self, difference: str) -> None:
        room = self._discussion.room
        keys = {r.difference.id for r in room.resolutions} if room else set()
        found = next((key for key in keys if key == difference), None)
        if found is not None:
            self.leave()
            self._desk.workbench.show_difference(found)

    def _open_place(self, transcript: str, difference: str) -> None:
        """Go to a difference of any transcript; who opens it has no need of its summary."""
        key = TranscriptId(transcript)
        self._introduced.add(key)
        self.leave()
        self._desk.workbench.show_transcript(key)
        self._desk.workbench.show_difference(DifferenceId(difference))

    def _open_code(self, code: str) -> None:
        """Go to the first difference of a code here, one that is not the same if there is one."""
        room = self._discussion.room
        wanted = CodeId(code)
        about = [r for r in room.resolutions if wanted in r.difference.codes] if room else []
        about.sort(key=_is_same)
        if about:
            self.leave()
            self._desk.workbench.show_difference(about[0].difference.id)
        else:
            self._desk.interaction.tell(
                self.tr("Nobody used this code in the transcript that is open here.")
            )


def _is_same(resolution: Resolution) -> bool:
    return resolution.difference.kind.is_same
