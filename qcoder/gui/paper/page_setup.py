"""The paper that is printed on: the country's until somebody chooses another."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QMarginsF, QObject, QSettings
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWidgets import QWidget

_MARGIN = 15
_KEY = "paper"


class PageSetup(QObject):
    """Remembers size, orientation and margins, for this user and not for the project."""

    def __init__(self, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings, self._window = settings, parent

    def layout(self) -> QPageLayout:
        """What was chosen; otherwise A4, or Letter where that is used, with narrow margins."""
        layout = _usual()
        kept = str(self._settings.value(f"{_KEY}/size", ""))
        known = [size for size in QPageSize.PageSizeId if QPageSize.key(size) == kept]
        if kept and known:
            layout.setPageSize(QPageSize(known[0]))
        if str(self._settings.value(f"{_KEY}/orientation", "")) == "landscape":
            layout.setOrientation(QPageLayout.Orientation.Landscape)
        margins = _numbers(str(self._settings.value(f"{_KEY}/margins", "")))
        if len(margins) == 4:
            layout.setMargins(QMarginsF(*margins))
        return layout

    def keep(self, layout: QPageLayout) -> None:
        """Use this from now on."""
        is_landscape = layout.orientation() == QPageLayout.Orientation.Landscape
        margins = layout.margins(QPageLayout.Unit.Millimeter)
        sides = (margins.left(), margins.top(), margins.right(), margins.bottom())
        self._settings.setValue(f"{_KEY}/size", QPageSize.key(layout.pageSize().id()))
        self._settings.setValue(f"{_KEY}/orientation", "landscape" if is_landscape else "portrait")
        self._settings.setValue(f"{_KEY}/margins", " ".join(f"{side:g}" for side in sides))

    def ask(self) -> None:
        """Show the system's dialogue for it."""
        # Not at the top: the window shows before printing is loaded.
        from PySide6.QtPrintSupport import QPageSetupDialog, QPrinter

        printer = QPrinter()
        printer.setPageLayout(self.layout())
        dialogue = QPageSetupDialog(printer, self._window)
        if dialogue.exec():
            self.keep(printer.pageLayout())
        dialogue.deleteLater()


def _usual() -> QPageLayout:
    is_american = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    size = QPageSize.PageSizeId.Letter if is_american else QPageSize.PageSizeId.A4
    return QPageLayout(
        QPageSize(size),
        QPageLayout.Orientation.Portrait,
        QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN),
        QPageLayout.Unit.Millimeter,
    )


def _numbers(words: str) -> list[float]:
    try:
        return [float(word) for word in words.split()]
    except ValueError:
        return []
