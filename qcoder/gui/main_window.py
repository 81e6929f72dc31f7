"""The main window: rail, pages, menus, who is at work, and the line at the bottom."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qcoder.gui.actions import separator
from qcoder.gui.appearance import Appearance
from qcoder.gui.desk import make_desk
from qcoder.gui.file_actions import FileActions
from qcoder.gui.four_workplaces import four_workplaces
from qcoder.gui.icons import line_icon
from qcoder.gui.identity import WhoAreYou, WhoButton
from qcoder.gui.key_bindings import KeyBindings
from qcoder.gui.later import Later
from qcoder.gui.menus import EDIT, FILE, GO, HELP, VIEW, Menus, RecentMenu
from qcoder.gui.opening_page import OpeningPage
from qcoder.gui.overlays import Overlays
from qcoder.gui.parts.notice import NoticeBar
from qcoder.gui.parts.words import quiet_button
from qcoder.gui.project_files import ProjectFiles
from qcoder.gui.rail import Rail
from qcoder.gui.reading_comfort import ReadingComfort
from qcoder.gui.status_line import StatusLine
from qcoder.gui.unstored_notice import UnstoredNotice
from qcoder.gui.window_actions import (
    Going,
    ReadingSize,
    edit_actions,
    full_screen_action,
    theme_menu,
)
from qcoder.gui.window_state import FIRST, WindowState
from qcoder.gui.workplaces import Workplace

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent

    from qcoder.gui.last_resort import LastResortOpener
    from qcoder.gui.start_page import StartPage

_LEAST_HEIGHT = 360


class MainWindow(QMainWindow):
    """One project in four workplaces; without a project, the start page.

    It is shown without any workplace and without a project. Then ``target`` is opened; one that
    cannot be opened leaves the start page with the reason over it. The workplace that is needed
    first is made then, and the others when nothing else is to be done.

    Signals:
        settled: it was painted, and nothing is left to be made or opened.
    """

    settled = Signal()

    def __init__(
        self, appearance: Appearance, settings: QSettings, target: str | Path | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self._appearance = appearance
        self.desk = make_desk(settings, self)
        self.files = ProjectFiles(self.desk, self)
        self.workplaces = four_workplaces(self.desk, self)
        self._active: Workplace | None = None
        self._build_menus()
        self._build_page()
        self._state = WindowState(self, self.files, self.reading_size, self.workplaces)
        self._later = Later(self)
        self._connect()
        if target is None:
            self._show_project()
        else:
            self._open_when_shown(target)

    def _open_when_shown(self, target: str | Path) -> None:
        self._opening.name(target)
        self.rail.show()
        self._pages.setCurrentWidget(self._opening)
        self._opening.setFocus()
        # In one step: what is typed meanwhile waits for the words it is meant for.
        self._later.do(partial(self._open, target))

    def _open(self, target: str | Path) -> None:
        if not self.files.open(target):
            self._show_project()

    def settle(self) -> None:
        """Open the project and make all workplaces before going on."""
        self._later.do_now()

    def workplace(self) -> Workplace | None:
        """The workplace that is shown; None on the start page."""
        return self._active

    def show_workplace(self, name: str) -> None:
        """Go to another workplace; what is being typed in this one is stored first.

        The one that is shown takes the focus, as from the question who one is.
        """
        if not self.desk.workbench.is_open:
            return
        wanted = self.workplaces.named(name)
        if wanted is self._active:
            wanted.take_focus()
            return
        self._leave_workplace()
        self._active = wanted
        self._pages.setCurrentWidget(wanted)
        self.menus.show_workplace(name)
        self.rail.show_active(name)
        self.reading_size.apply()
        self.reading_comfort.apply()
        wanted.activated()
        self._show_status()

    # -- building ------------------------------------------------------------------------

    def _build_menus(self) -> None:
        desk, registry = self.desk, self.desk.actions
        self.menus = Menus(self, registry)
        self.file_actions = FileActions(desk, self.files, self)
        self.overlays = Overlays(self, registry, self.workplaces, self.workplace)
        self.reading_size = ReadingSize(desk.settings, self)
        self.menus.fill(FILE, self.file_actions.entries())
        recent = RecentMenu(self.files.remembered, self.files.open, self)
        self.menus[FILE].insertMenu(self.menus[FILE].actions()[2], recent)
        self.menus.fill(
            EDIT, (*edit_actions(desk, self), separator(self), self.overlays.find_action)
        )
        self.menus.fill(
            VIEW, (*self.reading_size.actions, separator(self), full_screen_action(self))
        )
        self.reading_comfort = ReadingComfort(desk.settings, self)
        for menu in (*self.reading_comfort.menus, theme_menu(self._appearance, self)):
            self.menus.add_menu_below(VIEW, menu)
        going = Going(desk, self.workplaces, self.workplace, self)
        self.menus.fill(GO, going.actions)
        self.menus.add_below(GO, self.tr("Move the &caret"), going.caret.others)
        help_entries = (self.file_actions.demo, self.overlays.show_keys, self.overlays.about)
        self.menus.fill(HELP, help_entries)
        self.menus.give_letters()
        self._bindings = KeyBindings(registry, desk.settings, self)
        self.overlays.use_bindings(self._bindings)

    def _build_page(self) -> None:
        self.rail = Rail(self.workplaces, self.desk.actions)
        self.rail.chosen.connect(self.show_workplace)
        self._opening = OpeningPage()
        self._pages = QStackedWidget()
        self._pages.setObjectName("pages")
        # Else the tallest page, shown or not, would push the window beyond a small screen.
        self._pages.setMinimumHeight(_LEAST_HEIGHT)
        self._pages.addWidget(self._opening)
        self._refusal = self._make_refusal()
        self.setCentralWidget(self._middle())
        self.status_line = StatusLine(self.desk)
        self.setStatusBar(self.status_line)

    @cached_property
    def _start(self) -> StartPage:
        # Neither before nor at the top: who begins with a project does not wait for it.
        from qcoder.gui.start_page import StartPage

        actions = self.file_actions
        page = StartPage((actions.demo, actions.new, actions.open))
        page.recent_chosen.connect(self.files.open)
        self._pages.addWidget(page)
        return page

    def _make_refusal(self) -> NoticeBar:
        bar = NoticeBar("refusal", "warning")
        close = quiet_button("closeRefusal", "", bar.hide)
        close.setIcon(line_icon("close", self.palette().placeholderText().color()))
        close.setAccessibleName(self.tr("Close"))
        bar.add_widget(close)
        return bar

    def _middle(self) -> QWidget:
        middle = QWidget()
        column = QVBoxLayout()
        column.setSpacing(0)
        for widget in self._over_the_page():
            column.addWidget(widget)
        column.addWidget(self._pages, 1)
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        return middle

    def _over_the_page(self) -> tuple[QWidget, ...]:
        who = WhoButton(self.desk)
        asking = WhoAreYou(self.desk)
        bars: tuple[QWidget, ...] = (self._refusal, *self._unstored_bars(), asking)
        # The menu bar of macOS is not in the window and has no corner.
        if self.menuBar().isNativeMenuBar():
            return (who, *bars)
        who.resized.connect(lambda: self._seat(who))
        self._seat(who)
        return bars

    def _unstored_bars(self) -> tuple[QWidget, ...]:
        actions = self.file_actions
        notice = UnstoredNotice(self.desk.unstored, actions.store, actions.save_copy, self)
        self.files.may_leave = notice.may_leave
        return notice.reading, notice.waiting, notice.found

    def _seat(self, who: WhoButton) -> None:
        """A menu bar gives its corner room once, when it is set."""
        self.menuBar().setCornerWidget(who)
        who.setVisible(self.desk.workbench.is_open)

    def _show_recent(self) -> None:
        if not self.desk.workbench.is_open:
            self._start.show_recent(self.files.remembered.recent())

    def _connect(self) -> None:
        desk = self.desk
        desk.workbench.project_read.connect(self._show_project)
        desk.workbench.transcript_changed.connect(self._name_window)
        desk.workbench.coder_changed.connect(self._focus_page)
        desk.workbench.workplace_requested.connect(self.show_workplace)
        desk.notifier.transcripts_changed.connect(lambda _changes: self._name_window())
        desk.acts.done.connect(self._refusal.hide)
        desk.interaction.refused.connect(self._refusal.say)
        desk.interaction.left.connect(self._refusal.hide)
        desk.interaction.told.connect(lambda *_: self._refusal.hide())
        desk.interaction.failed.connect(self._show_bug)
        self.files.leaving.connect(self._leave_project)
        self.files.looking.looked.connect(desk.unstored.go_on)
        desk.unstored.asked.connect(self.files.looking.look)
        self.files.recent_changed.connect(self._show_recent)
        self.files.coming.connect(self._make_first)
        self.workplaces.made.connect(self._take_in)
        self._later.finished.connect(self.settled)

    def _make_first(self) -> None:
        """Before the project is open: what is shown reads it once, when it comes."""
        self.workplaces.named(FIRST)
        self.workplaces.named(self._state.workplace())

    def _take_in(self, workplace: Workplace) -> None:
        self._pages.addWidget(workplace)
        self.menus.add_workplace(workplace)
        self._bindings.learn()
        self._state.restore_within(workplace)
        workplace.status_changed.connect(self._show_status)

    # -- what is shown -------------------------------------------------------------------

    def _show_project(self) -> None:
        is_open = self.desk.workbench.is_open
        self.rail.setVisible(is_open)
        self._name_window()
        if is_open:
            # A workplace that is shown already hears of the other project from the workbench.
            self._state.restore()
            self.show_workplace(self._state.workplace())
            self._later.do(*self.workplaces.left_to_make())
        else:
            self._active = None
            self._pages.setCurrentWidget(self._start)
            self.menus.show_workplace(None)
            self._start.show_recent(self.files.remembered.recent())
            self._show_status()

    def _show_status(self) -> None:
        self.status_line.show_parts(self._active.status_parts() if self._active else ())

    def _name_window(self) -> None:
        workbench = self.desk.workbench
        names = [self.files.project_name] if workbench.is_open else []
        shown = workbench.transcript
        if shown is not None:
            names.append(workbench.workspace.read(lambda uow: uow.transcripts.header(shown).name))
        self.setWindowTitle(" · ".join(names))
        self.setAccessibleName(self.windowTitle() or "qcoder")

    def _focus_page(self) -> None:
        """Whoever has just said who they are goes on with the work, not with the question."""
        if self._active and self.desk.workbench.coder is not None:
            self._active.take_focus()

    def _show_bug(self, trace: str) -> None:
        self._last_resort.show(trace)

    @cached_property
    def _last_resort(self) -> LastResortOpener:
        # Not at the top: hardly ever needed.
        from qcoder.gui.last_resort import LastResortOpener

        return LastResortOpener(self, self.desk)

    # -- leaving and coming back ---------------------------------------------------------

    def _leave_workplace(self) -> None:
        if self._active is not None:
            self._active.deactivated()

    def _leave_project(self) -> None:
        self._leave_workplace()
        if self._active is not None:
            self._state.keep(self._active.name)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Store what is being typed, stop what still runs, remember sizes, let go of the file."""
        if self.desk.acts.cancel_long():
            # Its caller goes on in this window once it has been taken back.
            event.ignore()
            return
        if self.desk.workbench.is_open and not self.files.close():
            event.ignore()
            return
        # What needs no project: the demo study may be being built.
        self.desk.background.wait()
        super().closeEvent(event)
