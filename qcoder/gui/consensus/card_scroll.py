"""How the card divides its height: what decides keeps its own, what is read gives way.

No line is counted here: the layout does it, whatever the font.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget


class CardScroll(QScrollArea):
    """Takes no focus itself; what takes it in the page comes into view."""

    def __init__(self, page: QWidget, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)
        # The ground of the panel shows through.
        self.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        # A long word in a memo breaks or is cut; it never makes the page broader than the card.
        page.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._keep_in_sight)

    def _keep_in_sight(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Qt does so for Tab alone, not where F6 brings the keys."""
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now)


class SnugScroll(CardScroll):
    """As high as what is in it, and lower only where everything else has given way."""

    def __init__(self, page: QWidget, name: str) -> None:
        super().__init__(page, name)
        self._page = page
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """Qt's own is kept from the first time and has a limit."""
        return QSize(super().sizeHint().width(), self._page.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is in it has another height now."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class CardColumn(QWidget):
    """What stands below each other on the card; scrolls only when nothing in it can be lower."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 4, 0)

    def heightForWidth(self, width: int) -> int:
        """The least: a scrolled page is made as high as this, or as the place is."""
        return self.rows.totalMinimumHeightForWidth(width)
