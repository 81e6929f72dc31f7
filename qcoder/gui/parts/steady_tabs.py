"""Tabs that stay as they are while the words on them change."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QTabWidget, QWidget


class SteadyTabs(QTabWidget):
    """A number on a tab moves nothing, and only the bar is painted for it.

    The bar is as wide as the tab widget. Qt would give it room anew, and would paint all that
    is below it, whenever its words are others.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabBar().setExpanding(False)
        self.tabBar().setDrawBase(False)

    def add(self, page: QWidget, words: str) -> None:
        """One more tab; where its words are cut, a tip has them whole."""
        self.setTabToolTip(self.addTab(page, words), words)

    def show_words(self, tab: int, words: str) -> None:
        """Other words on a tab."""
        if self.tabText(tab) != words:
            # Not through the tab widget, which would lay itself out.
            self.tabBar().setTabText(tab, words)
            self.tabBar().setTabToolTip(tab, words)

    def event(self, event: QEvent) -> bool:
        """Leave out a layout in which nothing would move."""
        if event.type() == QEvent.Type.LayoutRequest and self._is_steady():
            return True
        return super().event(event)

    def _is_steady(self) -> bool:
        bar = self.tabBar()
        return self.isVisible() and bar.height() == bar.sizeHint().height()
