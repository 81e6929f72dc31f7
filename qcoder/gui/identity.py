"""Who am I: always in sight, asked once a project, changed deliberately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qcoder.gui.desk import Desk
from qcoder.gui.icons import SHAPE_SIZE, dot
from qcoder.gui.parts.words import muted_label, plain_label, push_button, set_tone

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from qcoder.domain.ids import CoderId
    from qcoder.domain.people import Coder


def active_coders(desk: Desk) -> list[Coder]:
    """Those who can code, in the order they joined; nobody without a project."""
    if not desk.workbench.is_open:
        return []
    everybody = desk.workbench.workspace.read(lambda uow: uow.coders.all())
    return [coder for coder in everybody if not coder.retired]


class WhoButton(QToolButton):
    """Name and colour of the coder at work; its menu changes to another one.

    Signals:
        resized: the name is another one and needs other room.
    """

    resized = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("whoAmI")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setIconSize(SHAPE_SIZE)
        self.setMenu(QMenu(self))
        self.menu().aboutToShow.connect(self._fill)
        set_tone(self, "quiet")
        desk.workbench.project_changed.connect(self.refresh)
        desk.workbench.coder_changed.connect(self.refresh)
        desk.notifier.people_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show who is at work now."""
        self.setVisible(self._desk.workbench.is_open)
        here = self._desk.workbench.coder
        coder = next((c for c in active_coders(self._desk) if c.id == here), None)
        name = coder.name if coder else self.tr("Who are you?")
        self.setText(name)
        self.setIcon(dot(coder.colour if coder else "#8a949e"))
        self.setAccessibleName(self.tr("Coder at work: %s") % name if coder else name)
        self.setToolTip(self.tr("You code as %s. Click to change.") % name if coder else name)
        self.resized.emit()

    def offer(self) -> None:
        """Open the list by a key; it waits for nobody."""
        self.menu().popup(self.mapToGlobal(QPoint(0, self.height())))

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        for coder in active_coders(self._desk):
            entry = menu.addAction(dot(coder.colour), self.tr("Code as %s") % coder.name)
            entry.setCheckable(True)
            entry.setChecked(coder.id == self._desk.workbench.coder)
            entry.triggered.connect(lambda _checked, who=coder.id: self._become(who))
        menu.addSeparator()
        somebody = menu.addAction(self.tr("Somebody new…"))
        somebody.triggered.connect(lambda _checked: self._desk.workbench.set_coder(None))

    def _become(self, coder: CoderId) -> None:
        self._desk.workbench.set_coder(coder)
        self._desk.interaction.tell(self.tr("You code as %s now.") % self.text())


class WhoAreYou(QFrame):
    """Asks who is at work, over the page, while nobody has said so.

    The answer is remembered for the project on this machine.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("whoAreYou")
        self.setProperty("place", "notice")
        self.setAccessibleName(self.tr("Who are you?"))
        self._question = plain_label()
        self._names = QHBoxLayout()
        self._buttons: list[QPushButton] = []
        self.field = QLineEdit()
        self.field.setObjectName("newCoderName")
        self.field.setAccessibleName(self.tr("Your name"))
        self.field.setMaximumWidth(220)
        self.field.returnPressed.connect(self._join)
        self._lay_out()
        desk.workbench.project_changed.connect(self.refresh)
        desk.workbench.coder_changed.connect(self.refresh)
        desk.notifier.people_changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        self._names.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        # In the row, not above it: what lies below is read while this is asked.
        row.addWidget(self._question)
        row.addLayout(self._names)
        row.addWidget(self.field)
        row.addWidget(push_button("joinAsCoder", self.tr("Join"), self._join))
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(
            muted_label(
                self.tr(
                    "Your coding is kept in a layer of your own. This machine remembers the "
                    "answer for this project; change it at the top right."
                )
            )
        )

    def refresh(self) -> None:
        """Ask, or be gone."""
        is_asking = self._desk.workbench.is_open and self._desk.workbench.coder is None
        if is_asking:
            self._offer(active_coders(self._desk))
        self.setVisible(is_asking)

    def _offer(self, coders: list[Coder]) -> None:
        for button in self._buttons:
            button.deleteLater()
        self._buttons = [self._button(coder) for coder in coders]
        for button in self._buttons:
            self._names.addWidget(button)
        self.field.setPlaceholderText(self.tr("Another name") if coders else self.tr("Your name"))
        self._question.setText(
            self.tr("Who are you?") if coders else self.tr("Who are you? Nobody codes here yet.")
        )

    def _button(self, coder: Coder) -> QPushButton:
        who = coder.id
        button = push_button(f"iAm{coder.name}", coder.name, lambda: self._am(who))
        button.setIcon(dot(coder.colour))
        button.setIconSize(SHAPE_SIZE)
        return button

    def _am(self, coder: CoderId) -> None:
        self._desk.workbench.set_coder(coder)

    def _join(self) -> None:
        name = self.field.text().strip()
        if not name:
            self.field.setFocus()
            return
        known = next(
            (c for c in active_coders(self._desk) if c.name.casefold() == name.casefold()), None
        )
        if known is not None:
            self._am(known.id)
        else:
            self._add(name)
        self.field.clear()

    def _add(self, name: str) -> None:
        # Not at the top: the window shows before anything of a project is loaded.
        from qcoder.services.prepare.coders import add_coder

        label = self.tr("Add coder %s") % name
        done = self._desk.acts.do(label, lambda uow: add_coder(uow, name), undoable=False)
        if done is not None:
            self._am(done.value.id)

    def showEvent(self, event: QShowEvent) -> None:
        """The first name has the focus, so that Enter answers."""
        super().showEvent(event)
        self._take_focus()
        # Once more when a file dialog that closes just now has given the focus back.
        QTimer.singleShot(0, self, self._take_focus)

    def _take_focus(self) -> None:
        """Not once it is gone: a hidden button would hear the keys and nobody else."""
        if self.isVisible():
            first: QWidget = self._buttons[0] if self._buttons else self.field
            first.setFocus()
