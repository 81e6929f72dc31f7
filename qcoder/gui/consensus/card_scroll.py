"""What the card scrolls in: never broader than the card, and with what has the focus in view."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QWidget


class CardScroll(QScrollArea):
    """Takes no focus itself; what takes it in the page comes into view."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setObjectName("differenceCardScroll")
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
