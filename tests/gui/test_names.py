"""Everything that takes the focus can be found by its name, and is read out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QTabBar, QWidget

from qcoder.gui.main_window import MainWindow

_PLACES = (
    "mainWindow",
    "rail",
    "whoAmI",
    "statusLine",
    "codeWorkplace",
    "transcriptsPanel",
    "outlinePanel",
    "codebookPanel",
    "codingsPanel",
    "herePanel",
    "transcriptView",
    "prepareWorkplace",
    "consensusRoom",
    "reportWorkplace",
)


def test_places_keep_their_names(window: MainWindow) -> None:
    named = {window.objectName(), *(w.objectName() for w in window.findChildren(QWidget))}
    assert set(_PLACES) <= named


def test_whatever_takes_the_focus_is_named_and_read_out(window: MainWindow) -> None:
    for workplace in window.workplaces.titles:
        window.show_workplace(workplace)
        takers = [w for w in window.findChildren(QWidget) if _takes_focus(w)]
        assert takers
        assert [w for w in takers if not _is_named(w)] == []


def _takes_focus(widget: QWidget) -> bool:
    return widget.isVisible() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _is_named(widget: QWidget) -> bool:
    if isinstance(widget, QTabBar) or widget.objectName().startswith("qt_"):
        return True
    if isinstance(widget, QScrollArea):
        return bool(widget.objectName())  # what it scrolls is read out instead
    spoken = widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        spoken = spoken or widget.text()
    return bool(widget.objectName() and spoken)
