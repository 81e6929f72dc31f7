"""Widgets within widgets laid out in one go."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget


def lay_out_now(widget: QWidget) -> None:
    """Lay out a widget after all that is in it, and as high as it then has to be.

    Left to itself Qt lays out one level after the other, and paints in between: what is inside
    is painted where it does not stay.
    """
    options = Qt.FindChildOption.FindDirectChildrenOnly
    for child in widget.findChildren(QWidget, options=options):
        if child.layout() is not None and child.isVisibleTo(widget):
            lay_out_now(child)
    # Not by the layout: a viewport has none, and what scrolls hears of it from there.
    QCoreApplication.sendPostedEvents(widget, QEvent.Type.LayoutRequest.value)
