"""The bars over the words: whether one can code here, and whose coding is shown besides."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from qcoder.domain.people import Coder
from qcoder.gui.code.contents import Contents, Standing
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.counting import listed
from qcoder.gui.icons import SHAPE_SIZE, dot
from qcoder.gui.parts.notice import NoticeBar
from qcoder.gui.parts.words import muted_label, push_button


class StandingBar(NoticeBar):
    """Says why a transcript cannot be coded, with the button that changes it.

    Before sealing it asks once, and says what sealing means.

    Signals:
        seal_confirmed, unseal_asked, assignment_asked: a button was pressed.
    """

    seal_confirmed = Signal()
    unseal_asked = Signal()
    assignment_asked = Signal()

    def __init__(self, page: TranscriptPage) -> None:
        super().__init__("standingBar")
        self._page = page
        self.seal = push_button("confirmSeal", self.tr("Seal"), self._seal, "first")
        self.not_yet = push_button("notYet", self.tr("Not yet"), self.refresh)
        self.unseal = push_button("unsealHere", self.tr("Unseal"), self.unseal_asked.emit)
        self.assign = push_button("assignMe", self.tr("Assign me"), self.assignment_asked.emit)
        for button in (self.seal, self.not_yet, self.unseal, self.assign):
            self.add_widget(button)
        page.contents_changed.connect(self.refresh)

    def ask_to_seal(self) -> None:
        """Ask once, here."""
        contents = self._page.contents
        if contents is None:
            return
        self._offer(self.seal, self.not_yet)
        self.say(self._meaning(contents))
        self.seal.setFocus()

    def refresh(self) -> None:
        """Say how things stand; nothing where one can code."""
        contents = self._page.contents
        standing = contents.standing if contents else Standing.OPEN
        had_focus = self.seal.hasFocus() or self.not_yet.hasFocus() or self.unseal.hasFocus()
        if contents is None or standing in (Standing.OPEN, Standing.NOBODY):
            self.hide()
        elif standing is Standing.SEALED:
            self._offer(self.unseal)
            self.say(self._sealed(contents))
        else:
            self._offer(self.assign)
            self.say(self._unassigned(contents))
        if had_focus:
            self._page.view.setFocus()

    def _seal(self) -> None:
        self.seal_confirmed.emit()

    def _offer(self, *offered: QWidget) -> None:
        for button in (self.seal, self.not_yet, self.unseal, self.assign):
            button.setVisible(button in offered)

    def _meaning(self, contents: Contents) -> str:
        name = contents.transcript.name
        if not contents.partners:
            return self.tr("Seal %s? Your coding is frozen then. You can unseal it again.") % name
        partners = listed(contents.partners, self.tr(" and "))
        return self.tr(
            "Seal %s? Your coding is frozen then, and once %s has sealed too, you see each "
            "other's. You can unseal it again."
        ) % (name, partners)

    def _sealed(self, contents: Contents) -> str:
        name = contents.transcript.name
        if contents.in_blind_pass:
            return (
                self.tr(
                    "You have sealed %s. Its blind pass goes on in Reconcile;"
                    " after it all layers show."
                )
                % name
            )
        if contents.partners and not contents.others:
            partners = listed(contents.partners, self.tr(" and "))
            said = self.tr("You have sealed %s. %s has not yet, so you do not see each other's.")
            return said % (name, partners)
        return self.tr("You have sealed %s: your coding is frozen.") % name

    def _unassigned(self, contents: Contents) -> str:
        name = contents.transcript.name
        if contents.partners:
            partners = listed(contents.partners, self.tr(" and "))
            return self.tr("%s is coded by %s. You can read it.") % (name, partners)
        return self.tr("Nobody is assigned to %s. You can read it.") % name


class LayersBar(QFrame):
    """One switch for each other coder whose layer may be seen."""

    def __init__(self, page: TranscriptPage) -> None:
        super().__init__()
        self.setObjectName("layersBar")
        self.setAccessibleName(self.tr("Other coders' layers"))
        self._page = page
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 4, 16, 4)
        self._row.addWidget(muted_label(self.tr("Show as well:")))
        self._row.addStretch(1)
        self._switches: list[QToolButton] = []
        page.contents_changed.connect(self.refresh)
        page.others_shown.connect(self._follow)
        self.refresh()

    def _follow(self) -> None:
        """A layer was switched on from elsewhere."""
        others = self._page.contents.others if self._page.contents else ()
        for coder, switch in zip(others, self._switches, strict=True):
            switch.setChecked(self._page.is_other_shown(coder.id))

    def refresh(self) -> None:
        """Offer the coders whose layers may be seen now."""
        for switch in self._switches:
            self._row.removeWidget(switch)
            switch.deleteLater()
        others = self._page.contents.others if self._page.contents else ()
        self._switches = [self._switch(coder) for coder in others]
        for number, switch in enumerate(self._switches, start=1):
            self._row.insertWidget(number, switch)
        self.setVisible(bool(others))

    def _switch(self, coder: Coder) -> QToolButton:
        switch = QToolButton()
        switch.setObjectName(f"show{coder.name}")
        switch.setText(coder.name)
        switch.setIcon(dot(coder.colour))
        switch.setIconSize(SHAPE_SIZE)
        switch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        switch.setCheckable(True)
        switch.setChecked(self._page.is_other_shown(coder.id))
        switch.setAccessibleName(self.tr("Show the coding of %s") % coder.name)
        switch.toggled.connect(lambda is_on: self._page.show_other(coder.id, is_on))
        return switch
