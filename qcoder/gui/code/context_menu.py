"""The menu at a place in the words: what is coded there, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from qcoder.domain.ids import CodingId
from qcoder.gui.code.at_hand import AtHand
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.icons import swatch


class ContextMenu(QObject):
    """Opened by the right button or the menu key; the codings there can be chosen first."""

    def __init__(self, page: TranscriptPage, at_hand: AtHand, actions: Sequence[QAction]) -> None:
        super().__init__(page)
        self._page = page
        self._at_hand = at_hand
        self._actions = actions
        page.view.context_menu_requested.connect(self._open)

    def _open(self, position: int, place: QPoint) -> None:
        if self._page.contents is None:
            return
        # A right click beside the selection means the place, as everywhere.
        selected = self._page.view.selection()
        if selected is None or not selected.start <= position <= selected.end:
            self._page.view.set_caret(position)
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def menu(self) -> QMenu:
        """The menu for what is at hand now."""
        menu = QMenu(self._page)
        menu.setObjectName("wordsMenu")
        contents = self._page.contents
        for coding in self._at_hand.codings if contents else ():
            assert contents is not None
            code = contents.codebook.by_id[coding.code]
            entry = menu.addAction(swatch(code.colour), code.label)
            entry.setCheckable(True)
            entry.setChecked(coding is self._at_hand.current)
            entry.triggered.connect(lambda _checked, which=coding.id: self._choose(which))
        menu.addSeparator()
        menu.addActions(list(self._actions))
        return menu

    def _choose(self, coding: CodingId) -> None:
        self._at_hand.choose(coding)
