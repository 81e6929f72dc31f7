"""The main window: rail, pages, menus, who is at work, and the line at the bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qcoder.gui.actions import ActionRegistry, separator
from qcoder.gui.appearance import Appearance
from qcoder.gui.background import Background
from qcoder.gui.code.workplace import CodeWorkplace
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.desk import Desk
from qcoder.gui.file_actions import FileActions
from qcoder.gui.icons import line_icon
from qcoder.gui.identity import WhoAreYou, WhoButton
from qcoder.gui.interaction import Interaction
from qcoder.gui.key_bindings import KeyBindings
from qcoder.gui.last_resort import LastResortOpener
from qcoder.gui.menus import EDIT, FILE, GO, HELP, VIEW, Menus, RecentMenu
from qcoder.gui.notifier import ChangeNotifier
from qcoder.gui.overlays import Overlays
from qcoder.gui.parts.notice import NoticeBar
from qcoder.gui.parts.words import quiet_button
from qcoder.gui.prepare.workplace import PrepareWorkplace
from qcoder.gui.project_files import ProjectFiles
from qcoder.gui.rail import Rail
from qcoder.gui.reading_comfort import ReadingComfort
from qcoder.gui.report.workplace import ReportWorkplace
from qcoder.gui.start_page import StartPage
from qcoder.gui.status_line import StatusLine
from qcoder.gui.undo import Acts
from qcoder.gui.unstored import UnstoredActs
from qcoder.gui.unstored_notice import UnstoredNotice
from qcoder.gui.window_actions import (
    Going,
    ReadingSize,
    edit_actions,
    full_screen_action,
    theme_menu,
)
from qcoder.gui.window_state import WindowState
from qcoder.gui.workbench import Workbench
from qcoder.gui.workplaces import Workplace

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

_LEAST_HEIGHT = 360


class MainWindow(QMainWindow):
    """One project in four workplaces; without a project, the start page."""

    def __init__(self, appearance: Appearance, settings: QSettings) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self._appearance = appearance
        self.desk = _make_desk(settings, self)
        self.files = ProjectFiles(self.desk, self)
        self.workplaces = self._make_workplaces()
        self._active: Workplace | None = None
        self._last_resort = LastResortOpener(self, self.desk)
        self._build_menus()
        self._build_page()
        self._state = WindowState(self, self.files, self.reading_size)
        self._connect()
        self._show_project()

    def _make_workplaces(self) -> tuple[Workplace, ...]:
        desk = self.desk
        return (
            PrepareWorkplace(desk),
            CodeWorkplace(desk),
            ConsensusRoom(desk),
            ReportWorkplace(desk),
        )

    def workplace(self) -> Workplace | None:
        """The workplace that is shown; None on the start page."""
        return self._active

    def show_workplace(self, name: str) -> None:
        """Go to another workplace; what is being typed in this one is stored first."""
        wanted = next(w for w in self.workplaces if w.name == name)
        if not self.desk.workbench.is_open or wanted is self._active:
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
        self.overlays = Overlays(self, registry, self.workplace)
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
            self.menus[VIEW].addMenu(menu)
        going = Going(desk, self.workplaces, self.workplace, self)
        self.menus.fill(GO, going.actions)
        self.menus.add_below(GO, self.tr("Move the &caret"), going.caret.others)
        help_entries = (self.file_actions.demo, self.overlays.show_keys, self.overlays.about)
        self.menus.fill(HELP, help_entries)
        for workplace in self.workplaces:
            self.menus.add_workplace(workplace)
        self.menus.give_letters()
        self.overlays.use_bindings(KeyBindings(registry, desk.settings, self))

    def _build_page(self) -> None:
        self.rail = Rail(self.workplaces, self.desk.actions)
        self.rail.chosen.connect(self.show_workplace)
        self._start = StartPage(self._start_actions())
        self._start.recent_chosen.connect(self.files.open)
        self._pages = QStackedWidget()
        self._pages.setObjectName("pages")
        # Else the tallest page, shown or not, would push the window beyond a small screen.
        self._pages.setMinimumHeight(_LEAST_HEIGHT)
        for page in (self._start, *self.workplaces):
            self._pages.addWidget(page)
        self._refusal = self._make_refusal()
        self.setCentralWidget(self._middle())
        self.status_line = StatusLine(self.desk)
        self.setStatusBar(self.status_line)

    def _start_actions(self) -> tuple[QAction, ...]:
        actions = self.file_actions
        return (actions.demo, actions.new, actions.open)

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

    def _connect(self) -> None:
        desk = self.desk
        desk.workbench.project_changed.connect(self._show_project)
        desk.workbench.transcript_changed.connect(self._name_window)
        desk.workbench.coder_changed.connect(self._focus_page)
        desk.workbench.workplace_requested.connect(self.show_workplace)
        desk.notifier.transcripts_changed.connect(lambda _changes: self._name_window())
        desk.notifier.changed.connect(lambda _changes: self._refusal.hide())
        desk.interaction.refused.connect(self._refusal.say)
        desk.interaction.told.connect(lambda *_: self._refusal.hide())
        desk.interaction.failed.connect(self._last_resort.show)
        self.files.leaving.connect(self._leave_project)
        self.files.looking.looked.connect(desk.unstored.go_on)
        desk.unstored.asked.connect(self.files.looking.look)
        self.files.recent_changed.connect(self._show_recent)
        for workplace in self.workplaces:
            workplace.status_changed.connect(self._show_status)

    # -- what is shown -------------------------------------------------------------------

    def _show_project(self) -> None:
        is_open = self.desk.workbench.is_open
        self.rail.setVisible(is_open)
        self._name_window()
        if is_open:
            # A workplace that is shown already hears of the other project from the workbench.
            self.show_workplace(self._state.restore())
        else:
            self._active = None
            self._pages.setCurrentWidget(self._start)
            self.menus.show_workplace(None)
            self._show_recent()
            self._show_status()

    def _show_recent(self) -> None:
        self._start.show_recent(self.files.remembered.recent())

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
        panes = self._active.panes() if self._active else ()
        if panes and self.desk.workbench.coder is not None:
            panes[0].setFocus()

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
        self.desk.background.wait()
        if self.desk.workbench.is_open and not self.files.close():
            event.ignore()
            return
        super().closeEvent(event)


def _make_desk(settings: QSettings, window: QMainWindow) -> Desk:
    workbench = Workbench(window)
    interaction, notifier = Interaction(window), ChangeNotifier(window)
    return Desk(
        workbench=workbench,
        notifier=notifier,
        interaction=interaction,
        acts=Acts(workbench, interaction),
        background=Background(window),
        settings=settings,
        unstored=UnstoredActs(workbench, notifier, interaction, settings, window),
        actions=ActionRegistry(),
    )
