"""A report to read, to copy from, and to open places from, by mouse or by keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QPalette, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from qcoder.exporters.report import Bars, Points, Report
from qcoder.gui.consensus.sheets.bars_picture import bars_picture, points_picture
from qcoder.gui.consensus.sheets.report_html import LINK, PICTURE, report_html


class ReportView(QTextBrowser):
    """Tab goes from link to link, Enter opens; the rest is text that can be selected.

    Signals:
        opened: what a row is about.
    """

    opened = Signal(str)

    def __init__(self, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setOpenLinks(False)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextBrowserInteraction | flags.TextSelectableByKeyboard)
        self.anchorClicked.connect(self._follow)
        self.report: Report | None = None

    def show_report(self, report: Report) -> None:
        """Show it from its beginning; the same once more stays where it was."""
        is_same = self.report is not None and self.report.title == report.title
        place = self.verticalScrollBar().value() if is_same else 0
        self.report = report
        palette = self.palette()
        document = self.document()
        document.clear()
        for number, part in enumerate(report.parts):
            if isinstance(part, Bars | Points):
                picture = self._picture(part, palette)
                address = QUrl(f"{PICTURE}{number}")
                kind = QTextDocument.ResourceType.ImageResource.value
                document.addResource(kind, address, picture)
        roles = QPalette.ColorRole
        muted, line = (palette.color(r).name() for r in (roles.PlaceholderText, roles.Mid))
        self.setHtml(report_html(report, muted=muted, line=line))
        self.verticalScrollBar().setValue(place)

    def say(self, words: str) -> None:
        """Show a sentence instead of a report."""
        self.report = None
        self.setPlainText(words)

    def _picture(self, part: Bars | Points, palette: QPalette) -> QImage:
        font, ratio = self.font(), self.devicePixelRatioF()
        if isinstance(part, Bars):
            return bars_picture(part, palette, font, ratio)
        return points_picture(part, palette, font, ratio)

    def changeEvent(self, event: QEvent) -> None:
        """Other colours, another picture."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "report", None):
            assert self.report is not None
            self.show_report(self.report)

    def _follow(self, address: QUrl) -> None:
        words = address.toString()
        if words.startswith(LINK):
            self.opened.emit(words.removeprefix(LINK))
