"""What the panels around the page show, and a click on a button in them."""

from PySide6.QtWidgets import QAbstractButton, QApplication, QTabWidget

from qcoder.gui.code.workplace import CodeWorkplace
from qcoder.gui.main_window import MainWindow
from qcoder.gui.parts.long_rows import LongList
from qcoder.gui.parts.rows import Row, RowList


def show_codings(window: MainWindow) -> None:
    tabs = window.findChild(QTabWidget, "codeTabs")
    assert tabs is not None
    tabs.setCurrentIndex(1)


def rows_of(listing: RowList | LongList) -> list[Row]:
    QApplication.processEvents()
    return list(listing.rows_model.rows)


def row_of(listing: RowList | LongList, words: str) -> Row:
    return next(row for row in rows_of(listing) if row.words == words)


def note_of(workplace: CodeWorkplace, transcript: str) -> str:
    return row_of(workplace.transcripts.list, transcript).note


def click(window: MainWindow, name: str) -> None:
    button = window.findChild(QAbstractButton, name)
    assert button is not None, name
    assert button.isVisible(), name
    button.click()
