"""Edit, View and Go: actions that mean the same in every workplace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMainWindow, QMenu, QWidget

from qcoder.gui.actions import new_action, new_toggle, separator, standard_keys
from qcoder.gui.appearance import Appearance, Theme
from qcoder.gui.desk import Desk
from qcoder.gui.identity import WhoButton
from qcoder.gui.transcript.keyboard import CaretKeys
from qcoder.gui.transcript_views import transcript_views

if TYPE_CHECKING:
    from qcoder.gui.transcript.view import TranscriptView
    from qcoder.gui.workplaces import Workplace, Workplaces

_ZOOM = "reading/zoom"


def edit_actions(desk: Desk, window: QMainWindow) -> Sequence[QAction]:
    """Undo and redo, named after the act they take back or do again; copy and select all."""
    undo = desk.acts.group.createUndoAction(window, desk.acts.tr("&Undo"))
    redo = desk.acts.group.createRedoAction(window, desk.acts.tr("&Redo"))
    undo.setObjectName("undo")
    redo.setObjectName("redo")
    undo.setShortcuts(standard_keys(QKeySequence.StandardKey.Undo))
    redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
    window.addActions([undo, redo])
    keys = QKeySequence.StandardKey
    copy = new_action(
        window, "copyWords", window.tr("&Copy"), lambda: _copy(window.focusWidget()), keys=keys.Copy
    )
    select = new_action(
        window,
        "selectAll",
        window.tr("&Select all"),
        lambda: _select_all(window.focusWidget()),
        keys=keys.SelectAll,
    )
    return undo, redo, separator(window), copy, select


def _copy(focused: QWidget | None) -> None:
    """What is selected in a transcript or field, or the current row of a list."""
    if isinstance(focused, QAbstractItemView):
        QGuiApplication.clipboard().setText(str(focused.currentIndex().data() or ""))
    elif copy := getattr(focused, "copy", None):
        copy()


def _select_all(focused: QWidget | None) -> None:
    select = getattr(focused, "select_all", None) or getattr(focused, "selectAll", None)
    if select is not None:
        select()


class ReadingSize(QObject):
    """Size of the text in every transcript of the window, kept on this machine."""

    def __init__(self, settings: QSettings, window: QMainWindow) -> None:
        super().__init__(window)
        self._settings = settings
        self._window = window
        keys = QKeySequence.StandardKey
        self.actions: Sequence[QAction] = (
            new_action(
                window,
                "largerText",
                self.tr("&Larger text"),
                lambda: self._change(lambda view: view.zoom_in()),
                keys=["Ctrl++", "Ctrl+="],
            ),
            new_action(
                window,
                "smallerText",
                self.tr("&Smaller text"),
                lambda: self._change(lambda view: view.zoom_out()),
                keys=keys.ZoomOut,
            ),
            new_action(
                window,
                "usualText",
                self.tr("&Usual text size"),
                lambda: self._change(lambda view: view.set_zoom(1.0)),
                keys="Ctrl+0",
            ),
        )

    def apply(self) -> None:
        """Give every transcript of the window the size that was chosen last."""
        zoom = self.zoom()
        for view in transcript_views(self._window):
            view.set_zoom(zoom)

    def zoom(self) -> float:
        """The size that was chosen last; 1.0 is the usual one."""
        try:
            return float(str(self._settings.value(_ZOOM, 1.0)))
        except ValueError:
            return 1.0

    def choose(self, zoom: object) -> None:
        """Read in this size from now on, as it was stored."""
        self._settings.setValue(_ZOOM, zoom)

    def _change(self, change: Callable[[TranscriptView], None]) -> None:
        views = transcript_views(self._window)
        if views:
            change(views[0])
            self._settings.setValue(_ZOOM, views[0].zoom)
            self.apply()


def theme_menu(appearance: Appearance, window: QMainWindow) -> QMenu:
    """Light, dark, or as the system has it."""
    menu = QMenu(appearance.tr("&Theme"), window)
    group = QActionGroup(menu)
    names = {
        Theme.SYSTEM: appearance.tr("As the &system has it"),
        Theme.LIGHT: appearance.tr("&Light"),
        Theme.DARK: appearance.tr("&Dark"),
    }
    for theme, name in names.items():
        entry = menu.addAction(name)
        entry.setObjectName(f"{theme.value}Theme")
        entry.setCheckable(True)
        entry.setChecked(appearance.theme is theme)
        entry.triggered.connect(lambda _checked, chosen=theme: appearance.choose(chosen))
        group.addAction(entry)
    return menu


def full_screen_action(window: QMainWindow) -> QAction:
    """The window over the whole screen, or as it was."""

    def show(is_full: bool) -> None:
        window.setWindowState(
            window.windowState() | Qt.WindowState.WindowFullScreen
            if is_full
            else window.windowState() & ~Qt.WindowState.WindowFullScreen
        )

    return new_toggle(window, "fullScreen", window.tr("&Full screen"), show, keys="F11")


class Going(QObject):
    """Where to: a workplace, the next transcript, the next pane."""

    def __init__(
        self,
        desk: Desk,
        workplaces: Workplaces,
        active: Callable[[], Workplace | None],
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._active = active
        self.caret = CaretKeys(self)
        self.caret.chosen.connect(self._move_caret)
        workplaces.made.connect(self._give_keys)
        self.actions: Sequence[QAction] = (
            *(self._to_workplace(*place) for place in enumerate(workplaces.titles.items(), 1)),
            separator(window),
            *self._between_transcripts(),
            separator(window),
            *self._between_panes(),
            separator(window),
            new_action(
                window,
                "whoIsAtWork",
                self.tr("&Who is at work…"),
                self._ask_who,
                keys="Ctrl+Shift+I",
            ),
            separator(window),
            *self.caret.turns,
        )

    def _between_transcripts(self) -> tuple[QAction, ...]:
        return (
            self._action("nextTranscript", self.tr("&Next transcript"), 1, "Ctrl+PgDown"),
            self._action("previousTranscript", self.tr("&Previous transcript"), -1, "Ctrl+PgUp"),
        )

    def _between_panes(self) -> tuple[QAction, ...]:
        return (
            new_action(
                self._window,
                "nextPane",
                self.tr("Next pa&ne"),
                lambda: self._go_round(1),
                keys="F6",
            ),
            new_action(
                self._window,
                "previousPane",
                self.tr("Pre&vious pane"),
                lambda: self._go_round(-1),
                keys="Shift+F6",
            ),
        )

    def _give_keys(self, workplace: Workplace) -> None:
        for view in transcript_views(workplace):
            view.keys = self.caret

    def _to_workplace(self, number: int, place: tuple[str, str]) -> QAction:
        name, title = place
        return new_action(
            self._window,
            f"goTo{name.capitalize()}",
            f"&{title}",
            lambda: self._desk.workbench.request_workplace(name),
            keys=f"Ctrl+{number}",
        )

    def _action(self, name: str, text: str, step: int, keys: str) -> QAction:
        return new_action(self._window, name, text, lambda: self._step(step), keys=keys)

    def _step(self, step: int) -> None:
        """To the next that the workplace can show: one of a single coder is no pair."""
        workbench, workplace = self._desk.workbench, self._active()
        if not workbench.is_open or workplace is None:
            return
        here = workbench.transcript
        headers = workbench.workspace.read(lambda uow: uow.transcripts.headers())
        present = [h.id for h in headers if h.id == here or workplace.can_show(h.id)]
        if here in present:
            number = present.index(here) + step
            if 0 <= number < len(present):
                workbench.show_transcript(present[number])
        elif present:
            workbench.show_transcript(present[0])

    def _ask_who(self) -> None:
        """Open the list of the button that says it."""
        who = self._window.findChild(WhoButton)
        if who is not None and who.isVisible():
            who.offer()

    def _move_caret(self, move: str) -> None:
        """In the transcript that is shown, or in none."""
        views = transcript_views(self._window)
        view = next((view for view in views if view.isVisible()), None)
        if view is not None:
            view.setFocus()
            view.move_as_named(move)

    def _go_round(self, step: int) -> None:
        workplace = self._active()
        panes = [p for p in workplace.panes() if _landing(p)] if workplace else []
        if not panes:
            return
        focused = self._window.focusWidget()
        here = next((n for n, p in enumerate(panes) if _is_in(focused, p)), -(step > 0))
        landing = _landing(panes[(here + step) % len(panes)])
        if landing is not None:
            landing.setFocus(Qt.FocusReason.TabFocusReason)


def _landing(pane: QWidget) -> QWidget | None:
    """What takes the focus in a pane: what stands for it, else the first that can."""
    meant = pane
    while proxy := meant.focusProxy():
        meant = proxy
    parts = (meant, *pane.findChildren(QWidget))
    return next((part for part in parts if part.isVisible() and _takes_focus(part)), None)


def _takes_focus(widget: QWidget) -> bool:
    """Not what Qt has for itself in a list or in tabs."""
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isEnabled() and not widget.objectName().startswith("qt_")


def _is_in(focused: QWidget | None, pane: QWidget) -> bool:
    return focused is not None and (focused is pane or pane.isAncestorOf(focused))
