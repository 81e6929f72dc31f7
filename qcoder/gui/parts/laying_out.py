"""Widgets within widgets laid out in one go."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def lay_out_now(widget: QWidget) -> None:
    """Lay out a widget after all that is in it.

    Left to itself Qt lays out one level after the other, and paints in between: what is inside
    is painted where it does not stay.
    """
    options = Qt.FindChildOption.FindDirectChildrenOnly
    for child in widget.findChildren(QWidget, options=options):
        if child.layout() is not None and child.isVisibleTo(widget):
            lay_out_now(child)
    layout = widget.layout()
    if layout is not None:
        layout.activate()
